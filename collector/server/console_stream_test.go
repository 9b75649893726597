package server

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"heed/collector/auth"
	"heed/collector/core"
	"heed/web/browsertest"
)

// reader reads the events of one stream.
type reader struct {
	t      testing.TB
	events chan event
	leave  func() // hangs up, and returns when the server has noticed
}

type event struct {
	name string
	data map[string]any
}

// listen opens the stream as a browser would.
func (b *bench) listen(who *http.Cookie, address string) *reader {
	b.t.Helper()
	server := httptest.NewServer(b.server)
	ctx, leave := context.WithCancel(b.t.Context())
	hangUp := func() { leave(); server.Close() }
	b.t.Cleanup(hangUp)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+address, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	request.AddCookie(who)
	answer, err := server.Client().Do(request)
	if err != nil {
		b.t.Fatal(err)
	}
	if kind := answer.Header.Get("Content-Type"); answer.StatusCode != http.StatusOK || kind != "text/event-stream" {
		b.t.Fatalf("%s: status %d, %s", address, answer.StatusCode, kind)
	}
	r := &reader{t: b.t, events: make(chan event, 1000), leave: hangUp}
	go func() {
		defer close(r.events)
		defer answer.Body.Close()
		name := ""
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if text, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				name = text
			}
			if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				one := event{name: name}
				if json.Unmarshal([]byte(text), &one.data) == nil {
					r.events <- one
				}
			}
		}
	}()
	return r
}

// next gives the next event of that name.
func (r *reader) next(name string) map[string]any {
	r.t.Helper()
	late := time.After(browsertest.Patience)
	for {
		select {
		case one, open := <-r.events:
			if !open {
				r.t.Fatalf("the stream ended before %s", name)
			}
			if one.name == name {
				return one.data
			}
		case <-late:
			r.t.Fatalf("no %s came", name)
		}
	}
}

// ended waits for the end of the stream, which has a reason to.
func (r *reader) ended(why string) {
	r.t.Helper()
	late := time.After(browsertest.Patience)
	for {
		select {
		case _, open := <-r.events:
			if !open {
				return
			}
		case <-late:
			r.t.Fatalf("the stream goes on after %s", why)
		}
	}
}

func TestConsoleStreamTellsWhatHappens(t *testing.T) {
	b := newBench(t)
	b.configure()
	old := b.tell(tale{visitor: "anna", kind: "rage_click", page: "/cart", label: "Apply", outcome: core.Acted, intercept: "stuck", score: .8})
	r := b.listen(b.user(core.Viewer), "/console/live?site=demo&with=signals")
	if first := r.next("signal"); first["decisionURL"] != decisionURL(old) || first["target"] != "“Apply”" || first["outcome"] != "act" {
		t.Errorf("the stream begins with %v, want what there is", first)
	}
	if counts := r.next("summary"); counts["signals"] != "1" || counts["acted"] != "1" || counts["held"] != "0" {
		t.Errorf("summary %v", counts)
	}
	r.next("waiting")

	s := core.Signal{ID: newID(), Site: "demo", Visitor: "ben", Kind: "exit_intent", At: b.now, Received: b.now, Page: "/cart", Score: .5}
	b.bus.Publish(core.Notice{Site: "elsewhere", Signal: &core.Signal{ID: "other"}})
	b.bus.Publish(core.Notice{Site: "demo", Signal: &s})
	if row := r.next("signal"); row["id"] != s.ID || row["outcome"] != "wait" || row["percent"] != "50\u00a0%" {
		t.Errorf("signal %v", row)
	}
	b.bus.Publish(core.Notice{Site: "demo", Decision: &core.Decision{ID: "d", Site: "demo", Signal: s.ID, Outcome: core.Held, Intercept: "leaving"}})
	if row := r.next("decision"); row["id"] != s.ID || row["outcome"] != "hold" || row["did"] != "leaving held back" {
		t.Errorf("decision %v", row)
	}
	b.bus.Publish(core.Notice{Site: "demo", Report: &core.Report{Decision: old}})
	if row := r.next("decision"); row["progress"] != "seen" {
		t.Errorf("decision after the report %v, want it seen", row)
	}
}

