package agent

import "math"

// cartScoreTenths says how sure we are of a cart that was only filled; each stage that was reached, cart viewed, checkout begun,
// payment entered, adds one (ours). The further someone came, the less a departure is mere browsing.
const cartScoreTenths = 6

// lastStage is the furthest that RecStage goes.
const lastStage = 3

// cart recognises a cart abandonment: there is value in the cart, nothing was bought, and the visitor shows an exit intent,
// is idle for CartIdleMs, or the tab is hidden or unloaded. Going on to the next page unloads a page too, by a link, a form or
// a script, so what the visitor last did explains it for CartPressMs: a press, or a choice or a form sent from the keyboard.
// A tab is hidden by a link that opens another one, which nothing else in this page answers. It is reported once an
// abandonment: again only when the cart has changed or the checkout has come further since.
//
// Sources: the events and stages of GA4's ecommerce documentation. Whether someone who left for a payment provider comes back
// is for the collector to wait for.
type cart struct {
	acted  float64 // the latest event of a control that answers: a form sent, an option chosen, a link that leads away
	value  float32 // in the shop's currency
	items  float32 // -1 when unknown
	stage  float32 // as in RecStage
	active float64 // when the visitor last moved, or the cart changed
	// excused is until when leaving is explained by what the visitor did.
	excused   float64
	full      bool // there is something in it
	unclaimed bool // and that it is abandoned has not been reported
}

// fill notes what the cart holds now.
func (k *cart) fill(value, items float32, at float64) {
	if !(value >= 0 && value <= math.MaxFloat32) {
		value = 0
	}
	if !(items >= 0 && items <= math.MaxFloat32) {
		items = -1
	}
	if value == k.value && items == k.items {
		return
	}
	k.value, k.items = value, items
	worth := items
	if items < 0 {
		worth = value
	}
	k.full = worth > 0
	k.unclaimed, k.active = k.full, at
	if !k.full {
		k.stage = 0
	}
}

// reach notes progress towards payment.
func (k *cart) reach(stage float32, at float64) {
	if stage >= 1 && stage > k.stage {
		k.stage = min(stage, lastStage)
		k.unclaimed, k.active = k.full, at
	}
}

// idle is when the visitor will have been idle for too long. Nobody can be idle on a page that is not seen.
//
//go:noinline
func (a *Agent) idle() float64 {
	if !a.cart.unclaimed || a.exit.shown.stopped {
		return never
	}
	return a.cart.active + float64(a.settings.CartIdleMs)
}

// abandons reports that the cart is left behind, if there is one and it has not been reported.
func (a *Agent) abandons(trigger Trigger, at float64) {
	k := &a.cart
	if !k.unclaimed {
		return
	}
	k.unclaimed = false
	a.emit(Signal{
		Kind: CartAbandonment, Score: (cartScoreTenths + k.stage) / 10, At: at,
		Data: [4]float32{k.value, k.items, k.stage, float32(trigger)},
	})
}
