package core

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestGrace(t *testing.T) {
	own := Grace{Cart: Duration(time.Minute)}
	for _, c := range []struct {
		grace Grace
		stage float64
		want  time.Duration
	}{
		{Grace{}, 0, 15 * time.Minute}, {Grace{}, 1, 15 * time.Minute}, {Grace{}, 2, 30 * time.Minute}, {Grace{}, 3, 30 * time.Minute},
		{own, 1, time.Minute}, {own, 2, 30 * time.Minute}, {Grace{Checkout: Duration(time.Hour)}, 3, time.Hour},
	} {
		if got := c.grace.For(c.stage); got != c.want {
			t.Errorf("%+v at stage %v: %v, want %v", c.grace, c.stage, got, c.want)
		}
	}
}

func TestStateFollowsFromTheTime(t *testing.T) {
	until := time.Date(2026, 3, 2, 12, 15, 0, 0, time.UTC)
	before, after := until.Add(-time.Millisecond), until
	for _, c := range []struct {
		signal      Signal
		early, late SignalState
	}{
		{Signal{}, "", ""},
		{Signal{Until: &until}, SignalHeld, SignalConfirmed},
		{Signal{Until: &until, Reason: Returned}, SignalWithdrawn, SignalWithdrawn},
	} {
		if early, late := c.signal.StateAt(before), c.signal.StateAt(after); early != c.early || late != c.late {
			t.Errorf("%+v: %q, then %q", c.signal, early, late)
		}
	}
}

// TestWithdraw: what a return takes out of the history is exactly what was held at its time; the rest keeps its order.
func TestWithdraw(t *testing.T) {
	at := func(s int) time.Time { return time.Unix(int64(s), 0) }
	rapid.Check(t, func(r *rapid.T) {
		var h History
		second := rapid.IntRange(0, 20)
		for range rapid.IntRange(0, 10).Draw(r, "signals") {
			s := Seen{At: at(second.Draw(r, "at"))}
			if rapid.Bool().Draw(r, "held") {
				s.Until = s.At.Add(time.Duration(second.Draw(r, "for")) * time.Second)
			}
			h.Signals = append(h.Signals, s)
		}
		back := at(second.Draw(r, "back"))
		var want []Seen
		for _, s := range h.Signals {
			if s.Until.IsZero() || !back.Before(s.Until) || !s.At.Before(back) {
				want = append(want, s)
			}
		}
		before := len(h.Signals)
		if found := h.Withdraw(back); found != (len(want) < before) || len(h.Signals) != len(want) {
			r.Fatalf("%v, kept %v, want %v", found, h.Signals, want)
		}
		for i := range want {
			if h.Signals[i] != want[i] {
				r.Fatalf("kept %v, want %v", h.Signals, want)
			}
		}
	})
}
