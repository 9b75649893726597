package ingest

import "heed/collector/core"

// evidence gathers what is known when an answer begins a response to what a decision asked, so that the survey need not ask it.
func (t *taker) evidence(d core.Decision) (*core.Evidence, error) {
	e := &core.Evidence{Kind: d.Kind}
	if t.needAnalytics() != nil {
		return e, nil
	}
	if cart := t.visit.history.Visitor.Cart; cart != (core.Cart{}) {
		e.Cart = &cart
	}
	if d.Signal == "" {
		return e, nil
	}
	sig, err := t.Store.Signal(t.ctx, d.Signal)
	if core.IsKind(err, core.NotFound) {
		return e, nil // it is not kept any more
	}
	if err != nil {
		return nil, err
	}
	e.Signal, e.Target = sig.ID, sig.Target
	e.Label, _ = sig.Data["label"].(string)
	stage, _ := sig.Data["stage"].(float64)
	e.Step = core.StepAt(stage)
	return e, nil
}
