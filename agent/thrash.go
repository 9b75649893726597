package agent

import "math"

// thrashStepPx is the least that the mouse moves between two looks at its direction; below it there is only tremor (ours).
const thrashStepPx = 5

// thrashPending is how many turns fewer are enough while the visitor waits for a request (ours).
const thrashPending = 2

// wanderRisePx is how far up or down a stroke must end to be looking about: the lines of a text, which many follow with the mouse,
// are closer (ours).
const wanderRisePx = 40

// thrash recognises a thrashed cursor: the mouse turns ThrashTurns times within ThrashMs, each time by a quarter of a circle or
// more since the turn before, be it to and fro or round and round, after a stroke of at least ThrashStrokePx. WanderTurns within
// WanderMs at no more than half that pace are a hesitation: whoever looks for something in vain moves farther and slower. Only
// the mouse counts, no button held, and a press starts anew; to wander is not to go along the lines of a text.
//
// Sources: Amplitude (20 reversals in 2 s) and Splunk (turns and speed); for wandering, Hibbeln et al., «How Is Your User
// Feeling? Inferring Emotion Through Human–Computer Interaction Devices», MISQ 2017: negative emotion lengthens the path and
// lowers the speed.
type thrash struct {
	x, y    float32 // where the direction was last looked at
	dx, dy  float32 // the direction after the latest turn
	stroke  float32 // px since then
	y0      float32 // where the turn was
	turns   recent
	wanders recent
}

// thrashes reads a movement of the mouse.
func (a *Agent) thrashes(r *Record) {
	h, s := &a.thrash, &a.settings
	vx, vy := r.X-h.x, r.Y-h.y
	length := float32(vx*vx) + float32(vy*vy)
	if !(length >= thrashStepPx*thrashStepPx) {
		return
	}
	h.x, h.y = r.X, r.Y
	h.stroke += float32(math.Sqrt(float64(length)))
	if float32(vx*h.dx)+float32(vy*h.dy) > 0 {
		return
	}
	stroke, from := h.stroke, h.y0
	h.dx, h.dy, h.stroke, h.y0 = vx, vy, 0, r.Y-vy
	rise := h.y0 - from
	if stroke < s.ThrashStrokePx || r.Flags.Has(Buttons) {
		return
	}
	pending := flag(a.pending())
	turns := a.repeats(&h.turns, ThrashedCursor, 0, pending, s.ThrashTurns-pending*thrashPending, s.ThrashMs)
	switch {
	case turns*2 > s.ThrashTurns:
		h.wanders.settle(a.now)
	case rise*rise >= wanderRisePx*wanderRisePx:
		a.repeats(&h.wanders, Hesitation, 0, float32(TriggerWander), s.WanderTurns, s.WanderMs)
	}
}
