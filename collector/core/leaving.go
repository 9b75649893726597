package core

import "time"

// A page that is left tells of an abandoned cart, but a shopper who goes to pay, or to another tab, leaves it just the same. So such
// a signal is held for a while: it stands only when nobody came back and nothing was bought in that time. What it is, is never
// written by a timer: it follows from what is stored and from the time at which it is read.

// SignalState is where a signal of leaving stands; other signals have none.
type SignalState string

// The states of a signal of leaving.
const (
	SignalHeld      SignalState = "held"
	SignalWithdrawn SignalState = "withdrawn"
	SignalConfirmed SignalState = "confirmed"
)

// Why a signal was withdrawn.
const (
	Returned  = "returned"
	Purchased = "purchased"
)

// Grace is how long signals of leaving are held. A site changes it under `grace`.
type Grace struct {
	Cart     Duration `json:"cart,omitempty"`     // DefaultGrace.Cart when zero
	Checkout Duration `json:"checkout,omitempty"` // once checkout has begun; DefaultGrace.Checkout when zero
}

// DefaultGrace is our judgement: a quarter of an hour for a shopper who looks elsewhere, and the half hour after which web analytics
// calls it another visit for one who confirms a payment at a bank.
var DefaultGrace = Grace{Cart: Duration(15 * time.Minute), Checkout: Duration(30 * time.Minute)}

// checkoutBegun is the stage, as in agent.RecStage, from which a shopper may have left in order to pay.
const checkoutBegun = 2

// For gives the time for a shopper who had come to a stage of buying.
func (g Grace) For(stage float64) time.Duration {
	own, other := g.Cart, DefaultGrace.Cart
	if stage >= checkoutBegun {
		own, other = g.Checkout, DefaultGrace.Checkout
	}
	if own > 0 {
		return time.Duration(own)
	}
	return time.Duration(other)
}

// StateAt is where the signal stands at a time.
func (g *Signal) StateAt(now time.Time) SignalState {
	switch {
	case g.Until == nil:
		return ""
	case g.Reason != "":
		return SignalWithdrawn
	case now.Before(*g.Until):
		return SignalHeld
	}
	return SignalConfirmed
}

// Return is a visitor who is there, or has bought, at a time: it withdraws what is held of them since before, if its time was not over
// by then.
type Return struct {
	Site    string
	Visitor string
	At      time.Time
	Reason  string // Returned or Purchased; the latter says more, and takes the former's place
}

// Withdraw forgets the signals that a return at a time withdraws, and reports whether there was one.
func (h *History) Withdraw(at time.Time) bool {
	kept := h.Signals[:0]
	for _, s := range h.Signals {
		if !(s.Until.After(at) && s.At.Before(at)) {
			kept = append(kept, s)
		}
	}
	found := len(kept) < len(h.Signals)
	clear(h.Signals[len(kept):])
	h.Signals = kept
	return found
}
