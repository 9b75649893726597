package agent

// elementCount is how many elements are remembered. The number of an element gives it its place: a page numbers its elements in
// order, so a table of 200 ticking cells spreads evenly.
const elementCount = 1024

// An element that changes by itself every slowPaceMs or more seldom, such as a carousel, is seen to answer when it changes
// before offBeat of its pace is over. Nothing can be said of one that changes faster: timers run late.
const (
	slowPaceMs = 500
	offBeat    = 0.8
)

// A visitor may be so busy that there always is recent input. A change that comes as long after the one before as that came
// after its own, within evenPace of it, and not as long after the input as the last time, within oddPhaseMs, is then by itself
// too: what input causes keeps its distance to it.
const (
	evenPace   = 0.2
	oddPhaseMs = 100
)

// ambient knows which elements change by themselves: tickers, clocks, carousels, feeds. Such a change says nothing about a
// press. An element is ambient once it has changed AmbientChanges times without recent input, until it rests for
// AmbientQuietMs. A slow one may still answer: a carousel that turns by itself also turns when its button is pressed, and
// then out of its time.
type ambient struct {
	input    float32 // when a human hand last did something
	elements [elementCount]element
}

// element is one that has changed.
type element struct {
	target uint32
	alone  uint32  // changes by itself, since it last rested
	at     float32 // its last change
	pace   float32 // its shortest pause between two changes by itself, ms; 0 when unknown
	pause  float32 // the latest pause, ms
	phase  float32 // how long after the latest input the latest change came, ms
}

// changes notes that target has changed and reports whether it did so by itself.
func (a *Agent) changes(target uint32) bool {
	m, s := &a.ambient, &a.settings
	e := &m.elements[target%elementCount]
	pause := a.now - e.at
	if e.target != target || pause > s.AmbientQuietMs {
		e.target, e.alone, e.pace, pause = target, 0, 0, 0
	}
	phase := a.now - m.input
	even := abs(pause-e.pause) <= evenPace*pause && abs(phase-e.phase) > oddPhaseMs
	e.at, e.pause, e.phase = a.now, pause, phase
	if phase > s.AmbientInputMs || even {
		if e.pace == 0 || pause < e.pace {
			e.pace = pause
		}
		e.alone++
	}
	if e.pace >= slowPaceMs && pause < offBeat*e.pace {
		return false
	}
	return float32(e.alone) >= s.AmbientChanges
}

func abs(x float32) float32 { return max(x, -x) }
