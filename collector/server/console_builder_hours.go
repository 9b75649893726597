package server

import (
	"strings"
	"time"

	"heed/collector/decide"
)

// weekday is a box of an opening's row.
type weekday struct{ Name, Words string }

// Weekdays begin on Monday, as a schedule's do.
func (p part) Weekdays() []weekday {
	var out []weekday
	for n := range 7 {
		day := time.Weekday((n + int(time.Monday)) % 7).String()
		out = append(out, weekday{strings.ToLower(day[:3]), day[:3]})
	}
	return out
}

func dayField(at string, day time.Weekday) string {
	return at + "." + strings.ToLower(day.String()[:3])
}

// fillHours writes a schedule's hours as rows, and as text what rows cannot say.
func (f fields) fillHours(text string) {
	rows, rest := decide.DecomposeHours(text)
	for n, o := range rows {
		at := row(hoursList, n)
		for day, is := range o.Days {
			if is {
				f[dayField(at, time.Weekday(day))] = "on"
			}
		}
		f[at+".opens"], f[at+".closes"] = o.From, o.To
	}
	f["schedule.hours"] = rest
}

// hours keeps the writing of hours whose meaning is the same.
func (r *formReader) hours(before string) string {
	var list []decide.Opening
	for _, n := range r.rows(hoursList) {
		at := row(hoursList, n)
		o := decide.Opening{From: r.fields[at+".opens"], To: r.fields[at+".closes"]}
		for day := range o.Days {
			o.Days[day] = r.fields[dayField(at, time.Weekday(day))] != ""
		}
		if o == (decide.Opening{}) {
			continue // a row that was just added
		}
		if o.From == o.To && strings.Trim(o.From, "0:") != "" {
			r.complain(at+".closes", "is the same as when it opens; choose another time, or 00:00 for midnight")
		} else if err := decide.CheckHours(decide.ComposeHours([]decide.Opening{o}, "")); err != nil {
			r.complain(at+".opens", "cannot be read: %v", err)
		}
		list = append(list, o)
	}
	hours := decide.ComposeHours(list, r.fields["schedule.hours"])
	if decide.SameHours(hours, before) {
		return before
	}
	return hours
}
