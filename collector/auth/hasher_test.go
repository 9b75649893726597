package auth

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

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
