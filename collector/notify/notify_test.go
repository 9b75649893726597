package notify

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"heed/collector/core"
)

// TestSignAsSpecified signs what the specification's own library signs in its tests.
func TestSignAsSpecified(t *testing.T) {
	secret, err := base64.StdEncoding.DecodeString("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	got := sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), []byte(`{"test": 2432232314}`))
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; got != want || err != nil {
		t.Errorf("%s, want %s (%v)", got, want, err)
	}
}

// TestDelivered: what is told arrives once, signed, and says what happened.
func TestDelivered(t *testing.T) {
	b := newBench(t)
	secret, err := b.Rotate(t.Context(), "shop", "crm")
	if err != nil {
		t.Fatal(err)
	}
	d := b.told(1)
	b.told(1) // the page sent its answer again
	b.now = noon.Add(90 * time.Second)
	b.pass()
	came := b.requests()
	if len(came) != 1 {
		t.Fatalf("came %d times", len(came))
	}
	r := came[0]
	if !verify(secret.Secret, r) {
		t.Errorf("the signature %q is not right", r.header)
	}
	if r.header.Get("webhook-id") != d.ID || strings.Contains(d.ID, ".") || r.header.Get("webhook-timestamp") != "1772366490" ||
		r.header.Get("Content-Type") != "application/json" {
		t.Errorf("headers %v", r.header)
	}
	var e struct {
		Type, Timestamp string
		Data            struct {
			Site, Link string
			Answer     core.Answer
			Response   core.Response
		}
	}
	if err := json.Unmarshal([]byte(r.body), &e); err != nil {
		t.Fatal(err)
	}
	if e.Type != "answer.given" || e.Timestamp != "2026-03-01T12:00:00Z" || e.Data.Site != "shop" || e.Data.Answer.Question != "help" ||
		string(e.Data.Answer.Value) != `"yes"` || len(e.Data.Response.Answers) != 2 || e.Data.Link != "https://heed.example/console/responses/d1/cart-why" {
		t.Errorf("told %s", r.body)
	}
	if strings.ContainsAny(r.body, "<>&") {
		t.Errorf("what a page may take for HTML: %s", r.body)
	}
	if d := b.delivery(d.ID); d.State != core.DeliverySent || d.Attempts != 1 || d.Reason != "" || !d.Tried.Equal(b.now) {
		t.Errorf("noted %+v", d)
	}
	if b.pass(); len(b.requests()) > 0 {
		t.Error("it came again")
	}
}

// TestWhoIsTold what, by follow-up and by event; who is paused or gone is not.
func TestWhoIsTold(t *testing.T) {
	b := newBench(t)
	done, begun := aResponse(1), aResponse(2)
	done.Done = true
	chat := core.Conversation{ID: "c1", Site: "shop", Status: core.ConversationOpen}
	closed := chat
	closed.Status = core.ConversationClosed
	b.load(core.Webhook{Site: "shop", Name: "all", Events: Events()}, core.Webhook{Site: "shop", Name: "chats", Events: []string{core.EventConversation}},
		core.Webhook{Site: "shop", Name: "none"}, core.Webhook{Site: "shop", Name: "paused", Status: core.Paused, Events: Events()},
		core.Webhook{Site: "other", Name: "elsewhere", Events: Events()})
	for _, c := range []struct {
		what string
		got  []core.Delivery
		want string
	}{
		{"a finished response", b.Of(core.Notice{Site: "shop", Response: &done}), "all response.done"},
		{"one that goes on", b.Of(core.Notice{Site: "shop", Response: &begun}), ""},
		{"a chat", b.Of(core.Notice{Site: "shop", Conversation: &chat}), "all conversation.opened, chats conversation.opened"},
		{"a closed chat", b.Of(core.Notice{Site: "shop", Conversation: &closed}), ""},
		{"a signal", b.Of(core.Notice{Site: "shop", Signal: &core.Signal{}}), ""},
		{"a site without webhooks", b.Of(core.Notice{Site: "third", Response: &done}), ""},
		{"a follow-up", b.Answered("none", done, done.Answers[0]), "none answer.given"},
		{"a follow-up to one that is paused", b.Answered("paused", done, done.Answers[0]), ""},
		{"a follow-up to another site's", b.Answered("elsewhere", done, done.Answers[0]), ""},
	} {
		var told []string
		for _, d := range c.got {
			told = append(told, d.Webhook+" "+d.Event)
		}
		if got := strings.Join(told, ", "); got != c.want {
			t.Errorf("%s tells %q, want %q", c.what, got, c.want)
		}
	}
	ids := map[string]bool{}
	for _, list := range [][]core.Delivery{b.Of(core.Notice{Site: "shop", Response: &done}), b.Of(core.Notice{Site: "shop", Conversation: &chat}),
		b.Answered("all", done, done.Answers[0]), b.Answered("all", done, done.Answers[1]), b.Answered("none", done, done.Answers[0])} {
		for _, d := range list {
			if ids[d.ID] {
				t.Errorf("%+v has another's id", d)
			}
			ids[d.ID] = true
		}
	}
	twice := b.Of(core.Notice{Site: "shop", Response: &done})
	if b.now = b.now.Add(time.Hour); b.Of(core.Notice{Site: "shop", Response: &done})[0].ID != twice[0].ID {
		t.Error("told again, it has another id")
	}
}

// TestSlack: what visitors write cannot call a channel, link, show a picture, or begin a line, in any of the programs that take the text.
func TestSlack(t *testing.T) {
	b := newBench(t)
	b.load(core.Webhook{Site: "shop", Name: "crm", URL: b.at, Format: core.FormatSlack, Events: Events()})
	secret, err := b.Rotate(t.Context(), "shop", "crm")
	if err != nil {
		t.Fatal(err)
	}
	r := aResponse(1)
	r.Page = "/cart/\u202e<evil>\r\n> @HERE"
	r.Answers = append(r.Answers, core.Answer{ID: "c", Question: "often", Value: json.RawMessage(`3`)}, core.Answer{ID: "e", Question: "which", Value: json.RawMessage(`["a",{"other":"me@example.com"},null,true]`)},
		core.Answer{ID: "f", Question: "long", Value: json.RawMessage(`"` + strings.Repeat("ß", 2000) + `"`)})
	b.queue(b.Answered("crm", r, r.Answers[0]))
	b.pass()
	came := b.requests()
	var message map[string]string
	if len(came) != 1 || json.Unmarshal([]byte(came[0].body), &message) != nil || len(message) != 1 || !verify(secret.Secret, came[0]) {
		t.Fatalf("came %+v", came)
	}
	const inert = "&lt;!channel&gt; too dear &amp; &lt;https:\u200b//evil.\u200bexample｜click&gt; ∗x∗"
	text := message["text"]
	lines := strings.Split(text, "\n")
	for i, want := range []string{
		"*shop*: a visitor on /cart/ &lt;evil&gt;  &gt; @\u200bHERE answered why with " + inert,
		"> why: " + inert, "> help: yes", "> often: 3", "> which: a, me@\u200bexample.\u200bcom, –, yes",
		"> long: " + strings.Repeat("ß", maxWords) + "…", "<https://heed.example/console/responses/d1/cart-why|Open it in Heed>",
	} {
		if i >= len(lines) || lines[i] != want {
			t.Errorf("line %d of\n%s\nis not %q", i, text, want)
		}
	}
	if len(lines) != 7 {
		t.Errorf("%d lines:\n%s", len(lines), text)
	}
	for _, c := range []struct {
		list []core.Delivery
		want string
	}{
		{b.Of(core.Notice{Site: "shop", Conversation: &core.Conversation{ID: "c", Site: "shop", Page: "/a&b", Status: core.ConversationOpen}}), "*shop*: a visitor opened a chat on /a&amp;b"},
		{b.Of(core.Notice{Site: "shop", Response: &core.Response{ID: "d/s", Site: "shop", Survey: "s", Page: "/p", Done: true}}), "*shop*: s was answered on /p"},
	} {
		body, err := slack(c.list[0].Payload)
		if err != nil || json.Unmarshal(body, &message) != nil || strings.Split(message["text"], "\n")[0] != c.want {
			t.Errorf("%s, %v; want %s", body, err, c.want)
		}
	}
}

// TestRetries for a day, with pauses that double and are drawn from all of 0 to the longest; then it is dead, with the reason.
func TestRetries(t *testing.T) {
	b := newBench(t)
	b.answers(http.StatusInternalServerError)
	d := b.told(1)
	attempts := 0
	for now := b.now; b.delivery(d.ID).State == core.DeliveryWaiting; now = b.delivery(d.ID).Due {
		if b.now = now; now.Sub(noon) > 48*time.Hour {
			t.Fatal("it is tried for ever")
		}
		b.drawn = nil
		b.pass()
		attempts++
		if n := len(b.requests()); n != 1 {
			t.Fatalf("attempt %d: came %d times", attempts, n)
		}
		stored := b.delivery(d.ID)
		if want := min(4*time.Hour, 15*time.Second<<(attempts-1)); stored.State == core.DeliveryWaiting && (b.drawn[0] != want || stored.Due != b.now.Add(want)) {
			t.Fatalf("after attempt %d: drawn from %s and due after %s, want %s", attempts, b.drawn[0], stored.Due.Sub(b.now), want)
		}
		if stored.Attempts != attempts || stored.Reason != "It answered 5xx." || b.state().FailingSince == nil || !b.state().FailingSince.Equal(noon) {
			t.Fatalf("after attempt %d: %+v, %+v", attempts, stored, b.state())
		}
	}
	dead := b.delivery(d.ID)
	if dead.State != core.DeliveryDead || attempts < 12 || attempts > 30 || dead.Tried.Sub(noon) < 24*time.Hour {
		t.Errorf("%d attempts until %s, %+v", attempts, dead.Tried.Sub(noon), dead)
	}
	b.now = b.now.Add(time.Hour)
	if b.pass(); len(b.requests()) > 0 {
		t.Error("a dead one came again")
	}
	b.answers(http.StatusOK)
	if again, err := b.Retry(t.Context(), "", "crm", d.ID); err != nil || again.State != core.DeliveryWaiting || again.Attempts != 0 {
		t.Errorf("tried again: %+v, %v", again, err)
	}
	b.pass()
	came := b.requests()
	if len(came) != 1 || came[0].header.Get("webhook-id") != d.ID || b.delivery(d.ID).State != core.DeliverySent || b.state().FailingSince != nil {
		t.Errorf("came %v, %+v, %+v", came, b.delivery(d.ID), b.state())
	}
}

// TestFullJitter draws from all of the pause, and never from below a second.
func TestFullJitter(t *testing.T) {
	b := newBench(t)
	for drawn, want := range map[time.Duration]time.Duration{0: time.Second, time.Millisecond: time.Second, 7 * time.Second: 7 * time.Second} {
		b.Jitter = func(time.Duration) time.Duration { return drawn }
		if got := b.pause(3, pauseFirst, pauseLongest); got != want {
			t.Errorf("drawn %s, pause %s", drawn, got)
		}
	}
	b.Jitter = func(longest time.Duration) time.Duration { return longest }
	if got := b.pause(1_000_000, pauseFirst, pauseLongest); got != pauseLongest {
		t.Errorf("after many failures: %s", got)
	}
}

// TestAnswers: what each status and header leads to.
func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		status  int
		headers []string
		state   core.DeliveryState
		reason  string
		due     time.Duration // of the delivery
	}{
		{http.StatusOK, nil, core.DeliverySent, "", 0},
		{299, nil, core.DeliverySent, "", 0},
		{http.StatusFound, []string{"Location", "http://127.0.0.1:1/"}, core.DeliveryWaiting, "It answered 3xx; redirects are not followed, write the final address.", 15 * time.Second},
		{http.StatusNotFound, nil, core.DeliveryWaiting, "It answered 4xx.", 15 * time.Second},
		{http.StatusBadGateway, nil, core.DeliveryWaiting, "It answered 5xx.", 15 * time.Second},
		{http.StatusTooManyRequests, []string{"Retry-After", "120"}, core.DeliveryWaiting, "It answered 429 Too Many Requests.", 2 * time.Minute},
		{http.StatusTooManyRequests, []string{"Retry-After", "1"}, core.DeliveryWaiting, "It answered 429 Too Many Requests.", 15 * time.Second},
		{http.StatusServiceUnavailable, []string{"Retry-After", noon.Add(time.Hour).Format(http.TimeFormat)}, core.DeliveryWaiting, "It answered 5xx.", time.Hour},
		{http.StatusServiceUnavailable, []string{"Retry-After", "99999999"}, core.DeliveryWaiting, "It answered 5xx.", 6 * time.Hour},
		{http.StatusServiceUnavailable, []string{"Retry-After", "-5"}, core.DeliveryWaiting, "It answered 5xx.", 15 * time.Second},
	} {
		b := newBench(t)
		b.answers(c.status, c.headers...)
		d := b.told(1)
		second := b.told(2) // due as well, and sent in the same round
		next := b.pass()
		stored := b.delivery(d.ID)
		if stored.State != c.state || stored.Reason != c.reason || c.due > 0 && stored.Due != noon.Add(c.due) {
			t.Errorf("%d %v: %+v", c.status, c.headers, stored)
		}
		if n := len(b.requests()); n != 2 {
			t.Errorf("%d: came %d times", c.status, n)
		}
		if c.due > 0 && next.After(noon.Add(lookEvery)) || b.delivery(second.ID).State != c.state {
			t.Errorf("%d: looks again at %s, %+v", c.status, next, b.delivery(second.ID))
		}
	}
}

