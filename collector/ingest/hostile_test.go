package ingest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

// TestRepeatSharesTheFateOfTheFirst: a repeat has nothing to write, and must not be acknowledged for that.
func TestRepeatSharesTheFateOfTheFirst(t *testing.T) {
	w := newWorld(t)
	p := w.greet("v1")
	it := w.rage()
	again := it
	again.ID = strings.ToUpper(it.ID)
	w.store.set(core.Errorf(core.Internal, "data_full", "full"))
	if r := w.receive(p, it, again); len(r.Acked) != 0 || len(r.Rejected) != 2 || r.Rejected[1].RetryAfter == 0 {
		t.Fatalf("nothing was stored, but the reply is %+v", r)
	}
	w.store.set(nil)
	if r := w.receive(p, it, again); len(r.Acked) != 2 || r.Acked[1] != again.ID || len(r.Acts) != 1 {
		t.Fatalf("reply %+v, want both acknowledged and one act", r)
	}
}

// TestIDInCapitals: it is the same id, and the page waits for the ack of what it wrote.
func TestIDInCapitals(t *testing.T) {
	w := newWorld(t)
	p := w.greet("v1")
	it := w.rage()
	it.ID = strings.ToUpper(it.ID)
	for range 2 {
		if r := w.receive(p, it); len(r.Acked) != 1 || r.Acked[0] != it.ID {
			t.Fatalf("reply %+v, want the ack of %s", r, it.ID)
		}
	}
	h, err := w.store.History(t.Context(), "shop", "v1")
	must(t, err)
	decisions, _, err := w.store.ListDecisions(t.Context(), core.Query{Site: "shop"})
	must(t, err)
	if len(h.Contacts) != 1 || len(decisions) != 1 {
		t.Fatalf("%d contacts and %d decisions of one signal", len(h.Contacts), len(decisions))
	}
}

// TestWhatIsLimitedMayComeAgain: a refusal without retry_after makes the page drop the item.
func TestWhatIsLimitedMayComeAgain(t *testing.T) {
	if r := rejection("", core.Errorf(core.Limited, "query_timeout", "too slow")); r.RetryAfter == 0 {
		t.Fatalf("%+v has no retry_after", r)
	}
}

// TestOpenUnderTheIDOfAnother: who opens something names it, but not with a name that would give them somebody else's chat.
func TestOpenUnderTheIDOfAnother(t *testing.T) {
	w := newWorld(t)
	mine, theirs := w.greet("mine"), w.greet("theirs")
	open := Item{T: "open", ID: newID(), At: w.now.UnixMilli(), What: "chat"}
	if r := w.receive(mine, open); len(r.Acts) != 1 {
		t.Fatalf("reply %+v", r)
	}
	if r := w.receive(mine, Item{T: "chat", ID: newID(), At: w.now.UnixMilli(), Conversation: open.ID, Text: "my secret"}); len(r.Acked) != 1 {
		t.Fatalf("reply %+v", r)
	}
	r := w.receive(theirs, open)
	if len(r.Acts) != 0 || len(r.Rejected) != 1 || r.Rejected[0].Code != "id_taken" {
		t.Fatalf("a stranger opened it: %+v", r)
	}
	if r := w.receive(mine, open); len(r.Acts) != 1 || !strings.Contains(string(r.Acts[0].Action), "my secret") {
		t.Fatalf("its owner, sending it again, got %+v", r)
	}
}

// faulty is the decider with a fault.
type faulty struct{ Decider }

func (d faulty) Decide(now time.Time, sig core.Signal, h *core.History) core.Decision {
	if sig.Target == "#poison" {
		panic("a fault")
	}
	return d.Decider.Decide(now, sig, h)
}

func TestPanicCostsItsItemOnly(t *testing.T) {
	w := newWorld(t)
	p := w.greet("v1")
	w.Cases.Decide = faulty{w.Cases.Decide}
	poison, good := w.rage(), w.rage()
	poison.Target = "#poison"
	r := w.receive(p, poison, good)
	if len(r.Acked) != 1 || r.Acked[0] != good.ID || len(r.Rejected) != 1 || r.Rejected[0].RetryAfter != 0 {
		t.Fatalf("reply %+v", r)
	}
	if r := w.receive(p, w.rage()); len(r.Acked) != 1 {
		t.Fatalf("later: %+v", r)
	}
}

// TestPageThatLeavesEarly: its batch is written, and counted, all the same.
func TestPageThatLeavesEarly(t *testing.T) {
	w := newWorld(t)
	it := w.rage()
	body := fmt.Sprintf(`{"hello":{"visitor":"v1","session":"s1"},"items":[{"t":"signal","id":%q,"at":%d,"kind":"rage_click","score":1}]}`,
		it.ID, it.At)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if r, err := w.Batch(gone, w.sites()["shop"], "192.0.2.1", []byte(body)); err != nil || len(r.Acked) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
}

func TestTraitsAreBounded(t *testing.T) {
	w := newWorld(t)
	p := w.greet("v1")
	codes := map[string]int{}
	for i := range 4 {
		traits := map[string]any{fmt.Sprint("t", i): strings.Repeat("x", 6<<10)}
		r := w.receive(p, Item{T: "identify", ID: newID(), At: w.now.UnixMilli(), UserID: "u", Traits: traits})
		for _, x := range r.Rejected {
			codes[x.Code]++
		}
	}
	v, err := w.store.Visitor(t.Context(), "shop", "v1")
	must(t, err)
	stored, err := json.Marshal(v.Traits)
	must(t, err)
	if codes["too_many_traits"] != 2 || len(stored) > maxTraitsSize {
		t.Fatalf("%v, and %d bytes are stored", codes, len(stored))
	}
}

func TestVisitsAreBounded(t *testing.T) {
	w := newWorld(t)
	busy := w.visits.hold(visitorKey{"shop", "busy"})
	for i := range maxVisits + 100 {
		w.visits.release(w.visits.hold(visitorKey{"shop", fmt.Sprint(i)}))
	}
	if n := len(w.visits.all); n > maxVisits {
		t.Fatalf("%d visitors are in memory", n)
	}
	if w.visits.all[visitorKey{"shop", "busy"}] != busy {
		t.Fatal("a visitor in use was forgotten")
	}
}
