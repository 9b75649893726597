// Package limit bounds how often somebody may ask: token buckets, one alone or one a key, in bounded memory.
package limit

import (
	"crypto/sha256"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Rate is how much is allowed: PerSecond in the long run, Burst at once. Both are above zero.
type Rate struct {
	PerSecond float64
	Burst     int
}

// Every is burst at once, and then one every so often.
func Every(pause time.Duration, burst int) Rate {
	return Rate{PerSecond: 1 / pause.Seconds(), Burst: burst}
}

// Bucket is the allowance of one asker. It may be used from any goroutine.
type Bucket struct{ tokens *rate.Limiter }

// NewBucket makes a bucket that is full.
func NewBucket(r Rate) *Bucket { return &Bucket{rate.NewLimiter(rate.Limit(r.PerSecond), r.Burst)} }

// Take takes n tokens and returns 0, or takes nothing and says how long to wait until there are so many. More than the burst, which
// could never be had at once, counts as the burst. The wait is in whole milliseconds and longer than it must be by up to one: the bucket
// itself rounds.
func (b *Bucket) Take(n int, now time.Time) (wait time.Duration) {
	r := b.tokens.ReserveN(now, min(n, b.tokens.Burst()))
	if wait = r.DelayFrom(now); wait == 0 {
		return 0
	}
	r.CancelAt(now)
	return wait.Truncate(time.Millisecond) + time.Millisecond
}

// full tells whether the bucket is as good as a new one.
func (b *Bucket) full(now time.Time) bool { return b.tokens.TokensAt(now) >= float64(b.tokens.Burst()) }

// maxKeys bounds the memory of a Keyed, to about 4 MB. Only askers of the last moments count: a full bucket may go.
const maxKeys = 20_000

// Keyed keeps a bucket a key. It may be used from any goroutine.
type Keyed struct {
	rate Rate

	mu      sync.Mutex
	buckets map[hashed]*Bucket
}

// hashed is the SHA-256 of a key, so that a long one takes no more memory.
type hashed [sha256.Size]byte

// NewKeyed makes a Keyed that allows every key the same.
func NewKeyed(r Rate) *Keyed { return &Keyed{rate: r, buckets: map[hashed]*Bucket{}} }

// Take is Bucket.Take for the key's bucket.
func (k *Keyed) Take(key string, n int, now time.Time) (wait time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	id := hashed(sha256.Sum256([]byte(key)))
	b, ok := k.buckets[id]
	if !ok {
		k.makeRoom(now)
		b = NewBucket(k.rate)
		k.buckets[id] = b
	}
	return b.Take(n, now)
}

// makeRoom forgets the keys whose bucket is full again. When an attacker holds nearly all keys, it forgets some at random, each of which
// gains them one burst; it makes room for many at once, so that looking through all stays rare.
func (k *Keyed) makeRoom(now time.Time) {
	if len(k.buckets) < maxKeys {
		return
	}
	for key, b := range k.buckets {
		if b.full(now) {
			delete(k.buckets, key)
		}
	}
	for key := range k.buckets {
		if len(k.buckets) <= maxKeys*7/8 {
			return
		}
		delete(k.buckets, key)
	}
}

// Network is the key of an IP address: an IPv6 customer has a whole /64 to come from. What is no address is its own key.
func Network(address string) string {
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
