package server

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"heed/collector/core"
)

// plainFacts says in words what an intercept does, one line for each part that is set.
func plainFacts(i core.Intercept) []fact {
	facts := []fact{
		{"When", whenWords(i.When)},
		{"Where", whereWords(i.Where)},
	}
	facts = append(facts, fact{"For whom", whoWords(i.Who)})
	if s := i.Schedule; s != nil {
		facts = append(facts, fact{"On duty", scheduleWords(*s)})
	}
	facts = append(facts,
		fact{"Does", doWords(i.Action) + ", within " + durationWords(core.Duration(i.Action.ExpiresAfter())) + " or never"})
	for _, f := range i.Then {
		facts = append(facts, fact{"Then", doWords(f.Do) + " if " + f.If})
	}
	facts = append(facts, fact{"How often", limitWords(i.Limits)}, fact{"Tried on", rolloutWords(i.Rollout, i.Holdout)})
	if m := i.Metric; m != nil {
		facts = append(facts, fact{"Judged by", metricWords(*m)})
	}
	facts = append(facts, fact{"Priority", strconv.Itoa(i.Priority)})
	if i.Value > 0 {
		facts = append(facts, fact{"Value", number(i.Value) + ", against others of this priority"})
	}
	return facts
}

func whenWords(w core.When) string {
	parts := make([]string, 0, len(w.Any)+len(w.All))
	for _, t := range append(w.Any[:len(w.Any):len(w.Any)], w.All...) {
		parts = append(parts, triggerWords(t))
	}
	if len(w.All) == 0 {
		return strings.Join(parts, ", or ")
	}
	within := w.Within
	if within == 0 {
		within = core.Duration(30 * time.Minute)
	}
	return strings.Join(parts, ", and ") + ", within " + durationWords(within)
}

func triggerWords(t core.Trigger) string {
	text := "any signal"
	if t.Signal != "" {
		text = strings.ToLower(wordsOf(t.Signal).Noun)
	}
	if t.Count > 1 {
		text = strconv.Itoa(t.Count) + " times " + text
	}
	if t.MinScore > 0 {
		text += " with a score of " + percent(t.MinScore) + " or more"
	}
	if t.Page != "" {
		text += " on " + t.Page
	}
	if t.Frustration > 0 {
		text += " that leaves a frustration of " + percent(t.Frustration) + " or more"
	}
	return text
}

func whereWords(w core.Where) string {
	text := "on every page"
	if len(w.Include) > 0 {
		text = "on " + strings.Join(w.Include, ", ")
	}
	if len(w.Exclude) > 0 {
		text += " but not on " + strings.Join(w.Exclude, ", ")
	}
	return text
}

func scheduleWords(s core.Schedule) string {
	zone := s.Zone
	if zone == "" {
		zone = "UTC"
	}
	return strings.Join(append(s.Words(), zone), ", ")
}

// doWords say what an action will do.
func doWords(a core.Action) string {
	text := a.Type
	switch a.Type {
	case core.ActSurvey:
		text = "asks “" + a.Survey + "”"
	case core.ActMessage:
		text = "shows “" + a.Title.In("en") + "”"
	case core.ActLink:
		text = "shows “" + a.Text.In("en") + "” with a link"
	case core.ActEvent:
		text = "lets the page do “" + a.Event + "”"
	case core.ActTag:
		text = "tags the visitor “" + a.Tag + "”"
	case core.ActWebhook:
		text = "tells the webhook “" + a.Webhook + "”"
	case core.ActChat:
		text = "offers a chat"
	case core.ActCallback:
		text = "offers a call back"
	}
	if a.Team != "" {
		text += " with " + a.Team
	}
	return text + placeWords(a)
}

// cornerWords name the corners for people, of pages that are read from left to right or not.
var cornerWords = map[string]string{
	"bottom-end": "below, where lines end", "bottom-start": "below, where lines begin",
	"top-end": "above, where lines end", "top-start": "above, where lines begin",
}

// placeWords say where an action appears; nothing where that is as usual.
func placeWords(a core.Action) string {
	switch {
	case a.Corner != "":
		return " in the corner " + cornerWords[a.Corner]
	case a.Place == core.PlaceModal:
		return " as a dialog before the page"
	case a.Place == core.PlaceSheet:
		return " along the lower edge"
	case a.Place == core.PlaceInline:
		return " in the page, in " + a.Into
	}
	return ""
}

func limitWords(l core.Limits) string {
	session := max(1, l.PerSession) // one is the default, as Limits says
	parts := []string{times(session) + " in a visit"}
	if l.PerVisitor > 0 {
		every := "ever"
		if l.Every > 0 {
			every = "in " + durationWords(l.Every)
		}
		parts = append(parts, fmt.Sprintf("%s for a visitor %s", times(l.PerVisitor), every))
	}
	if l.Quota > 0 {
		parts = append(parts, times(l.Quota)+" in all")
	}
	text := "at most " + strings.Join(parts, ", ")
	if l.AfterDismissal > 0 {
		text += "; not for " + durationWords(l.AfterDismissal) + " after being closed"
	}
	if l.AfterAnswer > 0 {
		text += "; not for " + durationWords(l.AfterAnswer) + " after being answered"
	}
	return text
}

func rolloutWords(rollout, holdout *float64) string {
	text := "all visitors"
	if rollout != nil && *rollout < 100 {
		text = number(*rollout) + "\u00a0% of visitors"
	}
	if holdout == nil || *holdout == 0 {
		return text + ", none held back: its effect cannot be measured"
	}
	return text + ", of whom " + number(*holdout) + "\u00a0% are deliberately left alone to measure the effect"
}

func metricWords(m core.Metric) string {
	text := m.Event
	if m.Value != "" {
		text += " and its " + m.Value
	}
	if m.Within > 0 {
		text += " within " + durationWords(m.Within)
	}
	return text
}

// durationWords writes a duration for people: "7 days", "1 hour 30 minutes".
func durationWords(d core.Duration) string {
	var parts []string
	rest := time.Duration(d)
	for _, unit := range []struct {
		length time.Duration
		noun   string
	}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}, {time.Second, "second"}} {
		if n := int(rest / unit.length); n > 0 {
			parts = append(parts, plural(n, unit.noun))
			rest -= time.Duration(n) * unit.length
		}
	}
	if len(parts) == 0 {
		return d.String()
	}
	return strings.Join(parts, " ")
}
