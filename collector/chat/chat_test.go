package chat_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heed/collector/chat"
	"heed/collector/core"
	"heed/sqlite"
	"heed/sqlite/sqlitetest"
)

// room is a service on a real store, with a clock that only the test moves.
type room struct {
	*chat.Service
	t         *testing.T
	store     *sqlite.Store
	now       time.Time
	published []core.Notice
}

func (r *room) Publish(n core.Notice) { r.published = append(r.published, n) }

func open(t *testing.T) *room {
	t.Helper()
	r := &room{t: t, now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	store := sqlitetest.Open(t, sqlite.Options{})
	made := 0
	ids := func() string { made++; return fmt.Sprintf("id-%d", made) }
	r.store, r.Service = store, chat.New(store, ids, func() time.Time { return r.now }, r)
	return r
}

var (
	decision = core.Decision{
		ID: "d1", Site: "demo", Visitor: "v1", Session: "s1", Kind: "rage_click", Page: "/cart", Outcome: core.Acted, Intercept: "stuck",
		At:     time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC),
		Action: &core.Action{Type: core.ActChat, Text: core.Text{"en": "Hi there", "de": "Hallo"}},
	}
	maya = core.Principal{ID: "u1", Name: "maya@example.com", Shown: "Maya"}
)

func (r *room) commit(c core.Change) {
	r.t.Helper()
	if err := r.store.Commit(r.t.Context(), []core.Change{c})[0]; err != nil {
		r.t.Fatal(err)
	}
}

// begin opens the conversation of the decision, as ingest does.
func (r *room) begin() {
	r.t.Helper()
	_, change, err := r.Open(r.t.Context(), decision, *decision.Action, "de-AT")
	if err != nil {
		r.t.Fatal(err)
	}
	change.Decisions = []core.Decision{decision}
	r.commit(change)
}

func (r *room) say(id, text string) {
	r.t.Helper()
	change, _, err := r.Say(r.t.Context(), "demo", "v1", "d1", id, text, r.now)
	if err != nil {
		r.t.Fatal(err)
	}
	r.commit(change)
}

func (r *room) reply(text string) core.Message {
	r.t.Helper()
	m, err := r.Reply(r.t.Context(), maya, "d1", text)
	if err != nil {
		r.t.Fatal(err)
	}
	return m
}

