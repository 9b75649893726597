package tag_test

import (
	"maps"
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

// How much a scene may vary: its label must not be a matter of a few ms or px.
const (
	varyShift = 5000 // ms, of the whole scene
	varyPause = .05  // of each pause
	varyPlace = 3    // px
	varyHeld  = 20   // ms that a button is down, at least
	tickEvery = 100  // ms, or longer: a clock does not tick more often than
	tickTimes = 100  // in a scene
	tickSince = 1000 // ms before the scene
)

// TestVariations plays labelled cases that are not quite as they are written: sooner or later, a little faster or slower, a few
// px beside, with a quicker hand or a finger, on elements of other names, on a page with a clock that ticks. The verdicts must be
// the same.
func TestVariations(t *testing.T) {
	t.Parallel()
	p := newPlayer(t)
	all := scenes(t, sharedCases, moreCases)
	rapid.Check(t, func(rt *rapid.T) {
		s := rapid.SampledFrom(all).Draw(rt, "scene")
		if s.Wrong != "" {
			rt.Skip("not right as it is written")
		}
		s = vary(rt, s)
		if heard := p.play(s); heard.count(s.Signal) != s.want() {
			rt.Fatalf("%s, %s: %d signals, want %d (heard: %v): %v", s.ID, s.Name, heard.count(s.Signal), s.want(), heard, s.Events)
		}
	})
}

// vary draws a variation of a scene.
func vary(t *rapid.T, s scene) scene {
	events := make([]event, len(s.Events))
	shift, pace := 0.0, rapid.Just(1.0)
	if s.Edge != "time" {
		shift = float64(rapid.IntRange(0, varyShift).Draw(t, "shift"))
		pace = rapid.Float64Range(1-varyPause, 1+varyPause)
		s.Held = float64(rapid.IntRange(varyHeld, 100).Draw(t, "held"))
	}
	before, at := 0.0, shift
	for i, e := range s.Events {
		at += (e.at() - before) * pace.Draw(t, "pace")
		before = e.at()
		events[i] = maps.Clone(e)
		events[i]["t_ms"] = at
		for _, axis := range []string{"x", "y"} {
			if px, ok := e[axis].(float64); ok && s.Edge != "place" && e["type"] != "scroll" {
				events[i][axis] = px + float64(rapid.IntRange(-varyPlace, varyPlace).Draw(t, axis))
			}
		}
	}
	s.Events = events
	if clicks := s.Signal == "rage_click" || s.Signal == "dead_click" || s.Signal == "error_click"; clicks {
		s.Touch = rapid.Bool().Draw(t, "finger")
	}
	if rapid.Bool().Draw(t, "renamed") {
		s = renamed(s)
	}
	if s.Edge != "time" && rapid.Bool().Draw(t, "clock") {
		s = ticking(s)
	}
	return s
}

var (
	id       = regexp.MustCompile(`\b(id|for)="`)
	selector = regexp.MustCompile(`^#`)
)

// renamed gives all elements other ids.
func renamed(s scene) scene {
	s.HTML = id.ReplaceAllString(s.HTML, `${1}="other-`)
	pages := map[string]string{}
	for path, html := range s.Pages {
		pages[path] = id.ReplaceAllString(html, `${1}="other-`)
	}
	s.Pages = pages
	for _, e := range s.Events {
		if target, ok := e["target"].(string); ok {
			e["target"] = selector.ReplaceAllString(target, "#other-")
		}
	}
	return s
}

// ticking adds a clock that shows another time again and again, from before the scene until it ends.
func ticking(s scene) scene {
	s.HTML += ` <time id="clock">00:00</time>`
	s.Pages = maps.Clone(s.Pages)
	for path, html := range s.Pages {
		s.Pages[path] = html + ` <time id="clock">00:00</time>`
	}
	var events []event
	next := s.Events[0].at() - tickSince
	every := max(tickEvery, (s.Events[len(s.Events)-1].at()-next)/tickTimes)
	for _, e := range s.Events {
		for ; next < e.at(); next += every {
			events = append(events, event{"t_ms": next, "type": "mutation", "target": "#clock"})
		}
		events = append(events, e)
	}
	s.Events = events
	return s
}
