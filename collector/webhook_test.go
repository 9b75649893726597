package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// knock is a request of the collector to a receiver.
type knock struct {
	id, timestamp, signatures, body string
}

// TestWebhookSurvivesKill: an answer is acknowledged, the collector is killed while it tells a webhook of it, and the next process tells it
// again, with the same id and a signature that a receiver who knows the secret accepts.
func TestWebhookSurvivesKill(t *testing.T) {
	t.Setenv("HEED_WEBHOOK_TARGETS", "127.0.0.1")
	knocks := make(chan knock, 10)
	takes := make(chan bool, 1)
	takes <- false // the first is left hanging
	receiver := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		knocks <- knock{r.Header.Get("webhook-id"), r.Header.Get("webhook-timestamp"), r.Header.Get("webhook-signature"), string(body)}
		select {
		case <-takes:
			<-r.Context().Done()
		default:
		}
	}))
	t.Cleanup(receiver.Close)
	p := startProcess(t)
	p.configure("kind: webhook\nname: crm\nsite: demo\nurl: " + receiver.URL + "/in\nevents: [response.done]\n")
	out, err := exec.Command("heed", "webhook", "rotate", "crm", "--data", p.data).Output()
	if err != nil {
		t.Fatal(err)
	}

	p.kill()
	p.start()

	decision := newID()
	p.tell(`"t":"open","id":"` + decision + `","what":"feedback"`)
	p.tell(`"t":"answer","id":"` + newID() + `","decision":"` + decision + `","survey":"feedback","question":"rating","value":5,"done":true`)
	first := <-knocks
	p.kill()
	p.start()
	second := <-knocks
	if first.id == "" || first.id != second.id || first.body != second.body || !strings.Contains(second.body, `"response.done"`) {
		t.Errorf("told %+v and then %+v", first, second)
	}
	if !signed(strings.TrimSpace(string(out)), second) {
		t.Errorf("the signature of %+v is not right", second)
	}
}

// tell sends an item of a visitor, which the collector must acknowledge.
func (p *process) tell(item string) {
	p.t.Helper()
	body := fmt.Sprintf(`{"hello":{"visitor":"anna","session":"s","page":{"path":"/demo/cart"}},"items":[{"at":%d,%s}]}`,
		time.Now().UnixMilli(), item)
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, "http://"+p.addr+"/v1/batch?site=demo", strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", "http://"+p.addr)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	var reply struct{ Acked []string }
	if err := json.NewDecoder(answer.Body).Decode(&reply); err != nil || len(reply.Acked) != 1 {
		p.t.Fatalf("%s: %+v, %v", item, reply, err)
	}
}

// configure applies YAML beside the collector.
func (p *process) configure(yaml string) {
	p.t.Helper()
	apply := exec.Command("heed", "apply", "-", "--data", p.data)
	apply.Stdin = strings.NewReader(yaml)
	if out, err := apply.CombinedOutput(); err != nil {
		p.t.Fatalf("%v: %s", err, out)
	}
}

// signed checks a request as the README has it.
func signed(secret string, k knock) bool {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		return false
	}
	h := hmac.New(sha256.New, key)
	fmt.Fprintf(h, "%s.%s.%s", k.id, k.timestamp, k.body)
	return strings.Contains(" "+k.signatures+" ", " v1,"+base64.StdEncoding.EncodeToString(h.Sum(nil))+" ")
}
