package storetest

import (
	"encoding/json"
	"testing"
	"time"

	"heed/collector/core"
)

func aDelivery(i int) core.Delivery {
	return core.Delivery{ID: number("delivery", i), Site: "shop", Webhook: "crm", Event: core.EventAnswer, Made: after(i), State: core.DeliveryWaiting,
		Began: after(i), Due: after(i), Payload: json.RawMessage(`{"type":"answer.given"}`)}
}

func waiting(t *testing.T, s core.Store, webhook string, n int) []core.Delivery {
	t.Helper()
	return must(s.Waiting(t.Context(), "shop", webhook, n))(t)
}

// testDeliveries walks one through its life: queued, tried, sent or dead, tried again, forgotten.
func testDeliveries(t *testing.T, s core.Store) {
	_, err := s.Delivery(t.Context(), "nothing")
	refused(t, "an unknown one", err, core.NotFound, "unknown_delivery")
	first, second, other := aDelivery(1), aDelivery(2), aDelivery(3)
	other.Webhook, other.Event = "ops", core.EventTest
	for range 2 { // what is told twice is one delivery
		commit(t, s, core.Change{Deliveries: []core.Delivery{first, second, other}})
	}
	equal(t, "waiting", waiting(t, s, "crm", 9), []core.Delivery{first, second})
	equal(t, "at most one", waiting(t, s, "crm", 1), []core.Delivery{first})
	equal(t, "of nobody", waiting(t, s, "none", 9), []core.Delivery{})

	first.Attempts, first.Due, first.Tried, first.Reason = 1, after(500), ptr(after(10)), "It answered 5xx."
	failing := core.WebhookState{FailingSince: ptr(after(10))}
	if err := s.SaveAttempt(t.Context(), first, failing); err != nil {
		t.Fatal(err)
	}
	equal(t, "the earliest due first", waiting(t, s, "crm", 9), []core.Delivery{second, first})
	equal(t, "how it fares", must(s.WebhookState(t.Context(), "shop", "crm"))(t).FailingSince, ptr(after(10)))

	second.State, second.Attempts, second.Tried = core.DeliverySent, 1, ptr(after(11))
	first.State, first.Attempts = core.DeliveryDead, 2
	for _, d := range []core.Delivery{first, second} {
		if err := s.SaveAttempt(t.Context(), d, core.WebhookState{}); err != nil {
			t.Fatal(err)
		}
		equal(t, "stored", must(s.Delivery(t.Context(), d.ID))(t), d)
		refused(t, "an attempt of one that waits no more", s.SaveAttempt(t.Context(), d, failing), core.NotFound, "")
	}
	equal(t, "a refused attempt says nothing of the webhook", must(s.WebhookState(t.Context(), "shop", "crm"))(t).FailingSince, nil)
	commit(t, s, core.Change{Deliveries: []core.Delivery{aDelivery(2)}})
	equal(t, "told again after it was sent", must(s.Delivery(t.Context(), second.ID))(t), second)

	if err := s.Requeue(t.Context(), first.ID, after(900)); err != nil {
		t.Fatal(err)
	}
	first.State, first.Attempts, first.Began, first.Due = core.DeliveryWaiting, 0, after(900), after(900)
	equal(t, "waits anew", waiting(t, s, "crm", 9), []core.Delivery{first})
	refused(t, "an unknown one tried again", s.Requeue(t.Context(), "nothing", after(1)), core.NotFound, "unknown_delivery")

	equal(t, "forgotten", must(s.PruneDeliveries(t.Context(), after(3)))(t), 2)
	equal(t, "what is left", listed(s.ListDeliveries(t.Context(), core.Query{}))(t).items, []core.Delivery{other})
	equal(t, "nothing to forget", must(s.PruneDeliveries(t.Context(), after(3)))(t), 0)
}

