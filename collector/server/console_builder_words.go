package server

import (
	"strconv"
	"strings"

	"heed/collector/core"
	"heed/collector/decide"
)

// kindChoice is a kind of signal as the builder offers it.
type kindChoice struct{ Kind, Words string }

// kindChoices are the kinds of the public contract, those of despair first, each with what the visitor does.
var kindChoices = []kindChoice{
	{"rage_click", "Rage click: presses the same spot again and again"},
	{"dead_click", "Dead click: presses and nothing happens"},
	{"slow_click", "Slow click: presses and waits long"},
	{"error_click", "Error click: presses and gets an error"},
	{"error_shown", "Error shown: sees an error"},
	{"dead_swipe", "Dead swipe: swipes and nothing moves"},
	{"thrashed_cursor", "Thrashed cursor: shakes the mouse"},
	{"excessive_scroll", "Excessive scroll: goes up and down in search of something"},
	{"quick_back", "Quick back: opens a page and comes straight back"},
	{"hesitation", "Hesitation: stops before deciding"},
	{"form_struggle", "Form struggle: corrects a field again and again"},
	{"repeated_validation_error", "Repeated validation error: a form refuses again and again"},
	{"form_abandonment", "Form abandonment: gives up on a form"},
	{"cart_abandonment", "Cart abandonment: leaves a cart behind"},
	{"exit_intent", "Exit intent: is about to leave"},
}

// variableNames say in words what a `who` can ask about; a name that is not here speaks for itself.
var variableNames = map[string]string{
	"visitor.id":          "the browser's id",
	"visitor.user":        "the customer's id",
	"visitor.visits":      "the number of visits",
	"visitor.new":         "the first visit",
	"visitor.frustration": "the frustration (0 to 1)",
	"visitor.tags":        "the visitor's tags",
	"visitor.traits":      "a trait of the visitor",
	"traits":              "a trait of the customer",
	"cart.value":          "the cart's value",
	"cart.items":          "the number of items in the cart",
	"cart.currency":       "the cart's currency",
	"device.touch":        "a touch screen",
	"device.w":            "the window's width in pixels",
	"device.h":            "the window's height in pixels",
	"device.lang":         "the language",
	"page.path":           "the page's path",
	"page.title":          "the page's title",
	"page.ref":            "the page they came from",
	"query":               "a word of the address they came with",
	"answers":             "an answer they gave",
	"signal.kind":         "the signal's kind",
	"signal.score":        "the signal's score (0 to 1)",
	"signal.data":         "a number of the signal",
}

func variableWords(name string) string {
	if words, ok := variableNames[name]; ok {
		return words
	}
	return name
}

// typeWords say what a name holds, by the type of its Variable.
var typeWords = map[string]string{"number": "a number", "text": "a text", "true or false": "either there or not", "map": "anything", "list": "a list"}

// operatorWords say what each operator asks.
var operatorWords = map[string]string{
	decide.Is: "is", decide.IsNot: "is not", decide.AtLeast: "is at least", decide.Above: "is more than", decide.AtMost: "is at most",
	decide.Below: "is less than", decide.Contains: "contains", decide.Lacks: "does not contain", decide.StartsWith: "begins with",
	decide.EndsWith: "ends with", decide.Has: "has among it", decide.HasNot: "does not have among it", decide.Yes: "is so", decide.No: "is not so",
}

// comparisonWords read a row back.
func comparisonWords(c decide.Comparison) string {
	switch c {
	case decide.Comparison{Name: "visitor.new", Op: decide.Yes}:
		return "it is the first visit"
	case decide.Comparison{Name: "visitor.new", Op: decide.No}:
		return "it is not the first visit"
	case decide.Comparison{Name: "visitor.user", Op: decide.IsNot}:
		return "they are signed in"
	}
	name, value := subjectWords(c), c.Value
	if _, err := strconv.ParseFloat(value, 64); err != nil {
		value = "“" + value + "”"
	}
	switch c.Op {
	case decide.Has:
		return value + " is among " + name
	case decide.HasNot:
		return value + " is not among " + name
	case decide.Yes, decide.No:
		if c.Key != "" {
			return name + map[string]string{decide.Yes: " is true", decide.No: " is not true"}[c.Op]
		}
		return map[string]string{decide.Yes: "there is ", decide.No: "there is not "}[c.Op] + name
	}
	return name + " " + operatorWords[c.Op] + " " + value
}

// subjectWords say what a row looks at.
func subjectWords(c decide.Comparison) string {
	switch {
	case c.Key == "":
		return variableWords(c.Name)
	case c.Name == "signal.data":
		return "“" + c.Key + "” of the signal"
	case c.Name == "query":
		return "“" + c.Key + "” of the address they came with"
	case c.Name == "answers":
		survey, question, _ := strings.Cut(c.Key, ".")
		return "the answer to “" + question + "” of “" + survey + "”"
	}
	return "“" + c.Key + "” of the customer"
}

