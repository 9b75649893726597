package server

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"heed/collector/core"
	"heed/collector/decide"
)

// fields are what stands in the builder's form, by name, as it was typed: nothing of it is lost when it cannot be read. A list is rows
// whose names carry their number, as in when.0.signal; a time is a number and its unit, as in metric.within and metric.within.unit; a
// text has one field a language, as in action.text.en.
type fields map[string]string

// The lists of the form.
const (
	whenList  = "when"
	whoList   = "who"
	thenList  = "then"
	hoursList = "hours"
)

// builderLists are all of them.
var builderLists = []string{whenList, whoList, thenList, hoursList}

// plainLanguage stands for the language of a text that was written without one.
const plainLanguage = "-"

// fieldsOf takes a form as it was sent, without the space around each value.
func fieldsOf(form url.Values) fields {
	f := fields{}
	for name, values := range form {
		f[name] = strings.TrimSpace(strings.ReplaceAll(values[0], "\r\n", "\n"))
	}
	return f
}

// rows gives the numbers of a list's rows.
func (f fields) rows(list string) []int { return f.rowsWhere(list, func(string) bool { return true }) }

// filled gives the numbers of the rows with a field in which something stands.
func (f fields) filled(list string) []int {
	return f.rowsWhere(list, func(value string) bool { return value != "" })
}

