package survey

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"heed/collector/core"
)

// Lint finds what a survey that passes Check should be looked at for: words that are missing in a language it, or its site, speaks,
// scores that cannot be compared, and questions out of order. The default language is Check's to demand.
func Lint(site core.Site, s core.Survey) []core.Finding {
	l := linter{kind: core.KindSurvey, site: s.Site, name: s.Name}
	have := languagesOf(s)
	for _, lang := range site.Languages {
		if !slices.ContainsFunc(have, func(tag string) bool { return strings.EqualFold(base(tag), base(lang)) }) {
			l.add(core.Doubtful, "missing_language", "languages", "leaves out %s, which the site speaks; visitors who read it are asked in %s", lang, have[0])
		}
	}
	filled := worded(s)
	for i, q := range filled.Questions {
		path := fmt.Sprintf("questions[%d]", i)
		l.wording(path+".text", s.Questions[i])
		l.text(path+".text", q.Text, have)
		l.text(path+".note", q.Note, have)
		l.text(path+".low", q.Low, have)
		l.text(path+".high", q.High, have)
		for k, o := range q.Options {
			l.text(fmt.Sprintf("%s.options[%d].text", path, k), o.Text, have)
		}
		if asksWhy(s, i) {
			l.reason(path+".why", q, have)
		}
	}
	l.text("thanks", s.Thanks, have)
	l.reach(s.Questions)
	l.order(s)
	return l.found
}

// LintIntercept finds what of an intercept depends on its survey, nil when it shows none, and on its site's languages: answers that
// nobody can give, words that are missing, and a survey whose last day is past.
func LintIntercept(site core.Site, i core.Intercept, s *core.Survey, now time.Time) []core.Finding {
	l := linter{kind: core.KindIntercept, site: i.Site, name: i.Name}
	l.action("action", i.Action, site.Languages)
	if s != nil {
		l.closed("action.survey", *s, now)
	}
	for k, f := range i.Then {
		path := fmt.Sprintf("then[%d]", k)
		l.action(path+".do", f.Do, site.Languages)
		if s != nil {
			l.followUp(path+".if", f.If, *s)
		}
	}
	return l.found
}

// linter collects the findings about one document.
type linter struct {
	kind, site, name string
	found            []core.Finding
}

func (l *linter) add(severity core.Severity, code, path, format string, args ...any) {
	l.found = append(l.found, core.Finding{
		Code: code, Severity: severity, Kind: l.kind, Site: l.site, Name: l.name,
		FieldError: core.FieldError{Path: path, Message: fmt.Sprintf(format, args...)},
	})
}

// closed finds a survey that is not asked any more. Whether a quota is used up stands in no document.
func (l *linter) closed(path string, s core.Survey, now time.Time) {
	if closing, err := s.Closing(); err == nil && !closing.At.IsZero() && !now.Before(closing.At) {
		l.add(core.Wrong, "closed_survey", path, "asks survey %s, which closed on %s, so it never shows; give the survey a later day, or none, under closes",
			s.Name, s.Closes)
	}
}

// wording finds a score that others publish, asked in one's own words.
func (l *linter) wording(path string, q core.Question) {
	method := map[string]string{core.NPS: "NPS", core.CSAT: "CSAT", core.CES: "CES 2.0"}[q.Type]
	if method == "" || len(q.Text) == 0 {
		return
	}
	l.add(core.Doubtful, "own_wording", path,
		"asks in your own words, so that benchmarks of %s do not hold for the score; leave the text out for the standard wording, in %d languages",
		method, len(languages()))
}

// text finds the languages in which a text that is there has no words.
func (l *linter) text(path string, t core.Text, languages []string) {
	if len(t) == 0 {
		return
	}
	var missing []string
	for _, lang := range languages {
		if !Covers(t, lang) {
			missing = append(missing, lang)
		}
	}
	if len(missing) > 0 {
		l.add(core.Doubtful, "missing_translation", path, "has no words in %s; write them, or leave the language out", strings.Join(missing, ", "))
	}
}

// reason finds the languages in which the reason for a score is asked in another one: the question is ours, and has the languages that it has.
func (l *linter) reason(path string, q core.Question, languages []string) {
	asked := why(q).Text
	missing := slices.DeleteFunc(slices.Clone(languages), func(lang string) bool { return Covers(asked, lang) })
	if len(missing) > 0 {
		l.add(core.Doubtful, "missing_translation", path, "is asked in our words, which are not there in %s; ask for the reason in a question of your own after it, "+
			"or write why: false", strings.Join(missing, ", "))
	}
}

func (l *linter) action(path string, a core.Action, languages []string) {
	l.text(path+".title", a.Title, languages)
	l.text(path+".text", a.Text, languages)
	if a.CTA != nil {
		l.text(path+".cta.text", a.CTA.Text, languages)
	}
}

// followUp finds a condition that no answer to the survey can meet.
func (l *linter) followUp(path, source string, s core.Survey) {
	condition, err := parse(source)
	if err != nil {
		return // Check says so
	}
	questions := map[string]core.Question{}
	for _, q := range Complete(s).Questions {
		questions[q.ID] = q
	}
	for _, id := range condition.questions() {
		if _, ok := questions[id]; !ok {
			l.add(core.Wrong, "dead_follow_up", path, "asks for the answer to %q, which survey %s does not ask; name one of its questions", id, s.Name)
			return
		}
	}
	if err := condition.sense(func(id string) core.Question { return questions[id] }); err != nil {
		l.add(core.Wrong, "dead_follow_up", path, "%v, so it never leads anywhere", err)
	}
}
