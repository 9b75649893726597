package server

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heed/collector/core"
	"heed/collector/survey"
)

// sentAgain sends a form to and fro as a browser does.
func sentAgain(f fields) fields {
	values := url.Values{}
	for name, value := range f {
		values.Set(name, value)
	}
	f = fieldsOf(values)
	f.packSurvey()
	return f
}

// TestSurveyBuilderRoundTrip: a survey that is shown in the form and read again is the same, whatever it holds, and so it is after its
// questions were moved about and everything was undone.
func TestSurveyBuilderRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySurvey(t)
		b := &surveyBuilder{fields: fillSurvey(s), base: s}
		b.chooseConditions()
		b.fields = sentAgain(b.fields)
		want, _ := json.MarshalIndent(s, "", " ")
		same := func(what string, got core.Survey) {
			text, _ := json.MarshalIndent(got, "", " ")
			if d := cmp.Diff(string(want), string(text)); d != "" {
				t.Fatalf("%s it is another one: %s", what, d)
			}
		}
		read := func(base core.Survey) core.Survey {
			got, wrong := b.survey(base)
			if len(wrong) > 0 {
				t.Fatal(wrong)
			}
			return got
		}
		same("at once", read(s))
		same("from nothing", read(core.Survey{}))
		acts := rapid.SliceOfN(rapid.SampledFrom([]string{"up questions.1", "down questions.0", "place questions.0 2", "remove questions.1",
			"copy questions.0", "add", "ready found", "option questions.0", "remove questions.0.options.0", "down questions.0.options.0",
			"place questions.9 0", "remove thanks.0", "up ", "nonsense"}), 0, keptSteps/2).Draw(t, "acts")
		b.fields["add.type"] = core.Choice
		ask := func(act string) {
			b.Did = ""
			b.act(act)
			b.chooseConditions()
			b.tellSteps()
			b.fields = sentAgain(b.fields)
		}
		ask("refresh")
		for _, act := range acts {
			if rapid.Bool().Draw(t, "types") {
				b.fields["thanks.en"] += "!"
			}
			ask(act)
		}
		done, _ := json.Marshal(read(s))
		for n := 0; b.CanUndo && n < 2*keptSteps; n++ {
			ask("undo")
		}
		same("after "+strings.Join(acts, ", ")+" and undoing it all", read(s))
		for n := 0; b.CanRedo && n < 2*keptSteps; n++ {
			ask("redo")
		}
		if again, _ := json.Marshal(read(s)); string(again) != string(done) {
			t.Fatalf("after %s, undoing it all and doing it again it is\n%s\nnot\n%s", strings.Join(acts, ", "), again, done)
		}
	})
}

// anySurvey draws a document with anything that the form can show. Conditions are as the form writes them.
func anySurvey(t *rapid.T) core.Survey {
	text := rapid.Custom(func(t *rapid.T) core.Text {
		out := core.Text{}
		for _, lang := range rapid.SliceOfDistinct(rapid.SampledFrom([]string{"", "en", "de", "pt-BR"}), rapid.ID).Draw(t, "langs") {
			out[lang] = rapid.SampledFrom([]string{"Hello", "two\nlines", "ä “q” <b>&amp;", "{answer.q0|that}"}).Draw(t, "text")
		}
		if len(out) == 0 {
			return nil
		}
		return out
	})
	next := rapid.SampledFrom([]string{"", "q2", "q3", core.End, "gone"})
	s := core.Survey{Site: "demo", Name: "x", Thanks: text.Draw(t, "thanks"), Revision: 2,
		Languages: rapid.SampledFrom([][]string{nil, {"en"}, {"de", "en", "pt-BR"}}).Draw(t, "languages"),
		Quota:     rapid.IntRange(0, 9).Draw(t, "quota"), Closes: rapid.SampledFrom([]string{"", "2026-12-31"}).Draw(t, "closes"),
		Zone: rapid.SampledFrom([]string{"", "Europe/Berlin"}).Draw(t, "zone")}
	for n := range rapid.IntRange(1, 4).Draw(t, "questions") {
		q := core.Question{ID: "q" + string(rune('0'+n)), Type: rapid.SampledFrom(questionTypes).Draw(t, "type").Type, Text: text.Draw(t, "text"),
			Note: text.Draw(t, "note"), Optional: rapid.Bool().Draw(t, "optional"), Next: next.Draw(t, "next")}
		if n > 0 {
			q.ShowIf = rapid.SampledFrom([]string{"", `answer.q0 == "o0"`, `answer.q0 != nil || answer["q0"] == 3`}).Draw(t, "show_if")
		}
		takes := q.Type == core.Choice || q.Type == core.Choices
		if takes || q.Type == core.Thumbs {
			for m := range rapid.IntRange(0, 3).Draw(t, "options") {
				o := core.Option{ID: "o" + string(rune('0'+m)), Text: text.Draw(t, "option")}
				if q.Type != core.Choices {
					o.Next = next.Draw(t, "option's next")
				}
				q.Options = append(q.Options, o)
			}
		}
		if takes {
			q.Shuffle = rapid.Bool().Draw(t, "shuffle")
			for m := range q.Options {
				q.Options[m].Fixed = q.Shuffle && rapid.Bool().Draw(t, "fixed")
			}
			q.Other = rapid.Bool().Draw(t, "other")
		}
		if open(q.Type) {
			q.Prefill = rapid.SampledFrom([]string{"", "email"}).Draw(t, "prefill")
		}
		if scored(q.Type) {
			q.Low, q.High = text.Draw(t, "low"), text.Draw(t, "high")
		}
		if q.Type == core.NPS && rapid.Bool().Draw(t, "says why") {
			why := rapid.Bool().Draw(t, "why")
			q.Why = &why
		}
		s.Questions = append(s.Questions, q)
	}
	return s
}

