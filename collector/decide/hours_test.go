package decide

import (
	"testing"
	"time"

	"heed/collector/core"
)

func TestSchedule(t *testing.T) {
	const berlin = "Europe/Berlin"
	for _, row := range []struct {
		name string
		s    core.Schedule
		at   string
		open bool
	}{
		{"opens", core.Schedule{Hours: "Mon-Fri 08:00-20:00"}, "2026-03-03T08:00:00Z", true},
		{"a second before", core.Schedule{Hours: "Mon-Fri 08:00-20:00"}, "2026-03-03T07:59:59Z", false},
		{"last second", core.Schedule{Hours: "Mon-Fri 08:00-20:00"}, "2026-03-03T19:59:59Z", true},
		{"closes", core.Schedule{Hours: "Mon-Fri 08:00-20:00"}, "2026-03-03T20:00:00Z", false},
		{"weekend", core.Schedule{Hours: "Mon-Fri 08:00-20:00"}, "2026-03-07T12:00:00Z", false},
		{"second entry", core.Schedule{Hours: "Mon-Fri 08:00-20:00, Sat 10:00-16:00"}, "2026-03-07T12:00:00Z", true},
		{"days around the weekend", core.Schedule{Hours: "sat-mon 08:00-20:00"}, "2026-03-01T12:00:00Z", true},
		{"not in them", core.Schedule{Hours: "Sat-Mon 08:00-20:00"}, "2026-03-03T12:00:00Z", false},
		{"whole day", core.Schedule{Hours: "00:00-24:00"}, "2026-03-03T23:59:59Z", true},
		{"night, before midnight", core.Schedule{Hours: "22:00-02:00"}, "2026-03-03T22:00:00Z", true},
		{"night, after midnight", core.Schedule{Hours: "22:00-02:00"}, "2026-03-03T01:59:00Z", true},
		{"night is over", core.Schedule{Hours: "22:00-02:00"}, "2026-03-03T02:00:00Z", false},
		{"Friday night on Saturday", core.Schedule{Hours: "Fri 22:00-02:00"}, "2026-03-07T01:00:00Z", true},
		{"Friday morning is Thursday's night", core.Schedule{Hours: "Fri 22:00-02:00"}, "2026-03-06T01:00:00Z", false},
		{"Saturday night on Sunday", core.Schedule{Hours: "Sat 22:00-02:00"}, "2026-03-08T01:00:00Z", true},
		{"zone", core.Schedule{Hours: "08:00-20:00", Zone: berlin}, "2026-03-03T07:00:00Z", true},
		{"zone in summer", core.Schedule{Hours: "08:00-20:00", Zone: berlin}, "2026-07-07T06:00:00Z", true},
		{"zone in summer, too early", core.Schedule{Hours: "08:00-20:00", Zone: berlin}, "2026-07-07T05:59:00Z", false},
		{"clocks forward: last minute before", core.Schedule{Hours: "01:30-02:30", Zone: berlin}, "2026-03-29T00:59:00Z", true},
		{"clocks forward: 03:00 follows", core.Schedule{Hours: "01:30-02:30", Zone: berlin}, "2026-03-29T01:00:00Z", false},
		{"clocks back: first 02:15", core.Schedule{Hours: "02:00-02:30", Zone: berlin}, "2026-10-25T00:15:00Z", true},
		{"clocks back: second 02:15", core.Schedule{Hours: "02:00-02:30", Zone: berlin}, "2026-10-25T01:15:00Z", true},
		{"half-hour zone", core.Schedule{Hours: "17:30-18:00", Zone: "Asia/Kolkata"}, "2026-03-03T12:00:00Z", true},
		{"first day", core.Schedule{From: "2026-03-03"}, "2026-03-03T00:00:00Z", true},
		{"the day before", core.Schedule{From: "2026-03-03"}, "2026-03-02T23:59:59Z", false},
		{"last day", core.Schedule{Until: "2026-03-03"}, "2026-03-03T23:59:59Z", true},
		{"the day after", core.Schedule{Until: "2026-03-03"}, "2026-03-04T00:00:00Z", false},
		{"last day by the zone", core.Schedule{Until: "2026-03-03", Zone: "America/New_York"}, "2026-03-04T04:59:59Z", true},
		{"leap day", core.Schedule{From: "2028-02-29", Until: "2028-02-29"}, "2028-02-29T12:00:00Z", true},
		{"after the leap day", core.Schedule{From: "2028-02-29", Until: "2028-02-29"}, "2028-03-01T00:00:00Z", false},
		{"over the new year", core.Schedule{From: "2026-12-30", Until: "2027-01-02"}, "2027-01-01T00:00:00Z", true},
	} {
		t.Run(row.name, func(t *testing.T) {
			s, errs := newSchedule(row.s)
			if len(errs) > 0 {
				t.Fatal(errs)
			}
			now, err := time.Parse(time.RFC3339, row.at)
			if err != nil {
				t.Fatal(err)
			}
			at := localTime(now, s.zone)
			if open := s.open(&at); open != row.open {
				t.Errorf("at %s (%s): open is %v", row.at, at.append(nil), open)
			}
		})
	}
}

func FuzzHours(f *testing.F) {
	for _, s := range []string{"Mon-Fri 08:00-20:00, Sat 10:00-16:00", "22:00-02:00", "24:00-01:00", "Mon", ",", "Su 1:00-2:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		hs, err := parseHours(s)
		if err != nil || len(hs) == 0 {
			return
		}
		open := 0
		for day := time.Sunday; day <= time.Saturday; day++ {
			for minute := range dayLength {
				if hs.open(day, minute) {
					open++
				}
			}
		}
		if open == 0 {
			t.Errorf("%q was taken but is never open", s)
		}
	})
}
