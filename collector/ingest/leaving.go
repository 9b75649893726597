package ingest

import (
	"slices"
	"time"

	"heed/agent"
	"heed/collector/core"
)

// hold decides whether a signal waits for its visitor to come back, and until when. When the visitor is known to be back already, as
// when the next page was faster than the beacon of the one before, it is withdrawn from the start.
func (t *taker) hold(sig *core.Signal) {
	if sig.Muted || sig.Kind != agent.CartAbandonment.String() || !leaves(sig.Kind, sig.Data) {
		return
	}
	stage, _ := sig.Data["stage"].(float64)
	until := sig.At.Add(t.sites()[sig.Site].Grace.For(stage))
	sig.Until = &until
	switch {
	case during(sig, t.visit.purchased):
		sig.Reason = core.Purchased
	case during(sig, t.visit.returned):
		sig.Reason = core.Returned
	}
	sig.State = sig.StateAt(t.now)
}

// during reports whether something happened while the signal was held.
func during(sig *core.Signal, at time.Time) bool { return at.After(sig.At) && at.Before(*sig.Until) }

// forget takes a signal that came withdrawn out of the history again: it was decided on like any other, and counts no more.
func (v *visit) forget(sig core.Signal) {
	if sig.Reason != "" {
		v.history.Signals = slices.DeleteFunc(v.history.Signals, func(s core.Seen) bool { return s.ID == sig.ID })
	}
}

// back notes that the visitor is there at a time, and says what that withdraws.
func (v *visit) back(p Peer, at time.Time) []core.Return {
	v.returned = latest(v.returned, at)
	if !v.history.Withdraw(at) {
		return nil
	}
	return []core.Return{{Site: p.Site, Visitor: p.Hello.Visitor, At: at, Reason: core.Returned}}
}

// bought notes a purchase at a time. It is always written: what it withdraws may have been withdrawn before, for a lesser reason.
func (v *visit) bought(p Peer, at time.Time) []core.Return {
	v.purchased = latest(v.purchased, at)
	v.history.Withdraw(at)
	return []core.Return{{Site: p.Site, Visitor: p.Hello.Visitor, At: at, Reason: core.Purchased}}
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// time is when the page said hello, by the collector's clock.
func (h *Hello) time(now time.Time) time.Time {
	if h.At <= 0 {
		return now
	}
	return millis(h.At).Add(h.skew(now))
}

// leavingWithin is how soon after a signal of leaving a page sends its last batch, in ms.
const leavingWithin = 1000

// leaving reports whether a page says hello only to bring what it has to tell on being left.
func (h *Hello) leaving(items []Item) bool {
	for i := range items {
		it := &items[i]
		if it.T == "signal" && leaves(it.Kind, it.Data) && (h.At <= 0 || max(h.At-it.At, it.At-h.At) < leavingWithin) {
			return true
		}
	}
	return false
}

// leaves reports whether a signal was recognised by its page being hidden or unloaded. The data of a site's own signals are the
// site's.
func leaves(kind string, data map[string]any) bool {
	n, _ := data["trigger"].(float64)
	trigger := agent.Trigger(n)
	return agent.KindOf(kind) != agent.None && (trigger == agent.TriggerHidden || trigger == agent.TriggerUnload)
}
