package decide

import "math"

// draw gives every visitor a fixed number in [0, 1) for one purpose of one intercept: below the rollout means «may be contacted»,
// below the holdout means «is left alone». Nothing is stored, so it stays the same through restarts, revisions and restored
// backups, and growing a percentage only adds visitors.
//
// It is FNV-1a over purpose, site and intercept, computed at load, joined with the visitor's own hash and finished with MurmurHash3's
// fmix64. The visitor is hashed once a decision, not once for each of its hundreds of draws; FNV alone would leave ids that differ in
// their last bytes close to each other, which the finisher spreads over all 64 bits. An attacker gains nothing from a forged arm, so
// no cryptographic hash is needed. The purpose is the salt: it is hashed first, so that rollout, holdout and tie-break of one visitor
// are independent.
type draw uint64

// The purposes of a draw. They are part of the hash: changing one deals every visitor anew.
const (
	forRollout = "rollout"
	forHoldout = "holdout"
	forTie     = "tie"
	forSample  = "sample"
	forSite    = "site" // the site's own holdout
)

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func newDraw(purpose, site, intercept string) draw {
	return draw(fnvOffset).with(purpose).with(site).with(intercept)
}

// with continues the hash by one part and a zero byte, so that («ab», «c») and («a», «bc») differ.
func (d draw) with(part string) draw {
	h := uint64(d)
	for i := 0; i < len(part); i++ {
		h = (h ^ uint64(part[i])) * fnvPrime
	}
	return draw(h * fnvPrime)
}

// hash is that of a visitor, or of whatever else is drawn by its id.
type hash uint64

func hashOf(id string) hash { return hash(fmix64(uint64(draw(fnvOffset).with(id)))) }

// salted is the hash of a visitor in a deal; without a salt it is hashOf's.
func salted(id, salt string) hash {
	if salt == "" {
		return hashOf(id)
	}
	return hash(fmix64(uint64(draw(fnvOffset).with(id).with(salt))))
}

// of is the number in [0, 1).
func (d draw) of(h hash) float64 { return float64(fmix64(uint64(d)^uint64(h))>>11) / (1 << 53) }

// percent is the place from 0 to 100, cut behind the sixth digit, so that what an explanation quotes is short and still exactly what
// was compared.
func (d draw) percent(h hash) float64 {
	const digits = 1e6
	return math.Floor(d.of(h)*100*digits) / digits
}

// fmix64 is the finisher of MurmurHash3: every bit of h changes about half of the result's.
func fmix64(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
