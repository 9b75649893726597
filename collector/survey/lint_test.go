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
		{ID: "score", Type: core.NPS},
	}}
	for name, one := range map[string]struct {
		edit func(s *core.Survey)
		site []string
		want string
	}{
		"whole":                      {edit: func(s *core.Survey) {}, site: []string{"en-GB", "de"}},
		"a question":                 {edit: func(s *core.Survey) { s.Questions[0].Text = core.Text{"en": "Why?"} }, want: "missing_translation questions[0].text"},
		"an option":                  {edit: func(s *core.Survey) { s.Questions[0].Options[0].Text = core.Text{"de": "A"} }, want: "missing_translation questions[0].options[0].text"},
		"a note":                     {edit: func(s *core.Survey) { s.Questions[0].Note = core.Text{"en": "one"} }, want: "missing_translation questions[0].note"},
		"the thanks":                 {edit: func(s *core.Survey) { s.Thanks = core.Text{"en": "Thanks", "de": " "} }, want: "missing_translation thanks"},
		"a language of the site":     {edit: func(s *core.Survey) {}, site: []string{"en", "fr"}, want: "missing_language languages"},
		"words that NPS has not":     {edit: func(s *core.Survey) { s.Languages, s.Questions, s.Thanks = []string{"en", "cy"}, s.Questions[1:], nil }, want: "missing_translation questions[0].text, missing_translation questions[0].low, missing_translation questions[0].high"},
		"NPS in own words":           {edit: func(s *core.Survey) { s.Questions[1].Text = whole }, want: "own_wording questions[1].text"},
		"stars in own words":         {edit: func(s *core.Survey) { s.Questions[1] = core.Question{ID: "q", Type: core.Rating, Text: whole} }},
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

// TestLintIntercept: follow-ups that no answer leads to, and messages without words.
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
	expect(t, LintIntercept(site, asks(`answer.help == "yes"`, `answer.help != "no"`), &s), "")
	expect(t, LintIntercept(site, asks(`answer.help == "yes"`, `answer.help == "call"`), &s), "dead_follow_up then[1].if")
	expect(t, LintIntercept(site, asks(`answer.other == "yes"`), &s), "dead_follow_up then[0].if")
	expect(t, LintIntercept(site, asks(`answer.other == "yes"`), nil), "")
	says := core.Intercept{Action: core.Action{Type: core.ActMessage, Text: core.Text{"en": "Hello"}, Title: core.Text{"": "Hi"},
		CTA: &core.CTA{Text: core.Text{"de": "Los"}}}}
	expect(t, LintIntercept(site, says, nil), "missing_translation action.text, missing_translation action.cta.text")
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
