package agent_test

import (
	"testing"

	"pgregory.net/rapid"

	"heed/agent"
	"heed/agent/agenttest"
)

func scroll(at float64, y float32) agent.Record {
	return agent.Record{Kind: agent.RecScroll, At: at, Y: y, A: 800, B: 8000}
}

// flagged is a press on control 1 with flags, and a long wait.
func flagged(f agent.Flags) []agent.Record {
	return list(with(press(0, 1), f), tick(20_000))
}

func TestDead(t *testing.T) {
	after := func(records ...agent.Record) []agent.Record {
		return append(append(presses(0), records...), tick(20_000))
	}
	play(t, agent.DeadClick, []scene{
		{"nothing for 3 s", list(press(0, 1), tick(3000)), 1},
		{"nothing for less", list(press(0, 1), unload(2999)), 0},
		{"an answer just in time", after(mutation(2999, 2)), 0},
		{"an answer too late", after(mutation(3001, 2)), 1},
		{"answered at once", after(mutation(5, 2)), 0},
		{"answered before the click, by a menu that opens on pointerdown", list(on(agent.RecInput, 100), mutation(105, 2), press(100, 1), tick(9000)), 0},
		{"a value that a script set", after(answer(50, 7)), 0},
		{"a window that opens", after(on(agent.RecAnswer, 50)), 0},
		{"another page", after(navigate(900, 2)), 0},
		{"the tab hidden", after(hidden(1), on(agent.RecVisible, 10_000)), 0},
		{"the page left", after(unload(2500)), 0},
		{"a scroll within 400 ms", after(scroll(400, 300)), 0},
		{"a scroll later", after(scroll(401, 300)), 1},
		{"pressed twice in a burst", list(press(0, 1), press(999, 1), tick(9000)), 1},
		{"pressed twice, the second answered", list(press(0, 1), press(900, 1), mutation(910, 2), tick(9000)), 0},
		{"again after half a minute", list(press(0, 1), press(33_000, 1), tick(40_000)), 2},
		{"again before that", list(press(0, 1), press(29_999, 1), tick(40_000)), 1},
		{"three controls at once", list(press(0, 1), press(0, 2), press(0, 3), tick(9000)), 3},
		{"two controls in turn are two", list(press(0, 1), press(300, 2), press(600, 1), press(900, 2), tick(9000)), 2},
		{"beside one that works", list(press(0, 1), press(500, 2), mutation(510, 3), tick(9000)), 1},
		{"a press on nothing has the answer", list(press(0, 1), press(500, 0), mutation(510, 3), tick(9000)), 1},
		{"nothing that looks like a control", list(press(0, 0), tick(9000)), 0},
		{"a canvas", flagged(agent.Surface), 0},
		{"a text field", flagged(agent.TextField), 0},
		{"a link that the browser follows", flagged(agent.Excused), 0},
		{"a key", flagged(agent.Keyboard), 1},
		{"a finger", flagged(agent.Touch), 1},
		{"rage is told as that alone", append(presses(0, 100, 200), tick(9000)), 0},
		{"rage and a press more", append(presses(0, 100, 200, 1100), tick(9000)), 0},
		{"a ticker beside it", join(every(100, 0, 9000, func(at float64) agent.Record { return mutation(at, 9) }), presses(5000), list(tick(9000))), 1},
		{"a control of whose burst the first press was answered", list(press(0, 1), mutation(10, 2), press(1000, 1), tick(9000)), 0},
		{"one that answered long before", list(press(0, 1), mutation(10, 2), press(1001, 1), tick(9000)), 1},
	})
}

// A request that the press may have sent is waited for.
func TestDeadRequests(t *testing.T) {
	start := request(10, 1, 0, 0)
	play(t, agent.DeadClick, []scene{
		{"in flight for 8 s", list(press(0, 1), start, tick(8000)), 1},
		{"in flight for less", list(press(0, 1), start, unload(7999)), 0},
		{"sent just in time", list(press(0, 1), request(2999, 1, 0, 0), unload(7999)), 0},
		{"sent before the press", list(request(0, 1, 0, 0), press(1, 1), tick(3001)), 1},
		{"back after 5 s, without effect", list(press(0, 1), start, request(5000, -1, 4990, 7), tick(5400)), 1},
		{"back after 5 s, rendered a moment later", list(press(0, 1), start, request(5000, -1, 4990, 7), mutation(5399, 2), tick(9000)), 0},
		{"back at once, without effect", list(press(0, 1), start, request(50, -1, 40, 7), tick(3000)), 1},
		{"back at once, not yet", list(press(0, 1), start, request(50, -1, 40, 7), unload(2999)), 0},
		{"one of two is back", list(press(0, 1), start, start, request(50, -1, 40, 7), unload(7999)), 0},
		{"a long poll that begins anew", list(press(0, 1), request(0, -1, 9000, 7), request(1, 1, 0, 0), tick(8000)), 1},
		{"traffic after the verdict", list(press(0, 1), tick(3000), request(4000, 1, 0, 0), tick(40_000)), 1},
		{"pressed anew meanwhile", list(press(0, 1), start, press(900, 1), tick(9000)), 1},
		{"overtaken by a press elsewhere", list(press(0, 1), start, press(300, 2), request(500, -1, 490, 7), mutation(510, 3), mutation(520, 4), tick(20_000)), 0},
		{"its request was over when another was pressed", list(press(0, 1), start, request(50, -1, 40, 7), press(300, 2), mutation(510, 3), tick(20_000)), 1},
	})
}

