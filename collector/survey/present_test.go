package survey

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heed/collector/core"
)

// demo is a service whose site demo has the survey cart-why and two intercepts.
func demo(t testing.TB) *Service {
	t.Helper()
	s := New()
	err := s.Load(core.Catalog{
		Sites:   map[string]core.Site{"demo": {Name: "demo", Languages: []string{"de", "en"}}},
		Surveys: map[string]map[string]core.Survey{"demo": {"cart-why": decode(t, cartWhy)}},
		Intercepts: map[string][]core.Intercept{"demo": {{Name: "rescue", Then: []core.FollowUp{
			{If: `answer.help == "yes" && answer.why == "other"`, Do: core.Action{Type: core.ActChat, Team: "care"}},
			{If: `answer.help == "yes"`, Do: core.Action{Type: core.ActChat, Team: "sales"}},
			{If: `answer.help == "call"`, Do: core.Action{Type: core.ActCallback}},
			{If: `answer.score <= 6`, Do: core.Action{Type: core.ActMessage}},
		}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// present gives the action as any JSON reader sees it.
func presented(t *testing.T, s *Service, a core.Action, lang string) map[string]any {
	t.Helper()
	body, err := s.Present("demo", a, lang)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := json.Unmarshal(body, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestPresentSurvey(t *testing.T) {
	got := presented(t, demo(t), core.Action{Type: core.ActSurvey, Survey: "cart-why", Expires: core.Duration(20 * time.Second)}, "de-CH")
	want := map[string]any{
		"type": "survey", "expires": 20000.0,
		"survey": map[string]any{
			"name": "cart-why", "lang": "de", "dir": "ltr", "thanks": "Thank you.", "thanks_lang": "en",
			"questions": []any{
				map[string]any{"id": "why", "type": "choice", "text": "Was hielt Sie auf?", "other": true, "shuffle": true, "options": []any{
					map[string]any{"id": "price", "text": "Der Preis"}, map[string]any{"id": "delivery_cost", "text": "Delivery cost"},
				}},
				map[string]any{"id": "help", "type": "choice", "text": "Would you like help?", "langs": map[string]any{"text": "en"}, "options": []any{
					map[string]any{"id": "yes", "text": "Yes"}, map[string]any{"id": "call", "text": "Call"}, map[string]any{"id": "no", "text": "No"},
				}},
				map[string]any{
					"id": "more", "type": "text", "text": "Anything else?", "lang": "en", "optional": true, "max": 4000.0,
					"show_if": []any{"==", []any{"answer", "why"}, "other"},
				},
				map[string]any{
					"id": "score", "type": "nps", "min": 0.0, "max": 10.0,
					"text": "Wie wahrscheinlich ist es, dass Sie uns einem Freund oder Kollegen weiterempfehlen?",
					"low":  "Sehr unwahrscheinlich", "high": "Äußerst wahrscheinlich",
				},
				map[string]any{
					"id": "score_why", "type": "text", "text": "Was ist der wichtigste Grund für Ihre Antwort?", "optional": true, "max": 4000.0,
					"show_if": []any{"!=", []any{"answer", "score"}, nil},
				},
			},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestPresentTongues: what is in another language than the card says in which, once where a whole question is, and nothing else does.
func TestPresentTongues(t *testing.T) {
	both, one, plain := `{"en": "A", "de": "B"}`, `{"en": "A"}`, `"A"`
	for name, test := range map[string]struct{ question, want string }{
		"all there":             {`"text": ` + both + `, "note": ` + both, ``},
		"of every language":     {`"text": ` + plain + `, "note": ` + plain, ``},
		"of another region":     {`"text": {"en": "A", "DE-at": "B"}`, ``},
		"the whole question":    {`"text": ` + one + `, "note": ` + one + `, "options": [{"id": "a", "text": ` + one + `}]`, `"lang":"en"`},
		"the text":              {`"text": ` + one + `, "note": ` + both, `"langs":{"text":"en"}`},
		"the note":              {`"text": ` + both + `, "note": ` + one, `"langs":{"note":"en"}`},
		"an option":             {`"text": ` + both + `, "options": [{"id": "a", "text": ` + one + `}]`, `"options":[{"id":"a","text":"A","lang":"en"}]`},
		"a note of all":         {`"text": ` + one + `, "note": ` + plain, `"langs":{"text":"en"}`},
		"not in the first pick": {`"text": {"fr": "C"}`, `"lang":"fr"`},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := compile(decode(t, `{"name": "x", "languages": ["en", "de-AT"], "questions": [{"id": "q", "type": "choice", `+test.question+`}]}`))
			if err != nil {
				t.Fatal(err)
			}
			body, err := json.Marshal(s.in("de-AT").Questions[0])
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Count(string(body), `"lang`); got != min(1, len(test.want)) || !strings.Contains(string(body), test.want) {
				t.Errorf("presented %s, want %q and no more", body, test.want)
			}
		})
	}
}

// TestStandardWordingInNoLanguageOfOurs: what we have no words for is asked in English, and says so.
func TestStandardWordingInNoLanguageOfOurs(t *testing.T) {
	s := decode(t, `{"name": "x", "languages": ["fi"], "questions": [{"id": "q", "type": "nps", "why": true, "text": {"fi": "Suosittelisitko?"}}]}`)
	if wrong := Check(s); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	c, err := compile(s)
	if err != nil {
		t.Fatal(err)
	}
	if reason := c.in("fi").Questions[1]; reason.Text != said("nps.why")["en"] || reason.Lang != "en" {
		t.Errorf("the reason is asked for as %q in %q", reason.Text, reason.Lang)
	}
}

func TestPresentLanguage(t *testing.T) {
	for lang, want := range map[string][2]string{
		"ar": {"ar", "rtl"}, "ar-EG": {"ar", "rtl"}, "DE": {"de", "ltr"}, "fr": {"en", "ltr"}, "": {"en", "ltr"},
	} {
		card := presented(t, demo(t), core.Action{Type: core.ActSurvey, Survey: "cart-why"}, lang)["survey"].(map[string]any)
		if card["lang"] != want[0] || card["dir"] != want[1] {
			t.Errorf("for %q it is %v, %v, want %v", lang, card["lang"], card["dir"], want)
		}
	}
	if got := choose("pt", []string{"en", "pt-BR"}); got != "pt-BR" {
		t.Errorf("a reader of pt gets %s", got)
	}
	if got := choose("en-GB", []string{"en-US", "en"}); got != "en" {
		t.Errorf("a reader of en-GB gets %s", got)
	}
}

func TestPresentCallback(t *testing.T) {
	got := presented(t, demo(t), core.Action{Type: core.ActCallback}, "ar")
	card := got["survey"].(map[string]any)
	questions := card["questions"].([]any)
	if got["type"] != "callback" || got["expires"] != 30000.0 || card["name"] != "callback" || card["dir"] != "rtl" || len(questions) != 2 {
		t.Errorf("presented %v", got)
	}
}

func TestBuiltInSurveysSpeakTheirLanguages(t *testing.T) {
	for _, s := range BuiltIns() {
		for _, lang := range s.Languages {
			own := core.Survey{Languages: []string{lang}, Questions: s.Questions, Thanks: s.Thanks}
			if wrong := Check(own); len(wrong) > 0 {
				t.Errorf("the built-in survey %s in %s: %+v", s.Name, lang, wrong)
			}
		}
	}
}

func TestPresentFeedback(t *testing.T) {
	a := core.Action{Type: core.ActSurvey, Survey: core.Feedback}
	card := presented(t, New(), a, "de")["survey"].(map[string]any)
	if card["name"] != "feedback" || card["lang"] != "de" || len(card["questions"].([]any)) != 2 {
		t.Errorf("a site without surveys presents %v", card)
	}
	own := core.Survey{Name: core.Feedback, Questions: []core.Question{{ID: "q", Type: core.Thumbs, Text: core.Text{"": "Well?"}}}}
	s := New()
	if err := s.Load(core.Catalog{Surveys: map[string]map[string]core.Survey{"demo": {core.Feedback: own}}}); err != nil {
		t.Fatal(err)
	}
	if card := presented(t, s, a, "de")["survey"].(map[string]any); len(card["questions"].([]any)) != 1 {
		t.Errorf("the site's own survey gave way to the built-in one: %v", card)
	}
}

func TestPresentMessage(t *testing.T) {
	a := core.Action{
		Type: core.ActMessage, Title: core.Text{"en": "Wait", "de": "Moment"}, Text: core.Text{"": "10 % off <now>"},
		CTA: &core.CTA{Text: core.Text{"en": "Take it", "fr": "Prenez"}, URL: "/sale"},
	}
	want := map[string]any{
		"type": "message", "expires": 30000.0, "title": "Moment", "text": "10 % off <now>",
		"cta": map[string]any{"text": "Prenez", "url": "/sale"}, "langs": map[string]any{"title": "de"},
	}
	if diff := cmp.Diff(want, presented(t, demo(t), a, "fr")); diff != "" {
		t.Error(diff)
	}
}

// TestPresentMessageTongues: of a message, or a link, each text that is in another language than the reader's says in which, and nothing else does.
func TestPresentMessageTongues(t *testing.T) {
	both, german, plain := core.Text{"en": "A", "fr": "B"}, core.Text{"de": "A"}, core.Text{"": "A"}
	for name, test := range map[string]struct {
		title, text, cta core.Text
		want             any
	}{
		"all there":          {both, both, both, nil},
		"of every language":  {nil, plain, plain, nil},
		"all of the site's":  {german, german, german, map[string]any{"title": "de", "text": "de", "cta": "de"}},
		"the button":         {nil, both, german, map[string]any{"cta": "de"}},
		"another region":     {nil, core.Text{"fr-CA": "A"}, both, nil},
		"English before any": {nil, core.Text{"ar": "A", "en": "B"}, plain, map[string]any{"text": "en"}},
	} {
		t.Run(name, func(t *testing.T) {
			a := core.Action{Type: core.ActLink, Title: test.title, Text: test.text, CTA: &core.CTA{Text: test.cta, URL: "/"}}
			if diff := cmp.Diff(test.want, presented(t, demo(t), a, "fr-CA")["langs"]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPresentRefuses(t *testing.T) {
	if _, err := demo(t).Present("demo", core.Action{Type: core.ActSurvey, Survey: "nobody"}, "en"); core.AsError(err).Code != "unknown_survey" {
		t.Errorf("a survey that does not exist gave %v", err)
	}
	if _, err := demo(t).Present("demo", core.Action{Type: core.ActChat}, "en"); err == nil {
		t.Error("a chat was presented")
	}
}

func TestLoadKeepsWhatWorked(t *testing.T) {
	s := demo(t)
	for _, bad := range []core.Catalog{
		{Surveys: map[string]map[string]core.Survey{"demo": {"bad": {Questions: []core.Question{{ID: "q", ShowIf: "nonsense("}}}}}},
		{Intercepts: map[string][]core.Intercept{"demo": {{Name: "bad", Then: []core.FollowUp{{If: "nonsense("}}}}}},
	} {
		if err := s.Load(bad); err == nil || !strings.Contains(err.Error(), "bad of site demo") {
			t.Errorf("loading gave %v", err)
		}
	}
	presented(t, s, core.Action{Type: core.ActSurvey, Survey: "cart-why"}, "en")
}

func TestPresentTap(t *testing.T) {
	got := presented(t, New(), core.Action{Type: core.ActTap}, "de-AT")
	card, _ := got["survey"].(map[string]any)
	questions, _ := card["questions"].([]any)
	if got["type"] != "tap" || card["name"] != "precision" || card["lang"] != "de" || card["thanks"] != "Vielen Dank." || len(questions) != 1 {
		t.Fatalf("presented %v", got)
	}
	q := questions[0].(map[string]any)
	if q["id"] != "wrong" || q["text"] != "Ist gerade etwas schiefgegangen?" || len(q["options"].([]any)) != 2 {
		t.Errorf("question %v", q)
	}
}
