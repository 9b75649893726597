package sqlite

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"heed/collector/core"
)

// TestExplanation: it is what json.Marshal writes.
func TestExplanation(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "page", `a"b\c`, "<&>", "\x7f\x00", "\xff", "\u2028"}))
	value := rapid.Custom(func(r *rapid.T) core.Value {
		switch rapid.IntRange(0, 2).Draw(r, "kind") {
		case 0:
			return core.Number(rapid.Float64Range(-1e30, 1e30).Draw(r, "number"))
		case 1:
			return core.String(text.Draw(r, "string"))
		}
		return core.Value{}
	})
	gate := rapid.Custom(func(r *rapid.T) core.Gate {
		return core.Gate{Name: text.Draw(r, "gate"), Pass: rapid.Bool().Draw(r, "pass"), Got: value.Draw(r, "got"),
			Want: value.Draw(r, "want"), Note: text.Draw(r, "note")}
	})
	evaluation := rapid.Custom(func(r *rapid.T) core.Evaluation {
		e := core.Evaluation{Intercept: text.Draw(r, "intercept"), Revision: rapid.Int().Draw(r, "revision"),
			Priority: rapid.Int().Draw(r, "priority"), Eligible: rapid.Bool().Draw(r, "eligible")}
		if rapid.Bool().Draw(r, "has gates") {
			e.Gates = rapid.SliceOfN(gate, 0, 4).Draw(r, "gates")
		}
		return e
	})
	rapid.Check(t, func(r *rapid.T) {
		var list []core.Evaluation
		if rapid.Bool().Draw(r, "has evaluations") {
			list = rapid.SliceOfN(evaluation, 0, 4).Draw(r, "evaluations")
		}
		got, err := appendExplanation(nil, list)
		want, wantErr := json.Marshal(list)
		if err != nil || wantErr != nil || string(got) != string(want) {
			r.Errorf("got  %s, error %v\nwant %s, error %v", got, err, want, wantErr)
		}
	})
}

func BenchmarkExplanation(b *testing.B) {
	list := arrival(1).Decisions[0].Considered
	b.Run("json.Marshal", func(b *testing.B) {
		for b.Loop() {
			if _, err := json.Marshal(list); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("appendExplanation", func(b *testing.B) {
		for b.Loop() {
			if _, err := appendExplanation(nil, list); err != nil {
				b.Fatal(err)
			}
		}
	})
}
