package server

import (
	"strings"

	"heed/collector/core"
)

// knownFacts say what was known when a response began, the reason it was asked first.
func knownFacts(e *core.Evidence) []fact {
	if e == nil {
		return nil
	}
	var facts []fact
	about := target{Text: e.Target}
	if e.Label != "" {
		about = target{Text: e.Label, Label: true}
	}
	switch words := wordsOf(e.Kind); {
	case e.Kind == "":
	case about.Text != "":
		facts = append(facts, fact{"Before", upper(words.Did) + " " + about.String()})
	default:
		facts = append(facts, fact{"Before", upper(words.Lone)})
	}
	for _, step := range stepChoices() {
		if step.Value == string(e.Step) {
			facts = append(facts, fact{"Had come to", step.Text})
		}
	}
	if e.Cart != nil {
		facts = append(facts, fact{"Cart", plural(e.Cart.Items, "item") + ", " + money(e.Cart.Value, e.Cart.Currency)})
	}
	return facts
}

// stepChoices are how far somebody can have come towards payment.
func stepChoices() []choice {
	return []choice{{string(core.StepCart), "The cart"}, {string(core.StepCheckout), "The checkout"}, {string(core.StepPayment), "The payment"}}
}

// beforeChoices are what can have led to a question.
func beforeChoices() []choice {
	list := []choice{{"open", "Opened by hand"}}
	for _, k := range kindChoices {
		name, _, _ := strings.Cut(k.Words, ":")
		list = append(list, choice{k.Kind, name})
	}
	return list
}