// TestRests: a webhook that asks for a pause is left alone as a whole, and so is one that is down.
func TestRests(t *testing.T) {
	b := newBench(t)
	b.answers(http.StatusTooManyRequests, "Retry-After", "600")
	b.told(1)
	b.pass()
	b.requests()
	b.answers(http.StatusOK)
	fresh := b.told(2)
	b.now = noon.Add(599 * time.Second)
	if b.pass(); len(b.requests()) > 0 {
		t.Error("it was not left alone")
	}
	b.now = noon.Add(600 * time.Second)
	if b.pass(); len(b.requests()) != 2 || b.delivery(fresh.ID).State != core.DeliverySent {
		t.Error("it was left alone for too long")
	}
	b.answers(http.StatusInternalServerError)
	for n := range 40 {
		b.told(10 + n)
	}
	if b.pass(); len(b.requests()) != perRound {
		t.Error("many that wait each tried one that is down")
	}
	if _, err := b.Test(t.Context(), "shop", "crm"); err != nil { // somebody asks
		t.Fatal(err)
	}
	if b.pass(); len(b.requests()) == 0 {
		t.Error("a test waits for the rest to end")
	}
}

// TestGone: 410 ends it at once, and what waits is sent when somebody has enabled it.
func TestGone(t *testing.T) {
	b := newBench(t)
	b.answers(http.StatusGone)
	d := b.told(1)
	b.pass()
	if s := b.state(); s.Disabled == nil || !strings.Contains(s.DisabledWhy, "410 Gone") || len(b.requests()) != 1 {
		t.Fatalf("%+v", s)
	}
	b.now = noon.Add(2 * time.Hour)
	b.told(2)
	if b.pass(); len(b.requests()) > 0 {
		t.Error("it was told more")
	}
	if _, err := b.Test(t.Context(), "shop", "crm"); core.AsError(err).Code != "webhook_disabled" {
		t.Errorf("test: %v", err)
	}
	b.answers(http.StatusOK)
	if err := b.Enable(t.Context(), "shop", "crm"); err != nil {
		t.Fatal(err)
	}
	if b.pass(); len(b.requests()) != 2 || b.delivery(d.ID).State != core.DeliverySent || b.state().Disabled != nil {
		t.Errorf("enabled: %+v, %+v", b.delivery(d.ID), b.state())
	}
}

