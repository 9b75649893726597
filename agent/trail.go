package agent

// trailSteps is how finely the window of a trail is divided.
const trailSteps = 16

// trail is where the pointer has been lately: the lowest point of each sixteenth of the window, and one step more for where
// it was when the window began. The ring has room for more, because an index into a power of two needs no division.
type trail struct {
	steps [2 * trailSteps]step
	count uint32 // steps since the pointer came in, the last ones kept in a ring
	whole bool   // it starts where the pointer came in, so nothing before it is missing
}

type step struct {
	at float32 // begin
	y  float32 // lowest point, CSS px
}

// enter starts a new trail at the edge.
func (t *trail) enter() {
	t.count, t.whole = 0, true
}

// add notes that the pointer is at height y.
func (t *trail) add(at, y, window float32) {
	if t.count > 0 {
		last := t.step(t.count - 1)
		if at-last.at < window/trailSteps {
			last.y = max(last.y, y)
			return
		}
	}
	*t.step(t.count) = step{at, y}
	t.count++
}

// climb returns how far above the lowest point of the window y is, in px, and whether that is all there is to know: a pointer
// of which too little has been seen may have come from anywhere.
func (t *trail) climb(at, y, window float32) (px float32, known bool) {
	lowest := y
	for i := uint32(0); i < t.count && i < uint32(len(t.steps)); i++ {
		s := t.step(t.count - 1 - i)
		lowest = max(lowest, s.y)
		if at-s.at >= window { // where it rested when the window began
			return lowest - y, true
		}
	}
	return lowest - y, t.whole
}

// step returns the place of the i-th step.
func (t *trail) step(i uint32) *step {
	return &t.steps[i%uint32(len(t.steps))]
}
