package app

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"heed/collector/core"
	"heed/collector/link"
)

// links asks the API for single-use links.
func (s shop) links(body string) (status int, made []link.Link) {
	s.t.Helper()
	answer := newProgram(s.t, s.App, core.CanWrite).call(http.MethodPost, "/api/v1/surveys/receipt/links", body)
	var list struct{ Items []link.Link }
	if err := json.NewDecoder(answer.Body).Decode(&list); err != nil {
		s.t.Fatal(err)
	}
	return answer.Code, list.Items
}

// TestSingleUseLink: each link is one response, which can be gone on with and is taken once.
func TestSingleUseLink(t *testing.T) {
	s := openShop(t, linkedShop)
	status, made := s.links(`{"count":2,"expires":"7d","source":"invoice"}`)
	if status != http.StatusOK || len(made) != 2 || made[0].URL == made[1].URL {
		t.Fatalf("%d %+v", status, made)
	}
	first := strings.TrimPrefix(made[0].URL, s.PublicURL)
	v := s.visit("en").get(first + "&nps=9")
	v.says(200, `value="9" checked`)
	v.send("value", "9").says(200, "Anything else?")
	s.visit("de").get(first).says(200, "Noch etwas?") // resumed elsewhere
	v.send("value", "").says(200, "Thanks, we read it.")
	v.get(first).says(410, "answered already", "The Shop")
	if strings.Contains(v.page, "Answer anew") {
		t.Error("a used link leads to another response")
	}
	s.visit("en").get(strings.TrimPrefix(made[1].URL, s.PublicURL)).says(200, "How likely")

	list, words := s.byLink()
	if len(list) != 1 || words[0] != "score=9 more=null" || list[0].Source != "invoice" || !list[0].Done {
		t.Errorf("stored %+v", list)
	}
	for body, want := range map[string]int{`{"count":10001}`: 400, `{"count":-1}`: 400, `{"expires":"731d"}`: 400, `{"expires":"soon"}`: 400,
		`{"source":"` + strings.Repeat("x", 65) + `"}`: 400, `{"more":1}`: 400, `{}`: 200} {
		if status, made := s.links(body); status != want || (status == 200) != (len(made) == 1) {
			t.Errorf("%s: %d %+v", body, status, made)
		}
	}
}

// TestUsedLinkStaysAsItIs: the form of a link that was finished meanwhile, in another tab, changes nothing any more, and is not thanked for;
// a second press on the button is.
func TestUsedLinkStaysAsItIs(t *testing.T) {
	s := openShop(t, linkedShop)
	_, made := s.links(`{}`)
	at := strings.TrimPrefix(made[0].URL, s.PublicURL)
	slow := s.visit("en").get(at)
	quick := s.visit("en").get(at)
	quick.send("value", "9")
	last := *quick
	quick.send("value", "good").says(200, "Thanks, we read it.")
	last.send("value", "good").says(200, "Thanks, we read it.")
	slow.send("value", "0").says(410, "answered already")
	if list, words := s.byLink(); len(list) != 1 || words[0] != `score=9 more="good"` {
		t.Errorf("stored %v", words)
	}
}

// TestUsedLinkAtOnce: of many who send the last answer at once one is heard, and told so; the others are told that it was answered.
func TestUsedLinkAtOnce(t *testing.T) {
	s := openShop(t, linkedShop)
	_, made := s.links(`{}`)
	v := s.visit("en").get(strings.TrimPrefix(made[0].URL, s.PublicURL))
	v.send("value", "9").says(200, "Anything else?")
	const many = 16
	thanked := make([]bool, many)
	var all sync.WaitGroup
	for i := range many {
		one := *v
		all.Go(func() {
			one.send("value", "words of "+strconv.Itoa(i))
			thanked[i] = one.status == 200 && strings.Contains(one.page, "Thanks, we read it.")
		})
	}
	all.Wait()
	kept := slices.Index(thanked, true)
	if kept < 0 || slices.Contains(thanked[kept+1:], true) {
		t.Fatalf("thanked were %v", thanked)
	}
	if list, words := s.byLink(); len(list) != 1 || words[0] != fmt.Sprintf(`score=9 more="words of %d"`, kept) {
		t.Errorf("%d was thanked, stored is %v", kept, words)
	}
}

// TestQRCodes: drawn for a survey that is there, without signing in, and the console shows link and code.
func TestQRCodes(t *testing.T) {
	s := openShop(t, linkedShop)
	v := s.visit("en")
	v.get("/s/receipt/qr.svg?source=poster").says(200, "<svg ")
	svg, err := link.SVG(s.PublicURL + "/s/receipt?site=shop&source=poster")
	if err != nil || v.page != string(svg) {
		t.Errorf("drawn is not the link: %v", err)
	}
	if v.get("/s/receipt/qr.png").says(200, "\x89PNG"); http.DetectContentType([]byte(v.page)) != "image/png" {
		t.Error("the picture is none")
	}
	v.get("/s/nothing/qr.svg").says(404)
	v.get("/s/receipt/qr.svg?source=" + strings.Repeat("x", 65)).says(400)
	page := signedIn(t, s.App).do(http.MethodGet, "/console/surveys/shop/receipt?source=till+3").Body.String()
	for _, want := range []string{s.PublicURL + "/s/receipt?site=shop&amp;source=till&#43;3", `src="/s/receipt/qr.svg?site=shop&amp;source=till&#43;3"`, "qr.png?", `value="till 3"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the survey's page has no %s:\n%s", want, page)
		}
	}
}
