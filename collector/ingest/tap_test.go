package ingest

import (
	"encoding/json"
	"testing"

	"heed/agent"
	"heed/collector/core"
)

// TestTap: a signal of the sample is asked about, and the answer is stored with it.
func TestTap(t *testing.T) {
	w := newWorld(t)
	p := w.greet("v1")
	sig := w.rage()
	sig.Kind, sig.Target = "slow_click", "#pay"
	r := w.receive(p, sig)
	var action struct{ Type string }
	if len(r.Acts) != 1 || json.Unmarshal(r.Acts[0].Action, &action) != nil || action.Type != core.ActTap {
		t.Fatalf("reply %+v", r)
	}
	answer := func(value string) Item {
		return Item{T: "answer", ID: newID(), At: w.now.UnixMilli(), Decision: r.Acts[0].Decision, Survey: "precision", Question: "wrong",
			Value: []byte(value), Done: true}
	}
	if r := w.receive(p, answer(`"perhaps"`)); len(r.Rejected) != 1 || r.Rejected[0].Code != "bad_answer" {
		t.Fatalf("an answer there is not: %+v", r)
	}
	if r := w.receive(p, answer(`"yes"`)); len(r.Acked) != 1 || len(r.Acts) != 0 {
		t.Fatalf("reply %+v", r)
	}
	taps, _, err := w.store.ListTaps(t.Context(), core.Query{Site: "shop"})
	if err != nil || len(taps) != 1 || !taps[0].Right || taps[0].Kind != "slow_click" || taps[0].Target != "#pay" || taps[0].Signal != sig.ID {
		t.Fatalf("taps %+v, %v", taps, err)
	}
	again := w.rage()
	again.Kind = "slow_click"
	if r := w.receive(p, again); len(r.Acked) != 1 || len(r.Acts) != 0 {
		t.Fatalf("the budget did not count the tap: %+v", r)
	}
}

// TestTapNeedsConsent: who wants no feedback is asked nothing.
func TestTapNeedsConsent(t *testing.T) {
	w := newWorld(t)
	p := w.greet("v1")
	p.Hello.Consent = &core.Consent{Analytics: true}
	sig := w.rage()
	sig.Kind = "slow_click"
	if r := w.receive(p, sig); len(r.Acked) != 1 || len(r.Acts) != 0 {
		t.Fatalf("reply %+v", r)
	}
}

// TestMutedSignal is stored as such, decided on by nothing, and asks nothing.
func TestMutedSignal(t *testing.T) {
	w := newWorld(t)
	sig := w.rage()
	sig.Kind, sig.Target = "slow_click", "#muted"
	if r := w.receive(w.greet("v1"), sig); len(r.Acked) != 1 || len(r.Acts) != 0 {
		t.Fatalf("reply %+v", r)
	}
	list, _, err := w.store.ListSignals(t.Context(), core.Query{Site: "shop"})
	if err != nil || len(list) != 1 || !list[0].Muted {
		t.Fatalf("signals %+v, %v", list, err)
	}
	d, err := w.store.DecisionOfSignal(t.Context(), sig.ID)
	if err != nil || d.Outcome != core.Idle || len(d.Considered.Evaluations()) != 0 {
		t.Fatalf("decision %+v, %v", d, err)
	}
}

// TestMutedSignalsFrustrateNobody: what comes after is judged as if they had not been, also for who wants no feedback.
func TestMutedSignalsFrustrateNobody(t *testing.T) {
	for name, feedback := range map[string]bool{"asked": true, "without feedback": false} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			quiet, alone := w.greet("quiet"), w.greet("alone")
			quiet.Hello.Consent = &core.Consent{Analytics: true, Feedback: feedback}
			muted := w.rage()
			muted.Kind, muted.Target = "slow_click", "#muted"
			mine, theirs := w.rage(), w.rage()
			w.receive(quiet, muted, mine)
			w.receive(alone, theirs)
			if got, want := w.felt(mine.ID), w.felt(theirs.ID); got != want {
				t.Errorf("felt %v after a muted one, %v without", got, want)
			}
			if got, want := w.felt(muted.ID), agent.DefaultFrustration().At(w.now, nil).Value; got != want {
				t.Errorf("felt %v with the muted one, want %v as without any", got, want)
			}
		})
	}
}
