package agent

// How sure each kind of evidence makes us, in tenths (ours).
const (
	exitClimbTenths    = 8 // the pointer came up and left through the top
	exitUnseenTenths   = 5 // it left through the top, where it came from is unknown
	exitAddressTenths  = 3 // the address bar is also used to stay
	exitFlickTenths    = 6
	exitReturnedTenths = 5
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
	// tenths is how sure we are of the pointer that has left, while the grace runs.
	tenths uint32
	// depth is the deepest point that has been in view, as a share of the document.
	depth   float32
	touch   bool    // the visitor's pointer is a finger
	pressed bool    // something was pressed
	done    bool    // the errand is done
	firedAt float32 // the latest report
}

// leave starts the grace if the pointer left upwards on purpose.
func (a *Agent) leave(r *Record) {
	e, s := &a.exit, &a.settings
	if r.Flags&(Buttons|Popup) != 0 || !(r.Y <= s.ExitTopPx) {
		return
	}
	px, known := e.trail.climb(a.now, r.Y, s.ExitWindowMs)
	e.tenths = exitClimbTenths
	if px < s.ExitTravelPx {
		if known {
			return
		}
		e.tenths = exitUnseenTenths
	}
	a.timers[timerExit] = a.now + s.ExitGraceMs
}

// flicks reads a scroll and reports whether it completes a flick to the top.
func (a *Agent) flicks(r *Record, caused bool) bool {
	e, s := &a.exit, &a.settings
	e.flick.scroll(r.Y, a.now, caused)
	if depth := (r.Y + r.A) / r.B; r.B > 0 && depth > e.depth {
		e.depth = min(depth, 1)
	}
	px, ms := e.flick.from-r.Y, a.now-e.flick.began
	return r.Flags.Has(Touch) && !e.flick.caused && r.A > 0 &&
		r.Y <= s.ExitFlickTopPx &&
		px >= s.ExitFlickViews*r.A &&
		px*1000 >= s.ExitFlickSpeed*r.A*ms &&
		e.depth >= s.ExitFlickDepth &&
		a.now-e.shown.began >= s.ExitFlickDwellMs
}

// exits reports an exit intent, and with it the cart and the form that are left behind. It may be reported when the visitor is
// engaged, has not done what he came for, and it has not been reported lately.
//
//go:noinline
func (a *Agent) exits(trigger Trigger, tenths uint32) {
	e, s := &a.exit, &a.settings
	a.timers[timerExit] = never
	engaged := e.pressed || a.now-e.shown.began >= s.ExitDwellMs
	if !engaged || e.done || a.now-e.firedAt < s.ExitAgainMs {
		return
	}
	e.firedAt = a.now
	a.send(ExitIntent, float32(tenths)/10, 0, float32(trigger), e.depth, 0, 0)
	a.abandons(trigger)
	a.deserts(trigger)
}

// flick is one upward scroll, from where it began to where it is.
type flick struct {
	y, from   float32 // px
	at, began float32
	caused    bool // a press set it off
}

// scroll goes on with the gesture, or begins a new one after a pause or a turn.
func (f *flick) scroll(y, at float32, caused bool) {
	if at-f.at > flickPauseMs || y > f.y {
		f.from, f.began, f.caused = y, at, caused
	}
	f.y, f.at = y, at
}

// stopwatch adds up the time for which something lasts. It starts running, at zero.
type stopwatch struct {
	began   float32 // ms; later by the time for which it has been stopped
	ended   float32 // while it is stopped
	stopped bool
}

// stop ends the running time, unless that is done already.
func (w *stopwatch) stop(at float32) {
	if !w.stopped {
		w.stopped, w.ended = true, at
	}
}

// start goes on, and returns for how long the watch had been stopped.
func (w *stopwatch) start(at float32) (pause float32) {
	if w.stopped {
		pause = at - w.ended
		w.stopped, w.began = false, w.began+pause
	}
	return pause
}
