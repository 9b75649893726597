package core

// Evidence is what was known when a response began: what nobody has to be asked. Of what the visitor did it is kept only with their
// consent to analytics.
type Evidence struct {
	// Kind is the decision's: the kind of the signal that led to the question, «open» when the visitor opened it by hand.
	Kind   string `json:"kind,omitempty"`
	Signal string `json:"signal,omitempty"` // its id
	Target string `json:"target,omitempty"` // what it was about, a short CSS selector
	Label  string `json:"label,omitempty"`  // and what stands on that
	Step   Step   `json:"step,omitempty"`
	Cart   *Cart  `json:"cart,omitempty"` // nil when it was empty or is not known
}

// Step is how far a visitor has come towards payment, as far as the signal tells.
type Step string

// The steps: those of GA4's ecommerce events, from view_cart on.
const (
	StepCart     Step = "cart"
	StepCheckout Step = "checkout"
	StepPayment  Step = "payment"
)

// StepAt gives the step of a stage of a cart as the agent counts them, "" for none.
func StepAt(stage float64) Step {
	steps := [...]Step{"", StepCart, StepCheckout, StepPayment}
	if stage != float64(int(stage)) || stage < 0 || int(stage) >= len(steps) {
		return ""
	}
	return steps[int(stage)]
}
