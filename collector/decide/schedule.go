package decide

import (
	"strings"
	"time"

	"heed/collector/core"
)

// schedule is a core.Schedule, compiled. Dates are inclusive and, like the hours, those of the wall clock in the zone: on the day
// the clocks go back an hour counts twice, on the other one it is skipped.
type schedule struct {
	from, until int // dates as yyyymmdd; 0 for open
	hours       hours
	zone        *time.Location
	clock       int // index of ruleset.zones
	want        string
}

// local is one moment by the wall clock of a zone.
type local struct {
	date   int // yyyymmdd
	day    time.Weekday
	minute int // of the day
	at     time.Time
}

func newSchedule(s core.Schedule) (schedule, []core.FieldError) {
	var out schedule
	var errs findings
	var err error
	if out.from, err = parseDate(s.From); err != nil {
		errs.add("schedule.from", "%v", err)
	}
	if out.until, err = parseDate(s.Until); err != nil {
		errs.add("schedule.until", "%v", err)
	}
	if out.until > 0 && out.until < out.from {
		errs.add("schedule.until", "%s is before from (%s); it never runs", s.Until, s.From)
	}
	if out.hours, err = parseHours(s.Hours); err != nil {
		errs.add("schedule.hours", "%v", err)
	}
	if out.zone, err = core.ParseZone(s.Zone); err != nil {
		errs.add("schedule.zone", "%v", err)
	}
	if len(errs) == 0 {
		out.want = wantSchedule(s, out.zone)
	}
	return out, errs
}

func parseDate(s string) (int, error) {
	t, err := core.ParseDay(s)
	if err != nil || t.IsZero() {
		return 0, err
	}
	return dateOf(t), nil
}

func dateOf(t time.Time) int {
	y, m, d := t.Date()
	return (y*100+int(m))*100 + d
}

func localTime(now time.Time, zone *time.Location) local {
	t := now.In(zone)
	return local{date: dateOf(t), day: t.Weekday(), minute: t.Hour()*60 + t.Minute(), at: t}
}

// append appends the moment in words.
func (l *local) append(text []byte) []byte {
	return append(l.at.AppendFormat(text, "Mon 2006-01-02 15:04 "), l.at.Location().String()...)
}

func (s *schedule) open(at *local) bool {
	return s.from <= at.date && (s.until == 0 || at.date <= s.until) && s.hours.open(at.day, at.minute)
}

func wantSchedule(s core.Schedule, zone *time.Location) string {
	return strings.Join(append(s.Words(), zone.String()), " ")
}