// whoWords say for whom an intercept is meant.
func whoWords(who string) string {
	if who == "" {
		return "everybody"
	}
	rows, rest := decide.Decompose(who)
	parts := make([]string, 0, len(rows)+1)
	for _, r := range rows {
		parts = append(parts, comparisonWords(r))
	}
	if rest != "" {
		parts = append(parts, "the expression "+rest+" holds")
	}
	return "visitors if " + strings.Join(parts, ", and ")
}

// saying is what one part of the form means.
type saying struct{ part, text string }

// sayings read an intercept back, a sentence for each part of the form.
func sayings(i core.Intercept, asked map[string]string) []saying {
	list := []saying{
		{"why", "Nothing says yet what should become better."},
		{"when", "It waits for nothing yet: choose at least one signal."},
		{"where", upper(whereWords(i.Where)) + "."},
		{"who", "For " + whoWords(i.Who) + "."},
		{"schedule", "At any time."},
		{"limits", upper(limitWords(i.Limits)) + "."},
		{"share", shareSaying(i)},
		{"action", "Nothing is chosen yet."},
		{"then", "The survey ends with its thanks, whatever is answered."},
	}
	set := func(part, text string) {
		for n := range list {
			if list[n].part == part {
				list[n].text = text
			}
		}
	}
	if i.Metric != nil && i.Metric.Event != "" {
		set("why", "If it helps, visitors who were asked reach “"+metricWords(*i.Metric)+"” more often than those who were left alone.")
	}
	if len(i.When.Any)+len(i.When.All) > 0 {
		set("when", "Upon "+whenWords(i.When)+".")
	}
	if i.Schedule != nil {
		set("schedule", upper(scheduleWords(*i.Schedule))+".")
	}
	if i.Action.Type != "" {
		set("action", upper(doWords(i.Action))+", within "+durationWords(core.Duration(i.Action.ExpiresAfter()))+" of the signal or never.")
	}
	if len(i.Then) > 0 {
		parts := make([]string, len(i.Then))
		for n, f := range i.Then {
			parts[n] = upper(doWords(f.Do)) + " if " + conditionWords(f.If, asked) + "."
		}
		set("then", strings.Join(parts, " "))
	}
	return list
}

// conditionWords read the condition of a follow-up back; asked has the words of those that the form offers.
func conditionWords(condition string, asked map[string]string) string {
	if words, ok := asked[condition]; ok {
		return words
	}
	if condition == "" {
		return "… (choose an answer)"
	}
	return condition + " holds"
}

// shareSaying says of 100 visitors who come that far how many it acts on.
func shareSaying(i core.Intercept) string {
	rollout, holdout := 100.0, 0.0
	if i.Rollout != nil {
		rollout = *i.Rollout
	}
	if i.Holdout != nil {
		holdout = *i.Holdout
	}
	if !(rollout >= 0 && rollout <= 100 && holdout >= 0 && holdout <= 100) {
		return "A share is a number from 0 to 100."
	}
	left := rollout * holdout / 100
	text := upper(shareVerb(i.Action.Type)) + " " + number(rounded(rollout-left)) + " of 100 visitors who come that far"
	if rollout < 100 {
		text += ", does not touch " + number(rounded(100-rollout))
	}
	if left == 0 {
		return text + ". Nobody is left alone to compare with, so its effect cannot be measured."
	}
	return text + ", and deliberately leaves " + number(rounded(left)) + " alone, to measure the effect. A visitor always stays on the same side."
}

// rounded keeps two decimals.
func rounded(x float64) float64 {
	text := strconv.FormatFloat(x, 'f', 2, 64)
	out, _ := strconv.ParseFloat(text, 64) // what FormatFloat wrote
	return out
}

// shareVerb is what is done to a visitor.
func shareVerb(action string) string {
	switch action {
	case core.ActSurvey:
		return "asks"
	case core.ActMessage, core.ActLink:
		return "speaks to"
	}
	return "acts on"
}

// summarySaying is the whole intercept in a few sentences.
func summarySaying(i core.Intercept) string {
	if i.Action.Type == "" || len(i.When.Any)+len(i.When.All) == 0 {
		return "Choose what it waits for and what it does; then it is read back here."
	}
	text := upper(doWords(i.Action)) + " upon " + whenWords(i.When) + ", " + whereWords(i.Where) + ", for " + whoWords(i.Who)
	if i.Schedule != nil {
		text += ", " + scheduleWords(*i.Schedule)
	}
	return text + ". " + upper(limitWords(i.Limits)) + ". " + shareSaying(i)
}
