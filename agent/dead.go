package agent

// How sure we are of one press without a timely answer, in tenths (ours).
const (
	deadTenths = 5
	slowTenths = 4
)

// awaits sets until when an answer to the latest press may come. That is DeadMs, or PendingMs while a request is in flight that
// was sent after it.
//
// A dead click is a press that nothing has answered by then; it is told once a control and burst. A burst that was a rage click is
// told as that alone, as neither dead nor slow. A press that may rightly go unanswered (Excused) never counts, and neither does one
// that allows no verdict. A slow click is one that was answered after SlowMs; see answer.
//
// Sources: Sentry (3 and 7 s), Amplitude (3 s), PostHog (2.5 s), Datadog (1 s), joined with the demand that an answer must come
// from the press (see presses) and with what those miss: values that scripts set, downloads, focus, native pickers.
//
//go:noinline
func (a *Agent) awaits() {
	c, q := a.presses.latest, &a.requests
	if c == nil || c.count == 0 || c.excused {
		return
	}
	due := c.last + a.settings.DeadMs
	if q.started >= c.last {
		due = max(due, q.ended+requestRestMs)
		if q.open > 0 {
			due = c.last + a.settings.PendingMs
		}
	}
	*a.due(c) = due
}

// due is the timer of a chain.
func (a *Agent) due(c *chain) *float32 {
	return &a.timers[timerChain+c.target%chainCount]
}

// dies reports a dead click.
func (a *Agent) dies(c *chain) {
	if c.count == 0 || c.excused { // answered, or told
		return
	}
	a.once(DeadClick, deadTenths, c.target, float32(c.count), flag(a.now > c.last+a.settings.DeadMs))
	c.count = 0
}
