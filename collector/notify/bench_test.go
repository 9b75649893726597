package notify

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"heed/collector/core"
	"heed/collector/outgoing"
	"heed/sqlite"
	"heed/sqlite/sqlitetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// got is a request as a receiver has it.
type got struct {
	header http.Header
	body   string
}

// bench is a service on a real store, with a clock of its own and a receiver on this machine.
type bench struct {
	*Service
	t     *testing.T
	store core.Store
	now   time.Time
	drawn []time.Duration // the longest pauses that were drawn from
	log   *strings.Builder

	mu     sync.Mutex
	came   []got
	answer func(w http.ResponseWriter, r *http.Request) // 204 when nil
	at     string                                       // the receiver
}

// random is a source that repeats nothing and is the same in each run.
type random struct{ n byte }

func (r *random) Read(p []byte) (int, error) {
	for i := range p {
		r.n++
		p[i] = r.n
	}
	return len(p), nil
}

func newBench(t *testing.T) *bench {
	t.Helper()
	b := &bench{t: t, now: noon, log: &strings.Builder{}, store: sqlitetest.Open(t, sqlite.Options{})}
	server := httptest.NewServer(http.HandlerFunc(b.receive))
	t.Cleanup(server.Close)
	b.at = server.URL
	ids := 0
	b.Service = New(Options{
		Store: b.store, Call: outgoing.New(outgoing.Options{Allowed: []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}, Timeout: time.Second}),
		Clock: func() time.Time { return b.now }, ID: func() string { ids++; return fmt.Sprint("id-", ids) },
		Key: []byte("the key of the data folder"), Random: &random{}, PublicURL: "https://heed.example",
		Jitter: func(longest time.Duration) time.Duration { b.drawn = append(b.drawn, longest); return longest },
	})
	b.load(core.Webhook{Site: "shop", Name: "crm", URL: b.at + "/in?k=1", Events: Events()})
	return b
}

func (b *bench) receive(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	b.mu.Lock()
	b.came = append(b.came, got{r.Header, string(body)})
	answer := b.answer
	b.mu.Unlock()
	if answer == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	answer(w, r)
}

// answers lets the receiver answer with a status, and headers in pairs.
func (b *bench) answers(status int, headers ...string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.answer = func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
	}
}

func (b *bench) load(webhooks ...core.Webhook) {
	c := core.Catalog{Webhooks: map[string]map[string]core.Webhook{}}
	for _, w := range webhooks {
		if c.Webhooks[w.Site] == nil {
			c.Webhooks[w.Site] = map[string]core.Webhook{}
		}
		c.Webhooks[w.Site][w.Name] = w
	}
	b.Load(c)
}

// queue commits deliveries.
func (b *bench) queue(list []core.Delivery) {
	b.t.Helper()
	if err := b.store.Commit(b.t.Context(), []core.Change{{Deliveries: list}})[0]; err != nil {
		b.t.Fatal(err)
	}
}

// pass does what Run does once: it sends all that is due, in as many rounds as that takes, and gives when to look again.
func (b *bench) pass() time.Time {
	b.t.Helper()
	for {
		select {
		case <-b.wake:
		default:
		}
		next := b.sweep(b.t.Context())
		b.rounds.Wait()
		if len(b.wake) == 0 {
			return next
		}
	}
}

// requests are those that came since the last call.
func (b *bench) requests() []got {
	b.mu.Lock()
	defer b.mu.Unlock()
	came := b.came
	b.came = nil
	return came
}

func (b *bench) delivery(id string) core.Delivery {
	b.t.Helper()
	d, err := b.store.Delivery(b.t.Context(), id)
	if err != nil {
		b.t.Fatal(err)
	}
	return d
}

func (b *bench) state() core.WebhookState {
	b.t.Helper()
	s, err := b.store.WebhookState(b.t.Context(), "shop", "crm")
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

// aResponse is a visitor's, with hostile words.
func aResponse(n int) core.Response {
	return core.Response{
		ID: fmt.Sprint("d", n, "/cart-why"), Site: "shop", Survey: "cart-why", Decision: fmt.Sprint("d", n), Visitor: "v", Page: "/cart", Started: noon, Updated: noon,
		Answers: []core.Answer{
			{ID: fmt.Sprint("a", n), Question: "why", Type: core.Choice, Value: json.RawMessage(`{"other":"<!channel> too dear & <https://evil.example|click>\n*x*"}`), At: noon},
			{ID: fmt.Sprint("b", n), Question: "help", Type: core.Choice, Value: json.RawMessage(`"yes"`), At: noon},
		},
	}
}

// told queues what crm is told of the last answer of response n.
func (b *bench) told(n int) core.Delivery {
	b.t.Helper()
	r := aResponse(n)
	list := b.Answered("crm", r, r.Answers[1])
	if len(list) != 1 {
		b.t.Fatalf("told %+v", list)
	}
	b.queue(list)
	return list[0]
}

// verify checks a request as its receiver would: the specification, written anew.
func verify(secret string, r got) bool {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil || !strings.HasPrefix(secret, "whsec_") {
		return false
	}
	h := hmac.New(sha256.New, key)
	fmt.Fprintf(h, "%s.%s.%s", r.header.Get("webhook-id"), r.header.Get("webhook-timestamp"), r.body)
	want := base64.StdEncoding.EncodeToString(h.Sum(nil))
	for each := range strings.SplitSeq(r.header.Get("webhook-signature"), " ") {
		if version, signature, _ := strings.Cut(each, ","); version == "v1" && hmac.Equal([]byte(signature), []byte(want)) {
			return true
		}
	}
	return false
}