// rowsWhere gives the numbers of the rows with a field whose value is as wanted.
func (f fields) rowsWhere(list string, wanted func(value string) bool) []int {
	prefix := list + "."
	seen := map[int]bool{}
	for name, value := range f {
		rest, ok := strings.CutPrefix(name, prefix)
		if !ok || !wanted(value) {
			continue
		}
		number, _, _ := strings.Cut(rest, ".")
		if n, err := strconv.Atoi(number); err == nil && n >= 0 {
			seen[n] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// row is the prefix of a row's names.
func row(list string, n int) string { return list + "." + strconv.Itoa(n) }

// pack drops rows in which nothing was entered and numbers the rest from 0, so that a row's number is its place in the document.
func (f fields) pack(list string) {
	kept := fields{}
	next := 0
	for _, n := range f.rows(list) {
		taken := f.take(row(list, n))
		if taken.blank() {
			continue
		}
		for name, value := range taken {
			kept[row(list, next)+name] = value
		}
		next++
	}
	maps.Copy(f, kept)
}

// take removes a row and gives its fields by the rest of their names, each with its leading dot.
func (f fields) take(prefix string) fields {
	taken := fields{}
	for name, value := range f {
		if rest, ok := strings.CutPrefix(name, prefix+"."); ok {
			taken["."+rest] = value
			delete(f, name)
		}
	}
	return taken
}

// blank reports whether nothing was entered: what is chosen from the start does not count.
func (f fields) blank() bool {
	for name, value := range f {
		if value != "" && !strings.HasSuffix(name, ".unit") && name != ".op" && name != ".from" {
			return false
		}
	}
	return true
}

// edit does what a button for rows asks: "add when" or "remove when.2". It reports whether it was one.
func (f fields) edit(act string) bool {
	verb, what, _ := strings.Cut(act, " ")
	switch {
	case verb == "add" && slices.Contains(builderLists, what):
		next := 0
		if rows := f.rows(what); len(rows) > 0 {
			next = rows[len(rows)-1] + 1
		}
		f[row(what, next)+".from"] = ""
	case verb == "remove":
		list, _, _ := strings.Cut(what, ".")
		f.take(what)
		f.pack(list)
	default:
		return false
	}
	return true
}

// fill writes an intercept into a form.
func fill(i core.Intercept) fields {
	f := fields{
		"site": i.Site, "name": i.Name, "status": string(i.Status), "revision": strconv.Itoa(i.Revision), "owner": i.Owner,
		"hypothesis": i.Hypothesis, "priority": wholeText(i.Priority), "where.include": strings.Join(i.Where.Include, "\n"),
		"where.exclude": strings.Join(i.Where.Exclude, "\n"), "rollout": percentText(i.Rollout), "holdout": percentText(i.Holdout),
		"limits.per_visitor": wholeText(i.Limits.PerVisitor), "limits.per_session": wholeText(i.Limits.PerSession), "limits.quota": wholeText(i.Limits.Quota),
	}
	f["value"] = measureText(i.Value)
	f.span("limits.every", i.Limits.Every, "d")
	f.span("limits.after_dismissal", i.Limits.AfterDismissal, "d")
	f.span("limits.after_answer", i.Limits.AfterAnswer, "d")
	m := core.Metric{}
	if i.Metric != nil {
		m = *i.Metric
	}
	f["metric.event"], f["metric.value"] = m.Event, m.Value
	f.span("metric.within", m.Within, "d")
	f.fillWhen(i.When)
	f.fillWho(i.Who)
	if s := i.Schedule; s != nil {
		f["schedule.from"], f["schedule.until"], f["schedule.zone"] = s.From, s.Until, s.Zone
		f.fillHours(s.Hours)
	}
	f.fillAction("action", i.Action)
	for n, then := range i.Then {
		at := row(thenList, n)
		f[at+".from"], f[at+".if"] = strconv.Itoa(n), then.If
		f.fillAction(at+".do", then.Do)
	}
	return f
}

func (f fields) fillWhen(w core.When) {
	f["when.match"] = "any"
	if len(w.All) > 0 {
		f["when.match"] = "all"
	}
	f.span("when.within", w.Within, "m")
	for n, t := range slices.Concat(w.Any, w.All) {
		at := row(whenList, n)
		f[at+".from"], f[at+".signal"], f[at+".page"], f[at+".count"] = strconv.Itoa(n), t.Signal, t.Page, wholeText(t.Count)
		f[at+".min_score"], f[at+".frustration"] = measureText(t.MinScore), measureText(t.Frustration)
		if own, ok := strings.CutPrefix(t.Signal, customPrefix); ok {
			f[at+".signal"], f[at+".custom"] = customPrefix, own
		} else if t.Signal == "" {
			f[at+".signal"] = anySignal
		}
	}
}

// The choices of a trigger's signal that are no kind.
const (
	customPrefix = "custom:" // one of the site's own, named beside
	anySignal    = "any"     // whichever it is
)

func (f fields) fillWho(who string) {
	rows, rest := decide.Decompose(who)
	for n, c := range rows {
		at := row(whoList, n)
		f[at+".name"], f[at+".key"], f[at+".op"], f[at+".value"] = c.Name, c.Key, c.Op, c.Value
	}
	f["who.rest"] = rest
}

func (f fields) fillAction(at string, a core.Action) {
	f[at+".type"], f[at+".survey"], f[at+".team"] = a.Type, a.Survey, a.Team
	f[at+".event"], f[at+".tag"], f[at+".webhook"] = a.Event, a.Tag, a.Webhook
	f[at+".place"], f[at+".into"] = cmp.Or(a.Corner, a.Place), a.Into
	f.span(at+".expires", a.Expires, "s")
	f.texts(at+".title", a.Title)
	f.texts(at+".text", a.Text)
	if a.CTA != nil {
		f.texts(at+".cta.text", a.CTA.Text)
		f[at+".cta.url"] = a.CTA.URL
	}
}

func (f fields) texts(at string, t core.Text) {
	for lang, text := range t {
		f[at+"."+cmp.Or(lang, plainLanguage)] = text
	}
}

// spanUnits are the units of a time, the longest first.
var spanUnits = []struct {
	name, noun string
	length     time.Duration
}{{"d", "days", 24 * time.Hour}, {"h", "hours", time.Hour}, {"m", "minutes", time.Minute}, {"s", "seconds", time.Second}}

// span writes a time as a number of the longest unit that makes it a whole one; usual is the unit offered when there is none.
func (f fields) span(name string, d core.Duration, usual string) {
	f[name], f[name+".unit"] = "", usual
	if d == 0 {
		return
	}
	for _, u := range spanUnits {
		if time.Duration(d)%u.length == 0 || u.name == "s" {
			f[name], f[name+".unit"] = measureText(time.Duration(d).Seconds()/u.length.Seconds()), u.name
			return
		}
	}
}

// wholeText, measureText and percentText leave a field empty for what is not set.
func wholeText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func measureText(x float64) string {
	if x == 0 {
		return ""
	}
	return number(x)
}

func percentText(p *float64) string {
	if p == nil {
		return ""
	}
	return number(*p)
}
