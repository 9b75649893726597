package agent

// How sure each pace makes us, in tenths (ours).
const (
	rageFastTenths   = 8
	rageSteadyTenths = 7
	rageSlowTenths   = 6
	rageErrorDoubt   = 0.5 // an error that comes of the presses halves the doubt that is left
)

// rage recognises a rage click: unanswered presses on one logical target with pauses of at most RageGapMs, of which 3 lie
// within 800 ms, 4 within 2.5 s or 5 within 7 s. It is reported at the press that completes it, once a burst. A control that
// answers each press, a stepper, a keypad or a carousel, never counts, whatever its label says; impatience with one that
// answers too late does, and carries whether a request is pending.
//
// Sources: the windows of Datadog (3 in 1 s), PostHog (gaps below 1 s), highlight.io and Sentry (5 in 5 to 7 s), each joined
// with the demand that nothing answered.
func (a *Agent) rage(c *chain) {
	s := &a.settings
	var tenths float32
	switch {
	case c.raged:
		return
	case c.burst(s.RageFastPresses, s.RageFastMs):
		tenths = rageFastTenths
	case c.burst(s.RageSteadyPresses, s.RageSteadyMs):
		tenths = rageSteadyTenths
	case c.burst(s.RageSlowPresses, s.RageSlowMs):
		tenths = rageSlowTenths
	default:
		return
	}
	if c.failed {
		tenths = 10 - (10-tenths)*rageErrorDoubt
	}
	c.raged, c.excused = true, true
	a.send(RageClick, tenths/10, c.target, float32(c.count), c.last-c.first, flag(c.failed), flag(a.pending()))
}

// flag is a bool among the numbers of a signal.
func flag(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
