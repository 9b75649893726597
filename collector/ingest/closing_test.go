package ingest

import (
	"testing"

	"heed/collector/core"
)

// close gives the world's survey an end and takes it into force.
func (w *world) close(edit func(s *core.Survey)) {
	w.t.Helper()
	catalog := *w.catalog.Load()
	what := catalog.Surveys["shop"]["what"]
	edit(&what)
	catalog.Surveys = map[string]map[string]core.Survey{"shop": {"what": what}}
	must(w.t, w.Cases.Decide.(interface {
		Load(core.Site, []core.Intercept, map[string]int, ...core.Survey) error
	}).Load(catalog.Sites["shop"], catalog.Intercepts["shop"], nil, what))
	must(w.t, w.Cases.Survey.(interface{ Load(core.Catalog) error }).Load(catalog))
	w.Load(catalog)
}

// TestClosedSurveyIsNotOpened: neither by an intercept nor by hand, nor when the page asks again for what it may not have heard; what was
// shown before may be answered after the last day.
func TestClosedSurveyIsNotOpened(t *testing.T) {
	w := newWorld(t)
	p := w.greet("ann")
	sig := w.rage()
	before := w.receive(p, sig).Acts[0].Decision
	w.close(func(s *core.Survey) { s.Closes = "2026-03-01" })
	if r := w.receive(w.greet("bob"), w.rage()); len(r.Acked) != 1 || len(r.Acts) != 0 {
		t.Errorf("a signal is answered by %+v", r)
	}
	if r := w.receive(p, sig); len(r.Acked) != 1 || len(r.Acts) != 0 {
		t.Errorf("the same signal again is answered by %+v", r)
	}
	if r := w.receive(p, Item{T: "open", ID: newID(), At: w.now.UnixMilli(), What: "what"}); len(r.Rejected) != 1 || r.Rejected[0].Code != "survey_closed" {
		t.Errorf("opened by hand: %+v", r)
	}
	answer := Item{T: "answer", ID: newID(), At: w.now.UnixMilli(), Decision: before, Survey: "what", Question: "help", Value: []byte(`"no"`), Done: true}
	if r := w.receive(p, answer); len(r.Acked) != 1 {
		t.Errorf("an answer to what was shown: %+v", r)
	}
}

// TestQuotaOfASurvey: of two who were asked at the same time only as many begin as there is room for, and the refusal is final.
func TestQuotaOfASurvey(t *testing.T) {
	w := newWorld(t)
	w.close(func(s *core.Survey) { s.Quota = 1 })
	answer := func(visitor string) (Peer, Item) {
		p := w.greet(visitor)
		d := w.receive(p, w.rage()).Acts[0].Decision
		return p, Item{T: "answer", ID: newID(), At: w.now.UnixMilli(), Decision: d, Survey: "what", Question: "help", Value: []byte(`"no"`)}
	}
	ann, first := answer("ann")
	bob, second := answer("bob")
	if r := w.receive(ann, first); len(r.Acked) != 1 {
		t.Fatalf("the first: %+v", r)
	}
	if r := w.receive(bob, second); len(r.Rejected) != 1 || r.Rejected[0].Code != "survey_closed" || r.Rejected[0].RetryAfter != 0 {
		t.Errorf("the second: %+v", r)
	}
	first.ID, first.Value, first.Done = newID(), []byte(`"yes"`), true
	if r := w.receive(ann, first); len(r.Acked) != 1 || len(r.Acts) != 1 {
		t.Errorf("who has begun goes on to: %+v", r)
	}
}