// TestDisabledAfterDays of nothing but failures; one success begins the count anew.
func TestDisabledAfterDays(t *testing.T) {
	b := newBench(t)
	n := 0
	fails := func(at time.Duration) {
		n++
		b.now = noon.Add(at)
		b.told(n)
		b.pass()
	}
	b.answers(http.StatusInternalServerError)
	fails(0)
	fails(71 * time.Hour)
	if b.state().Disabled != nil {
		t.Fatal("too early")
	}
	b.answers(http.StatusOK)
	fails(71*time.Hour + time.Hour/2)
	b.answers(http.StatusInternalServerError)
	fails(73 * time.Hour)
	if b.state().Disabled != nil {
		t.Fatal("it had taken something meanwhile")
	}
	fails(146 * time.Hour)
	if s := b.state(); s.Disabled == nil || !strings.Contains(s.DisabledWhy, "since 4 March 2026, 13:00 UTC") || !strings.Contains(s.DisabledWhy, "5xx") {
		t.Errorf("%+v", s)
	}
}

// TestSlowReceivers end with the time-out, never hold up others, and a body without end is not read to its end.
func TestSlowReceivers(t *testing.T) {
	b := newBench(t)
	var written atomic.Int64
	b.answer = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			<-r.Context().Done()
			return
		}
		chunk := make([]byte, 32<<10)
		for range 10_000 { // 320 MB
			n, err := w.Write(chunk)
			if written.Add(int64(n)); err != nil {
				return
			}
		}
	}
	b.load(core.Webhook{Site: "shop", Name: "crm", URL: b.at + "/slow"}, core.Webhook{Site: "shop", Name: "huge", URL: b.at + "/huge"})
	slow, r := b.told(1), aResponse(2)
	huge := b.Answered("huge", r, r.Answers[0])
	b.queue(huge)
	b.pass()
	if d := b.delivery(slow.ID); d.State != core.DeliveryWaiting || d.Reason != unreachable {
		t.Errorf("a slow one: %+v", d)
	}
	if d := b.delivery(huge[0].ID); d.State != core.DeliverySent || written.Load() > 100<<20 {
		t.Errorf("a huge answer: %+v, %d bytes", d, written.Load())
	}
}

