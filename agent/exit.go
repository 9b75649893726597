package agent

// How sure each kind of evidence makes us (ours).
const (
	exitClimbScore    = 0.8 // the pointer came up and left through the top
	exitUnseenScore   = 0.5 // it left through the top, where it came from is unknown
	exitAddressScore  = 0.3 // the address bar is also used to stay
	exitFlickScore    = 0.6
	exitReturnedScore = 0.5
)

// flickPauseMs is the longest pause between two scroll records of one gesture.
const flickPauseMs = 300

// exit recognises an exit intent: the visitor is about to go.
//
// With a mouse: the pointer leaves the root element through the top strip, no button held and no native popup open, after an
// upward way of ExitTravelPx within ExitWindowMs, and stays away for ExitGraceMs. With a finger: a fast scroll back to the
// top after real reading, not set off by a press, or a tab that was hidden for ExitAwayMs and returned to. A chord for the
// address bar is weak evidence. Never before the visitor is engaged, never once the errand is done, never the back button,
// and at most once in ExitAgainMs.
//
// Sources: ouibounce (strip, arming delay, chords, and its reports of false alarms on entering, drifting and popups),
// Formbricks.
type exit struct {
	trail trail
	shown stopwatch // how long the page has been in front
	flick flick
	left  float64 // when the pointer left, while the grace runs
	score float32 // of that
	// depth is the deepest point that has been in view, as a share of the document.
	depth   float32
	away    bool    // the pointer has left and the grace runs
	touch   bool    // the visitor's pointer is a finger
	pressed bool    // something was pressed
	done    bool    // the errand is done
	firedAt float64 // the latest report
}

// leave starts the grace if the pointer left upwards on purpose.
func (e *exit) leave(r *Record, at float64, s *Settings) {
	if r.Flags&(Buttons|Popup) != 0 || !(r.Y <= s.ExitTopPx) {
		return
	}
	px, known := e.trail.climb(at, r.Y, s.ExitWindowMs)
	switch {
	case px >= s.ExitTravelPx:
		e.score = exitClimbScore
	case known:
		return
	default:
		e.score = exitUnseenScore
	}
	e.away, e.left = true, at
}

// due is when the grace ends.
func (e *exit) due(s *Settings) float64 {
	if !e.away {
		return never
	}
	return e.left + float64(s.ExitGraceMs)
}

// ready reports whether an exit intent may be reported at all.
func (e *exit) ready(at float64, s *Settings) bool {
	engaged := e.pressed || e.shown.total(at) >= float64(s.ExitDwellMs)
	return engaged && !e.done && at-e.firedAt >= float64(s.ExitAgainMs)
}

// scrolled notes a scroll and reports whether it completes a flick to the top.
func (e *exit) scrolled(r *Record, at float64, caused bool, s *Settings) bool {
	e.flick.scroll(r.Y, at, caused)
	if depth := (r.Y + r.A) / r.B; r.B > 0 && depth > e.depth {
		e.depth = min(depth, 1)
	}
	px, ms := e.flick.from-r.Y, at-e.flick.began
	return r.Flags.Has(Touch) && !e.flick.caused && r.A > 0 &&
		r.Y <= s.ExitFlickTopPx &&
		px >= s.ExitFlickViews*r.A &&
		float64(px)*1000 >= float64(s.ExitFlickSpeed*r.A)*ms &&
		e.depth >= s.ExitFlickDepth &&
		e.shown.total(at) >= float64(s.ExitFlickDwellMs)
}

// exits reports an exit intent, and with it the cart that is left behind.
func (a *Agent) exits(trigger Trigger, score float32, at float64) {
	e := &a.exit
	e.away = false
	if !e.ready(at, &a.settings) {
		return
	}
	e.firedAt = at
	a.emit(Signal{Kind: ExitIntent, Score: score, At: at, Data: [4]float32{float32(trigger), e.depth}})
	a.abandons(trigger, at)
}

// flick is one upward scroll, from where it began to where it is.
type flick struct {
	y, from   float32 // px
	at, began float64
	caused    bool // a press set it off
}

// scroll goes on with the gesture, or begins a new one after a pause or a turn.
func (f *flick) scroll(y float32, at float64, caused bool) {
	if at-f.at > flickPauseMs || y > f.y {
		f.from, f.began, f.caused = y, at, caused
	}
	f.y, f.at = y, at
}

// stopwatch adds up the time for which something lasts. It starts running, at zero.
type stopwatch struct {
	began   float64 // ms; later by the time for which it has been stopped
	ended   float64 // while it is stopped
	stopped bool
}

// total returns the time so far.
func (w *stopwatch) total(at float64) float64 {
	if w.stopped {
		at = w.ended
	}
	return at - w.began
}

// stop ends the running time, unless that is done already.
func (w *stopwatch) stop(at float64) {
	if !w.stopped {
		w.stopped, w.ended = true, at
	}
}

// start goes on, and returns for how long the watch had been stopped.
func (w *stopwatch) start(at float64) (pause float64) {
	if w.stopped {
		pause = at - w.ended
		w.stopped, w.began = false, w.began+pause
	}
	return pause
}
