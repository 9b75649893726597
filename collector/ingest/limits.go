package ingest

import (
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"heed/collector/core"
)

// Rate is how much is allowed: PerSecond in the long run, Burst at once.
type Rate struct {
	PerSecond float64
	Burst     int
}

// Limits bound what pages may ask of the collector. The defaults let an angry visitor, a slow network that delivers a minute at
// once, and an office behind one address through; they stop a loop.
type Limits struct {
	Connection Rate // items of one connection
	Address    Rate // items of one address by batch, and connections it opens; IPv6 by /64
	// Queue is how many bytes may wait for one slow page before it is disconnected.
	Queue int
}

// DefaultLimits are the limits of a collector that was told nothing else.
var DefaultLimits = Limits{
	Connection: Rate{PerSecond: 200, Burst: 400},
	Address:    Rate{PerSecond: 500, Burst: 5000},
	Queue:      256 << 10,
}

// limiter keeps one token bucket a key and forgets those that are full again, since a full bucket is as good as a new one.
type limiter struct {
	clock core.Clock
	rate  Rate

	mu      sync.Mutex
	buckets map[string]*rate.Limiter
	swept   time.Time
}

func newLimiter(clock core.Clock, r Rate) *limiter {
	return &limiter{clock: clock, rate: r, buckets: map[string]*rate.Limiter{}, swept: clock()}
}

// sweepEvery is how often full buckets are dropped: long enough to cost nothing, short enough that a scan of the address space
// leaves no more than a minute of keys.
const sweepEvery = time.Minute

// allow takes n tokens of key, or says how long to wait.
func (l *limiter) allow(key string, n int) error {
	now := l.clock()
	l.mu.Lock()
	l.sweep(now)
	b, ok := l.buckets[key]
	if !ok {
		b = rate.NewLimiter(rate.Limit(l.rate.PerSecond), l.rate.Burst)
		l.buckets[key] = b
	}
	l.mu.Unlock()
	return take(b, now, n, l.rate)
}

func (l *limiter) sweep(now time.Time) {
	if now.Sub(l.swept) < sweepEvery {
		return
	}
	l.swept = now
	for key, b := range l.buckets {
		if b.TokensAt(now) >= float64(l.rate.Burst) {
			delete(l.buckets, key)
		}
	}
}

func take(b *rate.Limiter, now time.Time, n int, r Rate) error {
	if b.AllowN(now, min(n, r.Burst)) {
		return nil
	}
	missing := float64(min(n, r.Burst)) - b.TokensAt(now)
	wait := time.Duration(missing / r.PerSecond * float64(time.Second))
	e := core.Errorf(core.Limited, "too_many", "Too much at once; wait and send it again.")
	e.RetryAfter = max(wait, time.Second)
	return e
}

// addressKey is what an address counts as: an IPv6 customer has a /64 at least.
func addressKey(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	ip = ip.Unmap()
	if ip.Is6() {
		if p, err := ip.Prefix(64); err == nil {
			return p.String()
		}
	}
	return ip.String()
}
