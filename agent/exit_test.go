package agent_test

import (
	"math"
	"slices"
	"testing"

	"heed/agent"
	"heed/agent/agenttest"
)

// climb is a pointer that rests at height y from the beginning, goes up through the top shortly before the given time, and
// leaves then.
func climb(at float64, y float32) []agent.Record {
	return list(move(0, y), move(at-200, y), move(at-100, y/2), leave(at, 0))
}

func TestExitPointer(t *testing.T) {
	enter := func(at float64) agent.Record { return agent.Record{Kind: agent.RecEnter, At: at, X: 500, Y: 1} }
	out := func(records []agent.Record, more ...agent.Record) []agent.Record { return append(records, more...) }
	flags := func(f agent.Flags) []agent.Record {
		records := climb(5000, 400)
		records[3] = with(records[3], f)
		return records
	}
	play(t, agent.ExitIntent, []scene{
		{"up and out", climb(5000, 400), 1},
		{"100 px up", climb(5000, 100), 1},
		{"99 px up", climb(5000, 99), 0},
		{"too slowly up", list(move(0, 400), move(4400, 90), move(4600, 50), leave(5000, 0)), 0},
		{"rested low, left quickly", list(move(0, 400), move(4999, 30), leave(5000, 0)), 1},
		{"up before the window", list(move(4300, 400), move(4450, 90), leave(5000, 0)), 0},
		{"the lowest point of a moment", list(move(0, 50), move(4900, 400), move(4910, 20), leave(5000, 0)), 1},
		{"seen just long enough to know", list(move(4500, 99), leave(5000, 0)), 0},
		{"seen too late to know", list(move(4900, 30), leave(5000, 0)), 1},
		{"at 20 px", list(leave(5000, 20)), 1},
		{"at 21 px", list(leave(5000, 21)), 0},
		{"after 2.8 s, known after the grace", climb(2800, 400), 1},
		{"too early", climb(2799, 400), 0},
		{"early, but something was pressed", append(presses(500), climb(1000, 400)...), 1},
		{"a button is held", flags(agent.Buttons), 0},
		{"a native popup is open", flags(agent.Popup), 0},
		{"back within the grace", out(climb(5000, 400), enter(5199)), 0},
		{"back after the grace", out(climb(5000, 400), enter(5200)), 1},
		{"moves inside again", out(climb(5000, 400), move(5199, 5)), 0},
		{"a press inside", out(climb(5000, 400), press(5199, 1)), 0},
		{"another page within the grace", out(climb(5000, 400), navigate(5100, 2)), 0},
		{"hidden within the grace", out(climb(5000, 400), on(agent.RecHidden, 5001)), 1},
		{"only enters", list(enter(4990), move(4995, 12), leave(5000, 0)), 0},
		{"enters, goes down and back up", list(enter(4600), move(4700, 150), leave(5000, 0)), 1},
		{"again too soon", append(climb(5000, 400), list(move(20_000, 400), leave(34_999, 0))...), 1},
		{"again after 30 s", append(climb(5000, 400), list(move(34_900, 400), leave(35_000, 0))...), 2},
		{"only hidden time went by", list(on(agent.RecHidden, 100), on(agent.RecVisible, 9000), leave(10_000, 0)), 0},
		{"a finger has no height", list(move(0, 90), with(move(4900, 800), agent.Touch), leave(5000, 0)), 0},
	})
}

func TestExitGoal(t *testing.T) {
	sent := on(agent.RecSubmit, 3000)
	bought := agent.Record{Kind: agent.RecGoal, At: 3000, A: 1}
	play(t, agent.ExitIntent, []scene{
		{"a form was sent", join(list(sent), climb(5000, 400)), 0},
		{"bought", join(list(cart(1000, 20), bought), climb(5000, 400)), 0},
		{"a form on the way to the purchase", join(list(cart(1000, 20), sent), climb(5000, 400)), 1},
		{"a cart after the errand", join(list(bought, cart(4000, 20)), climb(5000, 400)), 1},
		{"the empty cart after the purchase", join(list(bought, agent.Record{Kind: agent.RecCart, At: 3001}), climb(5000, 400)), 0},
	})
}

// scrolls goes from one height to another by finger, in ten steps.
func scrolls(at, ms float64, from, to float32) (records []agent.Record) {
	for i := range 11 {
		share := float32(i) / 10
		records = append(records, agent.Record{
			Kind: agent.RecScroll, Flags: agent.Touch, At: at + ms*float64(share), Y: from + (to-from)*share, A: 800, B: 8000,
		})
	}
	return records
}

