package app

import (
	"net/http"
	"strings"
	"testing"
)

// TestLinkJumps: by link the survey is asked along its jumps, and after going back nothing of the branch that was left counts: neither in
// conditions nor in later texts.
func TestLinkJumps(t *testing.T) {
	s := openShop(t, linkedShop)
	v := s.visit("en").get("/s/jumps?site=shop")
	v.says(http.StatusOK, "Help?", ">Next<")
	start := v.url.RequestURI() // with the entry
	v.send("value", "yes").says(http.StatusOK, "How?")
	v.send("value", "call").says(http.StatusOK, "When do we Call?", ">Send<")
	v.get(start+"&q=help").says(http.StatusOK, "Help?")
	v.send("value", "no").says(http.StatusOK, "Why not at all?", ">Next<")
	if strings.Contains(v.page, "q=when") || !strings.Contains(v.page, "q=help") {
		t.Errorf("the way back is another: %s", v.page)
	}
	v.send("value", "").says(http.StatusOK, "Noted.")
	if _, words := s.byLink(); len(words) != 1 || !strings.Contains(words[0], `help="no"`) {
		t.Errorf("kept %q", words)
	}
	v.get("/s/jumps?site=shop").send("value", "bye").says(http.StatusOK, "Noted.")
	if list, _ := s.byLink(); len(list) != 2 || !list[0].Done || !list[1].Done {
		t.Errorf("kept %+v", list)
	}
}

// TestLinkKeepsToTheWay: a page of a branch that was left in another tab answers nothing any more, and leads to what is due; the thanks
// repeat what was answered on the way.
func TestLinkKeepsToTheWay(t *testing.T) {
	s := openShop(t, linkedShop)
	v := s.visit("en").get("/s/said?site=shop")
	start := v.url.RequestURI()
	other := s.visit("en").get(start)
	v.send("value", "no").says(http.StatusOK, "Why not?", "2 of 3")
	other.send("value", "yes").says(http.StatusOK, "More?", "2 of 2")
	v.send("value", "too dear").says(http.StatusOK, "More?", "2 of 2")
	if _, words := s.byLink(); len(words) != 1 || words[0] != `like="yes"` {
		t.Fatalf("kept %q", words)
	}
	v.send("value", "").says(http.StatusOK, "Noted: Very much, no more.")
	other.send("value", "late").says(http.StatusGone, "answered already")
	if _, words := s.byLink(); len(words) != 1 || words[0] != `like="yes" more=null` {
		t.Errorf("kept %q", words)
	}
}
