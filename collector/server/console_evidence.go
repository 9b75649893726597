package server

import (
	"strings"

	"heed/collector/core"
)

// stepWords say how far somebody had come towards payment.
var stepWords = map[core.Step]string{
	core.StepCart: "looked at the cart", core.StepCheckout: "began the checkout", core.StepPayment: "chose how to pay",
}

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
	if words := stepWords[e.Step]; words != "" {
		facts = append(facts, fact{"Had come to", words})
	}
	if e.Cart != nil {
		facts = append(facts, fact{"Cart", plural(e.Cart.Items, "item") + ", " + money(e.Cart.Value, e.Cart.Currency)})
	}
	return facts
}

// stepChoices are the steps in their order.
func stepChoices() []choice {
	return []choice{{string(core.StepCart), "Looked at the cart"}, {string(core.StepCheckout), "Began the checkout"}, {string(core.StepPayment), "Chose how to pay"}}
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
