package agenttest

import (
	"math"

	"pgregory.net/rapid"

	"heed/agent"
)

// Streams generates lists of records: mostly what a page would send, so that signals come about, with hostile values strewn
// in.
func Streams() *rapid.Generator[[]agent.Record] {
	return rapid.Custom(func(t *rapid.T) []agent.Record {
		var at float64
		records := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) agent.Record {
			return record(t, &at)
		}), 0, 200).Draw(t, "records")
		return records
	})
}

// record draws one record, later than the one before it.
func record(t *rapid.T, at *float64) agent.Record {
	*at += rapid.SampledFrom([]float64{0, 1, 8, 16, 60, 150, 300, 400, 700, 1000, 3000, 40_000}).Draw(t, "pause")
	r := agent.Record{
		Kind:   rapid.SampledFrom(kinds).Draw(t, "kind"),
		Target: rapid.Uint32Range(0, 3).Draw(t, "target"),
		At:     *at,
		X:      100,
		Y:      rapid.SampledFrom([]float32{-2, 0, 5, 50, 400, 4000}).Draw(t, "y"),
		A:      rapid.SampledFrom([]float32{0, 1, -1, 2, 3, 800}).Draw(t, "a"),
		B:      rapid.SampledFrom([]float32{0, 1, -1, 2, 6000}).Draw(t, "b"),
	}
	if rapid.IntRange(0, 9).Draw(t, "flagged") == 0 {
		r.Flags = agent.Flags(rapid.Byte().Draw(t, "flags"))
	}
	if rapid.IntRange(0, 19).Draw(t, "hostile") == 0 {
		spoil(t, &r)
	}
	return r
}

// kinds are the kinds to draw from, the ones that bursts are made of more often.
var kinds = []agent.RecordKind{
	agent.RecPress, agent.RecPress, agent.RecPress, agent.RecPress, agent.RecPress, agent.RecPress,
	agent.RecTick, agent.RecAnswer, agent.RecMutation, agent.RecInput, agent.RecRequest, agent.RecError, agent.RecMove,
	agent.RecMove, agent.RecLeave, agent.RecLeave, agent.RecEnter, agent.RecScroll, agent.RecHidden, agent.RecVisible,
	agent.RecNavigate, agent.RecCart, agent.RecStage, agent.RecGoal, agent.RecAddress, agent.RecSwipe, agent.RecField,
	agent.RecField, agent.RecSubmit, agent.RecInvalid, agent.RecHover, agent.RecFlip,
}

// spoil puts something absurd into one field.
func spoil(t *rapid.T, r *agent.Record) {
	odd := rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, 1e300, -1e300, 1e-300, 1e13}).Draw(t, "odd")
	switch rapid.IntRange(0, 6).Draw(t, "spoil") {
	case 0:
		r.Kind = agent.RecordKind(rapid.Byte().Draw(t, "kind"))
	case 1:
		r.Target = rapid.Uint32().Draw(t, "target")
	case 2:
		r.At = odd
	case 3:
		r.X = float32(odd)
	case 4:
		r.Y = float32(odd)
	case 5:
		r.A = float32(odd)
	case 6:
		r.B = float32(odd)
	}
}
