package agent_test

import (
	"math"
	"testing"

	"heed/agent"
	"heed/agent/agenttest"
)

func hidden(at float64) agent.Record { return on(agent.RecHidden, at) }

func unload(at float64) agent.Record { return with(hidden(at), agent.Unload) }

// answer is one of a control.
func answer(at float64, target uint32) agent.Record {
	return agent.Record{Kind: agent.RecAnswer, At: at, Target: target}
}

func stage(at float64, n float32) agent.Record {
	return agent.Record{Kind: agent.RecStage, At: at, A: n}
}

func TestCart(t *testing.T) {
	holds := func(value, items float32) []agent.Record {
		return list(agent.Record{Kind: agent.RecCart, At: 0, A: value, B: items}, hidden(5000))
	}
	nan := float32(math.NaN())
	bought := agent.Record{Kind: agent.RecGoal, At: 3000, A: 1}
	sent := on(agent.RecGoal, 3000)
	play(t, agent.CartAbandonment, []scene{
		{"left again after a long absence", join(list(cart(0, 20)), list(hidden(10_000), on(agent.RecVisible, 40_000), hidden(50_000))), 2},
		{"left again after a glance elsewhere", join(list(cart(0, 20)), list(hidden(10_000), on(agent.RecVisible, 39_999), hidden(50_000))), 1},
		{"value and items", holds(20, 1), 1},
		{"only items known", holds(0, 1), 1},
		{"only the value known", holds(20, -1), 1},
		{"nothing known", holds(0, -1), 0},
		{"emptied", holds(20, 0), 0},
		{"absurd", holds(nan, nan), 0},
		{"no cart", list(hidden(5000)), 0},
		{"bought", list(cart(0, 20), bought, hidden(5000)), 0},
		{"a form was sent", list(cart(0, 20), sent, hidden(5000)), 1},
		{"exit intent", join(list(cart(0, 20)), climb(5000, 400)), 1},
		{"unload", list(cart(0, 20), unload(5000)), 1},
		{"idle for two minutes", list(cart(0, 20), on(agent.RecInput, 1000), on(agent.RecTick, 121_000)), 1},
		{"idle for less", list(cart(0, 20), on(agent.RecInput, 1000), on(agent.RecTick, 119_999)), 0},
		{"moved again", list(cart(0, 20), on(agent.RecInput, 1000), move(120_999, 300), on(agent.RecTick, 121_001)), 0},
		{"went to the address bar", list(cart(0, 20), on(agent.RecAddress, 1000), on(agent.RecTick, 119_999)), 0},
		{"idle with nothing", list(on(agent.RecInput, 1000), on(agent.RecTick, 300_000)), 0},
	})
}

func TestCartOnce(t *testing.T) {
	twice := func(between ...agent.Record) []agent.Record {
		records := append(list(cart(0, 20), stage(1, 1), hidden(5000), on(agent.RecVisible, 6000)), between...)
		return append(records, hidden(20_000))
	}
	play(t, agent.CartAbandonment, []scene{
		{"left twice", twice(), 1},
		{"the same cart again", twice(cart(7000, 20)), 1},
		{"the same stage again", twice(stage(7000, 1)), 1},
		{"an earlier stage", twice(stage(7000, 0)), 1},
		{"no stage at all", twice(stage(7000, float32(math.NaN()))), 1},
		{"a changed cart", twice(cart(7000, 30)), 2},
		{"a further stage", twice(stage(7000, 2)), 2},
		{"the tab is hidden, then closed", list(cart(0, 20), hidden(5000), unload(9000)), 1},
	})
}

// A page is unloaded by every link too.
func TestCartLinks(t *testing.T) {
	play(t, agent.CartAbandonment, []scene{
		{"by a link", list(cart(0, 20), press(2000, 1), unload(5000)), 0},
		{"long after a press", list(cart(0, 20), press(2000, 1), unload(5001)), 1},
		{"by a button that says «loading»", list(cart(0, 20), press(2000, 1), mutation(2010, 2), unload(2500)), 0},
		{"by a form sent from the keyboard", list(cart(0, 20), on(agent.RecInput, 2000), answer(2010, 7), unload(5010)), 0},
		{"long after that form", list(cart(0, 20), on(agent.RecInput, 2000), answer(2010, 7), unload(5011)), 1},
		{"a link that leads away to another tab", list(cart(0, 20), press(2000, 1), answer(2001, 1), hidden(2100)), 0},
		{"another tab was chosen, which blurs the window", list(cart(0, 20), press(2000, 1), mutation(2010, 2), on(agent.RecAnswer, 2400), hidden(2410)), 1},
		{"typed, and closed", list(cart(0, 20), on(agent.RecInput, 2000), unload(2500)), 1},
		{"at once, nothing done", list(cart(0, 20), unload(100)), 1},
		{"the press was answered, the tab hidden", list(cart(0, 20), press(2000, 1), mutation(2010, 2), hidden(2500)), 1},
		{"by a form, as older browsers report it", list(cart(0, 20), press(2000, 1), unload(2500), hidden(2501), unload(2502)), 0},
		{"by a link, as browsers report it", list(cart(0, 20), press(2000, 1), unload(2500), hidden(2501)), 0},
		{"by a link, and back from the cache much later", list(cart(0, 20), press(2000, 1), unload(2500), on(agent.RecVisible, 500_000), on(agent.RecTick, 500_001)), 0},
		{"a tab opened by a link, this one closed later", list(cart(0, 20), press(2000, 1), hidden(2100), unload(60_000)), 1},
	})
}

