package ingest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"heed/collector/bus"
	"heed/collector/chat"
	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/look"
	"heed/collector/survey"
	"heed/sqlite"
)

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// failing lets a test make commits fail, as a full disk does.
type failing struct {
	*sqlite.Store
	mu   sync.Mutex
	fail error
	held chan struct{} // nil, or commits wait until it is closed
}

func (f *failing) Commit(ctx context.Context, changes []core.Change) []error {
	f.mu.Lock()
	fail, held := f.fail, f.held
	f.mu.Unlock()
	if held != nil {
		<-held
	}
	if fail == nil {
		return f.Store.Commit(ctx, changes)
	}
	errs := make([]error, len(changes))
	for i := range errs {
		errs[i] = fail
	}
	return errs
}

// hold makes commits wait, as a busy disk does, until release.
func (f *failing) hold() (release func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	held := make(chan struct{})
	f.held = held
	return func() { close(held) }
}

func (f *failing) set(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fail = err
}

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) // a Monday

// world is a Service over the real store and the real use cases, with a clock of its own.
type world struct {
	*Service
	t     *testing.T
	store *failing
	looks *look.Service
	now   time.Time
	seen  <-chan core.Notice
}

// newService makes a Service for tests that need no store.
func newService(t *testing.T, store Store) *Service {
	t.Helper()
	return New(Options{Store: store, Clock: func() time.Time { return noon }, Log: slog.New(slog.DiscardHandler), Limits: DefaultLimits})
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, now: noon}
	w.open(t.TempDir())
	return w
}

// open starts a service on a folder, as a collector does.
func (w *world) open(dir string) {
	clock := func() time.Time { return w.now }
	store, err := sqlite.Open(context.Background(), dir, sqlite.Options{Clock: clock})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = store.Close() })
	w.store = &failing{Store: store}
	nobody := 0.0
	site := core.Site{
		Name: "shop", Status: core.Live, Origins: []string{"https://shop.example"},
		Precision: core.Precision{Sample: &nobody, Kinds: map[string]float64{"slow_click": 100}},
		Mutes:     []core.Mute{{Kind: "slow_click", Target: "#muted"}},
	}
	intercept := core.Intercept{
		Site: "shop", Name: "stuck", Status: core.Live, When: core.When{Any: []core.Trigger{{Signal: "rage_click"}}},
		Holdout: &nobody, Revision: 1, Action: core.Action{Type: core.ActSurvey, Survey: "what", Expires: core.Duration(20 * time.Second)},
		Then: []core.FollowUp{{If: `answer.help == "yes"`, Do: core.Action{Type: core.ActChat}}},
	}
	what := core.Survey{Site: "shop", Name: "what", Languages: []string{"en"}, Questions: []core.Question{{
		ID: "help", Type: core.Choice, Text: core.Text{"en": "Help?"},
		Options: []core.Option{{ID: "yes", Text: core.Text{"en": "Yes"}}, {ID: "no", Text: core.Text{"en": "No"}}},
	}}}
	catalog := core.Catalog{
		Sites: map[string]core.Site{"shop": site}, Intercepts: map[string][]core.Intercept{"shop": {intercept}},
		Surveys: map[string]map[string]core.Survey{"shop": {"what": what}},
	}
	b := bus.New()
	w.seen, _ = b.Subscribe("shop", 100)
	engine, surveys := decide.New(newID), survey.New()
	w.looks = look.New()
	w.looks.Load(catalog)
	must(w.t, engine.Load(site, catalog.Intercepts["shop"], nil))
	must(w.t, surveys.Load(catalog))
	w.Service = New(Options{
		Store: w.store, Pub: b, Clock: clock, Log: slog.New(slog.DiscardHandler), Limits: DefaultLimits,
		Cases: Cases{Decide: engine, Survey: surveys, Chat: chat.New(store, newID, clock, b), Look: w.looks},
	})
	w.Load(catalog)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (w *world) greet(visitor string) Peer {
	w.t.Helper()
	p, _, _, err := w.Greet(context.Background(), "shop", Hello{Visitor: visitor, Session: "s-" + visitor, Page: helloPage{Page: core.Page{Path: "/cart"}}})
	must(w.t, err)
	return p
}

