package app

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

const linkedShop = `
kind: site
name: shop
title: The Shop
origins: ["https://shop.example"]
---
kind: survey
name: receipt
site: shop
languages: [en, de, ar]
questions:
  - {id: score, type: nps, why: false}
  - {id: why, type: choices, text: {en: "What was it?", de: "Was war es?", ar: "ما هو؟"}, options: [{id: price, text: {en: Price, de: Preis, ar: السعر}}, {id: time, text: {en: Time, de: Zeit, ar: الوقت}}], other: true, show_if: 'answer.score <= 6'}
  - {id: more, type: text, text: {en: "Anything else?", de: "Noch etwas?", ar: "شيء آخر؟"}, optional: true}
  - {id: mail, type: email, text: {en: "Where can we write?", de: "Wohin dürfen wir schreiben?", ar: "أين نكتب؟"}, optional: true, show_if: 'answer.score <= 6'}
thanks: {en: "Thanks, we read it.", de: "Danke, wir lesen es.", ar: "شكرًا"}
---
kind: survey
name: mixed
site: shop
questions:
  - {id: q, type: choice, text: {en: "Which?"}, shuffle: true, options: [a, b, c, d, e, f, g, h, {id: none, text: {en: None of these}, fixed: true}]}
  - {id: more, type: text, text: {en: "More?"}, optional: true}
---
kind: survey
name: agreed
site: shop
questions:
  - {id: good, type: thumbs, text: {en: "Good?"}}
  - {id: ok, type: consent, text: {en: "May we write?"}}
  - {id: more, type: text, text: {en: "More?", de: "Sie sagten {answer.good}. Mehr?"}, optional: true}
languages: [en, de]
thanks: {en: "Noted.", de: "Notiert: {answer.good}."}
---
kind: survey
name: jumps
site: shop
thanks: {en: "Noted."}
questions:
  - {id: help, type: choice, text: {en: "Help?"}, options: [{id: "yes", text: {en: "Yes"}}, {id: "no", text: {en: "No"}, next: last}, {id: bye, text: {en: Bye}, next: end}]}
  - {id: how, type: choice, text: {en: "How?"}, options: [call, chat]}
  - {id: when, type: text, text: {en: "When do we {answer.how}?"}, next: end}
  - {id: last, type: text, text: {en: "Why not {answer.how|at all}?"}, optional: true}
  - {id: number, type: phone, text: {en: "Which number?"}, show_if: 'answer.how == "call"'}
---
kind: survey
name: said
site: shop
thanks: {en: "Noted: {answer.like}, {answer.why|no more}."}
questions:
  - {id: like, type: choice, text: {en: "Like it?"}, options: [{id: "yes", text: {en: Very much}}, {id: "no", text: {en: "Not at all"}}]}
  - {id: why, type: text, text: {en: "Why not?"}, show_if: 'answer.like == "no"'}
  - {id: more, type: text, text: {en: "More?"}, optional: true}
---
kind: survey
name: two-of-you
site: shop
quota: 2
questions:
  - {id: good, type: thumbs, text: {en: "Good?", de: "Gut?"}}
  - {id: more, type: text, text: {en: "More?", de: "Mehr?"}, optional: true}
languages: [en, de]
---
kind: survey
name: over
site: shop
closes: 2020-01-31
questions: [{id: good, type: thumbs, text: {en: "Good?"}}]
---
kind: site
name: paused
status: paused
origins: ["https://paused.example"]
---
kind: survey
name: closed
site: paused
questions: [{id: a, type: thumbs, text: {en: "Good?"}}]
---
kind: survey
name: twice
site: paused
questions: [{id: a, type: thumbs, text: {en: "Good?"}}]
---
kind: survey
name: twice
site: shop
questions: [{id: a, type: thumbs, text: {en: "Good?"}}]
`

// visit is somebody with a browser that has neither scripts nor cookies.
type visit struct {
	t      *testing.T
	base   string
	langs  string
	client *http.Client
	status int
	url    *url.URL
	page   string
}

func (s shop) visit(langs string) *visit {
	return &visit{t: s.t, base: "http://" + s.listener.Addr().String(), langs: langs, client: &http.Client{}}
}

func (v *visit) do(r *http.Request, err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Accept-Language", v.langs)
	answer, err := v.client.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	if len(answer.Cookies()) > 0 {
		v.t.Errorf("%s sets a cookie", r.URL)
	}
	v.status, v.url, v.page = answer.StatusCode, answer.Request.URL, string(text)
}