func TestConsoleStreamOfAConversation(t *testing.T) {
	b := newBench(t)
	b.configure()
	id := b.tell(tale{visitor: "anna", kind: "rage_click", page: "/cart", outcome: core.Acted, intercept: "stuck"})
	other := b.tell(tale{visitor: "ben", kind: "rage_click", page: "/cart", outcome: core.Acted, intercept: "stuck"})
	b.chatter(id, "Hello?")
	b.chatter(other, "Me too")
	who := b.user(core.Operator)
	r := b.listen(who, "/console/live?conversation="+id)
	if m := r.next("message"); m["text"] != "Hello?" || m["from"] != "visitor" {
		t.Errorf("the stream begins with %v", m)
	}
	if n := r.next("waiting"); n["count"] != 2.0 {
		t.Errorf("waiting %v, want 2", n)
	}
	b.post(who, conversationURL(other), "text", "Not for this page")
	b.post(who, conversationURL(id), "text", "Hello, <b>you</b>")
	if m := r.next("message"); m["text"] != "Hello, <b>you</b>" || m["name"] != "Maya" {
		t.Errorf("message %v, want the one of this conversation", m)
	}
	if row := r.next("conversation"); row["id"] != id || row["state"] != "open" {
		t.Errorf("conversation %v, want it no longer waiting", row)
	}
	if n := r.next("waiting"); n["count"] != 0.0 {
		t.Errorf("waiting %v, want 0", n)
	}
}

func TestConsoleStreamIsPresence(t *testing.T) {
	b := newBench(t)
	viewer := b.listen(b.user(core.Viewer), "/console/live")
	viewer.next("waiting")
	if b.chat.Available() {
		t.Error("a viewer, who may not chat, counts as present")
	}
	operator := b.listen(b.user(core.Operator), "/console/live")
	operator.next("waiting")
	if !b.chat.Available() {
		t.Error("an operator with an open console does not count as present")
	}
	operator.leave()
	if b.chat.Available() {
		t.Error("an operator who left still counts as present")
	}
}

func TestConsoleStreamEndsWithTheCollector(t *testing.T) {
	b := newBench(t)
	done := make(chan struct{})
	b.server.console.deps.Done = done
	r := b.listen(b.user(core.Viewer), "/console/live")
	r.next("waiting")
	close(done)
	r.ended("the collector has stopped")
}

// TestConsoleStreamEndsWithTheSignIn: nothing more is told to who is no longer let in, and an operator no longer counts as present.
func TestConsoleStreamEndsWithTheSignIn(t *testing.T) {
	for name, end := range map[string]func(b *bench, u core.User, who *http.Cookie) error{
		"sign-out": func(b *bench, _ core.User, who *http.Cookie) error { return b.auth.SignOut(t.Context(), who.Value) },
		"another password": func(b *bench, u core.User, _ *http.Cookie) error {
			p, err := b.auth.Session(t.Context(), b.enter(u.Email).Value)
			if err != nil {
				return err
			}
			return b.auth.SetPassword(t.Context(), p, password, "another "+password)
		},
		"another role": func(b *bench, u core.User, _ *http.Cookie) error {
			role := core.Viewer
			_, err := b.auth.ChangeUser(t.Context(), core.Machine("test"), u.ID, auth.UserChange{Role: &role})
			return err
		},
		"deletion": func(b *bench, u core.User, _ *http.Cookie) error {
			_, err := b.auth.DeleteUser(t.Context(), core.Machine("test"), u.ID)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.server.console.identifyEvery = time.Hour // far beyond the test: it must be told
			u := b.add("ben@example.com", core.Operator)
			who := b.enter(u.Email)
			r, other := b.listen(who, "/console/live"), b.listen(b.user(core.Viewer), "/console/live")
			r.next("waiting")
			other.next("waiting")
			if err := end(b, u, who); err != nil {
				t.Fatal(err)
			}
			r.ended(name)
			if b.chat.Available() {
				t.Error("the operator still counts as present")
			}
			id := b.live()
			b.chatter(id, "Hello?")
			b.bus.Publish(core.Notice{Conversation: &core.Conversation{ID: id}})
			other.next("conversation") // which only the other one's end would end
		})
	}
}

// TestConsoleStreamAsks: the stream finds out by itself what another process has done.
func TestConsoleStreamAsks(t *testing.T) {
	b := newBench(t)
	b.server.console.identifyEvery = time.Millisecond
	u := b.add("ben@example.com", core.Operator)
	r := b.listen(b.enter(u.Email), "/console/live")
	r.next("waiting")
	if _, err := b.store.DeleteUser(t.Context(), u.ID); err != nil {
		t.Fatal(err)
	}
	r.ended("a deletion that nobody told of")
}
