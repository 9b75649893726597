package agent_test

import (
	"testing"

	"heed/agent"
	"heed/agent/agenttest"
)

func hover(at float64, target uint32) agent.Record {
	return agent.Record{Kind: agent.RecHover, At: at, Target: target}
}

// stays puts the mouse onto control 1 for ms, so many times, and takes it away to nothing in between for as long as away.
func stays(times int, ms, away float64) (records []agent.Record) {
	for i := range times {
		at := 1000 + float64(i)*(ms+away)
		records = append(records, hover(at, 1), hover(at+ms, 0))
	}
	return records
}

func flips(target uint32, times ...float64) (records []agent.Record) {
	for _, at := range times {
		records = append(records, agent.Record{Kind: agent.RecFlip, At: at, Target: target})
	}
	return records
}

func TestHesitationIdle(t *testing.T) {
	play(t, agent.Hesitation, []scene{
		{"nobody moves for 30 s", list(stage(0, 2), tick(30_000)), 1},
		{"moved in time", list(stage(0, 2), move(29_999, 100), unload(59_998)), 0},
		{"moved, then 30 s", list(stage(0, 2), move(9000, 100), tick(39_000)), 1},
		{"typed in time", list(stage(0, 2), on(agent.RecInput, 29_999), unload(59_998)), 0},
		{"scrolled in time", list(stage(0, 2), scroll(29_999, 10), unload(59_998)), 0},
		{"at the payment itself", list(stage(0, 3), tick(30_000)), 1},
		{"the cart is no step", list(stage(0, 1), tick(99_000)), 0},
		{"elsewhere", list(move(0, 100), tick(99_000)), 0},
		{"from there to another page", list(stage(0, 2), navigate(100, 2), tick(99_000)), 0},
		{"the tab is hidden", list(stage(0, 2), hidden(2000), on(agent.RecVisible, 32_000), unload(61_999)), 0},
		{"back in the tab, then 30 s", list(stage(0, 2), hidden(2000), on(agent.RecVisible, 32_000), tick(62_000)), 1},
		{"once, until somebody moves", list(stage(0, 2), tick(300_000)), 1},
		{"and again", list(stage(0, 2), tick(30_000), move(40_000, 100), tick(70_000)), 2},
	})
	carries(t, agent.Hesitation, []signal{
		{"idle", list(stage(500, 2), tick(99_000)), 30_500, .5, 0, [4]float32{float32(agent.TriggerIdle), 1}},
	})
	changed(t, agent.Hesitation, []change{
		{"hesitate_ms", 5000, list(stage(0, 2), move(5001, 100), move(10_002, 100), unload(12_000)), 1},
	})
}

// Whoever watches a film asks for nothing, and is not idle either.
func TestHesitationWatching(t *testing.T) {
	a, all := agenttest.Hear()
	a.Push(list(stage(0, 2), cart(0, 20)))
	for at := 30_000.0; at < 300_000; at += 30_000 {
		if wait := a.Push(list(with(tick(at), agent.Surface))); wait != 30_000 {
			t.Errorf("at %v: wait %v, want 30000", at, wait)
		}
	}
	if len(*all) != 0 {
		t.Errorf("heard %v of somebody who watches", *all)
	}
	a.Push(list(tick(300_000)))
	if got := only(agent.Hesitation, *all); len(got) != 1 || got[0].At != 300_000 {
		t.Errorf("heard %v, want one hesitation at 300000", *all)
	}
}

func TestHesitationHover(t *testing.T) {
	play(t, agent.Hesitation, []scene{
		{"four stays", stays(4, 300, 2000), 1},
		{"three", stays(3, 300, 2000), 0},
		{"only passing", stays(9, 299, 1000), 0},
		{"within 20 s", stays(4, 600, 6000), 1},
		{"more slowly", stays(9, 700, 6000), 0},
		{"and pressed it", join(stays(4, 300, 2000), list(press(5700, 1))), 0},
		{"and pressed something else", join(stays(4, 300, 2000), list(press(5700, 2))), 0},
		{"four controls", list(hover(0, 1), hover(400, 2), hover(800, 3), hover(1200, 4), hover(1600, 0)), 0},
		{"two in turn, for one hesitation", list(hover(0, 1), hover(400, 2), hover(800, 1), hover(1200, 2), hover(1600, 1), hover(2000, 2), hover(2400, 1), hover(2800, 2), hover(3200, 0)), 1},
		{"still there", stays(4, 300, 2000)[:7], 0},
	})
	carries(t, agent.Hesitation, []signal{
		{"hover", stays(4, 300, 700), 4300, .5, 1, [4]float32{float32(agent.TriggerHover), 4}},
	})
	changed(t, agent.Hesitation, []change{
		{"hover_times", 2, stays(2, 300, 2000), 1},
		{"hover_ms", 301, stays(4, 300, 2000), 0},
		{"hover_window_ms", 5000, stays(4, 300, 2000), 0},
	})
}

func TestHesitationFlips(t *testing.T) {
	play(t, agent.Hesitation, []scene{
		{"five within 20 s", flips(6, 100, 4000, 8000, 12_000, 16_000), 1},
		{"four", flips(6, 100, 4000, 8000, 12_000), 0},
		{"more slowly", flips(6, 1, 5001, 10_001, 15_001, 20_001), 0},
		{"each box of a list", join(flips(1, 0), flips(2, 1000), flips(3, 2000), flips(4, 3000), flips(5, 4000)), 0},
		{"pressed meanwhile, as one must", join(flips(6, 4, 4004, 8004, 12_004, 16_004), list(press(0, 6), press(4000, 6), press(8000, 6), press(12_000, 6), press(16_000, 6))), 1},
	})
	carries(t, agent.Hesitation, []signal{
		{"flips", flips(6, 100, 200, 300, 400, 500), 500, .5, 6, [4]float32{float32(agent.TriggerFlips), 5}},
	})
	changed(t, agent.Hesitation, []change{
		{"flip_times", 3, flips(6, 100, 4000, 8000), 1},
		{"flip_ms", 10_000, flips(6, 100, 4000, 8000, 12_000, 16_000), 0},
	})
}
