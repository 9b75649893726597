package ingest

import (
	"context"
	"math"
	"testing"
	"time"

	"heed/agent"
	"heed/collector/core"
)

// felt is the score that is stored with a signal.
func (w *world) felt(id string) float64 {
	w.t.Helper()
	list, _, err := w.store.ListSignals(context.Background(), core.Query{Site: "shop"})
	must(w.t, err)
	for _, s := range list {
		if s.ID == id {
			return s.Frustration
		}
	}
	w.t.Fatalf("no signal %s in %+v", id, list)
	return 0
}

// TestFrustrationIsStoredWithEachSignal sends three signals, with a restart and a visitor who wants no feedback in between, and
// one of them twice: the score goes on as if nothing had been.
func TestFrustrationIsStoredWithEachSignal(t *testing.T) {
	measure := agent.DefaultFrustration()
	for name, c := range map[string]struct {
		feedback bool
		between  func(w *world, dir string)
	}{
		"in memory":              {true, func(*world, string) {}},
		"without feedback":       {false, func(*world, string) {}},
		"restarted in between":   {true, func(w *world, dir string) { must(w.t, w.store.Close()); w.open(dir) }},
		"restarted, no feedback": {false, func(w *world, dir string) { must(w.t, w.store.Close()); w.open(dir) }},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			w := &world{t: t, now: noon}
			w.open(dir)
			p := w.greet("ann")
			p.Hello.Consent = &core.Consent{Analytics: true, Feedback: c.feedback}
			var sent []agent.Felt
			for _, kind := range []string{"rage_click", "dead_click", "exit_intent"} {
				it := w.rage()
				it.Kind = kind
				w.receive(p, it)
				w.receive(p, it, it)
				sent = append(sent, agent.Felt{ID: it.ID, Kind: kind, Score: it.Score, At: w.now})
				if got, want := w.felt(it.ID), measure.At(w.now, sent).Value; math.Abs(got-want) > 1e-12 {
					t.Errorf("after %s: stored %v, want %v", kind, got, want)
				}
				c.between(w, dir)
				w.now = w.now.Add(90 * time.Second)
			}
		})
	}
}

// TestFrustrationTriggers: three dead clicks in a row make an intercept act that waits for frustration; one alone does not.
func TestFrustrationTriggers(t *testing.T) {
	w := newWorld(t)
	nobody := 0.0
	catalog := *w.catalog.Load()
	engine := w.Cases.Decide.(interface {
		Load(core.Site, []core.Intercept, map[string]int, ...core.Survey) error
	})
	must(t, engine.Load(catalog.Sites["shop"], []core.Intercept{{Site: "shop", Name: "upset", Status: core.Live, Holdout: &nobody,
		When: core.When{Any: []core.Trigger{{Frustration: 0.7}}}, Action: core.Action{Type: core.ActSurvey, Survey: "what"}}}, nil))
	p := w.greet("ann")
	var acts []int
	for range 4 {
		it := w.rage()
		it.Kind = "dead_click"
		acts = append(acts, len(w.receive(p, it).Acts))
		w.now = w.now.Add(time.Second)
	}
	// 1 − .98 · (1 − .4 · .9)ⁿ is .37, .60, .74, …; then the session's limit of one holds.
	if acts[0] != 0 || acts[1] != 0 || acts[2] != 1 || acts[3] != 0 {
		t.Errorf("acts %v, want one at the third", acts)
	}
}