// TestSurveyActs: what the buttons do, what they say of it, and where the focus goes.
func TestSurveyActs(t *testing.T) {
	ids := func(b *surveyBuilder) (list []string) {
		s, _ := b.survey(b.base)
		for _, q := range s.Questions {
			list = append(list, q.ID)
		}
		return list
	}
	for _, test := range []struct {
		act, did, focus string
		want            []string
	}{
		{"down questions.0", "Question 1 is now 2 of 3.", "down questions.1", []string{"b", "a", "c"}},
		{"down questions.1", "Question 2 is now 3 of 3.", "up questions.2", []string{"a", "c", "b"}},
		{"up questions.1", "Question 2 is now 1 of 3.", "down questions.0", []string{"b", "a", "c"}},
		{"place questions.2 0", "Question 3 is now 1 of 3.", "down questions.0", []string{"c", "a", "b"}},
		{"up questions.0", "", "", []string{"a", "b", "c"}},
		{"remove questions.1", "Question 2 was removed.", "questions.1.text.en", []string{"a", "c"}},
		{"remove questions.2", "Question 3 was removed.", "questions.1.text.en", []string{"a", "b"}},
		{"copy questions.0", "Question 1 was copied.", "questions.1.text.en", []string{"a", "first", "b", "c"}},
		{"add", "Question 4 was added.", "questions.3.text.en", []string{"a", "b", "c", "nps"}},
		{"ready done", "“Could they do it?” was added as question 4.", "questions.3.text.en", []string{"a", "b", "c", "done", "stopped"}},
		{"remove questions.7", "", "", []string{"a", "b", "c"}},
	} {
		s := core.Survey{Questions: []core.Question{{ID: "a", Type: core.FreeText, Text: core.Text{"en": "First?"}},
			{ID: "b", Type: core.FreeText, Text: core.Text{"en": "Second?"}}, {ID: "c", Type: core.FreeText, Text: core.Text{"en": "Third?"}}}}
		b := &surveyBuilder{fields: fillSurvey(s), base: s}
		b.fields["add.type"] = core.NPS
		b.act(test.act)
		if got := ids(b); !slices.Equal(got, test.want) || b.Did != test.did || b.Focus != test.focus {
			t.Errorf("%s: %v, %q, focus on %q; want %v, %q, %q", test.act, got, b.Did, b.Focus, test.want, test.did, test.focus)
		}
	}
}

