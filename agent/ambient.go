package agent

// Elements are remembered like lines in a processor's cache: a number picks a set, and a set holds a few elements of which
// the one longest unchanged makes room. A page numbers its elements in order, so a table of 200 ticking cells spreads evenly.
const (
	ambientSets = 64
	ambientWays = 4
)

// pageErrors is the place among the elements that stands for uncaught errors, which may come by themselves too.
const pageErrors = ^uint32(0)

// An element that changes by itself every slowPaceMs or more seldom, such as a carousel, is seen to answer when it changes
// before offBeat of its pace is over. Nothing can be said of one that changes faster: timers run late.
const (
	slowPaceMs = 500
	offBeat    = 0.8
)

// ambient knows which elements change by themselves: tickers, clocks, carousels, feeds. Such a change says nothing about a
// press. An element is ambient once it has changed AmbientChanges times without recent input, until it rests for
// AmbientQuietMs. A slow one may still answer: a carousel that turns by itself also turns when its button is pressed, and
// then out of its time.
type ambient struct {
	elements [ambientSets][ambientWays]element
	input    float64 // when a human hand last did something
}

// element is one that has changed.
type element struct {
	target uint32
	alone  uint32  // changes without recent input, since it last rested
	at     float64 // its last change
	pace   float64 // its shortest pause between two changes without recent input, ms; 0 when unknown
}

// change notes that target has changed and reports whether it did so by itself.
func (m *ambient) change(target uint32, at float64, s *Settings) bool {
	e := m.find(target)
	if e.target != target || at-e.at > float64(s.AmbientQuietMs) {
		*e = element{target: target, at: at}
	}
	pause := at - e.at
	e.at = at
	if at-m.input > float64(s.AmbientInputMs) {
		if e.pace == 0 || pause < e.pace {
			e.pace = pause
		}
		e.alone++
	}
	answers := e.pace >= slowPaceMs && pause < offBeat*e.pace
	return float32(e.alone) >= s.AmbientChanges && !answers
}

// find returns the place of target, or else the one to give up for it.
func (m *ambient) find(target uint32) *element {
	set := &m.elements[target%ambientSets]
	oldest := &set[0]
	for i := range set {
		if set[i].target == target {
			return &set[i]
		}
		if set[i].at < oldest.at {
			oldest = &set[i]
		}
	}
	return oldest
}