func (w *world) rage() Item {
	return Item{T: "signal", ID: newID(), At: w.now.UnixMilli(), Kind: "rage_click", Score: 0.9, Page: "/cart", Target: "#apply"}
}

func (w *world) receive(p Peer, items ...Item) Reply {
	w.t.Helper()
	r := w.Receive(context.Background(), p, items)
	c := w.Counts
	if got := c.Accepted.Load() + c.Rejected.Load() + c.Shed.Load(); got != c.Received.Load() {
		w.t.Fatalf("received %d, but accepted + rejected + shed = %d", c.Received.Load(), got)
	}
	return r
}

func TestSignalIsDecidedOnceAndWrittenBeforeItIsAcknowledged(t *testing.T) {
	w := newWorld(t)
	p := w.greet("ann")
	it := w.rage()
	r := w.receive(p, it)
	if len(r.Acked) != 1 || r.Acked[0] != it.ID || len(r.Acts) != 1 {
		t.Fatalf("reply %+v, want one ack and one act", r)
	}
	d, err := w.store.Decision(context.Background(), r.Acts[0].Decision)
	must(t, err)
	if d.Signal != it.ID || d.Outcome != core.Acted || len(d.Considered.Evaluations()) != 1 || len(d.Considered.Evaluations()[0].Gates) == 0 {
		t.Fatalf("stored decision %+v, want it of the signal, acted, with all gates", d)
	}
	var action struct{ Type string }
	must(t, json.Unmarshal(r.Acts[0].Action, &action))
	if action.Type != "survey" {
		t.Fatalf("action %s", r.Acts[0].Action)
	}
}

func TestSameSignalAgain(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		name    string
		between func(w *world, p Peer, first Reply)
		acts    int
	}{
		{"the ack was lost", func(*world, Peer, Reply) {}, 1},
		{"the collector was restarted", func(w *world, _ Peer, _ Reply) { must(w.t, w.store.Close()); w.open(dir) }, 1},
		{"it was shown", func(w *world, p Peer, first Reply) {
			w.receive(p, Item{T: "shown", ID: newID(), At: w.now.UnixMilli(), Decision: first.Acts[0].Decision})
		}, 0},
		{"it stands in the page", func(w *world, p Peer, first Reply) {
			w.receive(p, Item{T: "rendered", ID: newID(), At: w.now.UnixMilli(), Decision: first.Acts[0].Decision})
		}, 0},
		{"it was dismissed", func(w *world, p Peer, first Reply) {
			w.receive(p, Item{T: "dismissed", ID: newID(), At: w.now.UnixMilli(), Decision: first.Acts[0].Decision, Reason: "close"})
		}, 0},
		{"the moment has passed", func(w *world, _ Peer, _ Reply) { w.now = w.now.Add(21 * time.Second) }, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := &world{t: t, now: noon}
			w.open(dir)
			p := w.greet("v-" + newID())
			it := w.rage()
			first := w.receive(p, it)
			c.between(w, p, first)
			again := w.receive(p, it, it)
			if len(again.Acked) != 2 || len(again.Rejected) != 0 {
				t.Fatalf("reply %+v, want both acknowledged", again)
			}
			if len(again.Acts) != c.acts {
				t.Fatalf("%d acts, want %d", len(again.Acts), c.acts)
			}
			for _, a := range again.Acts {
				if a.Decision != first.Acts[0].Decision {
					t.Fatalf("decided a second time: %s, then %s", first.Acts[0].Decision, a.Decision)
				}
			}
			list, _, err := w.store.ListDecisions(context.Background(), core.Query{Site: "shop", Visitor: p.Hello.Visitor})
			must(t, err)
			if len(list) != 1 {
				t.Fatalf("%d decisions are stored, want 1", len(list))
			}
			must(t, w.store.Close())
		})
	}
}