// TestNoOracle: a closed port and an address that may not be called look the same to who reads the deliveries.
func TestNoOracle(t *testing.T) {
	b := newBench(t)
	b.load(core.Webhook{Site: "shop", Name: "closed", URL: "http://127.0.0.1:1024/"}, core.Webhook{Site: "shop", Name: "private", URL: "http://10.0.0.1/"},
		core.Webhook{Site: "shop", Name: "metadata", URL: "http://169.254.169.254/latest/meta-data/"}, core.Webhook{Site: "shop", Name: "file", URL: "file:///etc/passwd"},
		core.Webhook{Site: "shop", Name: "broken", URL: "http://a b/"})
	for _, name := range []string{"closed", "private", "metadata", "file"} {
		d, err := b.Test(t.Context(), "shop", name)
		if err != nil {
			t.Fatal(err)
		}
		b.pass()
		if d = b.delivery(d.ID); d.State != core.DeliveryWaiting || d.Reason != unreachable || d.Event != core.EventTest {
			t.Errorf("%s: %+v", name, d)
		}
	}
}

// TestRotate: receivers verify with the secret before for a day. What is stored does not sign.
func TestRotate(t *testing.T) {
	b := newBench(t)
	first, err := b.Rotate(t.Context(), "", "crm")
	if err != nil {
		t.Fatal(err)
	}
	b.now = noon.Add(time.Hour)
	second, err := b.Rotate(t.Context(), "shop", "crm")
	if err != nil || first.Secret == second.Secret || !second.OldUntil.Equal(noon.Add(25*time.Hour)) {
		t.Fatalf("%+v, %+v, %v", first, second, err)
	}
	if s := b.state(); strings.Contains(second.Secret, s.Salt) || strings.Contains(first.Secret, s.Old) || !s.Rotated.Equal(b.now) {
		t.Errorf("the secret itself is stored: %+v", s)
	}
	for at, old := range map[time.Duration]bool{2 * time.Hour: true, 26 * time.Hour: false} {
		b.now = noon.Add(at)
		b.told(int(at.Hours()))
		b.pass()
		came := b.requests()
		if len(came) != 1 || !verify(second.Secret, came[0]) || verify(first.Secret, came[0]) != old {
			t.Errorf("after %s: %+v", at, came)
		}
	}
	b.Key = []byte("another folder's")
	b.told(99)
	b.pass()
	if came := b.requests(); len(came) != 1 || verify(second.Secret, came[0]) {
		t.Error("who has only what is stored signs")
	}
}

