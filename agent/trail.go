package agent

// trail is where the pointer has been lately: the lowest points of the present half of the window and of the half before. A
// window is so between half and all of what the setting says.
type trail struct {
	low, before float32 // CSS px
	y           float32 // where the pointer is
	at          float32 // when the present half began
	since       float32 // when the trail began; -never when it came in at an edge, so that nothing before is missing
}

// add notes that the pointer is at height y.
func (t *trail) add(at, y, window float32) {
	t.since = min(t.since, at)
	if age := at - t.at; age >= window/2 {
		t.before = t.low
		if age >= window { // it has rested
			t.before = t.y
		}
		t.low, t.at = t.y, at
	}
	t.low, t.y = max(t.low, y), y
}

// climb returns how far above the lowest point of the window y is, in px, and whether that is all there is to know: a pointer
// of which too little has been seen may have come from anywhere.
func (t *trail) climb(at, y, window float32) (px float32, known bool) {
	low := max(t.low, t.before)
	if at-t.at >= window {
		low = t.y
	}
	return low - y, at-t.since >= window
}
