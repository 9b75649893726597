package auth

import (
	"crypto/sha256"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"heed/collector/core"
)

// quota is so many attempts at once, and then one every so often.
type quota struct {
	burst int
	every time.Duration
}

// An office behind one address gets more attempts than one account, whose password somebody may be guessing: at one in 30 seconds
// that is under 3000 a day.
func perAddress() quota { return quota{burst: 20, every: 6 * time.Second} }
func perEmail() quota   { return quota{burst: 10, every: 30 * time.Second} }

// maxKeys bounds the memory of a limiter.
const maxKeys = 10_000

// limiter keeps one token bucket a key.
type limiter struct {
	quota quota

	mu      sync.Mutex
	buckets map[hashed]*rate.Limiter
}

// hashed is the SHA-256 of a key, so that a long one takes no more memory.
type hashed [sha256.Size]byte

func newLimiter(q quota) *limiter { return &limiter{quota: q, buckets: map[hashed]*rate.Limiter{}} }

// take uses one attempt of the key. It returns 0, or how long to wait for the next one; then nothing is used.
func (l *limiter) take(key string, now time.Time) (wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	id := hashed(sha256.Sum256([]byte(key)))
	b, ok := l.buckets[id]
	if !ok {
		l.makeRoom(now)
		b = rate.NewLimiter(rate.Every(l.quota.every), l.quota.burst)
		l.buckets[id] = b
	}
	r := b.ReserveN(now, 1)
	if wait = r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// makeRoom forgets the keys whose bucket is full again: they are as good as new. When an attacker holds all keys, it forgets
// some at random; each gains them a few attempts at one key.
func (l *limiter) makeRoom(now time.Time) {
	if len(l.buckets) < maxKeys {
		return
	}
	for key, b := range l.buckets {
		if b.TokensAt(now) >= float64(l.quota.burst) {
			delete(l.buckets, key)
		}
	}
	for key := range l.buckets {
		if len(l.buckets) < maxKeys {
			return
		}
		delete(l.buckets, key)
	}
}

// network is what an address is limited by: an IPv6 customer has a whole /64 to come from.
func network(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	prefix, _ := ip.Prefix(64) // 64 bits are fine for every IPv6 address
	return prefix.String()
}

// tooMany refuses an attempt that must wait.
func tooMany(wait time.Duration) error {
	err := core.Errorf(core.Limited, "too_many_sign_ins", "Too many attempts; wait %d seconds.", int(wait.Seconds())+1)
	err.RetryAfter = wait
	return err
}