// TestOldIsDeleted, once an hour.
func TestOldIsDeleted(t *testing.T) {
	b := newBench(t)
	d := b.told(1)
	b.pass()
	b.now = noon.Add(7 * 24 * time.Hour)
	b.pass()
	b.delivery(d.ID) // exactly as old as may be
	b.now = b.now.Add(pruneEvery)
	b.pass()
	if _, err := b.store.Delivery(t.Context(), d.ID); !core.IsKind(err, core.NotFound) {
		t.Errorf("%v", err)
	}
}

// TestRun sends without being asked, and ends with its context though a request is under way; what was cut off is sent again.
func TestRun(t *testing.T) {
	b := newBench(t)
	b.Clock = time.Now
	under, ended := make(chan struct{}), make(chan struct{})
	b.answer = func(_ http.ResponseWriter, r *http.Request) {
		under <- struct{}{}
		<-r.Context().Done()
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		b.Run(ctx)
		close(ended)
	}()
	d := b.told(1)
	b.Wake()
	<-under
	cancel()
	<-ended
	if stored := b.delivery(d.ID); stored.State != core.DeliveryWaiting || stored.Attempts != 0 {
		t.Fatalf("cut off: %+v", stored)
	}
	b.mu.Lock()
	b.answer = nil
	b.mu.Unlock()
	b.Service = New(b.Options) // the next start
	b.load(core.Webhook{Site: "shop", Name: "crm", URL: b.at})
	b.pass()
	came := b.requests()
	if len(came) != 2 || came[0].header.Get("webhook-id") != came[1].header.Get("webhook-id") || b.delivery(d.ID).State != core.DeliverySent {
		t.Errorf("came %d times, %+v", len(came), b.delivery(d.ID))
	}
}

