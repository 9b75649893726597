package decide

// draw gives every visitor a fixed number in [0, 1) for one purpose of one intercept: below the rollout means «may be contacted»,
// below the holdout means «is left alone». Nothing is stored, so it stays the same through restarts, revisions and restored
// backups, and growing a percentage only adds visitors.
//
// It is FNV-1a over purpose, site, intercept and visitor, finished with MurmurHash3's fmix64. FNV takes a byte in one multiply and
// can be continued from a prefix computed at load, but leaves ids that differ in their last bytes close to each other; the
// finisher spreads them over all 64 bits. An attacker gains nothing from a forged arm, so no cryptographic hash is needed. The
// purpose is the salt: it is hashed first, so that rollout, holdout and tie-break of one visitor are independent.
type draw uint64

// The purposes of a draw. They are part of the hash: changing one deals every visitor anew.
const (
	forRollout = "rollout"
	forHoldout = "holdout"
	forTie     = "tie"
	forSample  = "sample"
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

// of is the number in [0, 1) of a visitor, or of whatever else is drawn by its id.
func (d draw) of(id string) float64 {
	h := uint64(d.with(id))
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	h ^= h >> 33
	return float64(h>>11) / (1 << 53)
}
