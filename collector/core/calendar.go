package core

import (
	"fmt"
	"time"
	_ "time/tzdata" // zones must mean the same on every machine, also on one without a zone database
)

// ParseDay reads a day of the calendar as documents have it, 2006-01-02; the zero time for an empty text.
func ParseDay(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is not a date of the calendar; write it as 2026-01-31", s)
	}
	return t, nil
}

// ParseZone reads an IANA time zone, UTC for an empty text. It refuses «Local», which would mean another zone on every machine.
func ParseZone(s string) (*time.Location, error) {
	zone, err := time.LoadLocation(s)
	if err != nil || s == time.Local.String() {
		return nil, fmt.Errorf("%q is not an IANA time zone; write one such as Europe/Berlin, or leave it out for UTC", s)
	}
	return zone, nil
}
