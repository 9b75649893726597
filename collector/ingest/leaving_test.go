package ingest

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"heed/agent"
	"heed/collector/core"
)

// shopper is one visitor with a cart, for the tests of leaving.
type shopper struct {
	*world
	left Item // what the page told on being left
}

// leave is the signal of a page that is left now.
func (s *shopper) leave(trigger agent.Trigger, stage float64) Item {
	s.left = Item{T: "signal", ID: newID(), At: s.now.UnixMilli(), Kind: "cart_abandonment", Score: 0.8, Page: "/cart",
		Data: map[string]any{"value": 60.0, "items": 2.0, "stage": stage, "trigger": float64(trigger)}}
	return s.left
}

func (s *shopper) wait(d time.Duration) { s.now = s.now.Add(d) }

func (s *shopper) hello(hidden bool) Peer {
	s.t.Helper()
	p, _, _, err := s.Greet(context.Background(), "shop", Hello{Visitor: "ann", Session: "s-ann", Page: helloPage{Page: core.Page{Path: "/cart"}},
		At: s.now.UnixMilli(), Hidden: hidden})
	must(s.t, err)
	return p
}

func (s *shopper) item(kind string) Item {
	return Item{T: kind, ID: newID(), At: s.now.UnixMilli(), Path: "/cart", Name: "purchase", Props: map[string]any{"value": 60.0}}
}

// beacon is a whole batch, as a page sends it.
func (s *shopper) beacon(hidden bool, items ...Item) {
	s.t.Helper()
	raw := []jsontext.Value{}
	for _, it := range items {
		data, err := json.Marshal(map[string]any{"t": it.T, "id": it.ID, "at": it.At, "kind": it.Kind, "score": it.Score, "page": it.Page,
			"data": it.Data, "path": it.Path, "name": it.Name, "props": it.Props})
		must(s.t, err)
		raw = append(raw, data)
	}
	body, err := json.Marshal(map[string]any{"items": raw, "hello": map[string]any{"visitor": "ann", "session": "s-ann",
		"page": map[string]any{"path": "/cart"}, "at": s.now.UnixMilli(), "hidden": hidden}})
	must(s.t, err)
	site := s.sites()["shop"]
	reply, err := s.Batch(context.Background(), site, "192.0.2.1", body)
	must(s.t, err)
	if len(reply.Acked) != len(items) {
		s.t.Fatalf("reply %+v", reply)
	}
}

// state is where the latest signal of leaving stands.
func (s *shopper) state() string {
	s.t.Helper()
	list, _, err := s.store.ListSignals(context.Background(), core.Query{Kind: "cart_abandonment"})
	must(s.t, err)
	for _, g := range list {
		if g.ID == s.left.ID {
			return string(g.State) + " " + g.Reason
		}
	}
	s.t.Fatal("the signal is not stored")
	return ""
}

func TestLeaving(t *testing.T) {
	for _, c := range []struct {
		name string
		tale func(s *shopper)
		want string
	}{
		{"nobody came back yet", func(s *shopper) { s.wait(15*time.Minute - 1) }, "held "},
		{"nobody came back", func(s *shopper) { s.wait(15 * time.Minute) }, "confirmed "},
		{"came back", func(s *shopper) { s.wait(14 * time.Minute); s.hello(false); s.wait(time.Hour) }, "withdrawn returned"},
		{"came back too late", func(s *shopper) { s.wait(16 * time.Minute); s.hello(false) }, "confirmed "},
		{"came back to the same tab", func(s *shopper) { s.wait(time.Minute); s.receive(s.hello(true), s.item("page")) }, "withdrawn returned"},
		{"came back, without a socket", func(s *shopper) { s.wait(time.Minute); s.beacon(false) }, "withdrawn returned"},
		{"a hidden tab said hello again", func(s *shopper) { s.wait(time.Minute); s.hello(true) }, "held "},
		{"another visitor came", func(s *shopper) { s.wait(time.Minute); s.greet("ben") }, "held "},
		{"came back and bought", func(s *shopper) {
			s.wait(time.Minute)
			s.receive(s.hello(false), s.item("track"))
		}, "withdrawn purchased"},
		{"bought elsewhere", func(s *shopper) { s.wait(time.Minute); s.receive(s.hello(true), s.item("track")) }, "withdrawn purchased"},
		{"the purchase was told late", func(s *shopper) {
			s.wait(time.Minute)
			it := s.item("track")
			s.wait(time.Hour)
			s.receive(s.hello(true), it)
		}, "withdrawn purchased"},
	} {
		for _, restart := range []bool{false, true} {
			t.Run(map[bool]string{false: c.name, true: c.name + ", after a restart"}[restart], func(t *testing.T) {
				dir := t.TempDir()
				s := &shopper{world: &world{t: t, now: noon}}
				s.open(dir)
				s.hello(false)
				s.wait(time.Second)
				s.beacon(false, s.leave(agent.TriggerUnload, 0))
				if got := s.state(); got != "held " {
					t.Fatalf("at first %q", got)
				}
				if restart {
					must(t, s.store.Close())
					s.open(dir)
				}
				c.tale(s)
				if got := s.state(); got != c.want {
					t.Errorf("%q, want %q", got, c.want)
				}
			})
		}
	}
}

// TestLeavingIsToldAfterTheNextPage: the beacon of a page may come after the hello of the next one.
func TestLeavingIsToldAfterTheNextPage(t *testing.T) {
	for _, bought := range []bool{false, true} {
		s := &shopper{world: newWorld(t)}
		s.hello(false)
		late := s.leave(agent.TriggerUnload, 2)
		s.wait(300 * time.Millisecond)
		p, want := s.hello(false), "withdrawn returned"
		if bought {
			s.receive(p, s.item("track"))
			want = "withdrawn purchased"
		}
		s.wait(time.Second)
		s.receive(p, late)
		if got := s.state(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if counted := s.visits.all[visitorKey{"shop", "ann"}].history.Signals; len(counted) > 0 {
			t.Errorf("it still counts: %v", counted)
		}
	}
}

// TestOnlyLeavingIsHeld: at the checkout for longer; what a visitor who is there did stands at once.
func TestOnlyLeavingIsHeld(t *testing.T) {
	for _, c := range []struct {
		trigger agent.Trigger
		stage   float64
		want    string // after 20 minutes
	}{
		{agent.TriggerHidden, 1, "confirmed "}, {agent.TriggerHidden, 2, "held "}, {agent.TriggerUnload, 3, "held "},
		{agent.TriggerPointer, 2, " "}, {agent.TriggerIdle, 2, " "},
	} {
		s := &shopper{world: newWorld(t)}
		s.receive(s.hello(false), s.leave(c.trigger, c.stage))
		s.wait(20 * time.Minute)
		if got := s.state(); got != c.want {
			t.Errorf("%v at stage %v: %q, want %q", c.trigger, c.stage, got, c.want)
		}
	}
}

// TestWithdrawnIsForgotten: what was withdrawn no longer frustrates, nor does it combine with what comes later.
func TestWithdrawnIsForgotten(t *testing.T) {
	s := &shopper{world: newWorld(t)}
	s.receive(s.hello(false), s.leave(agent.TriggerHidden, 0))
	s.wait(time.Minute)
	s.hello(false)
	memory, stored := s.visits.all[visitorKey{"shop", "ann"}].history.Signals, must1(s.store.History(context.Background(), "shop", "ann"))(t)
	if len(memory) != 0 || len(stored.Signals) != 0 {
		t.Errorf("in memory %v, stored %v", memory, stored.Signals)
	}
}

func must1[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T { t.Helper(); must(t, err); return v }
}
