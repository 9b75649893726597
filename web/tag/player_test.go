package tag_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"heed/agent"
	"heed/agent/agenttest"
	"heed/web/browsertest"
)

// scene is a labelled case: what happens on which page, and what is to be recognised. testdata/player plays it.
type scene struct {
	ID     string
	Signal string
	Name   string
	Expect bool
	Want   int    // how many signals there ought to be, where that is neither none nor one
	Wrong  string // why our verdict is another one
	Edge   string // what must not vary a little, «time» or «place»: there the label may turn

	HTML   string            `json:"html"`
	Pages  map[string]string `json:"pages"` // what the page shows under further paths
	Touch  bool              `json:"touch"` // the visitor has a finger and no mouse
	Held   float64           `json:"held"`  // ms for which a button is down at a click; 0 for as long as usual
	Events []event           `json:"events"`
}

// event is one event of a scene, a DOM event or one of those that have no name there; the player's EVENTS lists all. Besides
// time and type it has what that event needs.
type event map[string]any

// at is in ms; what is before the scene proper is negative.
func (e event) at() float64 { return e["t_ms"].(float64) }

// want is how many signals there ought to be.
func (s scene) want() int {
	switch {
	case !s.Expect:
		return 0
	case s.Want > 0:
		return s.Want
	}
	return 1
}

// scenes reads labelled cases, one JSON object a line.
func scenes(t *testing.T, files ...string) (all []scene) {
	t.Helper()
	for _, file := range files {
		text, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(text) {
			var s scene
			if err := json.Unmarshal(line, &s); err != nil {
				t.Fatalf("%s, case %d: %v", file, len(all)+1, err)
			}
			all = append(all, s)
		}
	}
	return all
}

// player plays scenes, each on a page of its own.
type player struct {
	*tab
	url    string
	played int
}

// perTab is how many scenes are played in one tab, which does not live for ever.
const perTab = 20

func newPlayer(t *testing.T) *player {
	t.Helper()
	return &player{tab: &tab{t: t}, url: newCollector(t).URL}
}

// open takes a new tab, with a viewport of 1280 by 800 CSS px. Nothing is remembered from one of its pages to the next.
func (p *player) open() {
	p.t.Helper()
	p.tab = newTab(p.t)
	p.Size(1280, 800)
	p.Before(recording)
	p.Before(`if (location.protocol === 'http:') { sessionStorage.clear(); localStorage.clear() }`)
}

// heard is what came of a scene.
type heard struct {
	Signals []frame
	Records []agent.Record
	Until   float64 // ms since the page began
}

// play plays a scene.
func (p *player) play(s scene) heard {
	p.t.Helper()
	text, err := json.Marshal(s)
	if err != nil {
		p.t.Fatal(err)
	}
	if p.played%perTab == 0 {
		p.open()
	}
	p.played++
	p.Open(fmt.Sprintf("%s/player.html?%d", p.url, p.played)) // an address anew, so that it is no reload
	return browsertest.Value[heard](p.Tab, fmt.Sprintf("play(%s)", text))
}

// count is the number of signals of a kind.
func (h heard) count(kind string) (n int) {
	for _, s := range h.Signals {
		if s["kind"] == kind {
			n++
		}
	}
	return n
}

// told are the records that the page script wrote, without the plain ticks: they are the agent's own wish.
func (h heard) told() (records []agenttest.Record) {
	for _, r := range h.Records {
		if r.Kind != agent.RecTick || r.Flags != 0 {
			records = append(records, agenttest.Record{Record: r})
		}
	}
	return records
}

// String names the kinds of all signals.
func (h heard) String() string {
	var kinds []string
	for _, s := range h.Signals {
		kinds = append(kinds, fmt.Sprint(s["kind"]))
	}
	slices.Sort(kinds)
	return strings.Join(kinds, " ")
}
