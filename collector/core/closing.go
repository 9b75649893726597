package core

import (
	"strconv"
	"time"
)

// Closing is when a survey is not asked any more: from a moment on, or when so many responses were begun. What was begun may be finished.
type Closing struct {
	At    time.Time // zero for never, in the survey's zone
	Quota int       // 0 for no bound
}

// Closing of the survey; the error says what is wrong with the day or the zone, which the checks of a document rule out.
func (s Survey) Closing() (Closing, error) {
	c := Closing{Quota: s.Quota}
	day, err := ParseDay(s.Closes)
	if err != nil || day.IsZero() {
		return c, err
	}
	zone, err := ParseZone(s.Zone)
	if err != nil {
		return c, err
	}
	c.At = time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, zone)
	return c, nil
}

// Never reports whether the survey is always asked.
func (c Closing) Never() bool { return c.At.IsZero() && c.Quota <= 0 }

// Closed reports whether a survey of which so many responses were begun is closed.
func (c Closing) Closed(now time.Time, begun int) bool {
	return !c.At.IsZero() && !now.Before(c.At) || c.Quota > 0 && begun >= c.Quota
}

// Words say until when it is asked: "until 2026-12-31 Europe/Berlin", "quota 500"; nothing when it always is.
func (c Closing) Words() []string {
	var words []string
	if !c.At.IsZero() {
		words = append(words, "until "+c.At.AddDate(0, 0, -1).Format(time.DateOnly)+" "+c.At.Location().String())
	}
	if c.Quota > 0 {
		words = append(words, "quota "+strconv.Itoa(c.Quota))
	}
	return words
}

// SurveyClosed is the error for who comes to a survey that is not asked any more.
func SurveyClosed(name string) *Error {
	return Errorf(Forbidden, "survey_closed", "The survey %s is closed and takes no more responses; to ask on, change its closes or its quota.", name)
}