// TestUndoKeepsWhatWasTyped: what was typed after an act is a step of its own, which can be taken back and done again; whoever types after
// that goes another way.
func TestUndoKeepsWhatWasTyped(t *testing.T) {
	s := core.Survey{Questions: []core.Question{{ID: "a", Type: core.FreeText, Text: core.Text{"en": "First?"}}, {ID: "b", Type: core.FreeText, Text: core.Text{"en": "Second?"}}}}
	b := &surveyBuilder{fields: fillSurvey(s), base: s}
	for i, step := range []struct {
		typed, act       string
		want             string // the text of the first question
		questions        int
		canUndo, canRedo bool
	}{
		{"", "refresh", "First?", 2, false, false},
		{"", "remove questions.1", "First?", 1, true, false},
		{"Typed?", "refresh", "Typed?", 1, true, false},
		{"", "undo", "First?", 1, true, true},
		{"", "undo", "First?", 2, false, true},
		{"", "undo", "First?", 2, false, true},
		{"", "redo", "First?", 1, true, true},
		{"", "redo", "Typed?", 1, true, false},
		{"", "undo", "First?", 1, true, true},
		{"Another?", "redo", "Another?", 1, true, false},
		{"", "redraw", "Another?", 1, true, false},
		{"", "undo", "First?", 1, true, true},
	} {
		if step.typed != "" {
			b.fields["questions.0.text.en"] = step.typed
		}
		b.Did = ""
		b.act(step.act)
		b.tellSteps()
		if got, n := b.fields["questions.0.text.en"], len(b.rows(questionList)); got != step.want || n != step.questions || b.CanUndo != step.canUndo || b.CanRedo != step.canRedo {
			t.Fatalf("step %d, %+v: %q of %d, can undo %v, redo %v", i, step, got, n, b.CanUndo, b.CanRedo)
		}
	}
}

// TestBlankOptions: an option in which nothing stands keeps its row, which the buttons of the rows beside it count, is none of the survey, and
// what is wrong with another is told at the other's row.
func TestBlankOptions(t *testing.T) {
	s := core.Survey{Questions: []core.Question{{ID: "a", Type: core.Choice, Text: core.Text{"en": "Which?"},
		Options: []core.Option{{ID: "x", Text: core.Text{"en": "X"}}, {ID: "y", Text: core.Text{"en": "Y"}}, {ID: "z", Text: core.Text{"en": "Z"}}}}}}
	blank := func() *surveyBuilder {
		b := &surveyBuilder{fields: fillSurvey(s), base: s}
		b.fields["questions.0.options.1.id"], b.fields["questions.0.options.1.text.en"] = "", ""
		b.fields = sentAgain(b.fields)
		return b
	}
	for act, want := range map[string][]string{
		"refresh": {"x", "z"}, "remove questions.0.options.1": {"x", "z"}, "remove questions.0.options.2": {"x"},
		"up questions.0.options.2": {"x", "z"}, "up questions.0.options.1": {"x", "z"}, "option questions.0": {"x", "z"},
	} {
		b := blank()
		b.act(act)
		got, _ := b.survey(s)
		var ids []string
		for _, o := range got.Questions[0].Options {
			ids = append(ids, o.ID)
		}
		if !slices.Equal(ids, want) {
			t.Errorf("%s leaves %v, want %v", act, ids, want)
		}
	}
	b := blank()
	if got := b.fieldOf("questions[0].options[1].text"); got != "questions.0.options.2.text.en" {
		t.Errorf("what is wrong with z is told at %s", got)
	}
	options := b.Questions()[0].Options()
	if names := []string{options[0].Name(), options[1].Name(), options[2].Name()}; !slices.Equal(names, []string{"x", "", "z"}) {
		t.Errorf("they are kept as %q", names)
	}
	for _, act := range []string{"option questions.0", "up questions.0.options.3", "undo", "undo"} {
		b.Did = ""
		b.act(act)
	}
	if n := len(b.rows("questions.0.options")); n != 3 {
		t.Errorf("undone there are %d rows, want 3", n)
	}
}