func TestExitTouch(t *testing.T) {
	flick := scrolls(20_000, 400, 3000, 0)
	mouse, blind := slices.Clone(flick), slices.Clone(flick)
	for i := range flick {
		mouse[i].Flags = 0
		blind[i].A = 0
	}
	finger := scrolls(100, 100, 0, 200)
	play(t, agent.ExitIntent, []scene{
		{"a flick to the top", flick, 1},
		{"with a wheel", mouse, 0},
		{"with a viewport of no height", blind, 0},
		{"after 10 s", scrolls(9600, 400, 3000, 0), 1},
		{"before 10 s", scrolls(9590, 400, 3000, 0), 0},
		{"1.5 views long", append(scrolls(15_000, 500, 0, 3000), scrolls(20_000, 400, 1200, 0)...), 1},
		{"shorter", append(scrolls(15_000, 500, 0, 3000), scrolls(20_000, 400, 1190, 0)...), 0},
		{"1.5 views a second", scrolls(20_000, 2500, 3000, 0), 1},
		{"slower", scrolls(20_000, 2510, 3000, 0), 0},
		{"depth 0.3", scrolls(20_000, 400, 1600, 0), 1},
		{"not so deep", scrolls(20_000, 400, 1590, 0), 0},
		{"ends 100 px from the top", scrolls(20_000, 400, 3000, 100), 1},
		{"ends further down", scrolls(20_000, 400, 3000, 101), 0},
		{"set off by a press", join(list(with(press(19_700, 1), agent.Touch)), flick), 0},
		{"a rest on the way", append(scrolls(20_000, 200, 3000, 1000), scrolls(20_501, 200, 1000, 0)...), 0},
		{"a short rest on the way", append(scrolls(20_000, 200, 3000, 1000), scrolls(20_500, 200, 1000, 0)...), 1},
		{"a turn on the way", append(scrolls(20_000, 300, 1000, 3000), scrolls(20_301, 300, 3000, 0)...), 1},
		{"hidden for 5 s", join(finger, list(on(agent.RecHidden, 6000), on(agent.RecVisible, 11_000))), 1},
		{"a keyboard beside the finger", join(finger, list(with(press(3000, 1), agent.Keyboard), on(agent.RecHidden, 6000), on(agent.RecVisible, 11_000))), 1},
		{"hidden for less", join(finger, list(on(agent.RecHidden, 6000), on(agent.RecVisible, 10_999))), 0},
		{"hidden twice over", join(finger, list(on(agent.RecHidden, 6000), on(agent.RecHidden, 7000), on(agent.RecVisible, 11_000))), 1},
		{"hidden with a mouse", list(move(100, 400), on(agent.RecHidden, 6000), on(agent.RecVisible, 11_000)), 0},
		{"seen without having been hidden", join(finger, list(on(agent.RecVisible, 11_000))), 0},
	})
}

func TestExitData(t *testing.T) {
	scrolled := func(y, height float32) []agent.Record {
		return append(list(agent.Record{Kind: agent.RecScroll, At: 100, Y: y, A: 800, B: height}), climb(5000, 400)...)
	}
	tests := []struct {
		name    string
		records []agent.Record
		at      float64
		score   float32
		trigger agent.Trigger
		depth   float32
	}{
		{"pointer", climb(5000, 400), 5200, .8, agent.TriggerPointer, 0},
		{"pointer from nowhere", list(leave(5000, 0)), 5200, .5, agent.TriggerPointer, 0},
		{"half read", scrolled(1200, 4000), 5200, .8, agent.TriggerPointer, .5},
		{"scrolled beyond the end", scrolled(4000, 4000), 5200, .8, agent.TriggerPointer, 1},
		{"a document of no height", scrolled(1200, 0), 5200, .8, agent.TriggerPointer, 0},
		{"another page since", join(scrolled(1200, 4000), list(navigate(200, 2))), 5200, .8, agent.TriggerPointer, 0},
		{"pointer, then hidden", append(climb(5000, 400), on(agent.RecHidden, 5050)), 5050, .8, agent.TriggerPointer, 0},
		{"address bar", list(on(agent.RecAddress, 5000)), 5000, .3, agent.TriggerAddress, 0},
		{"flick", scrolls(20_000, 400, 3200, 0), 20_400, .6, agent.TriggerFlick, .5},
		{"returned", append(scrolls(0, 1000, 0, 1200), on(agent.RecHidden, 6000), on(agent.RecVisible, 16_000)), 16_000, .5, agent.TriggerReturned, .25},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := heard(t, agent.ExitIntent, test.records)
			if len(got) != 1 {
				t.Fatalf("%d signals, want 1", len(got))
			}
			s, data := got[0], [4]float32{float32(test.trigger), test.depth}
			if math.Abs(s.At-test.at) > 1e-3 || s.Score != test.score || s.Data != data || s.Target != 0 {
				t.Errorf("%+v; want at %v, score %v, data %v", s, test.at, test.score, data)
			}
		})
	}
}

// A page's timer may be late: what was due is reported as of when it was due, and before what came after.
func TestExitLateTimer(t *testing.T) {
	a, all := agenttest.Hear()
	for _, r := range climb(5000, 400) {
		a.Push(list(r))
	}
	if wait := a.Push(list(on(agent.RecTick, 5150))); wait != 50 {
		t.Errorf("wait %v after 150 of 200 ms, want 50", wait)
	}
	if wait := a.Push(list(move(9000, 10))); wait != -1 {
		t.Errorf("wait %v with nothing due, want -1", wait)
	}
	if len(*all) != 1 || (*all)[0].At != 5200 {
		t.Errorf("heard %v, want one exit intent at 5200", *all)
	}
}