// testShed: of too many that wait the last are not stored, and counted, without harm to what they come with.
func testShed(t *testing.T, s core.Store) {
	change := core.Change{}
	for i := range core.MaxWaiting + 2 {
		change.Deliveries = append(change.Deliveries, aDelivery(i))
	}
	change.Events = []core.Event{anEvent(1)}
	commit(t, s, change)
	equal(t, "waiting", len(waiting(t, s, "crm", 2*core.MaxWaiting)), core.MaxWaiting)
	equal(t, "shed", must(s.WebhookState(t.Context(), "shop", "crm"))(t).Shed, 2)
	equal(t, "events", len(listed(s.ListEvents(t.Context(), core.Query{}))(t).items), 1)
	for _, d := range waiting(t, s, "crm", 2) {
		d.State = core.DeliverySent
		if err := s.SaveAttempt(t.Context(), d, core.WebhookState{}); err != nil {
			t.Fatal(err)
		}
	}
	commit(t, s, core.Change{Deliveries: []core.Delivery{aDelivery(core.MaxWaiting)}})
	equal(t, "waiting where there is room again", len(waiting(t, s, "crm", 2*core.MaxWaiting)), core.MaxWaiting-1)
	equal(t, "shed before", must(s.WebhookState(t.Context(), "shop", "crm"))(t).Shed, 2)
	equal(t, "forgotten in many steps", must(s.PruneDeliveries(t.Context(), after(2*core.MaxWaiting)))(t), core.MaxWaiting+1)
}

// testShedGroup: of one group the first are stored, even after they were sent, and the others counted; another group has its own room.
func testShedGroup(t *testing.T, s core.Store) {
	of := func(group string, i int) core.Delivery {
		d := aDelivery(i)
		d.ID, d.Group = group+d.ID, group
		return d
	}
	for i := range core.MaxOfGroup + 3 {
		commit(t, s, core.Change{Deliveries: []core.Delivery{of("one", i)}})
		for _, d := range waiting(t, s, "crm", 1) {
			d.State = core.DeliverySent
			if err := s.SaveAttempt(t.Context(), d, core.WebhookState{}); err != nil {
				t.Fatal(err)
			}
		}
	}
	equal(t, "shed", must(s.WebhookState(t.Context(), "shop", "crm"))(t).Shed, 3)
	commit(t, s, core.Change{Deliveries: []core.Delivery{of("one", 0), of("two", 0)}})
	equal(t, "stored", len(listed(s.ListDeliveries(t.Context(), core.Query{}))(t).items), core.MaxOfGroup+1)
	equal(t, "shed after one came again", must(s.WebhookState(t.Context(), "shop", "crm"))(t).Shed, 3)
}

func testWebhookStates(t *testing.T, s core.Store) {
	equal(t, "a new one", must(s.WebhookState(t.Context(), "shop", "crm"))(t), core.WebhookState{Site: "shop", Webhook: "crm"})
	salts := core.Salts{Salt: "new", Old: "old", OldUntil: ptr(after(7))}
	if err := s.SaveSalts(t.Context(), "shop", "crm", salts, after(5)); err != nil {
		t.Fatal(err)
	}
	d := aDelivery(1)
	commit(t, s, core.Change{Deliveries: []core.Delivery{d}})
	d.State = core.DeliveryDead
	down := core.WebhookState{FailingSince: ptr(after(1)), Disabled: ptr(after(2)), DisabledWhy: "It answered 410 Gone."}
	if err := s.SaveAttempt(t.Context(), d, down); err != nil {
		t.Fatal(err)
	}
	want := down
	want.Site, want.Webhook, want.Rotated, want.Salts = "shop", "crm", ptr(after(5)), salts
	equal(t, "both", must(s.WebhookState(t.Context(), "shop", "crm"))(t), want)
	if err := s.EnableWebhook(t.Context(), "shop", "crm"); err != nil {
		t.Fatal(err)
	}
	want.FailingSince, want.Disabled, want.DisabledWhy = nil, nil, ""
	equal(t, "enabled", must(s.WebhookState(t.Context(), "shop", "crm"))(t), want)
	salts = core.Salts{Salt: "newer", Old: "new", OldUntil: ptr(after(9).Add(24 * time.Hour))}
	if err := s.SaveSalts(t.Context(), "shop", "crm", salts, after(9)); err != nil {
		t.Fatal(err)
	}
	want.Rotated, want.Salts = ptr(after(9)), salts
	equal(t, "rotated again", must(s.WebhookState(t.Context(), "shop", "crm"))(t), want)
}
