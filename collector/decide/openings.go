package decide

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Opening is one row of a form for a schedule's hours: a span of time on some days. Times are as inputs of type time have them, 15:04
// by the wall clock; midnight is 00:00 at either end, and an empty one. A span that ends before it begins goes on into the next day.
type Opening struct {
	Days     [7]bool // by time.Weekday; without any it is every day
	From, To string
}

// CheckHours finds what is wrong with a schedule's hours.
func CheckHours(text string) error {
	_, err := parseHours(text)
	return err
}

// ComposeHours writes hours: all rows, and rest, which is text of its own that may be empty.
func ComposeHours(rows []Opening, rest string) string {
	var entries []string
	for _, r := range rows {
		entries = append(entries, r.entries()...)
	}
	if rest = strings.TrimSpace(rest); rest != "" {
		entries = append(entries, rest)
	}
	return strings.Join(entries, ", ")
}

const midnight = "00:00"

// entries writes a row, one entry for each run of days.
func (o Opening) entries() []string {
	span := cmp.Or(o.From, midnight) + "-" + strings.Replace(cmp.Or(o.To, midnight), midnight, "24:00", 1)
	var out []string
	for _, run := range o.runs() {
		first, last := run[0].String()[:3], run[1].String()[:3]
		if first != last {
			first += "-" + last
		}
		out = append(out, first+" "+span)
	}
	if out == nil {
		return []string{span}
	}
	return out
}

// runs are the days as first and last of those that follow each other, over the end of the week too; the week begins on Monday. None and
// all are no run.
func (o Opening) runs() (out [][2]time.Weekday) {
	const days = 7
	for n := range days {
		first := time.Weekday((n + int(time.Monday)) % days)
		if !o.Days[first] || o.Days[(first+days-1)%days] {
			continue
		}
		last := first
		for o.Days[(last+1)%days] {
			last = (last + 1) % days
		}
		out = append(out, [2]time.Weekday{first, last})
	}
	return out
}

// DecomposeHours is the way back: the rows that say all of a schedule's hours. What cannot be read is the rest.
func DecomposeHours(text string) (rows []Opening, rest string) {
	all, err := parseHours(text)
	if err != nil {
		return nil, text
	}
	var taken []opening // what the rows hold so far
	for _, o := range all {
		last := len(taken) - 1
		if last >= 0 && taken[last].from == o.from && taken[last].to == o.to && taken[last].days&o.days == 0 {
			taken[last].days |= o.days
			continue
		}
		taken = append(taken, o)
	}
	for _, o := range taken {
		row := Opening{From: clockText(o.from), To: clockText(o.to)}
		for day := range row.Days {
			row.Days[day] = o.days != everyDay && o.days&(1<<day) != 0
		}
		rows = append(rows, row)
	}
	return rows, ""
}

// clockText writes a minute of the day; the day's end is the midnight after it.
func clockText(minute int) string {
	minute %= dayLength
	return fmt.Sprintf("%02d:%02d", minute/60, minute%60)
}

// SameHours reports whether two texts are open at the same times.
func SameHours(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := parseHours(a)
	y, errY := parseHours(b)
	if errX != nil || errY != nil {
		return false
	}
	for day := time.Sunday; day <= time.Saturday; day++ {
		for minute := range dayLength {
			if x.open(day, minute) != y.open(day, minute) {
				return false
			}
		}
	}
	return true
}
