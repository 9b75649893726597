package ingest

import (
	"testing"
	"time"

	"heed/collector/core"
	"heed/collector/limit"
)

func TestAnAddressIsLimited(t *testing.T) {
	now := time.UnixMilli(0)
	s := New(Options{
		Clock:  func() time.Time { return now },
		Limits: Limits{Address: limit.Rate{PerSecond: 10, Burst: 20}},
	})
	for range 20 {
		if err := s.Dial("2001:db8::1"); err != nil {
			t.Fatalf("the burst was refused: %v", err)
		}
	}
	err := s.Dial("2001:db8::2")
	if e := core.AsError(err); err == nil || e.Kind != core.Limited || e.RetryAfter != time.Second {
		t.Fatalf("one over the burst: %v, want limited, with a second to wait at least", err)
	}
	if err := s.Dial("2001:db8:0:1::1"); err != nil {
		t.Fatalf("another network pays for the first: %v", err)
	}
	now = now.Add(2 * time.Second)
	if err := s.admitted("2001:db8::1", 20); err != nil {
		t.Fatalf("after the wait it is still refused: %v", err)
	}
	if e := core.AsError(s.admitted("2001:db8::1", 50)); e.RetryAfter < 2*time.Second {
		t.Fatalf("told to wait %v, want two seconds", e.RetryAfter)
	}
}

// TestNonsenseIsLimited: what cannot be read is counted against its address as well, before it is read.
func TestNonsenseIsLimited(t *testing.T) {
	w := newWorld(t)
	codes := map[string]int{}
	for range DefaultLimits.Address.Burst + 1 {
		_, err := w.Batch(t.Context(), core.Site{Name: "shop"}, "192.0.2.7", []byte(`{"hello":`))
		codes[core.AsError(err).Code]++
	}
	if codes["bad_json"] != DefaultLimits.Address.Burst || codes["too_many"] != 1 {
		t.Errorf("got %v", codes)
	}
	if _, err := w.Batch(t.Context(), core.Site{Name: "shop"}, "192.0.2.8", []byte(`{"hello":{"visitor":"bob","session":"s1"}}`)); err != nil {
		t.Errorf("from another address: %v", err)
	}
}
