package survey

import (
	"strings"
	"testing"

	"heed/collector/core"
)

// TestLint: words that are missing in a language, and languages that are missing.
func TestLint(t *testing.T) {
	whole := core.Text{"en": "Why?", "de": "Warum?"}
	base := core.Survey{Site: "shop", Name: "why", Languages: []string{"en", "de"}, Thanks: whole, Questions: []core.Question{
		{ID: "why", Type: core.Choice, Text: whole, Options: []core.Option{{ID: "a", Text: core.Text{"": "A"}}}},
		{ID: "score", Type: core.NPS, ShowIf: `answer.why == "a"`},
	}}
	for name, one := range map[string]struct {
		edit func(s *core.Survey)
		site []string
		want string
	}{
		"whole":                  {edit: func(s *core.Survey) {}, site: []string{"en-GB", "de"}},
		"a question":             {edit: func(s *core.Survey) { s.Questions[0].Text = core.Text{"en": "Why?"} }, want: "missing_translation questions[0].text"},
		"an option":              {edit: func(s *core.Survey) { s.Questions[0].Options[0].Text = core.Text{"de": "A"} }, want: "missing_translation questions[0].options[0].text"},
		"a note":                 {edit: func(s *core.Survey) { s.Questions[0].Note = core.Text{"en": "one"} }, want: "missing_translation questions[0].note"},
		"the thanks":             {edit: func(s *core.Survey) { s.Thanks = core.Text{"en": "Thanks", "de": " "} }, want: "missing_translation thanks"},
		"a language of the site": {edit: func(s *core.Survey) {}, site: []string{"en", "fr"}, want: "missing_language languages"},
		"words that NPS has not": {edit: func(s *core.Survey) { s.Languages, s.Questions, s.Thanks = []string{"en", "cy"}, s.Questions[1:], nil }, want: "missing_translation questions[0].text, missing_translation questions[0].low, missing_translation questions[0].high, missing_translation questions[0].why"},
		"a reason in own languages": {edit: func(s *core.Survey) {
			yes := true
			s.Languages = []string{"en", "de", "cy"}
			s.Questions = []core.Question{{ID: "score", Type: core.NPS, Text: core.Text{"": "?"}, Why: &yes}}
			s.Thanks = nil
		}, want: "own_wording questions[0].text, missing_translation questions[0].low, missing_translation questions[0].high, missing_translation questions[0].why"},
		"NPS in own words":           {edit: func(s *core.Survey) { s.Questions[1].Text = whole }, want: "own_wording questions[1].text"},
		"stars in own words":         {edit: func(s *core.Survey) { s.Questions[1].Type, s.Questions[1].Text = core.Rating, whole }},
		"words without a language":   {edit: func(s *core.Survey) { s.Thanks = core.Text{"": "Thanks"} }},
		"no thanks, which may be so": {edit: func(s *core.Survey) { s.Thanks = nil }},
	} {
		t.Run(name, func(t *testing.T) {
			s := base
			s.Questions = append([]core.Question(nil), base.Questions...)
			s.Questions[0].Options = append([]core.Option(nil), base.Questions[0].Options...)
			one.edit(&s)
			expect(t, Lint(core.Site{Languages: one.site}, s), one.want)
		})
	}
}

// TestLintOrder: a score first, one open question, a contact last.
func TestLintOrder(t *testing.T) {
	no := false
	score := core.Question{ID: "score", Type: core.NPS}
	words := func(id string) core.Question {
		return core.Question{ID: id, Type: core.FreeText, Text: core.Text{"": "?"}}
	}
	mail := core.Question{ID: "mail", Type: core.Email, Text: core.Text{"": "?"}}
	consent := core.Question{ID: "ok", Type: core.Agree, Text: core.Text{"": "?"}}
	plain, some := score, words("more")
	plain.Why, some.ShowIf = &no, "answer.score < 7"
	late := plain
	late.ShowIf = `answer.why != nil`
	for name, one := range map[string]struct {
		questions []core.Question
		want      string
	}{
		"as it should be":                 {[]core.Question{score, some, mail, consent}, ""},
		"two scores":                      {[]core.Question{plain, {ID: "b", Type: core.CSAT}, words("more")}, ""},
		"a score after words":             {[]core.Question{words("why"), plain}, "score_not_first questions[1]"},
		"a score that only some give":     {[]core.Question{words("why"), late}, ""},
		"words beside the standard why":   {[]core.Question{score, consent, words("more")}, "second_open_question questions[2]"},
		"the standard why beside words":   {[]core.Question{words("more"), score}, "score_not_first questions[1], second_open_question questions[1].why"},
		"words that stand in for the why": {[]core.Question{score, words("more")}, ""},
		"three times words":               {[]core.Question{words("a"), words("b"), words("c")}, "second_open_question questions[1], second_open_question questions[2]"},
		"a contact before the rest":       {[]core.Question{plain, mail, words("more")}, "contact_not_last questions[1]"},
		"two contacts":                    {[]core.Question{plain, mail, {ID: "phone", Type: core.Phone, Text: core.Text{"": "?"}}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := core.Survey{Site: "shop", Name: "s", Questions: one.questions}
			if wrong := Check(s); len(wrong) > 0 {
				t.Fatal(wrong)
			}
			expect(t, Lint(core.Site{}, s), one.want)
		})
	}
}

// TestLintIntercept: follow-ups that no answer leads to, a survey that has closed, and messages without words.
func TestLintIntercept(t *testing.T) {
	s := core.Survey{Site: "shop", Name: "why", Questions: []core.Question{
		{ID: "help", Type: core.Choice, Options: []core.Option{{ID: "yes"}, {ID: "no"}}},
	}}
	asks := func(conditions ...string) core.Intercept {
		i := core.Intercept{Site: "shop", Name: "a", Action: core.Action{Type: core.ActSurvey, Survey: "why"}}
		for _, c := range conditions {
			i.Then = append(i.Then, core.FollowUp{If: c, Do: core.Action{Type: core.ActChat}})
		}
		return i
	}
	site := core.Site{Languages: []string{"en", "de"}}
	expect(t, LintIntercept(site, asks(`answer.help == "yes"`, `answer.help != "no"`), &s, noon(0)), "")
	expect(t, LintIntercept(site, asks(`answer.help == "yes"`, `answer.help == "call"`), &s, noon(0)), "dead_follow_up then[1].if")
	expect(t, LintIntercept(site, asks(`answer.other == "yes"`), &s, noon(0)), "dead_follow_up then[0].if")
	expect(t, LintIntercept(site, asks(`answer.other == "yes"`), nil, noon(0)), "")
	s.Closes = "2026-03-01"
	expect(t, LintIntercept(site, asks(), &s, noon(0)), "")
	s.Closes = "2026-02-28"
	expect(t, LintIntercept(site, asks(), &s, noon(0)), "closed_survey action.survey")
	says := core.Intercept{Action: core.Action{Type: core.ActMessage, Text: core.Text{"en": "Hello"}, Title: core.Text{"": "Hi"},
		CTA: &core.CTA{Text: core.Text{"de": "Los"}}}}
	expect(t, LintIntercept(site, says, nil, noon(0)), "missing_translation action.text, missing_translation action.cta.text")
}

func expect(t *testing.T, found []core.Finding, want string) {
	t.Helper()
	var got []string
	for _, f := range found {
		got = append(got, f.Code+" "+f.Path)
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("found %q, want %q: %v", strings.Join(got, ", "), want, found)
	}
}
