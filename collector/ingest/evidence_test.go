package ingest

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"heed/collector/core"
)

// TestWhatIsKnownComesWithTheAnswer: the signal, the step and the cart are attached by themselves, as they were when the response began; of
// a visitor who has not agreed to analytics, nothing that they did.
func TestWhatIsKnownComesWithTheAnswer(t *testing.T) {
	w := newWorld(t)
	p := w.greet("ann")
	cart := func(value string) Item {
		return Item{T: "cart", ID: newID(), At: w.now.UnixMilli(), Value: []byte(value), Currency: "EUR"}
	}
	answer := func(d, value string) Item {
		return Item{T: "answer", ID: newID(), At: w.now.UnixMilli(), Decision: d, Survey: "what", Question: "help", Value: []byte(value)}
	}
	stored := func(d string) *core.Evidence {
		t.Helper()
		r, err := w.store.Response(context.Background(), d+"/what")
		must(t, err)
		return r.Evidence
	}
	sig := w.rage()
	sig.Data = map[string]any{"stage": 2.0, "label": "Apply"}
	w.receive(p, cart("59.9"))
	d := w.receive(p, sig).Acts[0].Decision
	w.receive(p, answer(d, `"no"`))
	w.receive(p, cart("0"), answer(d, `"yes"`))
	want := &core.Evidence{Kind: "rage_click", Signal: sig.ID, Target: "#apply", Label: "Apply", Step: core.StepCheckout, Cart: &core.Cart{Value: 59.9, Currency: "EUR", Items: 1}}
	if diff := cmp.Diff(want, stored(d)); diff != "" {
		t.Errorf("after a signal (-want +got):\n%s", diff)
	}

	open := Item{T: "open", ID: newID(), At: w.now.UnixMilli(), What: "what"}
	w.receive(p, open, answer(open.ID, `"no"`))
	if diff := cmp.Diff(&core.Evidence{Kind: "open", Cart: &core.Cart{Currency: "EUR", Items: 1}}, stored(open.ID)); diff != "" {
		t.Errorf("opened by hand (-want +got):\n%s", diff)
	}

	silent, _, _, err := w.Greet(context.Background(), "shop", Hello{Visitor: "bob", Session: "s-bob", Page: helloPage{Page: core.Page{Path: "/cart"}},
		Consent: &core.Consent{Feedback: true}})
	must(t, err)
	open.ID = newID()
	w.receive(silent, cart("59.9"), open, answer(open.ID, `"no"`))
	if diff := cmp.Diff(&core.Evidence{Kind: "open"}, stored(open.ID)); diff != "" {
		t.Errorf("without consent to analytics (-want +got):\n%s", diff)
	}
}
