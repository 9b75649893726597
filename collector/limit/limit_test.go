package limit

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// In any period a key gets its burst and one more every so often, whatever the pattern, and a wait that was told is enough.
func TestTake(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := Every(time.Second, rapid.IntRange(1, 5).Draw(t, "burst"))
		k, start := NewKeyed(rate), time.Unix(1000, 0)
		now, taken := start, 0
		for range 40 {
			now = now.Add(time.Duration(rapid.IntRange(0, 1500).Draw(t, "pause")) * time.Millisecond)
			n := rapid.IntRange(1, 7).Draw(t, "n")
			if wait := k.Take("key", n, now); wait > 0 {
				now = now.Add(wait)
				if k.Take("key", n, now) > 0 {
					t.Fatal("a wait that was told is not enough")
				}
			}
			taken += min(n, rate.Burst)
			if most := rate.Burst + int((now.Sub(start)+time.Millisecond)/time.Second); /* the bucket rounds */ taken > most {
				t.Fatalf("%d taken in %v, at most %d are due", taken, now.Sub(start), most)
			}
		}
	})
}

func TestKeysAreApart(t *testing.T) {
	k, now := NewKeyed(Rate{PerSecond: 10, Burst: 20}), time.Unix(1000, 0)
	if wait := k.Take("a", 20, now); wait != 0 {
		t.Fatalf("the burst was refused for %v", wait)
	}
	if wait := k.Take("a", 1, now); wait != 101*time.Millisecond {
		t.Fatalf("one over the burst waits %v, want 100 ms and one for rounding", wait)
	}
	if wait := k.Take("b", 20, now); wait != 0 {
		t.Fatal("another key pays for the first")
	}
}

// A refusal takes nothing: who is refused again and again waits no longer for it.
func TestRefusalsAreFree(t *testing.T) {
	b, now := NewBucket(Every(time.Second, 1)), time.Unix(1000, 0)
	b.Take(1, now)
	for range 100 {
		if wait := b.Take(1, now); wait != time.Second+time.Millisecond {
			t.Fatalf("a wait of %v, want 1 s and 1 ms", wait)
		}
	}
}

func TestMemoryIsBounded(t *testing.T) {
	k, now := NewKeyed(Every(time.Second, 1)), time.Unix(1000, 0)
	for i := range maxKeys + maxKeys/2 {
		k.Take(fmt.Sprint(i), 1, now)
		if len(k.buckets) > maxKeys {
			t.Fatalf("%d keys are kept, at most %d may be", len(k.buckets), maxKeys)
		}
	}
	if len(k.buckets) < maxKeys*7/8 {
		t.Errorf("only %d keys are kept: more were forgotten than room needs", len(k.buckets))
	}
}

func TestFullBucketsGoFirst(t *testing.T) {
	k, now := NewKeyed(Every(time.Second, 1)), time.Unix(1000, 0)
	for i := range maxKeys - 1 {
		k.Take(fmt.Sprint(i), 1, now)
	}
	now = now.Add(time.Second)
	k.Take("busy", 1, now)
	k.Take("new", 1, now)
	if len(k.buckets) != 2 {
		t.Errorf("%d keys are kept, want the two that are not as good as new", len(k.buckets))
	}
	if k.Take("busy", 1, now) == 0 {
		t.Error("the busy key was forgotten")
	}
}

func TestNetwork(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.7": "192.0.2.7", "::ffff:192.0.2.7": "192.0.2.7",
		"2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "2001:db8:1:2:ff::1": "2001:db8:1:2::/64", "2001:db8:1:3::1": "2001:db8:1:3::/64",
		"fe80::1%eth0": "fe80::/64",
		"":             "", "unix": "unix", "what a proxy mistyped": "what a proxy mistyped",
	} {
		if got := Network(address); got != want {
			t.Errorf("%q is limited as %q, want %q", address, got, want)
		}
	}
}