// TestManage: what is asked of webhooks that are not there, and of deliveries that are another's.
func TestManage(t *testing.T) {
	b := newBench(t)
	b.load(core.Webhook{Site: "shop", Name: "crm", URL: b.at + "/secret"}, core.Webhook{Site: "shop", Name: "ops", Status: core.Paused}, core.Webhook{Site: "other", Name: "crm", URL: "https://other.example/x"})
	list, err := b.List(t.Context(), "")
	if err != nil || len(list) != 3 || list[0].Webhook.Site != "other" || list[2].Name != "ops" || list[0].Host != "other.example" ||
		list[1].Webhook.Status != core.Live || list[1].Format != core.FormatJSON {
		t.Errorf("%+v, %v", list, err)
	}
	if list, err = b.List(t.Context(), "other"); err != nil || len(list) != 1 {
		t.Errorf("%+v, %v", list, err)
	}
	d := b.told(1)
	for what, c := range map[string]struct {
		err  error
		code string
	}{
		"get of nobody":        {second(b.Get(t.Context(), "", "nobody")), "unknown_webhook"},
		"get of two":           {second(b.Get(t.Context(), "", "crm")), "site_needed"},
		"get of one":           {second(b.Get(t.Context(), "shop", "crm")), ""},
		"another site's":       {second(b.Get(t.Context(), "third", "crm")), "unknown_webhook"},
		"rotate of nobody":     {second(b.Rotate(t.Context(), "", "nobody")), "unknown_webhook"},
		"enable of nobody":     {b.Enable(t.Context(), "", "nobody"), "unknown_webhook"},
		"test of nobody":       {second(b.Test(t.Context(), "", "nobody")), "unknown_webhook"},
		"test of a paused one": {second(b.Test(t.Context(), "", "ops")), "webhook_paused"},
		"retry of nothing":     {second(b.Retry(t.Context(), "shop", "crm", "msg_x")), "unknown_delivery"},
		"retry of another's":   {second(b.Retry(t.Context(), "other", "crm", d.ID)), "unknown_delivery"},
	} {
		if code := map[bool]string{true: core.AsError(c.err).Code}[c.err != nil]; code != c.code {
			t.Errorf("%s: %v, want %s", what, c.err, c.code)
		}
	}
	deliveries, _, err := b.Deliveries(t.Context(), core.Query{Site: "shop", Name: "crm"})
	if err != nil || len(deliveries) != 1 {
		t.Errorf("%+v, %v", deliveries, err)
	}
	if deliveries, _, err = b.Deliveries(t.Context(), core.Query{Site: "other", Name: "crm"}); err != nil || len(deliveries) != 0 {
		t.Errorf("%+v, %v", deliveries, err)
	}
}

// second gives the error of a call.
func second[T any](_ T, err error) error { return err }

// TestPlain: no markup of Slack, Markdown or their like is left of what visitors write, and it can still be read.
func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"[Open it in Heed](https://evil.example)": "［Open it in Heed］(https:\u200b//evil.\u200bexample)",
		"![x](https://evil.example/p.png)":        "!［x］(https:\u200b//evil.\u200bexample/p.\u200bpng)",
		"www.evil.example me@evil.example":        "www.\u200bevil.\u200bexample me@\u200bevil.\u200bexample",
		"*b* _i_ ~s~ `c` | \\ :tada: #all":        "∗b∗ ＿i＿ ∼s∼ ˋcˋ ｜ ＼ :\u200btada: #\u200ball",
		"<!channel> @here &lt;":                   "&lt;!channel&gt; @\u200bhere &amp;lt;",
		"It costs 3.50. Too much: no.":            "It costs 3.50. Too much: no.",
	} {
		if got := plain(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