func TestDeadData(t *testing.T) {
	carries(t, agent.DeadClick, []signal{
		{"one press", list(press(1000, 4), tick(9000)), 4000, .5, 4, [4]float32{1, 0}},
		{"two presses", list(press(1000, 4), press(1900, 4), tick(9000)), 4900, .5, 4, [4]float32{2, 0}},
		{"waited for a request", list(press(1000, 4), request(1010, 1, 0, 0), tick(19_000)), 9000, .5, 4, [4]float32{1, 1}},
		{"from when the pointer went down", list(on(agent.RecInput, 1000), on(agent.RecInput, 1100), press(1000, 4), tick(9000)), 4000, .5, 4, [4]float32{1, 0}},
	})
}

func TestSlow(t *testing.T) {
	tab := on(agent.RecInput, 1490)
	play(t, agent.SlowClick, []scene{
		{"after 1 s", list(press(0, 1), mutation(1000, 2)), 1},
		{"within 1 s", list(press(0, 1), mutation(999, 2)), 0},
		{"just before it counts as dead", list(press(0, 1), mutation(2999, 2)), 1},
		{"after it was called dead", list(press(0, 1), tick(3000), mutation(3500, 2)), 0},
		{"with a request, just within 8 s", list(press(0, 1), request(10, 1, 0, 0), mutation(7999, 2)), 1},
		{"a value, late", list(press(0, 1), answer(1500, 7)), 1},
		{"a page that comes late", list(press(0, 1), navigate(1500, 2)), 1},
		{"the browser's back button", list(navigate(0, 7), navigate(10, 8), press(100, 1), back(1500, 7)), 0},
		{"the window lost the focus", list(press(0, 1), on(agent.RecAnswer, 1500)), 0},
		{"the tab hidden", list(press(0, 1), hidden(1500)), 0},
		{"the page left", list(press(0, 1), unload(1500)), 0},
		{"the visitor scrolled", list(press(0, 1), scroll(1500, 300), mutation(1510, 2)), 1},
		{"a link that the browser follows", list(with(press(0, 1), agent.Excused), navigate(1500, 2)), 0},
		{"a press on nothing", list(press(0, 0), mutation(1500, 2)), 0},
		{"the latest of two in a burst is answered soon", list(press(0, 1), press(900, 1), mutation(1500, 2)), 0},
		{"answered soon, and changed again later", list(press(0, 1), mutation(100, 2), mutation(1500, 2)), 0},
		{"the visitor went on to a text field", list(press(0, 1), on(agent.RecInput, 1490), answer(1500, 7), with(press(1490, 7), agent.TextField)), 0},
		{"by the keyboard", list(with(press(0, 1), agent.Keyboard), tab, answer(1500, 7)), 0},
		{"what a menu does under the pointer that goes down on it", list(press(0, 1), on(agent.RecInput, 1490), mutation(1495, 7), press(1490, 2)), 0},
		{"touched the page, much earlier than the answer came", list(press(0, 1), on(agent.RecInput, 100), mutation(2000, 2)), 1},
		{"rage is told as that alone", append(presses(0, 100, 200), mutation(1500, 2)), 0},
		{"a ticker", join(every(100, 0, 9000, func(at float64) agent.Record { return mutation(at, 9) }), presses(5000), list(tick(9000))), 0},
	})
	carries(t, agent.SlowClick, []signal{
		{"one press", list(press(500, 4), mutation(1700, 2)), 1700, .4, 4, [4]float32{1, 1200}},
		{"two presses", list(press(500, 4), press(1500, 4), mutation(2700, 2)), 2700, .4, 4, [4]float32{2, 1200}},
	})
}

// What is slow is not dead, and what is dead is not slow.
func TestDeadOrSlow(t *testing.T) {
	for wait := 500.0; wait < 9000; wait += 250 {
		a, all := agenttest.Hear()
		agenttest.Play(a.Push, list(press(0, 1), request(5, 1, 0, 0), mutation(wait, 2), tick(20_000)), 0)
		want := agent.SlowClick
		if wait > 8000 {
			want = agent.DeadClick
		}
		if wait < 1000 {
			if len(*all) != 0 {
				t.Errorf("answered after %v ms: heard %v", wait, *all)
			}
		} else if wait != 8000 && (len(*all) != 1 || (*all)[0].Kind != want) {
			t.Errorf("answered after %v ms: heard %v, want one %s", wait, *all, want)
		}
	}
}

func TestDeadSettings(t *testing.T) {
	changed(t, agent.DeadClick, []change{
		{"dead_ms", 500, list(press(0, 1), tick(501), mutation(600, 2)), 1},
		{"pending_ms", 4000, list(press(0, 1), request(5, 1, 0, 0), tick(4000), mutation(4001, 2)), 1},
		{"again_ms", 0, list(press(0, 1), press(5000, 1), tick(9000)), 2},
		{"scroll_answer_ms", 399, list(press(0, 1), scroll(400, 300), tick(9000)), 1},
	})
	changed(t, agent.SlowClick, []change{
		{"slow_ms", 300, list(press(0, 1), mutation(300, 2)), 1},
	})
}

// TestDeadAtAnyTime: times are 32-bit numbers, so one and the 3 s behind it are not always 3 s apart: between powers of two. Nothing of that
// loses a press, nor makes a request of it.
func TestDeadAtAnyTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.OneOf(rapid.Float64Range(0, 20_000), rapid.Float64Range(0, 4e6)).Draw(t, "first")
		between := rapid.Float64Range(1, 2900).Draw(t, "between")
		a, all := agenttest.Hear()
		agenttest.Play(a.Push, list(press(first, 1), press(first+between, 2)), 20_000)
		got := only(agent.DeadClick, *all)
		if len(got) != 2 {
			t.Fatalf("%d dead clicks, want 2: %v", len(got), got)
		}
		for _, s := range got {
			if s.Data[1] != 0 {
				t.Fatalf("a request is said to be in flight: %v", s)
			}
		}
	})
}
