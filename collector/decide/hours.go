package decide

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// hours are opening hours by the week, as in «Mon-Fri 08:00-20:00, Sat 10:00-16:00» or «22:00-02:00». An end is exclusive. Hours
// that cross midnight belong to the day on which they begin. No entry at all means always.
type hours []opening

// opening is one entry. Minutes count from midnight by the wall clock; to may be 24 h, and is below from when it crosses midnight.
type opening struct {
	days     uint8 // bit time.Weekday
	from, to int
}

const (
	everyDay  = 1<<7 - 1
	dayLength = 24 * 60 // minutes
)

func parseHours(s string) (hours, error) {
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	var all hours
	for entry := range strings.SplitSeq(s, ",") {
		o, err := parseOpening(entry)
		if err != nil {
			return nil, err
		}
		all = append(all, o)
	}
	return all, nil
}

func parseOpening(entry string) (opening, error) {
	fail := func(why string) (opening, error) {
		return opening{}, fmt.Errorf("%q %s; write hours such as Mon-Fri 08:00-20:00, Sat 10:00-16:00",
			strings.TrimSpace(entry), why)
	}
	words := strings.Fields(entry)
	o := opening{days: everyDay}
	if len(words) == 2 {
		days, ok := parseDays(words[0])
		if !ok {
			return fail("names no days (Mon Tue Wed Thu Fri Sat Sun)")
		}
		o.days, words = days, words[1:]
	}
	if len(words) != 1 {
		return fail("is not days and a span of time")
	}
	from, to, cut := strings.Cut(words[0], "-")
	var fromOK, toOK bool
	o.from, fromOK = parseMinute(from)
	o.to, toOK = parseMinute(to)
	switch {
	case !cut || !fromOK || !toOK || o.from == dayLength:
		return fail("has no span of time from 00:00 to 24:00")
	case o.from == o.to:
		return fail("is an empty span (for the whole day write 00:00-24:00)")
	}
	return o, nil
}

// parseDays reads «Mon» or «Fri-Mon».
func parseDays(s string) (uint8, bool) {
	first, last, isRange := strings.Cut(s, "-")
	from, ok := parseDay(first)
	if !ok {
		return 0, false
	}
	to := from
	if isRange {
		if to, ok = parseDay(last); !ok {
			return 0, false
		}
	}
	days := uint8(0)
	for d := from; ; d = (d + 1) % 7 {
		days |= 1 << d
		if d == to {
			return days, true
		}
	}
}

func parseDay(s string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(s, d.String()[:3]) {
			return d, true
		}
	}
	return 0, false
}

// parseMinute reads HH:MM up to 24:00.
func parseMinute(s string) (int, bool) {
	if len(s) != len("00:00") || s[2] != ':' {
		return 0, false
	}
	h, errH := strconv.ParseUint(s[:2], 10, 8)
	m, errM := strconv.ParseUint(s[3:], 10, 8)
	if errH != nil || errM != nil || m > 59 || h*60+m > dayLength {
		return 0, false
	}
	return int(h*60 + m), true
}

func (hs hours) open(day time.Weekday, minute int) bool {
	for _, o := range hs {
		if o.open(day, minute) {
			return true
		}
	}
	return len(hs) == 0
}

func (o opening) open(day time.Weekday, minute int) bool {
	today := o.days&(1<<day) != 0
	if o.from < o.to {
		return today && o.from <= minute && minute < o.to
	}
	yesterday := o.days&(1<<((day+6)%7)) != 0
	return today && minute >= o.from || yesterday && minute < o.to
}
