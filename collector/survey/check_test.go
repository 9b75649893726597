package survey

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"heed/collector/core"
)

// decode reads a survey as it comes, in JSON.
func decode(t testing.TB, text string) core.Survey {
	t.Helper()
	var s core.Survey
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

const cartWhy = `{"site": "demo", "name": "cart-why", "languages": ["en", "de", "ar"], "questions": [
	{"id": "why", "type": "choice", "text": {"en": "What held you back?", "de": "Was hielt Sie auf?", "ar": "ما الذي منعك؟"},
		"options": [{"id": "price", "text": {"en": "The price", "de": "Der Preis"}}, "delivery_cost"], "other": true, "shuffle": true},
	{"id": "help", "type": "choice", "text": {"en": "Would you like help?"}, "options": ["yes", "call", "no"]},
	{"id": "more", "type": "text", "text": {"en": "Anything else?"}, "optional": true, "show_if": "answer.why == \"other\""},
	{"id": "score", "type": "nps"}
], "thanks": {"en": "Thank you."}}`

func TestCheckTakesWhatIsRight(t *testing.T) {
	for _, s := range []core.Survey{
		decode(t, cartWhy),
		callback(),
		feedback(),
		precision(),
		decode(t, `{"name": "plain", "questions": [{"id": "q", "type": "consent", "text": "Agreed?"}]}`),
		decode(t, `{"name": "region", "languages": ["de-AT"], "questions": [{"id": "q", "type": "text", "text": {"de": "Was?"}}, {"id": "r", "type": "ces"}]}`),
		decode(t, `{"name": "italian", "languages": ["it"], "questions": [{"id": "q", "type": "nps", "text": {"it": "Quanto?"}}]}`),
		decode(t, `{"name": "thumbs", "questions": [{"id": "q", "type": "thumbs", "text": "Well?", "options": ["up", "down"]}]}`),
		decode(t, `{"name": "recall", "thanks": "{answer.q}", "questions": [{"id": "q", "type": "choice", "shuffle": true, "text": "Well?", "options": ["a", "b"]},
			{"id": "r", "type": "text", "text": "Why {answer.q|that}?", "note": "{braces} and {answer} stay"}]}`),
		decode(t, `{"name": "jumps", "questions": [{"id": "score", "type": "nps", "next": "q"},
			{"id": "q", "type": "choice", "text": "Well?", "options": [{"id": "a", "text": "A", "next": "end"}, {"id": "b", "text": "B", "next": "s"}], "next": "r"},
			{"id": "l", "type": "choices", "text": "?", "options": ["a"], "next": "s"},
			{"id": "r", "type": "thumbs", "options": [{"id": "up", "text": "Yes", "next": "end"}]}, {"id": "s", "type": "ces", "next": "end"}]}`),
		decode(t, `{"name": "list", "questions": [
			{"id": "q", "type": "choices", "text": "Which?", "options": ["a", "b"], "other": true},
			{"id": "r", "type": "rating", "text": "How?", "show_if": "\"other\" in answer.q || \"a\" in answer.q || answer.q == nil"},
			{"id": "s", "type": "email", "text": "Where?", "show_if": "answer.r in 1..2 && !(answer.q == nil)"}]}`),
	} {
		if wrong := Check(s); len(wrong) > 0 {
			t.Errorf("%s: %+v", s.Name, wrong)
		}
	}
}

func TestCheckComplains(t *testing.T) {
	// head makes a survey of one question, "a", which may be asked about, and those of the test.
	const head = `{"name": "x", "questions": [{"id": "a", "type": "choice", "text": "A?", "options": ["one", "two"]},
		{"id": "n", "type": "nps"}, {"id": "l", "type": "choices", "text": "L?", "options": ["one"]}, `
	for _, test := range []struct{ survey, path, want string }{
		{`{"name": "x", "questions": []}`, "questions", "at least one"},
		{`{"name": "x", "closes": "2026-02-30", "questions": [{"id": "a", "type": "nps"}]}`, "closes", "2026-01-31"},
		{`{"name": "x", "closes": "2026-02-28", "zone": "Local", "questions": [{"id": "a", "type": "nps"}]}`, "zone", "Europe/Berlin"},
		{`{"name": "x", "zone": "Europe/Berlin", "questions": [{"id": "a", "type": "nps"}]}`, "zone", "add closes"},
		{`{"name": "x", "quota": -1, "questions": [{"id": "a", "type": "nps"}]}`, "quota", "negative"},
		{`{"name": "x", "languages": ["en", "en"], "questions": [{"id": "a", "type": "nps"}]}`, "languages[1]", "second time"},
		{`{"name": "x", "languages": [" "], "questions": [{"id": "a", "type": "text", "text": "A?"}]}`, "languages[0]", "no language tag"},
		{`{"name": "x", "languages": ["english!"], "questions": [{"id": "a", "type": "text", "text": {"english!": "A?"}}]}`, "languages[0]", `"english!" is no language tag`},
		{`{"name": "x", "questions": [{"id": "a", "type": "thumbs", "show_if": "false"}]}`, "questions", "asks nobody anything"},
		{`{"name": "x", "questions": [{"id": "a", "type": "thumbs", "show_if": "false"}, {"id": "b", "type": "csat", "show_if": "answer.a == \"up\""}]}`, "questions", "asks nobody anything"},
		{`{"name": "x", "questions": [{"id": "a", "type": "text", "text": "A?", "next": "c"}, {"id": "b", "type": "text", "text": "B?", "next": "a"}, {"id": "c", "type": "text", "text": "C?", "next": "b"}]}`,
			"questions[1].next", "a → c → b → a is a cycle"},
		{`{"name": "x", "questions": [{"id": "a", "type": "text", "text": "A?", "next": "end"}, {"id": "b", "type": "text", "text": "B?", "next": "a"}]}`,
			"questions[1].next", "leads back: write the id"},
		{`{"name": "x", "languages": ["cy"], "questions": [{"id": "a", "type": "nps"}]}`, "questions[0].text", `"cy"`},
		{`{"name": "x", "questions": [{"id": "a", "type": "csat", "why": true}]}`, "questions[0].why", "is for nps"},
		{`{"name": "x", "thanks": {"de": "Danke"}, "questions": [{"id": "a", "type": "nps"}]}`, "thanks", `"en"`},
		{head + `{"id": "b", "type": "text", "text": {"en": "Why?", "de": "{answer.z}?"}}]}`, "questions[3].text", `"z", which is no question`},
		{head + `{"id": "b", "type": "text", "text": "?", "note": "{answer.b|it}"}]}`, "questions[3].note", `"b", which is no question`},
		{head + `{"id": "b", "type": "consent", "text": "?"}], "thanks": "{answer.b}"}`, "thanks", "is a consent"},
		{head + `{"id": "b", "type": "text", "text": "B?", "shuffle": true}]}`, "questions[3].shuffle", "choice and choices"},
		{head + `{"id": "b", "type": "choice", "text": "B?", "options": [{"id": "x", "text": "X", "fixed": true}]}]}`, "questions[3].options[0].fixed", "shuffle: true"},
		{head + `{"id": "b", "type": "nps", "prefill": "email"}]}`, "questions[3].prefill", "text, email, phone"},
		{head + `{"id": "b", "type": "text", "text": "B?", "next": "z"}]}`, "questions[3].next", `"z", which is no question`},
		{head + `{"id": "b", "type": "text", "text": "B?", "next": "c"}]}`, "questions[3].next", `"c", which is no question`},
		{head + `{"id": "b", "type": "text", "text": "B?", "next": "b"}, {"id": "c", "type": "nps"}]}`, "questions[3].next", "b → b is a cycle"},
		{head + `{"id": "b", "type": "text", "text": "B?", "next": "a"}]}`, "questions[3].next", "a → n → l → b → a is a cycle"},
		{head + `{"id": "c", "type": "thumbs"}, {"id": "b", "type": "choice", "text": "B?", "options": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y", "next": "a"}]}, {"id": "d", "type": "ces"}]}`,
			"questions[4].options[1].next", "a → n → l → c → b → a is a cycle"},
		{head + `{"id": "c", "type": "thumbs"}, {"id": "d", "type": "csat"}, {"id": "b", "type": "ces", "next": "a"}]}`, "questions[5].next", "a → n → … → d → b → a is"},
		{head + `{"id": "b", "type": "choices", "text": "B?", "options": [{"id": "x", "text": "X", "next": "end"}]}]}`, "questions[3].options[0].next", "several may be chosen"},
		{head + `{"id": "b", "type": "text", "text": "B?", "next": "end"}, {"id": "end", "type": "ces"}]}`, "questions[3].next", "another id"},
		{`{"name": "x", "questions": [{"id": "a", "type": "nps", "optional": true, "next": "end"}, {"id": "c", "type": "ces"}]}`, "questions[0].next", "why: false"},
		{head + `{"id": "", "type": "nps"}]}`, "questions[3].id", "missing"},
		{head + `{"id": "a", "type": "nps"}]}`, "questions[3].id", "questions[0]"},
		{head + `{"id": "b", "type": "guess", "text": "?"}]}`, "questions[3].type", "nps, csat"},
		{head + `{"id": "b", "type": "text"}]}`, "questions[3].text", `no words in "en"`},
		{head + `{"id": "b", "type": "text", "text": {"de": "Was?"}}]}`, "questions[3].text", `no words in "en"`},
		{head + `{"id": "b", "type": "text", "text": "B?", "note": {"de": "Was?"}}]}`, "questions[3].note", `no words in "en"`},
		{head + `{"id": "b", "type": "nps", "low": {"de": "Nein"}}]}`, "questions[3].low", `no words in "en"`},
		{head + `{"id": "b", "type": "text", "text": "B?", "low": "Little"}]}`, "questions[3]", "low and high"},
		{head + `{"id": "b", "type": "choice", "text": "B?"}]}`, "questions[3].options", "needs options"},
		{head + `{"id": "b", "type": "text", "text": "B?", "options": ["x"]}]}`, "questions[3].options", "takes none"},
		{head + `{"id": "b", "type": "text", "text": "B?", "other": true}]}`, "questions[3].other", "choice and choices"},
		{head + `{"id": "b", "type": "choice", "text": "B?", "options": ["x", "x"]}]}`, "questions[3].options[1].id", "already"},
		{head + `{"id": "b", "type": "choice", "text": "B?", "options": [{"id": "", "text": "X"}]}]}`, "questions[3].options[0].id", "missing"},
		{head + `{"id": "b", "type": "choice", "text": "B?", "options": [{"id": "x"}]}]}`, "questions[3].options[0].text", "no words"},
		{head + `{"id": "b", "type": "choice", "text": "B?", "options": ["other"], "other": true}]}`, "questions[3].options[0].id", "other: true"},
		{head + `{"id": "b", "type": "thumbs", "text": "B?", "options": ["left"]}]}`, "questions[3].options[0].id", "neither"},
		{head + `{"id": "b", "type": "nps", "show_if": "answer.a =="}]}`, "questions[3].show_if", "not a condition"},
		{head + `{"id": "b", "type": "nps", "show_if": "len(answer.a) == 1"}]}`, "questions[3].show_if", "the operators =="},
		{head + `{"id": "b", "type": "nps", "show_if": "answer.b == 1"}]}`, "questions[3].show_if", "before this one"},
		{head + `{"id": "b", "type": "nps", "show_if": "answer.z == 1"}]}`, "questions[3].show_if", "before this one"},
		{head + `{"id": "b", "type": "nps", "show_if": "answer.a == \"three\""}]}`, "questions[3].show_if", `"one", "two"`},
		{head + `{"id": "b", "type": "nps", "show_if": "\"three\" != answer.a"}]}`, "questions[3].show_if", `"one", "two"`},
		{head + `{"id": "b", "type": "nps", "show_if": "answer.a == \"other\""}]}`, "questions[3].show_if", `"one", "two"`},
		{head + `{"id": "b", "type": "nps", "show_if": "answer.a in [\"one\", \"three\"]"}]}`, "questions[3].show_if", `"one", "two"`},
		{head + `{"id": "b", "type": "nps", "show_if": "answer.a"}]}`, "questions[3].show_if", `"one", "two"`},
		{head + `{"id": "b", "type": "nps", "show_if": "!(answer.n == 11)"}]}`, "questions[3].show_if", "0 to 10"},
		{head + `{"id": "b", "type": "nps", "show_if": "answer.a > 1"}]}`, "questions[3].show_if", "only scores"},
		{head + `{"id": "b", "type": "nps", "show_if": "answer.l == \"one\""}]}`, "questions[3].show_if", "in answer.l"},
		{head + `{"id": "b", "type": "nps", "show_if": "answer.l == answer.a"}]}`, "questions[3].show_if", "in answer.l"},
		{head + `{"id": "b", "type": "nps", "show_if": "\"two\" in answer.l"}]}`, "questions[3].show_if", `"one"`},
		{head + `{"id": "b", "type": "nps", "show_if": "\"one\" in answer.a"}]}`, "questions[3].show_if", "no list"},
	} {
		wrong := Check(decode(t, test.survey))
		at := func(e core.FieldError) bool { return e.Path == test.path && strings.Contains(e.Message, test.want) }
		if !slices.ContainsFunc(wrong, at) {
			t.Errorf("%s\ngave %+v\nwant %s: … %s …", test.survey, wrong, test.path, test.want)
		}
	}
}

func TestCheckFollowUps(t *testing.T) {
	intercept := core.Intercept{Then: []core.FollowUp{
		{If: `answer.help == "yes"`}, {If: `answer.help =`}, {If: `true`}, {If: `visitor.visits > 1`},
	}}
	wrong := CheckFollowUps(intercept)
	var paths []string
	for _, w := range wrong {
		paths = append(paths, w.Path)
	}
	if want := []string{"then[1].if", "then[2].if", "then[3].if"}; !slices.Equal(paths, want) {
		t.Errorf("complained about %v, want %v", paths, want)
	}
}

// A survey without complaint can be loaded and presented in any language.
func FuzzCheck(f *testing.F) {
	f.Add([]byte(cartWhy), "de")
	f.Add([]byte(`{"questions": [{"id": "a", "type": "choices", "text": "A", "options": ["x"]}, {"id": "b", "type": "nps", "show_if": "\"x\" in answer.a"}]}`), "")
	f.Fuzz(func(t *testing.T, text []byte, lang string) {
		var s core.Survey
		if json.Unmarshal(text, &s) != nil || len(Check(s)) > 0 {
			return
		}
		service := New()
		if err := service.Load(core.Catalog{Surveys: map[string]map[string]core.Survey{"demo": {"s": s}}}); err != nil {
			t.Fatal(err)
		}
		body, err := service.Present("demo", core.Action{Type: core.ActSurvey, Survey: "s"}, lang)
		if err != nil || !json.Valid(body) {
			t.Fatalf("presented as %s: %v", body, err)
		}
	})
}

func TestNoSurveyTakesThePlaceOfTheTap(t *testing.T) {
	own := precision()
	own.Site = "demo"
	if got := Check(own); len(got) != 1 || got[0].Path != "name" {
		t.Errorf("got %+v", got)
	}
}
