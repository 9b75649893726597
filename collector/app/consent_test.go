package app

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heed/collector/core"
	"heed/collector/ingest"
)

// consenting posts items of a page whose visitor has agreed to that, and gives the reply.
func (s shop) consenting(visitor, session string, c core.Consent, items ...string) ingest.BatchReply {
	s.t.Helper()
	for i := range items {
		items[i] = fmt.Sprintf(`{"at":%d,"id":%q,%s}`, time.Now().UnixMilli(), NewID(), items[i])
	}
	status, _, answer := post(s.t, s.App, "/v1/batch?site=shop", "https://shop.example", "application/json", fmt.Sprintf(
		`{"hello":{"visitor":%q,"session":%q,"page":{"path":"/private","query":{"utm_source":"mail"}},"device":{"lang":"de"},"consent":{"analytics":%v,"feedback":%v}},"items":[%s]}`,
		visitor, session, c.Analytics, c.Feedback, strings.Join(items, ",")))
	var reply ingest.BatchReply
	if err := json.Unmarshal([]byte(answer), &reply); err != nil || status != http.StatusOK || len(reply.Acked) != len(items) {
		s.t.Fatalf("%d %s: %v", status, answer, err)
	}
	return reply
}

// TestNothingIsKeptWithoutAnalytics: an answer is taken and followed up without consent to analytics, but leaves no tag, nor does anything
// else that the page tells then, also when the visitor agrees later.
func TestNothingIsKeptWithoutAnalytics(t *testing.T) {
	s := openShop(t, campaignShop)
	both, feedback := core.Consent{Analytics: true, Feedback: true}, core.Consent{Feedback: true}
	stored := func() core.Visitor {
		t.Helper()
		v, err := s.store.Visitor(t.Context(), "shop", "ann")
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	asked := s.consenting("ann", "one", both, `"t":"signal","kind":"custom:asked","score":1`)
	if len(asked.Acts) != 1 {
		t.Fatalf("%+v", asked)
	}
	before := stored()
	reply := s.consenting("ann", "two", feedback,
		fmt.Sprintf(`"t":"answer","decision":%q,"survey":"why","question":"help","value":"yes"`, asked.Acts[0].Decision),
		`"t":"identify","userId":"customer-7","traits":{"plan":"gold"}`, `"t":"cart","value":80,"items":2`, `"t":"page","path":"/diagnosis","title":"Diagnosis"`,
		`"t":"open","what":"feedback"`)
	if len(reply.Acts) != 2 || !strings.Contains(string(reply.Acts[0].Action), "https://cal.example/") {
		t.Errorf("the answer is followed up by %+v", reply.Acts)
	}
	if d, err := s.store.Decision(t.Context(), reply.Acts[1].Decision); err != nil || d.Page != "/private" {
		t.Errorf("opened on %q, %v", d.Page, err)
	}
	if diff := cmp.Diff(before, stored()); diff != "" {
		t.Errorf("without consent (-before +after):\n%s", diff)
	}
	s.consenting("ann", "one", both)
	after := stored()
	if before.Last.After(after.Last) {
		t.Errorf("last seen %v, before %v", after.Last, before.Last)
	}
	before.Last = after.Last
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("after consent (-before +after):\n%s", diff)
	}
	// Nor is somebody remembered whose first pages were without it.
	s.consenting("bob", "one", feedback, `"t":"identify","userId":"customer-8"`)
	s.consenting("bob", "two", both)
	if v, err := s.store.Visitor(t.Context(), "shop", "bob"); err != nil || v.User != "" || v.Visits != 1 {
		t.Errorf("the other is known as %q with %d visits, %v", v.User, v.Visits, err)
	}
}
