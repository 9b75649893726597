package agent

// cartTenths says how sure we are of a cart that was only filled; each stage that was reached, cart viewed, checkout begun,
// payment entered, adds one (ours). The further someone came, the less a departure is mere browsing.
const cartTenths = 6

// From paymentStage on a page is a step towards payment; lastStage is the furthest that RecStage goes.
const (
	paymentStage = 2
	lastStage    = 3
)

// cart recognises a cart abandonment: there is value in the cart, nothing was bought, and the visitor shows an exit intent,
// is idle for CartIdleMs, or the tab is hidden or unloaded. Going on to the next page unloads a page too, by a link, a form or
// a script, so what the visitor last did explains it for CartPressMs: a press, or a choice or a form sent from the keyboard.
// A tab is hidden by a link that opens another one, which nothing else in this page answers. It is reported once an abandonment:
// again only when the cart has changed, the checkout has come further, or the visitor has been away for AgainMs and come back.
//
// Sources: the events and stages of GA4's ecommerce documentation. Whether someone who left for a payment provider comes back
// is for the collector to wait for.
type cart struct {
	acted float32 // the latest event of a control that answers: a form sent, an option chosen, a link that leads away
	value float32 // in the shop's currency
	items float32 // -1 when unknown
	stage float32 // as in RecStage
	// excused is until when leaving is explained by what the visitor did.
	excused   float32
	full      bool // there is something in it
	unclaimed bool // and that it is abandoned has not been reported
}

// fill notes what the cart holds now.
func (a *Agent) fill(value, items float32) {
	k := &a.cart
	value, items = sane(value, 0), sane(items, -1)
	if value == k.value && items == k.items {
		return
	}
	k.value, k.items = value, items
	worth := items
	if items < 0 {
		worth = value
	}
	k.full = worth > 0
	k.unclaimed = k.full
	if !k.full {
		k.stage = 0
	}
	a.stir()
}

// sane returns an amount, or what stands for one that cannot be.
//
//go:noinline
func sane(amount, unknown float32) float32 {
	if amount >= 0 && amount < never {
		return amount
	}
	return unknown
}

// reach notes progress towards payment.
func (a *Agent) reach(stage float32) {
	k := &a.cart
	a.hesitation.step = stage >= paymentStage
	if stage >= 1 && stage > k.stage {
		k.stage = min(stage, lastStage)
		k.unclaimed = k.full
	}
	a.stir()
}

// abandons reports that the cart is left behind, if there is one and it has not been reported.
//
//go:noinline
func (a *Agent) abandons(trigger Trigger) {
	k := &a.cart
	if k.unclaimed {
		k.unclaimed = false
		a.send(CartAbandonment, (cartTenths+k.stage)/10, 0, k.value, k.items, k.stage, float32(trigger))
	}
}