func (v *visit) get(address string) *visit {
	v.t.Helper()
	v.do(http.NewRequestWithContext(v.t.Context(), http.MethodGet, v.base+address, nil))
	return v
}

var hidden = regexp.MustCompile(`<input type="hidden" name="(\w+)" value="([^"]*)">`)

// send sends the form of the page with these names and values in pairs, as a browser would.
func (v *visit) send(pairs ...string) *visit {
	v.t.Helper()
	form := url.Values{}
	for _, found := range hidden.FindAllStringSubmatch(v.page, -1) {
		form.Set(found[1], found[2])
	}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	action := strings.ReplaceAll(regexp.MustCompile(`action="([^"]*)"`).FindStringSubmatch(v.page)[1], "&amp;", "&")
	r, err := http.NewRequestWithContext(v.t.Context(), http.MethodPost, v.base+action, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	v.do(r, err)
	return v
}

func (v *visit) says(status int, words ...string) {
	v.t.Helper()
	if v.status != status {
		v.t.Fatalf("%s: status %d, want %d\n%s", v.url, v.status, status, v.page)
	}
	for _, w := range words {
		if !strings.Contains(v.page, w) {
			v.t.Errorf("%s does not say %q:\n%s", v.url, w, v.page)
		}
	}
}

// byLink are the responses that came by link, newest first, each as its answers in one line.
func (s shop) byLink() (list []core.Response, words []string) {
	s.t.Helper()
	list, _, err := s.store.ListResponses(s.t.Context(), core.Query{Responses: core.ResponseFilter{Channel: string(core.ByLink)}})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, r := range list {
		var parts []string
		for _, a := range r.Answers {
			parts = append(parts, a.Question+"="+string(a.Value))
		}
		words = append(words, strings.Join(parts, " "))
	}
	return list, words
}

// TestSurveyByLink walks a survey without scripts or cookies: each answer is kept as it is given, conditions are followed, what is refused
// is asked again, and the end is the end.
func TestSurveyByLink(t *testing.T) {
	s := openShop(t, linkedShop)
	v := s.visit("en")
	for address, status := range map[string]int{"/s/receipt?site=shop": 200, "/s/none?site=shop": 404, "/s/receipt/theme.css?site=shop": 200,
		"/s/receipt/qr.svg?site=shop": 200, "/s/receipt/qr.png?site=shop": 200, "/heed.js": 200, "/healthz": 200, "/readyz": 200} {
		v.do(http.NewRequestWithContext(t.Context(), http.MethodHead, v.base+address, nil))
		if v.status != status || v.page != "" {
			t.Errorf("HEAD %s: %d %q", address, v.status, v.page)
		}
	}
	v.get("/s/receipt?site=shop&source=e-mail&nps=3").says(200, "How likely are you to recommend us", `value="3" checked`, "1 of 2", "The Shop")
	if list, _ := s.byLink(); len(list) != 0 {
		t.Fatalf("looking at it has stored %+v", list)
	}
	v.send().says(400, "Please choose an answer.")
	v.send("value", "11").says(400, "Please choose an answer.")
	v.send("value", "3").says(200, "What was it?", "2 of 4")
	why := v.url.RequestURI()
	if list, words := s.byLink(); len(list) != 1 || words[0] != "score=3" || list[0].Done || list[0].Source != "e-mail" || list[0].Survey != "receipt" ||
		list[0].Site != "shop" || list[0].Visitor != "" || list[0].Session != "" || list[0].Page != "/s/receipt" || list[0].Lang != "en" {
		t.Fatalf("after one answer %+v %v", list, words)
	}
	s.visit("en").get(why).says(200, "What was it?") // elsewhere, by the same address
	v.send("value", "price", "own", "the <colour>").says(200, "Anything else?", ">Next<")
	v.get(why).says(200, `value="price" checked`, `value="the &lt;colour&gt;"`)
	v.send("value", "time").says(200, "Anything else?")
	v.send("value", "").says(200, "Where can we write?", ">Send<")
	v.send("value", "nonsense").says(400, "name@example.com", `value="nonsense"`)
	v.send("value", "ann@example.com").says(200, "Thanks, we read it.")
	list, words := s.byLink()
	if want := `score=3 why=["time"] more=null mail="ann@example.com"`; len(list) != 1 || words[0] != want || !list[0].Done {
		t.Errorf("in the end %+v %v, want %s", list, words, want)
	}
	v.get(why).says(410, "answered already", `href="/s/receipt?site=shop&amp;source=e-mail"`)

	v.get("/s/receipt?site=shop").says(200)
	v.send("value", "9").says(200, "Anything else?", "2 of 2", ">Back<") // the question between is not asked
	v.send("value", "great").says(200, "Thanks, we read it.")
	if _, words := s.byLink(); len(words) != 2 || words[0] != `score=9 more="great"` {
		t.Errorf("responses %v", words)
	}
}

var offered = regexp.MustCompile(`type="radio" name="value" value="(\w+)"`)

// TestSurveyByLinkMarksWhatItsAddressSays, but no consent, which nobody gives for somebody else; what was ticked and sent stays.
func TestSurveyByLinkMarksWhatItsAddressSays(t *testing.T) {
	s := openShop(t, linkedShop)
	v := s.visit("en").get("/s/agreed?thumbs=up&q.ok=true")
	v.says(200, `value="up" checked`)
	v.send("value", "up").says(200, "May we write?")
	if strings.Contains(v.page, "checked") {
		t.Errorf("the consent is given already:\n%s", v.page)
	}
	v.send("value", "true").says(200, "More?")
	v.get(strings.Replace(v.url.RequestURI(), "q=more", "q=ok", 1)).says(200, "May we write?", `value="true" aria-describedby="text note" checked`)
}

// TestSurveyByLinkRepeatsThumbs in the words of the page, as the widget does where the survey has none of its own.
func TestSurveyByLinkRepeatsThumbs(t *testing.T) {
	s := openShop(t, linkedShop)
	v := s.visit("de").get("/s/agreed")
	v.send("value", "down")
	v.send("value", "true").says(200, "Sie sagten Nein. Mehr?")
	v.send("value", "").says(200, "Notiert: Nein.")
}

// TestSurveyByLinkIsShuffled: everybody has an order of their own, the same when they come back, and what is fixed stays where it is.
func TestSurveyByLinkIsShuffled(t *testing.T) {
	s := openShop(t, linkedShop)
	order := func(v *visit) (list string) {
		for _, found := range offered.FindAllStringSubmatch(v.page, -1) {
			list += found[1]
		}
		if len(list) != len("abcdefghnone") || !strings.HasSuffix(list, "none") {
			t.Fatalf("the options are %s:\n%s", list, v.page)
		}
		return list
	}
	orders := map[string]bool{}
	for range 6 {
		v := s.visit("en").get("/s/mixed")
		first, address := order(v), v.url.RequestURI()
		v.send("value", "a").says(200, "More?")
		if again := order(v.get(address + "&q=q")); again != first {
			t.Errorf("the order is %s, and after going back %s", first, again)
		}
		orders[first] = true
	}
	if len(orders) < 2 { // all six alike happens once in 8!^5 times
		t.Errorf("six visitors have the order %v", orders)
	}
}

// TestSurveyByLinkCloses: kindly, in the reader's language, by date and by quota; who has begun may finish.
func TestSurveyByLinkCloses(t *testing.T) {
	s := openShop(t, linkedShop)
	s.visit("de").get("/s/over").says(410, "Diese Umfrage ist beendet.", "The Shop")
	first, second, third := s.visit("en").get("/s/two-of-you"), s.visit("en").get("/s/two-of-you"), s.visit("de").get("/s/two-of-you")
	first.send("value", "up").says(200, "More?")
	second.send("value", "down").says(200, "More?")
	third.says(200, "Gut?")
	third.send("value", "up").says(410, "Diese Umfrage ist beendet.")
	s.visit("en").get("/s/two-of-you").says(410, "This survey is closed.")
	if v := s.visit("en").get("/s/two-of-you/qr.svg"); v.status != 200 {
		t.Errorf("the QR code of a closed survey: %d", v.status)
	}
	first.send("value", "all is well").says(200, "Thank you.")
	s.poke()
	if s.engine.Asks(time.Now(), "shop", core.Action{Type: core.ActSurvey, Survey: "two-of-you"}) {
		t.Error("pages would still be asked")
	}
	list, words := s.byLink()
	if len(list) != 2 || words[1] != `good="up" more="all is well"` || !list[1].Done || words[0] != `good="down"` {
		t.Errorf("responses %v", words)
	}
}

// TestSurveyByLinkInLanguages: the visitor's language decides, ?lang= before it and kept, and nothing else than one whole language is shown.
func TestSurveyByLinkInLanguages(t *testing.T) {
	s := openShop(t, linkedShop)
	for _, c := range []struct{ address, langs, want string }{
		{"/s/receipt", "de-AT, en;q=0.5", `<html lang="de" dir="ltr">`},
		{"/s/receipt", "en;q=0.5, ar-EG;q=0.9", `<html lang="ar" dir="rtl">`},
		{"/s/receipt", "fi, de;q=0.1", `<html lang="de" dir="ltr">`},
		{"/s/receipt", "fi, ar;q=0", `<html lang="en" dir="ltr">`},
		{"/s/receipt?lang=ar", "de", `<html lang="ar" dir="rtl">`},
		{"/s/feedback?site=shop", "fr", `Êtes-vous satisfait de ce site`},
		{"/s/nothing", "de", "Hier ist keine Umfrage."},
		{"/s/nothing", "sv-SE", "Här finns ingen enkät."},
		{"/s/nothing", "he", `<html lang="he" dir="rtl">`},
	} {
		if v := s.visit(c.langs).get(c.address); !strings.Contains(v.page, c.want) {
			t.Errorf("%s in %q does not say %s:\n%s", c.address, c.langs, c.want, v.page)
		}
	}
	v := s.visit("en").get("/s/receipt?lang=de")
	v.send("value", "10").says(200, "Noch etwas?", "Freiwillig")
	v.send("value", "").says(200, "Danke, wir lesen es.")
	v.get(strings.Replace(v.url.RequestURI(), "end=1&", "", 1)).says(410, `href="/s/receipt?site=shop&amp;lang=de"`) // who begins anew is asked in it too
	if list, _ := s.byLink(); len(list) != 1 || list[0].Lang != "de" {
		t.Errorf("responses %+v", list)
	}
}

// TestSurveyByLinkRefuses: only what we signed is taken, for the survey it was signed for, and only surveys that a site has.
func TestSurveyByLinkRefuses(t *testing.T) {
	s := openShop(t, linkedShop)
	v := s.visit("en")
	for _, address := range []string{"/s/nothing", "/s/receipt?site=nowhere", "/s/precision?site=shop", "/s/callback?site=shop",
		"/s/receipt?e=x", "/s/receipt?source=" + strings.Repeat("x", 65)} {
		if v.get(address); v.status < 400 || !strings.Contains(v.page, "There is no survey here.") {
			t.Errorf("%s: %d %s", address, v.status, v.page)
		}
	}
	v.get("/s/closed").says(403, "This survey is paused.", "Try again later.")
	v.get("/s/twice").says(400, "Several surveys have this name.", "?site=NAME")
	v.get("/s/twice?site=shop").says(200, "Good?")
	v.get("/s/receipt")
	entry := v.url.Query().Get("e")
	body, _, _ := strings.Cut(entry, ".")
	for _, forged := range []string{body, body + ".", entry + "x", "x" + entry} {
		v.get("/s/receipt?e="+forged).says(404, "There is no survey here.")
	}
	v.get("/s/feedback?e="+entry).says(404, "There is no survey here.")
	v.get("/s/receipt?e=" + entry)
	v.send("value", strings.Repeat("x", 70<<10)).says(400, "There is no survey here.")
	if list, _ := s.byLink(); len(list) != 0 {
		t.Errorf("stored %+v", list)
	}
	for range 250 {
		if v.get("/s/receipt?e=" + entry); v.status == http.StatusTooManyRequests {
			break
		}
	}
	v.says(429, "Just a moment.")
}

// TestAnswersByLinkAreRead: the API tells them from those given on a page, by channel and source.
func TestAnswersByLinkAreRead(t *testing.T) {
	s := openShop(t, linkedShop)
	v := s.visit("en").get("/s/receipt?source=poster")
	v.send("value", "8")
	reader := newProgram(t, s.App, core.CanRead)
	for query, want := range map[string]int{"": 1, "?channel=link": 1, "?channel=page": 0, "?source=poster": 1, "?source=e-mail": 0} {
		var list struct{ Items []core.Response }
		if err := json.Unmarshal([]byte(reader.get("/api/v1/responses"+query)), &list); err != nil || len(list.Items) != want {
			t.Errorf("%s: %+v %v, want %d", query, list.Items, err, want)
		}
	}
}
