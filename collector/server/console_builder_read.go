package server

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"heed/collector/core"
	"heed/collector/decide"
)

// formReader makes an intercept of the builder's fields. It begins with the one that the form was made from, so that what the form does
// not show is kept, and notes by field what cannot be read; what can be read but is wrong is for the same checks as everywhere.
type formReader struct {
	fields
	base  core.Intercept
	wrong []core.FieldError
}

// read gives the intercept that the fields say, as far as they can be read.
func (f fields) read(base core.Intercept, status core.Status) (core.Intercept, []core.FieldError) {
	r := &formReader{fields: f, base: base}
	i := base
	i.Site, i.Name, i.Status = f["site"], f["name"], status
	i.Owner, i.Hypothesis = f["owner"], f["hypothesis"]
	i.Metric, i.When, i.Who, i.Schedule = r.metric(), r.when(), r.who(), r.schedule()
	i.Where = core.Where{Include: lines(f["where.include"]), Exclude: lines(f["where.exclude"])}
	i.Priority = r.whole("priority")
	i.Limits.PerVisitor, i.Limits.PerSession = r.limit("limits.per_visitor"), r.limit("limits.per_session")
	i.Limits.Quota, i.Limits.Every = r.limit("limits.quota"), r.time("limits.every")
	i.Limits.AfterDismissal, i.Limits.AfterAnswer = r.time("limits.after_dismissal"), r.time("limits.after_answer")
	i.Value = r.measure("value")
	i.Rollout, i.Holdout = r.percent("rollout"), r.percent("holdout")
	i.Action = r.action("action", base.Action)
	i.Then = r.then()
	return i, r.wrong
}

func (r *formReader) complain(path, format string, args ...any) {
	r.wrong = append(r.wrong, core.FieldError{Path: path, Message: fmt.Sprintf(format, args...)})
}

func (r *formReader) metric() *core.Metric {
	var m core.Metric
	if r.base.Metric != nil {
		m = *r.base.Metric
	}
	m.Event, m.Value, m.Within = r.fields["metric.event"], r.fields["metric.value"], r.time("metric.within")
	if m == (core.Metric{}) {
		return nil
	}
	return &m
}

func (r *formReader) when() core.When {
	before := slices.Concat(r.base.When.Any, r.base.When.All)
	var list []core.Trigger
	for _, n := range r.rows(whenList) {
		at := row(whenList, n)
		t := from(before, r.fields[at+".from"])
		t.Signal, t.Page, t.Count = r.fields[at+".signal"], r.fields[at+".page"], r.whole(at+".count")
		switch t.Signal {
		case anySignal:
			t.Signal = ""
		case customPrefix:
			t.Signal += r.fields[at+".custom"]
		}
		t.MinScore, t.Frustration = r.measure(at+".min_score"), r.measure(at+".frustration")
		list = append(list, t)
	}
	if r.fields["when.match"] == "all" {
		return core.When{All: list, Within: r.time("when.within")}
	}
	return core.When{Any: list}
}

// who keeps the writing of a condition whose meaning is the same.
func (r *formReader) who() string {
	var list []decide.Comparison
	for _, n := range r.rows(whoList) {
		at := row(whoList, n)
		c := decide.Comparison{Name: r.fields[at+".name"], Key: r.fields[at+".key"], Op: r.fields[at+".op"], Value: r.fields[at+".value"]}
		r.comparison(at, &c)
		list = append(list, c)
	}
	who := decide.Compose(list, r.fields["who.rest"])
	if decide.SameCondition(who, r.base.Who) {
		return r.base.Who
	}
	return who
}

// comparison finds what a row lacks; an operator or value that does not fit would only be refused in the words of the expression.
func (r *formReader) comparison(at string, c *decide.Comparison) {
	i := slices.IndexFunc(decide.Variables(), func(v decide.Variable) bool { return v.Name == c.Name })
	if i < 0 {
		r.complain(at+".name", "is not chosen: what should be looked at?")
		return
	}
	v := decide.Variables()[i]
	isMap := v.Type == "map"
	switch {
	case isMap && c.Key == "":
		r.complain(at+".key", "is missing: which one, such as plan?")
	case c.Name == "answers" && !strings.Contains(c.Key, "."):
		r.complain(at+".key", "names no question: write the survey and the question, such as cart-why.help")
	case !isMap:
		c.Key = "" // left over from another choice
	}
	if !slices.Contains(decide.Suits(v.Type), c.Op) {
		r.complain(at+".op", "does not go with it: %s is %s", variableWords(c.Name), typeWords[v.Type])
		return
	}
	if _, err := strconv.ParseFloat(c.Value, 64); v.Type == "number" && err != nil {
		r.complain(at+".value", "is not a number; write one such as 40")
	}
}

