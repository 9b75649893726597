package agent_test

import (
	"math"
	"testing"

	"heed/agent"
)

var nan = float32(math.NaN())

// strokes moves the mouse to and fro, one stroke every ms and so many px long, so that it turns so many times; the last turn is at
// the given time plus turns·ms.
func strokes(at, ms float64, turns int, px float32) (records []agent.Record) {
	for i := range turns + 2 {
		x := float32(400)
		if i%2 == 1 {
			x += px
		}
		records = append(records, agent.Record{Kind: agent.RecMove, At: at + float64(i-1)*ms, X: x, Y: 300})
	}
	return records
}

// about moves likewise, but aslant: each stroke ends so many px farther up or down, too.
func about(at, ms float64, turns int, px, rise float32) []agent.Record {
	records := strokes(at, ms, turns, px)
	for i := 1; i < len(records); i += 2 {
		records[i].Y += rise
	}
	return records
}

// lines follows the lines of a text, 24 px apart, and goes back to the beginning of each.
func lines(at, ms float64, turns int, px float32) []agent.Record {
	records := strokes(at, ms, turns, px)
	for i := range records {
		records[i].Y += 24 * float32((i+1)/2)
	}
	return records
}

// circles goes round n times, each in ms.
func circles(at, ms float64, n int) (records []agent.Record) {
	for i := range n * 24 {
		sin, cos := math.Sincos(float64(i) / 24 * 2 * math.Pi)
		records = append(records, agent.Record{
			Kind: agent.RecMove, At: at + float64(i)*ms/24, X: float32(400 + 60*cos), Y: float32(300 + 60*sin),
		})
	}
	return records
}

func flags(f agent.Flags, records []agent.Record) (flagged []agent.Record) {
	for _, r := range records {
		flagged = append(flagged, with(r, f))
	}
	return flagged
}

func TestThrash(t *testing.T) {
	line := every(16, 1000, 3000, func(at float64) agent.Record {
		return agent.Record{Kind: agent.RecMove, At: at, X: float32(at / 2), Y: 2000 - float32(at/2)}
	})
	play(t, agent.ThrashedCursor, []scene{
		{"ten turns within 2 s", strokes(1000, 220, 10, 100), 1},
		{"nine turns", strokes(1000, 220, 9, 100), 0},
		{"ten turns in more than 2 s", strokes(1000, 223, 10, 100), 0},
		{"strokes of 25 px", strokes(1000, 100, 10, 25), 1},
		{"of 24 px", strokes(1000, 100, 20, 24), 0},
		{"a tremor", strokes(1000, 16, 200, 4), 0},
		{"round and round", circles(1000, 600, 3), 1},
		{"round once", circles(1000, 600, 1), 0},
		{"straight on, aslant", line, 0},
		{"with a button held, as for drawing", flags(agent.Buttons, strokes(1000, 100, 30, 100)), 0},
		{"a finger", flags(agent.Touch, strokes(1000, 100, 30, 100)), 0},
		{"a press in between starts anew", join(strokes(1000, 100, 18, 100), list(press(1950, 1))), 0},
		{"a press before", join(list(press(900, 1)), strokes(1000, 100, 10, 100)), 1},
		{"goes on and on", strokes(1000, 100, 200, 100), 1},
		{"goes on for longer", strokes(1000, 100, 330, 100), 2},
		{"fewer turns while a request is in flight", join(list(request(900, 1, 0, 0)), strokes(1000, 100, 8, 100)), 1},
		{"even fewer", join(list(request(900, 1, 0, 0)), strokes(1000, 100, 7, 100)), 0},
		{"a place that is none", join(strokes(1000, 100, 10, 100), every(100, 1050, 1950, func(at float64) agent.Record {
			return agent.Record{Kind: agent.RecMove, At: at, X: nan, Y: nan}
		})), 1},
	})
	carries(t, agent.ThrashedCursor, []signal{
		{"its turns", strokes(1000, 100, 10, 100), 2000, .5, 0, [4]float32{0, 10}},
		{"waiting", join(list(request(900, 1, 0, 0)), strokes(1000, 100, 8, 100)), 1800, .5, 0, [4]float32{1, 8}},
	})
	changed(t, agent.ThrashedCursor, []change{
		{"thrash_turns", 5, strokes(1000, 100, 5, 100), 1},
		{"thrash_ms", 500, strokes(1000, 100, 10, 100), 0},
		{"thrash_stroke_px", 101, strokes(1000, 100, 10, 100), 0},
	})
}

// Whoever looks for something moves farther and slower than whoever is angry.
func TestWander(t *testing.T) {
	play(t, agent.Hesitation, []scene{
		{"eight turns within 5 s", about(1000, 625, 8, 300, 100), 1},
		{"not so far up and down", about(1000, 625, 8, 300, 40), 1},
		{"less far", about(1000, 625, 8, 300, 39), 0},
		{"seven", about(1000, 625, 7, 300, 100), 0},
		{"slower", about(1000, 720, 20, 300, 100), 0},
		{"in anger", about(1000, 100, 10, 300, 100), 0},
		{"in anger for longer", about(1000, 100, 100, 300, 100), 0},
		{"reading line by line", lines(1000, 1250, 20, 600), 0},
		{"skimming line by line", lines(1000, 600, 40, 300), 0},
		{"with a button held", flags(agent.Buttons, about(1000, 625, 20, 300, 100)), 0},
		{"a press in between", join(about(1000, 625, 14, 300, 100), list(press(1000+7*625+1, 1))), 0},
	})
	carries(t, agent.Hesitation, []signal{
		{"its turns", about(1000, 625, 8, 300, 100), 6000, .5, 0, [4]float32{float32(agent.TriggerWander), 8}},
	})
	changed(t, agent.Hesitation, []change{
		{"wander_turns", 9, about(1000, 600, 8, 300, 100), 0},
		{"wander_ms", 3000, about(1000, 625, 8, 300, 100), 0},
	})
}