// TestJumpsAreNamedAsAsked: a question in the standard wording is offered in its words.
func TestJumpsAreNamedAsAsked(t *testing.T) {
	s := core.Survey{Questions: []core.Question{{ID: "a", Type: core.FreeText, Text: core.Text{"en": "First?"}}, {ID: "b", Type: core.NPS}}}
	b := &surveyBuilder{fields: fillSurvey(s), base: s}
	if got, want := b.Questions()[0].targets()[0].Text, "question 2: “How likely are you to recommend us to a friend or colleague?”"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestReadyTwice: a question that is inserted twice gets another id, and its condition follows it.
// TestSurveyBuilderTags: a language tag is the same in any case (RFC 5646, 2.1.1), and a text that is there is not called missing.
func TestSurveyBuilderTags(t *testing.T) {
	for name, one := range map[string]struct {
		lang    string
		text    core.Text
		missing int
		field   string // where the words of lang stand, or would
	}{
		"as written":               {"pt-BR", core.Text{"en": "Why?", "pt-BR": "Por quê?"}, 0, "thanks.pt-BR"},
		"in another case":          {"pt-BR", core.Text{"en": "Why?", "pt-br": "Por quê?"}, 0, "thanks.pt-br"},
		"the survey's in another":  {"pt-br", core.Text{"en": "Why?", "pt-BR": "Por quê?"}, 0, "thanks.pt-BR"},
		"the language in another":  {"pt-BR", core.Text{"en": "Why?", "PT": "Porquê?"}, 0, "thanks.PT"},
		"the region before":        {"pt-BR", core.Text{"en": "Why?", "pt": "Porquê?", "pt-br": "Por quê?"}, 0, "thanks.pt-br"},
		"of every language":        {"pt-BR", core.Text{"": "Why?"}, 0, "thanks.pt-BR"},
		"not there":                {"pt-BR", core.Text{"en": "Why?"}, 1, "thanks.pt-BR"},
		"in another region's only": {"pt-BR", core.Text{"en": "Why?", "pt-PT": "Porquê?"}, 1, "thanks.pt-BR"},
	} {
		t.Run(name, func(t *testing.T) {
			s := core.Survey{Name: "x", Languages: []string{"en", one.lang}, Thanks: one.text}
			b := &surveyBuilder{fields: fillSurvey(s), base: s}
			b.fields["lang"] = one.lang
			if got := b.Missing(one.lang); got != one.missing {
				t.Errorf("%d texts are missing, want %d", got, one.missing)
			}
			right := b.T("thanks", "Thanks", "").Right
			if right == nil || right.Name != one.field || (right.Warning != "") != (one.missing > 0) {
				t.Errorf("beside it stands %+v, want the field %s", right, one.field)
			}
		})
	}
}

func TestReadyTwice(t *testing.T) {
	b := &surveyBuilder{fields: fillSurvey(core.Survey{Name: "x"})}
	b.act("ready found")
	b.act("ready found")
	s, _ := b.survey(b.base)
	if wrong := survey.Check(s); len(wrong) > 0 {
		t.Errorf("%v", wrong)
	}
	if len(s.Questions) != 4 || s.Questions[3].ShowIf != `answer.found_2 != "yes"` || s.Questions[3].ID != "missing_2" {
		t.Errorf("%+v", s.Questions)
	}
	if again := survey.Bank(); again[6].Questions[1].ShowIf != `answer.found != "yes"` {
		t.Errorf("the bank was changed: %+v", again[6])
	}
}

func TestSlug(t *testing.T) {
	for text, want := range map[string]string{
		"The cost of delivery": "the_cost_of_delivery", "What held you back today, if we may ask?": "what_held_you_back_today", "Größe": "gre",
		"Was gefällt?": "was_gefllt", "5 €": "a5", "何": "", "": "", "Donaudampfschifffahrtsgesellschaft": "donaudampfschifffahrtsge",
	} {
		if got := slug(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestLengthWords: an estimate is told as roughly as it is known.
func TestLengthWords(t *testing.T) {
	for _, test := range []struct {
		s    core.Survey
		want string
	}{
		{core.Survey{}, "Nothing is asked yet."},
		{core.Survey{Questions: []core.Question{{ID: "a", Type: core.Thumbs, Text: core.Text{"en": "Good?"}}}}, "About 5 seconds."},
		{core.Survey{Questions: []core.Question{{ID: "nps", Type: core.NPS}}}, "About 10 seconds, and up to 30 seconds for who is asked everything and answers it."},
	} {
		if got := lengthWords(survey.LengthOf(test.s)); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestSurveyBuilderWork: the form of four times the questions takes not much more than four times the work. Work is counted in allocations,
// which do not depend on the machine; reading the whole form again for each question would take some fifteen times as many.
func TestSurveyBuilderWork(t *testing.T) {
	work := func(questions int) float64 {
		s := core.Survey{Languages: []string{"en"}}
		for n := range questions {
			s.Questions = append(s.Questions, core.Question{ID: "q" + strconv.Itoa(n), Type: core.Choice, Text: core.Text{"en": "Which?"},
				Options: []core.Option{{ID: "a", Text: core.Text{"en": "This"}}, {ID: "b", Text: core.Text{"en": "That"}}}})
		}
		b := &surveyBuilder{fields: fillSurvey(s), base: s}
		return testing.AllocsPerRun(1, func() {
			b.chooseConditions()
			for _, q := range b.Questions() {
				q.IDHint()
				for _, o := range q.Options() {
					o.Name()
				}
			}
		})
	}
	if few, many := work(10), work(40); many > 8*few {
		t.Errorf("%.0f allocations for 10 questions, %.0f for 40", few, many)
	}
}

// TestConditionsOffered: a question can depend on those before it, also behind the reason of an NPS, which is asked though the form does not show it.
func TestConditionsOffered(t *testing.T) {
	s := core.Survey{Questions: []core.Question{{ID: "score", Type: core.NPS}, {ID: "q", Type: core.Thumbs}, {ID: "r", Type: core.NPS}}}
	b := &surveyBuilder{fields: fillSurvey(s), base: s}
	var got []int
	for _, q := range b.Questions() {
		got = append(got, len(q.Groups))
	}
	if want := []int{0, 1, 2}; !slices.Equal(got, want) {
		t.Errorf("%v groups of answers, want %v", got, want)
	}
}

// TestPrefillFollowsTheQuestion: it goes along with a copy and to another type that takes words; a type that takes none loses it, which the form
// says, and gets it back when the type is changed back before saving.
func TestPrefillFollowsTheQuestion(t *testing.T) {
	base := core.Survey{Site: "demo", Name: "x", Questions: []core.Question{{ID: "mail", Type: core.Email, Text: core.Text{"en": "Where?"}, Prefill: "email"}}}
	b := &surveyBuilder{fields: fillSurvey(base), base: base}
	b.act("copy questions.0")
	b.fields = sentAgain(b.fields)
	for _, row := range []struct {
		typ, want string
		unfilled  []int
	}{{core.FreeText, "email", nil}, {core.Choice, "", []int{2}}, {core.NPS, "", []int{2}}, {core.Phone, "email", nil}} {
		b.fields["questions.1.type"] = row.typ
		s, _ := b.survey(base)
		if got := []string{s.Questions[0].Prefill, s.Questions[1].Prefill}; !slices.Equal(got, []string{"email", row.want}) {
			t.Errorf("as %s the copy has %q", row.typ, got)
		}
		if got := b.unfilled(); !slices.Equal(got, row.unfilled) {
			t.Errorf("as %s the form says that %v lose it", row.typ, got)
		}
		b.fields = sentAgain(b.fields)
	}
}

// TestUnfilledQuestionIsTheOneOnThePage: the page numbers the reason for a score too, which the form does not.
func TestUnfilledQuestionIsTheOneOnThePage(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.save(core.KindSurvey, "scored", core.Survey{Site: "demo", Name: "scored", Questions: []core.Question{{ID: "nps", Type: core.NPS},
		{ID: "mail", Type: core.CSAT, Text: core.Text{"en": "Where?"}}}})
	admin := b.user(core.Admin)
	for unfilled, want := range map[string]string{"1": "Question 1 is not", "2": "Question 3 is not", "0,3,x": ""} {
		body := b.get(admin, "/console/surveys/demo/scored?saved=changed&unfilled="+unfilled).Body.String()
		if !strings.Contains(body, want) || want == "" && strings.Contains(body, "is not filled in") {
			t.Errorf("of %q the page does not say %q", unfilled, want)
		}
	}
}

// TestSurveyPageShowsHowOptionsAreAsked: their order, and a line of the visitor's own.
func TestSurveyPageShowsHowOptionsAreAsked(t *testing.T) {
	b := newBench(t)
	b.configure()
	viewer := b.user(core.Viewer)
	page := func(q core.Question) string {
		q.ID, q.Type, q.Text = "why", core.Choice, core.Text{"en": "Why?"}
		q.Options = []core.Option{{ID: "price", Text: core.Text{"en": "The price"}}}
		b.save(core.KindSurvey, "asked", core.Survey{Site: "demo", Name: "asked", Questions: []core.Question{q}})
		return b.get(viewer, "/console/surveys/demo/asked").Body.String()
	}
	for _, words := range []string{`shuffled</span>`, "<li>Other, in the visitor’s own words</li>"} {
		if strings.Contains(page(core.Question{}), words) {
			t.Errorf("a plain question says %q", words)
		}
		if !strings.Contains(page(core.Question{Shuffle: true, Other: true}), words) {
			t.Errorf("one with both does not say %q", words)
		}
	}
}