func TestBadItemCostsOnlyItself(t *testing.T) {
	w := newWorld(t)
	p := w.greet("ann")
	bad := w.rage()
	bad.Score = 7
	unknown := Item{T: "teleport", ID: newID(), At: w.now.UnixMilli()}
	good := w.rage()
	r := w.receive(p, bad, unknown, good)
	if len(r.Acked) != 1 || r.Acked[0] != good.ID || len(r.Rejected) != 2 {
		t.Fatalf("reply %+v", r)
	}
	if r.Rejected[0].Code != "bad_score" || r.Rejected[1].Code != "unknown_type" {
		t.Fatalf("rejected for %s and %s", r.Rejected[0].Code, r.Rejected[1].Code)
	}
}

func TestFailedCommitIsNoContactAndMayBeSentAgain(t *testing.T) {
	w := newWorld(t)
	p := w.greet("ann")
	it := w.rage()
	w.store.set(errors.New("disk full"))
	r := w.receive(p, it)
	if len(r.Acked) != 0 || len(r.Acts) != 0 || len(r.Rejected) != 1 || r.Rejected[0].RetryAfter == 0 {
		t.Fatalf("reply %+v, want nothing acknowledged and the item to be kept", r)
	}
	select {
	case n := <-w.seen:
		t.Fatalf("watchers were told of what is not stored: %+v", n)
	default:
	}
	w.store.set(nil)
	if r = w.receive(p, it); len(r.Acked) != 1 || len(r.Acts) != 1 {
		t.Fatalf("sent again: %+v, want it acknowledged and acted upon", r)
	}
}

func TestOneContactOverTabsAndTransports(t *testing.T) {
	w := newWorld(t)
	p := w.greet("ann")
	var wait sync.WaitGroup
	acts := make(chan int, 50)
	for range 50 {
		wait.Go(func() { acts <- len(w.Receive(context.Background(), p, []Item{w.rage()}).Acts) })
	}
	wait.Wait()
	close(acts)
	sum := 0
	for n := range acts {
		sum += n
	}
	if sum != 1 {
		t.Fatalf("%d contacts from 50 signals at once, want 1", sum)
	}
}

func TestAnswerLeadsToChat(t *testing.T) {
	w := newWorld(t)
	p := w.greet("ann")
	decision := w.receive(p, w.rage()).Acts[0].Decision
	answer := Item{T: "answer", ID: newID(), At: w.now.UnixMilli(), Decision: decision, Survey: "what", Question: "help",
		Value: []byte(`"yes"`), Done: true}
	for range 2 { // sent twice, it is one answer and one conversation
		r := w.receive(p, answer)
		if len(r.Acked) != 1 || len(r.Acts) != 1 {
			t.Fatalf("reply %+v, want an ack and the chat", r)
		}
	}
	say := Item{T: "chat", ID: newID(), At: w.now.UnixMilli(), Conversation: decision, Text: "It does nothing"}
	for range 2 {
		if r := w.receive(p, say); len(r.Acked) != 1 {
			t.Fatalf("reply %+v", r)
		}
	}
	messages, err := w.store.Messages(context.Background(), decision)
	must(t, err)
	if len(messages) != 1 || messages[0].Text != "It does nothing" {
		t.Fatalf("messages %+v, want the one", messages)
	}
	response, err := w.store.Response(context.Background(), decision+"/what")
	must(t, err)
	if !response.Done || len(response.Answers) != 1 {
		t.Fatalf("response %+v", response)
	}
}

func TestStrangersCannotTouchADecision(t *testing.T) {
	w := newWorld(t)
	decision := w.receive(w.greet("ann"), w.rage()).Acts[0].Decision
	eve := w.greet("eve")
	for _, it := range []Item{
		{T: "rendered", Decision: decision},
		{T: "shown", Decision: decision},
		{T: "dismissed", Decision: decision},
		{T: "answer", Decision: decision, Survey: "what", Question: "help", Value: []byte(`"yes"`)},
		{T: "chat", Conversation: decision, Text: "hi"},
		{T: "shown", Decision: newID()},
	} {
		it.ID, it.At = newID(), w.now.UnixMilli()
		if r := w.receive(eve, it); len(r.Rejected) != 1 || len(r.Acked) != 0 || len(r.Acts) != 0 {
			t.Errorf("%s of a stranger: %+v, want it refused", it.T, r)
		}
	}
}

