package agent

const (
	chainCount = 16 // places for chains; the number of a control gives it its place, which it shares with few
	pressCount = 8  // presses of a chain whose times are kept; no rule may ask for more
)

// presses is who pressed what, and what has answered. An answer belongs to the latest press and to its chain alone: what an
// earlier press set off cannot be told from what the latest did, and crediting all would silence a dead control beside a
// working one.
type presses struct {
	chains   [chainCount]chain
	latest   *chain  // of the latest press, nil when that one allows no verdict
	at       float32 // the latest press
	answered float32 // the latest answer
}

// chain is a burst of presses on one logical target, each within RageGapMs and RageSpreadPx of the one before.
type chain struct {
	target  uint32
	count   uint32              // presses since the burst began or was last answered
	times   [pressCount]float32 // of those presses, a ring
	first   float32             // the first of those presses
	last    float32             // the latest press of the burst, answered or not
	x, y    float32             // where that was
	failed  bool                // an error came of one of those presses
	raged   bool                // the burst has been reported
	excused bool                // one press may rightly go unanswered, or all is told
}

// chain notes a press, and what it does to its chain. A press began before what has been recorded since its pointerdown, but not
// before the press ahead of it.
func (a *Agent) chain(r *Record) {
	p, s := &a.presses, &a.settings
	at := a.now
	if began := float32(r.At); began < at {
		at = max(began, p.at)
	}
	if c := p.latest; c != nil && *a.due(c) > c.last+s.DeadMs { // its request is in flight: the answer will be taken for this press's
		*a.due(c) = never
	}
	p.at, p.latest = at, nil
	if r.Target == 0 || r.Flags&(Surface|TextField) != 0 {
		return
	}
	c := &p.chains[r.Target%chainCount]
	p.latest = c
	if !c.continues(r, at, s) {
		*c = chain{target: r.Target, excused: r.Flags.Has(Excused)}
	}
	c.add(r, at)
	if p.answered >= at { // the control acts on pointerdown, and its answer came before the click that reported the press
		c.settle()
		return
	}
	a.rage(c)
	a.awaits()
}

// settle forgets the presses that are answered. The burst goes on, so that it is not reported twice, and a control that has
// answered one of its presses is not dead.
func (c *chain) settle() {
	c.count, c.failed, c.excused = 0, false, true
}

// answer notes an answer to the latest press, and reports a slow click when it came later than SlowMs and is the page's doing: the
// visitor may also have gone elsewhere. What follows something else that the visitor did sooner than that, such as the focus of
// the field that is pressed next, may be the answer to that.
//
//go:noinline
func (a *Agent) answer(slowly bool) {
	p := &a.presses
	p.answered = a.now
	c := p.latest
	if c == nil {
		return
	}
	if slowly && c.count > 0 && !c.excused && a.now-a.ambient.input >= a.settings.SlowMs {
		a.once(SlowClick, slowTenths, c.target, float32(c.count), a.now-c.last)
	}
	c.settle()
}

// forget notes that the page is another one: no burst goes on.
func (a *Agent) forget() {
	p := &a.presses
	*p = presses{at: p.at, answered: a.now}
}

// continues reports whether a press belongs to the chain. A key has no place, so only time and target count for it. The
// conversions keep a compiler from fusing the sum, so that every platform computes the same bits.
func (c *chain) continues(r *Record, at float32, s *Settings) bool {
	if c.target != r.Target || at-c.last > s.RageGapMs {
		return false
	}
	dx, dy := r.X-c.x, r.Y-c.y
	return r.Flags.Has(Keyboard) || float32(dx*dx)+float32(dy*dy) <= s.RageSpreadPx*s.RageSpreadPx
}

// add puts a press into the chain.
func (c *chain) add(r *Record, at float32) {
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

// burst reports whether the last n unanswered presses lie within ms.
//
//go:noinline
func (c *chain) burst(n, ms float32) bool {
	if !(n >= 1 && n <= pressCount && float32(c.count) >= n) {
		return false
	}
	return c.last-c.times[(c.count-uint32(n))%pressCount] <= ms
}
