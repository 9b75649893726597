package agent

const (
	chainCount = 8 // controls a visitor may go back and forth between within one burst
	pressCount = 8 // presses of a chain whose times are kept; no rule may ask for more
)

// presses is who pressed what, and what has answered. An answer belongs to the latest press and to its chain alone: what an
// earlier press set off cannot be told from what the latest did, and crediting all would silence a dead control beside a
// working one.
type presses struct {
	chains   [chainCount]chain
	latest   *chain  // of the latest press, nil when that one allows no verdict
	at       float64 // the latest press
	answered float64 // the latest answer
}

// chain is a burst of presses on one logical target, each within RageGapMs and RageSpreadPx of the one before.
type chain struct {
	target uint32
	count  uint32              // presses since the burst began or was last answered
	times  [pressCount]float64 // of those presses, a ring
	first  float64             // the first of those presses
	last   float64             // the latest press of the burst, answered or not
	x, y   float32             // where that was
	failed bool                // an error was thrown after one of those presses
	raged  bool                // the burst has been reported
}

// press notes a press and returns its chain, nil when no verdict on it is possible. A press began before what has been
// recorded since its pointerdown, but not before the press ahead of it.
func (p *presses) press(r *Record, now float64, s *Settings) *chain {
	at := now
	if r.At >= 0 && r.At < now {
		at = max(r.At, p.at)
	}
	p.at, p.latest = at, nil
	if r.Target == 0 || r.Flags&(Surface|TextField) != 0 {
		return nil
	}
	c := p.find(r.Target)
	if !c.continues(r, at, s) {
		*c = chain{target: r.Target}
	}
	c.add(r, at)
	p.latest = c
	if p.answered >= at { // the control acts on pointerdown, and its answer came before the click that reported the press
		c.settle()
	}
	return c
}

// answer notes that the latest press has been answered.
//
//go:noinline
func (p *presses) answer(at float64) {
	p.answered = at
	if p.latest != nil {
		p.latest.settle()
	}
}

// answerAll notes that the page is another one: no burst goes on.
func (p *presses) answerAll(at float64) {
	*p = presses{at: p.at, answered: at}
}

// fail notes an uncaught error. One that comes long after the press does no harm: the burst is over then.
func (p *presses) fail() {
	if p.latest != nil {
		p.latest.failed = true
	}
}

// within reports whether the latest press is at most ms old.
func (p *presses) within(at float64, ms float32) bool {
	return at-p.at <= float64(ms)
}

// find returns the chain of target, or else a free one, or else the one to give up for it. Chains are taken in order, so
// behind a free one there is none.
func (p *presses) find(target uint32) *chain {
	oldest := &p.chains[0]
	for i := range p.chains {
		c := &p.chains[i]
		if c.target == target || c.target == 0 {
			return c
		}
		if c.last < oldest.last {
			oldest = c
		}
	}
	return oldest
}

// continues reports whether a press belongs to the chain. A key has no place, so only time and target count for it. The
// conversions keep a compiler from fusing the sum, so that every platform computes the same bits.
func (c *chain) continues(r *Record, at float64, s *Settings) bool {
	if c.target != r.Target || at-c.last > float64(s.RageGapMs) {
		return false
	}
	dx, dy := r.X-c.x, r.Y-c.y
	return r.Flags.Has(Keyboard) || float32(dx*dx)+float32(dy*dy) <= s.RageSpreadPx*s.RageSpreadPx
}

// add puts a press into the chain.
func (c *chain) add(r *Record, at float64) {
	if c.count == 0 {
		c.first = at
	}
	c.times[c.count%pressCount] = at
	c.count++
	c.last = at
	if !r.Flags.Has(Keyboard) {
		c.x, c.y = r.X, r.Y
	}
}

// settle forgets the presses that are answered. The burst goes on, so that it is not reported twice.
func (c *chain) settle() {
	c.count = 0
	c.failed = false
}

// burst reports whether the last n unanswered presses lie within ms.
func (c *chain) burst(n, ms float32) bool {
	if !(n >= 1 && n <= pressCount && float32(c.count) >= n) {
		return false
	}
	return c.last-c.times[(c.count-uint32(n))%pressCount] <= float64(ms)
}
