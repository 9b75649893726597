package agent

// swipeTenths is how sure we are of one swipe without effect (ours): fingers also brush a screen.
const swipeTenths = 4

// swipe recognises a dead swipe: a finger moved SwipePx or more over something that could not have scrolled that way, and from
// when it came down until SwipeMs after it left nothing scrolled and nothing else happened either.
//
// Source: PostHog (30 px), joined with the demand that nothing answered.
type swipe struct {
	target   uint32
	began    float32
	dx, dy   float32
	scrolled float32 // when something last scrolled
}

// swipes reads a swipe.
func (a *Agent) swipes(r *Record) {
	w, s := &a.swipe, &a.settings
	length := float32(r.A*r.A) + float32(r.B*r.B)
	if r.Flags&Surface != 0 || !(length >= s.SwipePx*s.SwipePx && length < never) {
		return
	}
	w.target, w.began, w.dx, w.dy = r.Target, a.ambient.input, r.A, r.B
	a.timers[timerSwipe] = a.now + s.SwipeMs
}

// fades reports the swipe if nothing has answered.
func (a *Agent) fades() {
	w := &a.swipe
	if a.presses.answered < w.began && w.scrolled < w.began {
		a.once(DeadSwipe, swipeTenths, w.target, w.dx, w.dy)
	}
}
