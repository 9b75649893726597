package auth

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// In any period a key gets its burst and one more every so often, whatever the pattern, and a wait that was told is enough.
func TestLimiter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := quota{burst: rapid.IntRange(1, 5).Draw(t, "burst"), every: time.Second}
		l, start := newLimiter(q), time.Unix(1000, 0)
		now, taken := start, 0
		for range 40 {
			now = now.Add(time.Duration(rapid.IntRange(0, 1500).Draw(t, "pause")) * time.Millisecond)
			wait := l.take("key", now)
			if wait == 0 {
				taken++
			} else if now = now.Add(wait); l.take("key", now) > 0 {
				t.Fatal("a wait that was told is not enough")
			} else {
				taken++
			}
			if most := q.burst + int((now.Sub(start)+time.Millisecond)/q.every); /* the bucket rounds */ taken > most {
				t.Fatalf("%d taken in %v, at most %d are due", taken, now.Sub(start), most)
			}
		}
	})
}

func TestLimiterForgets(t *testing.T) {
	l, now := newLimiter(quota{burst: 1, every: time.Second}), time.Unix(1000, 0)
	for i := range maxKeys {
		l.take(fmt.Sprint(i), now)
	}
	l.take("one more", now)
	if len(l.buckets) != maxKeys {
		t.Errorf("%d keys are kept", len(l.buckets))
	}
	now = now.Add(time.Second)
	l.take("later", now)
	if len(l.buckets) != 1 {
		t.Errorf("%d keys are kept though all but one are as good as new", len(l.buckets))
	}
}

func TestNetwork(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.1": "192.0.2.1", "::ffff:192.0.2.1": "192.0.2.1", "2001:db8::1": "2001:db8::/64", "fe80::1%eth0": "fe80::/64",
		"": "", "unix": "unix",
	} {
		if got := network(address); got != want {
			t.Errorf("%q is limited as %q, want %q", address, got, want)
		}
	}
}

// At most two passwords are hashed at once, and who waits can give up.
func TestHasherSlots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHasher()
		var running, most atomic.Int32
		release := make(chan struct{})
		var all sync.WaitGroup
		for range 5 {
			all.Go(func() {
				err := h.in(t.Context(), func() error {
					if n := running.Add(1); n > most.Load() {
						most.Store(n)
					}
					<-release
					running.Add(-1)
					return nil
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		if n := most.Load(); n != atOnce {
			t.Errorf("%d run at once", n)
		}
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		if err := h.in(ended, func() error { return nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("giving up gave %v", err)
		}
		close(release)
		all.Wait()
	})
}

// A user who does not exist costs the same work as one who does. The memory that argon2id fills tells, and does not depend on how
// busy the machine is.
func TestHasherOfNobody(t *testing.T) {
	h := newHasher()
	encoded, err := h.hash(t.Context(), "correct horse")
	if err != nil || !strings.HasPrefix(encoded, "$argon2id$v=19$m=47104,t=1,p=1$") {
		t.Fatalf("hashed to %s, %v", encoded, err)
	}
	for who, encoded := range map[string]string{"somebody": encoded, "nobody": ""} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if match, err := h.matches(t.Context(), "wrong horse", encoded); match || err != nil {
			t.Fatal(match, err)
		}
		runtime.ReadMemStats(&after)
		if filled := after.TotalAlloc - before.TotalAlloc; filled < uint64(h.params.Memory)*1024 {
			t.Errorf("%s costs %d bytes", who, filled)
		}
	}
}
