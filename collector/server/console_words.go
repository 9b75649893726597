package server

import (
	"strconv"
	"strings"

	"heed/collector/core"
)

// kindWords say what a signal of one kind means. The words stand before what was touched, or alone when nothing was.
type kindWords struct {
	Noun string // "Rage click"
	Did  string // "rage-clicked", followed by the target
	Lone string // the whole of it when there is no target
}

// signalWords has the kinds of the public contract.
var signalWords = map[string]kindWords{
	"rage_click":                {"Rage click", "rage-clicked", "rage-clicked"},
	"dead_click":                {"Dead click", "clicked without effect on", "clicked where nothing happens"},
	"slow_click":                {"Slow click", "waited long after a click on", "waited long after a click"},
	"dead_swipe":                {"Dead swipe", "swiped without effect on", "swiped where nothing moves"},
	"error_click":               {"Error click", "got an error from a click on", "got an error from a click"},
	"thrashed_cursor":           {"Thrashed cursor", "thrashed the cursor over", "thrashed the cursor"},
	"excessive_scroll":          {"Excessive scroll", "scrolled up and down around", "scrolled up and down in search of something"},
	"quick_back":                {"Quick back", "came straight back from", "came straight back"},
	"exit_intent":               {"Exit intent", "was about to leave from", "was about to leave"},
	"hesitation":                {"Hesitation", "hesitated at", "hesitated"},
	"form_struggle":             {"Form struggle", "struggled with", "struggled with a form"},
	"form_abandonment":          {"Form abandonment", "gave up on", "gave up on a form"},
	"repeated_validation_error": {"Repeated validation error", "was refused again and again by", "was refused by a form again and again"},
	"cart_abandonment":          {"Cart abandonment", "was leaving the cart at", "was leaving the cart behind"},
	"error_shown":               {"Error shown", "was shown an error at", "was shown an error"},
	"open":                      {"Opened by hand", "asked for help at", "asked for help"},
}

// wordsOf gives the words of any kind: custom and future ones speak with their own name.
func wordsOf(kind string) kindWords {
	if w, ok := signalWords[kind]; ok {
		return w
	}
	name := strings.ReplaceAll(strings.TrimPrefix(kind, "custom:"), "_", " ")
	return kindWords{Noun: name, Did: "sent “" + name + "” from", Lone: "sent “" + name + "”"}
}

// leavingWords say what became of a signal of leaving, "" for any other.
func leavingWords(s core.Signal) string {
	switch s.State {
	case core.SignalHeld:
		return "held: the visitor may come back"
	case core.SignalConfirmed:
		return "confirmed: nobody came back in time"
	case core.SignalWithdrawn:
		if s.Reason == core.Purchased {
			return "withdrawn: the visitor bought"
		}
		return "withdrawn: the visitor came back"
	}
	return ""
}

// target is what a signal is about: the label a visitor read if the page told it, or else the selector.
type target struct {
	Text  string `json:"text"`
	Label bool   `json:"label"` // Text is a label, to be quoted
}

// String quotes a label.
func (t target) String() string {
	if t.Label {
		return "“" + t.Text + "”"
	}
	return t.Text
}

func targetOf(s core.Signal) target {
	if label, ok := s.Data["label"].(string); ok && label != "" {
		return target{Text: label, Label: true}
	}
	return target{Text: s.Target}
}

// gateWords say what each gate asks.
var gateWords = map[string]string{
	"trigger":       "The signal is one it waits for",
	"where":         "The page is one it works on",
	"who":           "The visitor is one it is meant for",
	"schedule":      "It is on duty at this time",
	"session_limit": "Not too often in this visit",
	"visitor_limit": "Not too often for this visitor",
	"cooldown":      "The visitor has had time since the last answer or dismissal",
	"quota":         "The quota over all visitors is not used up",
	"survey":        "The survey it asks is not closed",
	"budget":        "The visitor has not been contacted too much",
	"rollout":       "The visitor is in the share it is rolled out to",
	"fresh":         "The moment has not passed",
	"present":       "The visitor is still there",
	"running":       "The site is not stopped",
	"sample":        "The signal is in the sample that measures the detectors",
	"listened":      "The site listens to such signals",
}

// legible writes a gate's value with as many digits as a reader wants: a place from 0 to 100 is drawn with sixteen.
func legible(v core.Value) string {
	const longest = 8
	text := v.String()
	if n, err := strconv.ParseFloat(text, 64); err == nil && len(text) > longest && strings.Contains(text, ".") {
		return strconv.FormatFloat(n, 'f', 2, 64)
	}
	return text
}

// outcomeWords name an outcome where a reader chooses or sees one.
func outcomeWords(o core.Outcome) string {
	switch o {
	case core.Acted:
		return "Acted"
	case core.Held:
		return "Held back"
	case core.Idle:
		return "Nothing to do"
	}
	return "Waiting"
}

// actionWords say what an action does, as in "stuck asked what-happened".
func actionWords(a *core.Action) string {
	if a == nil {
		return "acted"
	}
	switch a.Type {
	case core.ActSurvey:
		return "asked “" + a.Survey + "”"
	case core.ActMessage:
		return "showed a message"
	case core.ActLink:
		return "showed a link"
	case core.ActEvent:
		return "let the page do “" + a.Event + "”"
	case core.ActChat:
		return "offered a chat"
	case core.ActCallback:
		return "offered a call back"
	case core.ActTap:
		return "asked whether something went wrong"
	}
	return a.Type
}

// didWords say in a few words what was decided.
func didWords(d core.Decision) string {
	name := d.Intercept
	if name == "" || name == core.PrecisionName {
		name = "Heed"
	}
	switch d.Outcome {
	case core.Acted:
		return name + " " + actionWords(d.Action)
	case core.Held:
		return name + " held back"
	}
	return "Nothing to do"
}

// progressWords say what became of what was shown, "" when there is nothing to say.
func progressWords(d core.Decision) string {
	switch {
	case d.Answered != nil:
		return "answered"
	case d.Dismissed != nil:
		return "dismissed"
	case d.Shown != nil:
		return "seen"
	}
	return ""
}

// dismissedWords say how a card came to an end, or why it never was seen.
func dismissedWords(reason string) (name, text string) {
	switch reason {
	case "no_thanks":
		return "Dismissed", "The visitor said no thanks"
	case "escape":
		return "Dismissed", "The visitor pressed Escape"
	case "", "close":
		return "Dismissed", "The visitor closed it"
	case "expired":
		return "Not shown", "The moment had passed before it could be shown"
	case "busy":
		return "Not shown", "Something else was being shown"
	case "failed":
		return "Failed", "The widget could not be loaded, or could not show it"
	}
	return "Dismissed", reason
}