func (r *formReader) schedule() *core.Schedule {
	var s core.Schedule
	if r.base.Schedule != nil {
		s = *r.base.Schedule
	}
	s.From, s.Until, s.Hours, s.Zone = r.fields["schedule.from"], r.fields["schedule.until"], r.hours(s.Hours), r.fields["schedule.zone"]
	if s == (core.Schedule{}) {
		return nil
	}
	return &s
}

// action keeps what the form does not know of an action whose type stays.
func (r *formReader) action(at string, before core.Action) core.Action {
	a := before
	if typ := r.fields[at+".type"]; typ != before.Type {
		a = core.Action{Type: typ}
	}
	a.Expires = r.expires(at, a)
	a.Place, a.Corner, a.Into = r.place(at, a)
	switch a.Type {
	case core.ActSurvey:
		a.Survey = r.fields[at+".survey"]
	case core.ActMessage, core.ActLink:
		a.Title, a.Text, a.CTA = r.text(at+".title"), r.text(at+".text"), nil
		if cta := (core.CTA{Text: r.text(at + ".cta.text"), URL: r.fields[at+".cta.url"]}); cta.Text != nil || cta.URL != "" {
			a.CTA = &cta
		}
	case core.ActChat:
		a.Team, a.Text = r.fields[at+".team"], r.text(at+".text")
	case core.ActCallback:
		a.Team = r.fields[at+".team"]
	case core.ActEvent:
		a.Event = r.fields[at+".event"]
	case core.ActTag:
		a.Tag = r.fields[at+".tag"]
	case core.ActWebhook:
		a.Webhook = r.fields[at+".webhook"]
	}
	return a
}

// expires reads how long a moment lasts. A zero that was written down would become the usual time, which nobody asked for.
func (r *formReader) expires(at string, a core.Action) core.Duration {
	if a.Unseen() {
		return 0 // left over from another choice
	}
	at += ".expires"
	wrong := len(r.wrong)
	d := r.time(at)
	if d == 0 && r.fields[at] != "" && len(r.wrong) == wrong {
		r.complain(at, "is 0; leave it empty for %s, or write a longer time", core.Duration(core.DefaultExpiry))
	}
	return d
}

// place reads where something appears. The corners stand among the places, as that is one choice to make.
func (r *formReader) place(at string, a core.Action) (place, corner, into string) {
	if a.Type == core.ActEvent || a.Unseen() {
		return "", "", "" // left over from another choice
	}
	place = r.fields[at+".place"]
	if slices.Contains(core.Corners(), place) {
		place, corner = core.PlaceCorner, place
	}
	if place == core.PlaceInline {
		into = r.fields[at+".into"]
	}
	return place, corner, into
}

func (r *formReader) text(at string) core.Text {
	var t core.Text
	at += "."
	for name, text := range r.fields {
		lang, ok := strings.CutPrefix(name, at)
		if !ok || text == "" {
			continue
		}
		if t == nil {
			t = core.Text{}
		}
		t[strings.TrimPrefix(lang, plainLanguage)] = text
	}
	return t
}

func (r *formReader) then() []core.FollowUp {
	var list []core.FollowUp
	for _, n := range r.rows(thenList) {
		at := row(thenList, n)
		f := from(r.base.Then, r.fields[at+".from"])
		f.If = r.fields[at+".if"]
		if f.If == ownCondition {
			f.If = r.fields[at+".own"]
		}
		f.Do = r.action(at+".do", f.Do)
		list = append(list, f)
	}
	return list
}

// ownCondition is the choice of a follow-up's condition that is written beside.
const ownCondition = "own"

// from gives the thing that a row was made from, or a new one.
func from[T any](list []T, place string) (out T) {
	if n, err := strconv.Atoi(place); err == nil && n >= 0 && n < len(list) {
		out = list[n]
	}
	return out
}

func (r *formReader) whole(name string) int {
	text := r.fields[name]
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		r.complain(name, "%q is not a whole number", text)
	}
	return int(n)
}

// limit refuses a 0, which a document takes as no limit and its author meant as «never».
func (r *formReader) limit(name string) int {
	n := r.whole(name)
	if n == 0 && r.fields[name] != "" {
		r.complain(name, "0 is no limit; leave it empty for that, or pause the intercept to stop it")
	}
	return n
}

func (r *formReader) measure(name string) float64 {
	text := r.fields[name]
	if text == "" {
		return 0
	}
	x, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		r.complain(name, "%q is not a number", text)
		return 0
	}
	return x
}

func (r *formReader) percent(name string) *float64 {
	if r.fields[name] == "" {
		return nil
	}
	p := r.measure(name)
	return &p
}

func (r *formReader) time(name string) core.Duration {
	text := r.fields[name]
	if text == "" {
		return 0
	}
	d, err := core.ParseDuration(text + r.fields[name+".unit"])
	if err != nil {
		r.complain(name, "%q is not a time; write a whole number, and choose the unit beside it", text)
	}
	return d
}

// lines are the lines of a text that say something.
func lines(text string) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