func TestCartData(t *testing.T) {
	a := agent.TriggerHidden
	tests := []struct {
		name    string
		records []agent.Record
		at      float64
		score   float32
		data    [4]float32 // value, items, stage, trigger
	}{
		{"filled", list(cart(0, 20), hidden(9000)), 9000, .6, [4]float32{20, 1, 0, float32(a)}},
		{"viewed", list(cart(0, 20), stage(1, 1), hidden(9000)), 9000, .7, [4]float32{20, 1, 1, float32(a)}},
		{"checkout", list(cart(0, 20), stage(1, 2), hidden(9000)), 9000, .8, [4]float32{20, 1, 2, float32(a)}},
		{"payment", list(cart(0, 20), stage(1, 3), hidden(9000)), 9000, .9, [4]float32{20, 1, 3, float32(a)}},
		{"beyond", list(cart(0, 20), stage(1, 1e30), hidden(9000)), 9000, .9, [4]float32{20, 1, 3, float32(a)}},
		{"never back", list(cart(0, 20), stage(1, 3), stage(2, 1), hidden(9000)), 9000, .9, [4]float32{20, 1, 3, float32(a)}},
		{"a new cart begins anew", list(cart(0, 20), stage(1, 3), agent.Record{Kind: agent.RecCart, At: 2}, cart(3, 10), hidden(9000)), 9000, .6, [4]float32{10, 1, 0, float32(a)}},
		{"unknown items", list(agent.Record{Kind: agent.RecCart, A: 20, B: -1}, unload(9000)), 9000, .6, [4]float32{20, -1, 0, float32(agent.TriggerUnload)}},
		{"idle", list(cart(0, 20), on(agent.RecInput, 500), on(agent.RecTick, 150_000)), 120_500, .6, [4]float32{20, 1, 0, float32(agent.TriggerIdle)}},
		{"exit", join(list(cart(0, 20)), climb(5000, 400)), 5200, .6, [4]float32{20, 1, 0, float32(agent.TriggerPointer)}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := heard(t, agent.CartAbandonment, test.records)
			if len(got) != 1 {
				t.Fatalf("%d signals, want 1", len(got))
			}
			if s := got[0]; s.At != test.at || s.Score != test.score || s.Data != test.data {
				t.Errorf("%+v; want at %v, score %v, data %v", s, test.at, test.score, test.data)
			}
		})
	}
}

// A timer that runs when the settings come runs anew with them.
func TestCartTimerConfigured(t *testing.T) {
	a, all := agenttest.Hear()
	a.Push(list(cart(0, 20), on(agent.RecTick, 1000)))
	a.Configure(setting(t, "cart_idle_ms", 500))
	if wait := a.Push(nil); wait != 500 {
		t.Errorf("wait %v, want 500", wait)
	}
	a.Push(list(on(agent.RecTick, 1500)))
	if len(*all) != 1 {
		t.Errorf("heard %v, want one abandonment", *all)
	}
}

// The idle timer is asked for only while it can matter.
func TestCartTimer(t *testing.T) {
	a, _ := agenttest.Hear()
	steps := []struct {
		record agent.Record
		want   float64
	}{
		{on(agent.RecInput, 1000), -1},
		{cart(2000, 20), 120_000},
		{move(3000, 100), 120_000},
		{hidden(4000), -1},
		{on(agent.RecVisible, 5000), -1}, // reported when it was hidden
		{cart(6000, 30), 120_000},
		{agent.Record{Kind: agent.RecGoal, At: 7000, A: 1}, -1},
	}
	for _, step := range steps {
		if wait := a.Push(list(step.record)); wait != step.want {
			t.Errorf("after record %d at %v: wait %v, want %v", step.record.Kind, step.record.At, wait, step.want)
		}
	}
}
