package ingest

import (
	"fmt"
	"testing"
	"time"

	"heed/collector/core"
)

func TestLimiter(t *testing.T) {
	now := time.UnixMilli(0)
	l := newLimiter(func() time.Time { return now }, Rate{PerSecond: 10, Burst: 20})
	if err := l.allow("a", 20); err != nil {
		t.Fatalf("the burst was refused: %v", err)
	}
	err := l.allow("a", 1)
	if e := core.AsError(err); err == nil || e.Kind != core.Limited || e.RetryAfter < time.Second {
		t.Fatalf("one over the burst: %v, want limited with a time to wait", err)
	}
	if err := l.allow("b", 20); err != nil {
		t.Fatalf("another address pays for the first: %v", err)
	}
	now = now.Add(2 * time.Second)
	if err := l.allow("a", 20); err != nil {
		t.Fatalf("after the wait it is still refused: %v", err)
	}
	if err := l.allow("c", 1000); err != nil {
		t.Fatalf("more than the burst at once can never pass unless it counts as the burst: %v", err)
	}
}

func TestLimiterForgetsQuietAddresses(t *testing.T) {
	now := time.UnixMilli(0)
	l := newLimiter(func() time.Time { return now }, Rate{PerSecond: 10, Burst: 20})
	for i := range 1000 {
		_ = l.allow(fmt.Sprint(i), 1)
	}
	now = now.Add(sweepEvery)
	_ = l.allow("new", 1)
	if len(l.buckets) != 1 {
		t.Fatalf("%d buckets are kept, want 1", len(l.buckets))
	}
}

func TestAddressKey(t *testing.T) {
	for in, want := range map[string]string{
		"192.0.2.7":             "192.0.2.7",
		"::ffff:192.0.2.7":      "192.0.2.7",
		"2001:db8:1:2:3:4:5:6":  "2001:db8:1:2::/64",
		"2001:db8:1:2:ff::1":    "2001:db8:1:2::/64",
		"2001:db8:1:3::1":       "2001:db8:1:3::/64",
		"what a proxy mistyped": "what a proxy mistyped",
	} {
		if got := addressKey(in); got != want {
			t.Errorf("addressKey(%q) = %q, want %q", in, got, want)
		}
	}
}