func TestConsent(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	greet := func(visitor string, c core.Consent) Peer {
		p, _, _, err := w.Greet(ctx, "shop", Hello{Visitor: visitor, Session: "s", Consent: &c})
		must(t, err)
		return p
	}
	feedbackOnly := greet("feedback", core.Consent{Feedback: true})
	if r := w.receive(feedbackOnly, w.rage()); len(r.Rejected) != 1 || r.Rejected[0].Code != "no_consent" {
		t.Fatalf("signal without consent to analytics: %+v", r)
	}
	if _, err := w.store.Visitor(ctx, "shop", "feedback"); !core.IsKind(err, core.NotFound) {
		t.Fatalf("a visitor without consent was stored: %v", err)
	}
	if r := w.receive(feedbackOnly, Item{T: "open", ID: newID(), At: w.now.UnixMilli(), What: "what"}); len(r.Acts) != 1 {
		t.Fatalf("feedback must work without analytics: %+v", r)
	}
	analyticsOnly := greet("analytics", core.Consent{Analytics: true})
	if r := w.receive(analyticsOnly, w.rage()); len(r.Acked) != 1 || len(r.Acts) != 0 {
		t.Fatalf("signal without consent to feedback: %+v, want it stored and nothing shown", r)
	}
}

func TestOpenByHandIsNoContact(t *testing.T) {
	w := newWorld(t)
	p := w.greet("ann")
	open := Item{T: "open", ID: newID(), At: w.now.UnixMilli(), What: "chat"}
	if r := w.receive(p, open); len(r.Acts) != 1 || r.Acts[0].Decision != open.ID {
		t.Fatalf("open chat: %+v", r)
	}
	if r := w.receive(p, w.rage()); len(r.Acts) != 1 {
		t.Fatalf("what the visitor opened used up the budget: %+v", r)
	}
	if r := w.receive(p, Item{T: "open", ID: newID(), At: w.now.UnixMilli(), What: "feedback"}); len(r.Acts) != 1 {
		t.Fatalf("open feedback on a site without a survey of that name: %+v", r)
	}
	if r := w.receive(p, Item{T: "open", ID: newID(), At: w.now.UnixMilli(), What: "nothing-like-it"}); r.Rejected[0].Code != "unknown_survey" {
		t.Fatalf("unknown survey: %+v", r)
	}
}

func TestBatch(t *testing.T) {
	w := newWorld(t)
	site := core.Site{Name: "shop"}
	now := w.now.UnixMilli()
	body := fmt.Sprintf(`{"hello":{"visitor":"bob","session":"s1","page":{"path":"/cart"}},"items":[
		{"t":"signal","id":%q,"at":%d,"kind":"rage_click","score":1,"page":"/cart"},
		{"t":"signal","id":"nonsense","at":%d,"kind":"rage_click","score":1},
		"not an object",
		{"t":"signal","t":"track","id":"a name twice"},
		{"t":"signal","id":"not UTF-8: \xff"},
		{"t":"hello","visitor":"eve","session":"s"},
		{"t":"track","id":%q,"at":%d,"name":"purchase","props":{"value":40}}]}`, newID(), now, now, newID(), now)
	body = strings.ReplaceAll(body, `\xff`, "\xff")
	r, err := w.Batch(context.Background(), site, "192.0.2.1", []byte(body))
	must(t, err)
	if len(r.Acked) != 2 || len(r.Acts) != 1 || len(r.Rejected) != 5 {
		t.Fatalf("reply %+v, want 2 acked, 1 act, 5 rejected", r)
	}
	for _, bad := range []string{``, `[]`, `{"items":[]}`, `{"hello":{"visitor":"a b","session":"s"}}`} {
		if _, err := w.Batch(context.Background(), site, "192.0.2.1", []byte(bad)); !core.IsKind(err, core.Invalid) {
			t.Errorf("batch %q: %v, want it refused", bad, err)
		}
	}
}

func TestVisitsAreForgottenWhenTheyAreOver(t *testing.T) {
	w := newWorld(t)
	for i := range 100 {
		w.greet(fmt.Sprint(i))
	}
	w.now = w.now.Add(keepVisit)
	w.greet("last")
	if n := len(w.visits.all); n != 1 {
		t.Fatalf("%d visitors are in memory, want the last one alone", n)
	}
}
