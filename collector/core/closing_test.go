package core

import (
	"strings"
	"testing"
	"time"
)

// TestClosing: the last day counts whole, by the clock of the survey's zone, also when that day has not 24 hours; and so many responses.
func TestClosing(t *testing.T) {
	at := func(s string) time.Time {
		t.Helper()
		moment, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return moment
	}
	for _, c := range []struct {
		closes, zone string
		quota, begun int
		now          string
		closed       bool
		words        string
	}{
		{"", "", 0, 1 << 30, "9999-01-01T00:00:00Z", false, ""},
		{"2026-12-31", "", 0, 0, "2026-12-31T23:59:59.999Z", false, "until 2026-12-31 UTC"},
		{"2026-12-31", "", 0, 0, "2027-01-01T00:00:00Z", true, "until 2026-12-31 UTC"},
		{"2026-12-31", "America/New_York", 0, 0, "2027-01-01T04:59:59Z", false, "until 2026-12-31 America/New_York"},
		{"2026-12-31", "America/New_York", 0, 0, "2027-01-01T05:00:00Z", true, "until 2026-12-31 America/New_York"},
		{"2026-03-29", "Europe/Berlin", 0, 0, "2026-03-29T21:59:59Z", false, "until 2026-03-29 Europe/Berlin"}, // summer time begins
		{"2026-03-29", "Europe/Berlin", 0, 0, "2026-03-29T22:00:00Z", true, "until 2026-03-29 Europe/Berlin"},
		{"", "", 500, 499, "2026-01-01T00:00:00Z", false, "quota 500"},
		{"", "", 500, 500, "2026-01-01T00:00:00Z", true, "quota 500"},
		{"2026-12-31", "", 500, 500, "2026-01-01T00:00:00Z", true, "until 2026-12-31 UTC, quota 500"},
		{"2026-12-31", "", 500, 0, "2027-01-01T00:00:00Z", true, "until 2026-12-31 UTC, quota 500"},
	} {
		closing, err := Survey{Closes: c.closes, Zone: c.zone, Quota: c.quota}.Closing()
		if got := strings.Join(closing.Words(), ", "); err != nil || got != c.words || closing.Never() != (c.words == "") {
			t.Errorf("%+v: asked %q, %v", c, got, err)
		}
		if got := closing.Closed(at(c.now), c.begun); got != c.closed {
			t.Errorf("%+v: closed is %t", c, got)
		}
	}
	for _, s := range []Survey{{Closes: "31.12.2026"}, {Closes: "2026-12-31", Zone: "Berlin"}, {Closes: "2026-12-31", Zone: "Local"}} {
		if _, err := s.Closing(); err == nil {
			t.Errorf("%+v is taken", s)
		}
	}
}
