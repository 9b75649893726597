package agent

// How sure each kind of evidence makes us, in tenths (ours).
const (
	hesitateTenths = 5 // nobody moves on the way to payment
	repeatTenths   = 5 // the same again and again, whatever it is
)

// hesitation recognises that the visitor cannot decide. There are four ways: on a step towards payment nobody moves for
// HesitateMs while the page is seen and nothing plays in it; the mouse comes back to one control HoverTimes, each time for
// HoverMs, within HoverWindowMs without pressing anything; one choice is changed FlipTimes within FlipMs; the mouse wanders
// (see thrash).
//
// Sources: Contentsquare and OpenReplay measure the time from hovering to clicking; Formbricks' page dwell counts time alone,
// which is mere engagement. The numbers are ours.
type hesitation struct {
	step    bool   // the present page is a step towards payment
	on      uint32 // what the mouse is on
	since   float32
	hovered recent
	flipped recent
}

// hover reads that the mouse came onto another control.
func (a *Agent) hover(r *Record) {
	h, s := &a.hesitation, &a.settings
	if h.on != 0 && a.now-h.since >= s.HoverMs {
		a.repeats(&h.hovered, Hesitation, h.on, float32(TriggerHover), s.HoverTimes, s.HoverWindowMs)
	}
	h.on, h.since = r.Target, a.now
}

// flip reads that a choice was changed.
func (a *Agent) flip(r *Record) {
	s := &a.settings
	a.repeats(&a.hesitation.flipped, Hesitation, r.Target, float32(TriggerFlips), s.FlipTimes, s.FlipMs)
}

// repeats notes what happened to a target, and reports it when it has happened often enough within ms. The signal carries x
// and how often, which is returned too.
//
//go:noinline
func (a *Agent) repeats(m *recent, kind Kind, target uint32, x, often, ms float32) (times float32) {
	if times = m.note(target, a.now, ms); times >= often {
		m.settle(a.now)
		a.once(kind, repeatTenths, target, x, times)
	}
	return times
}
