package agent

const excessiveTenths = 5

// scrolling recognises excessive scrolling: ScrollTurns turns within ScrollMs, each at the end of a way of at least ScrollViews
// viewports, without a press. Whoever uses the browser's own search in the page jumps to and fro by that.
//
// Source: Clarity describes it («more than expected») without its numbers; these are ours.
type scrolling struct {
	far   float32 // how far the present direction has gone, px
	up    bool    // the present direction
	turns recent
}

// turns reads where the page is.
func (a *Agent) turns(r *Record) {
	w, s := &a.scrolling, &a.settings
	way := r.Y - w.far
	if w.up {
		way = -way
	}
	if way < 0 {
		if !(r.A > 0 && -way >= s.ScrollViews*r.A) {
			return
		}
		w.up = !w.up
		if times := w.turns.note(0, a.now, s.ScrollMs); times > 0 && times >= s.ScrollTurns {
			w.turns.settle(a.now)
			a.once(ExcessiveScroll, excessiveTenths, 0, times, a.exit.depth)
		}
	}
	w.far = r.Y
}