func decode(t *testing.T, body json.RawMessage) (out map[string]any) {
	t.Helper()
	if err := json.Unmarshal(body, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOpen(t *testing.T) {
	r := open(t)
	leave := r.Arrive("u1")
	body, change, err := r.Open(t.Context(), decision, core.Action{Type: core.ActChat, Team: "sales"}, "es-MX")
	if err != nil {
		t.Fatal(err)
	}
	leave()
	want := map[string]any{
		"type": "chat", "expires": 30000.0, "conversation": "d1", "greeting": "¡Hola! ¿En qué podemos ayudarle?", "available": true,
		"history": []any{},
	}
	if diff := cmp.Diff(want, decode(t, body)); diff != "" {
		t.Error(diff)
	}
	r.commit(change)
	got, err := r.store.Conversation(t.Context(), "d1")
	wantConversation := core.Conversation{
		ID: "d1", Site: "demo", Visitor: "v1", Session: "s1", Decision: "d1", Team: "sales", Page: "/cart", Lang: "es-MX",
		Status: core.ConversationOpen, Opened: r.now, Updated: r.now,
	}
	if diff := cmp.Diff(wantConversation, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

// TestGreetingOfAnotherLanguage: a greeting that is not in the visitor's language says in which it is, on the next page too.
func TestGreetingOfAnotherLanguage(t *testing.T) {
	r := open(t)
	opened, change, err := r.Open(t.Context(), decision, core.Action{Type: core.ActChat}, "pl")
	if err != nil {
		t.Fatal(err)
	}
	r.commit(change)
	resumed, ok, err := r.Resume(t.Context(), "demo", "v1", "pl")
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	for _, body := range []json.RawMessage{opened, resumed.Action} {
		if got := decode(t, body); got["greeting"] == "" || got["greeting_lang"] != "en" {
			t.Errorf("somebody who reads Polish is greeted %v", got)
		}
	}
}

func TestOpenAgain(t *testing.T) {
	r := open(t)
	r.begin()
	r.say("m1", "Where is my order?")
	if err := r.Close(t.Context(), maya, "d1"); err != nil {
		t.Fatal(err)
	}
	body, change, err := r.Open(t.Context(), decision, *decision.Action, "de")
	if err != nil || !change.Empty() {
		t.Errorf("opening again changes %+v, %v", change, err)
	}
	got := decode(t, body)
	if history := got["history"].([]any); len(history) != 2 || got["greeting"] != "Hallo" {
		t.Errorf("opening again gave %v", got)
	}
	if c, err := r.store.Conversation(t.Context(), "d1"); err != nil || c.Status != core.ConversationClosed {
		t.Errorf("it is %s, %v", c.Status, err)
	}
}

// TestOpenOfAnotherVisitor gives nothing of what was said.
func TestOpenOfAnotherVisitor(t *testing.T) {
	r := open(t)
	r.begin()
	r.say("m1", "my secret")
	stranger := decision
	stranger.Visitor = "v2"
	if body, _, err := r.Open(t.Context(), stranger, *stranger.Action, "en"); !core.IsKind(err, core.Forbidden) {
		t.Errorf("a stranger got %s, %v", body, err)
	}
}

func TestSayAndReply(t *testing.T) {
	r := open(t)
	r.begin()
	r.say("m1", "  Where is my order?\n")
	r.now = r.now.Add(time.Minute)
	reply := r.reply(" On its way. ")
	got, err := r.store.Messages(t.Context(), "d1")
	want := []core.Message{
		{ID: "m1", Conversation: "d1", From: "visitor", Text: "Where is my order?", At: r.now.Add(-time.Minute)},
		{ID: "id-1", Conversation: "d1", From: "operator", Name: "Maya", Text: "On its way.", At: r.now},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if diff := cmp.Diff([]core.Notice{{Site: "demo", Visitor: "v1", Message: &reply}}, r.published); diff != "" {
		t.Error(diff)
	}
}

func TestSayRefuses(t *testing.T) {
	r := open(t)
	r.begin()
	long := strings.Repeat("ä", 4000)
	for _, test := range []struct {
		site, visitor, conversation, text string
		code                              string
	}{
		{"demo", "v1", "d1", long, ""},
		{"demo", "v1", "d1", long + "ä", "bad_message"},
		{"demo", "v1", "d1", " \n", "bad_message"},
		{"demo", "v2", "d1", "hello", "unknown_conversation"},
		{"shop", "v1", "d1", "hello", "unknown_conversation"},
		{"demo", "v1", "d2", "hello", "unknown_conversation"},
	} {
		_, _, err := r.Say(t.Context(), test.site, test.visitor, test.conversation, "m", test.text, r.now)
		if code := codeOf(err); code != test.code {
			t.Errorf("%s/%s in %s: %q, want %q", test.site, test.visitor, test.conversation, code, test.code)
		}
	}
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	return core.AsError(err).Code
}

func TestClose(t *testing.T) {
	r := open(t)
	r.begin()
	r.say("m1", "Thanks")
	for range 2 { // the second does nothing
		if err := r.Close(t.Context(), maya, "d1"); err != nil {
			t.Fatal(err)
		}
	}
	if len(r.published) != 2 || r.published[0].Message == nil || r.published[1].Conversation == nil {
		t.Fatalf("published %+v", r.published)
	}
	if m := r.published[0].Message; m.From != core.FromSystem || m.Text != "Diese Unterhaltung wurde beendet." {
		t.Errorf("the visitor is told %+v", m)
	}
	stored, err := r.store.Conversation(t.Context(), "d1")
	if diff := cmp.Diff(stored, *r.published[1].Conversation); diff != "" || err != nil {
		t.Error("published and stored differ", err, diff)
	}
	if _, _, err := r.Say(t.Context(), "demo", "v1", "d1", "m2", "wait", r.now); codeOf(err) != "conversation_closed" {
		t.Errorf("saying more gave %v", err)
	}
	if _, err := r.Reply(t.Context(), maya, "d1", "wait"); codeOf(err) != "conversation_closed" {
		t.Errorf("replying gave %v", err)
	}
	if err := r.Close(t.Context(), maya, "nobody"); !core.IsKind(err, core.NotFound) {
		t.Errorf("closing nothing gave %v", err)
	}
}

func TestNothingIsPublishedThatIsNotStored(t *testing.T) {
	r := open(t)
	r.begin()
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Reply(ended, maya, "d1", "hello"); !errors.Is(err, context.Canceled) {
		t.Errorf("replying gave %v", err)
	}
	if err := r.Close(ended, maya, "d1"); !errors.Is(err, context.Canceled) {
		t.Errorf("closing gave %v", err)
	}
	if len(r.published) > 0 {
		t.Errorf("published %+v", r.published)
	}
}

// leaving is a store whose caller goes away while it writes.
type leaving struct {
	chat.Store
	leave context.CancelFunc
}

func (s leaving) Commit(ctx context.Context, changes []core.Change) []error {
	s.leave()
	return s.Store.Commit(ctx, changes)
}

// TestWhoLeavesHasSaidIt: an operator who closes the page right after sending has sent it, and the visitor hears of it.
func TestWhoLeavesHasSaidIt(t *testing.T) {
	r := open(t)
	r.begin()
	for _, one := range []struct {
		id  string
		act func(context.Context, *chat.Service) error
	}{
		{"m1", func(ctx context.Context, s *chat.Service) error {
			_, err := s.Reply(ctx, maya, "d1", "hello")
			return err
		}},
		{"m2", func(ctx context.Context, s *chat.Service) error { return s.Close(ctx, maya, "d1") }},
	} {
		r.published = nil
		ctx, leave := context.WithCancel(t.Context())
		s := chat.New(leaving{r.store, leave}, func() string { return one.id }, func() time.Time { return r.now }, r)
		if err := one.act(ctx, s); err != nil || len(r.published) == 0 || r.published[0].Message.ID != one.id {
			t.Errorf("%s: %v, published %+v", one.id, err, r.published)
		}
	}
}

func (r *room) resumes(site, visitor string) (core.Act, bool) {
	r.t.Helper()
	act, ok, err := r.Resume(r.t.Context(), site, visitor, "en")
	if err != nil {
		r.t.Fatal(err)
	}
	return act, ok
}

func TestResume(t *testing.T) {
	r := open(t)
	if _, ok := r.resumes("demo", "v1"); ok {
		t.Error("resumed what was never opened")
	}
	r.begin()
	if _, ok := r.resumes("demo", "v1"); !ok {
		t.Error("a chat that was just opened does not follow to the next page")
	}
	if _, ok := r.resumes("demo", "v2"); ok {
		t.Error("resumed somebody else's")
	}
	if _, ok := r.resumes("shop", "v1"); ok {
		t.Error("resumed another site's")
	}
	r.say("m1", "Hello?")
	act, _ := r.resumes("demo", "v1")
	want := map[string]any{
		"type": "chat", "conversation": "d1", "greeting": "Hi there", "available": false, "resumed": true,
		"history": []any{map[string]any{"id": "m1", "from": "visitor", "text": "Hello?", "at": float64(r.now.UnixMilli())}},
	}
	if diff := cmp.Diff(want, decode(t, act.Action)); diff != "" || act.Decision != "d1" {
		t.Error(act.Decision, diff)
	}
	r.now = r.now.Add(24 * time.Hour)
	if _, ok := r.resumes("demo", "v1"); !ok {
		t.Error("not resumed after 24 hours")
	}
	r.now = r.now.Add(time.Millisecond)
	if _, ok := r.resumes("demo", "v1"); ok {
		t.Error("resumed after more than 24 hours")
	}
}

func TestResumeAfterDismissal(t *testing.T) {
	r := open(t)
	r.begin()
	r.commit(core.Change{Reports: []core.Report{{Decision: "d1", Dismissed: &r.now, Reason: "close"}}})
	if _, ok := r.resumes("demo", "v1"); ok {
		t.Error("a chat that was closed without a word came back")
	}
	r.reply("Are you sure?")
	if _, ok := r.resumes("demo", "v1"); !ok {
		t.Error("the operator's word does not reach the visitor")
	}
	if err := r.Close(t.Context(), maya, "d1"); err != nil {
		t.Fatal(err)
	}
	if _, ok := r.resumes("demo", "v1"); ok {
		t.Error("a closed conversation came back")
	}
}

func TestSince(t *testing.T) {
	r := open(t)
	began := r.now
	r.begin()
	r.say("m1", "Hello?")
	r.now = r.now.Add(time.Second)
	r.reply("Hi.")
	r.now = r.now.Add(time.Second)
	if err := r.Close(t.Context(), maya, "d1"); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		site, visitor string
		after         time.Duration
		want          string
	}{
		{"demo", "v1", -time.Second, "visitor operator system"},
		{"demo", "v1", 0, "operator system"},
		{"demo", "v1", time.Second, "system"},
		{"demo", "v1", 2 * time.Second, ""},
		{"demo", "v2", 0, ""},
		{"shop", "v1", 0, ""},
	} {
		messages, err := r.Since(t.Context(), test.site, test.visitor, began.Add(test.after))
		var from []string
		for _, m := range messages {
			from = append(from, m.From)
		}
		if got := strings.Join(from, " "); got != test.want || err != nil {
			t.Errorf("%s/%s after %v: %q, %v, want %q", test.site, test.visitor, test.after, got, err, test.want)
		}
	}
	r.now = r.now.Add(24*time.Hour + time.Millisecond)
	if messages, err := r.Since(t.Context(), "demo", "v1", began); len(messages) > 0 || err != nil {
		t.Errorf("a day later: %v, %v", messages, err)
	}
}

func TestPresence(t *testing.T) {
	r := open(t)
	first, second, other := r.Arrive("u1"), r.Arrive("u1"), r.Arrive("u2")
	first()
	first() // a window leaves once
	other()
	if !r.Available() {
		t.Error("nobody there, but one window is")
	}
	second()
	if r.Available() {
		t.Error("somebody there, but all left")
	}
}
