package agent_test

import (
	"math"
	"testing"

	"heed/agent"
	"heed/agent/agenttest"
)

// at moves a press.
func at(r agent.Record, x, y float32) agent.Record {
	r.X, r.Y = x, y
	return r
}

// tour presses other controls, one after the other.
func tour(controls int) (records []agent.Record) {
	for i := range controls {
		records = append(records, press(float64(20+3*i), uint32(10+i)))
	}
	return records
}

func list(records ...agent.Record) []agent.Record { return records }

func TestRagePace(t *testing.T) {
	play(t, agent.RageClick, []scene{
		{"three in 800 ms", presses(0, 400, 800), 1},
		{"three in 801 ms", presses(0, 400, 801), 0},
		{"four in 2500 ms", presses(0, 833, 1667, 2500), 1},
		{"four in 2501 ms", presses(0, 833, 1667, 2501), 0},
		{"five with the longest pauses", presses(0, 1000, 2000, 3000, 4000), 1},
		{"a pause too long", presses(0, 1000, 2000, 3001, 4001), 0},
		{"two", presses(0, 100), 0},
		{"the last three of a slow start", presses(0, 900, 1100, 1300), 1},
		{"once a burst", presses(0, 100, 200, 300, 400, 1400, 2400, 2500), 1},
		{"again after a pause", presses(0, 100, 200, 1201, 1300, 1400), 2},
		{"100 px apart", list(press(0, 1), at(press(100, 1), 200, 100), at(press(200, 1), 200, 200)), 1},
		{"101 px apart", list(press(0, 1), at(press(100, 1), 201, 100), at(press(200, 1), 201, 100)), 0},
		{"keys have no place", list(press(0, 1), with(at(press(100, 1), 0, 0), agent.Keyboard), press(200, 1)), 1},
		{"on nothing", list(press(0, 0), press(100, 0), press(200, 0)), 0},
		{"on a surface", list(with(press(0, 1), agent.Surface), with(press(100, 1), agent.Surface), with(press(200, 1), agent.Surface)), 0},
		{"in a text field", list(with(press(0, 1), agent.TextField), with(press(100, 1), agent.TextField), with(press(200, 1), agent.TextField)), 0},
		{"three controls", list(press(0, 1), press(100, 2), press(200, 3)), 0},
		{"other controls in between", join(presses(10, 400, 800), tour(7)), 1},
		{"one with the same place in between", join(presses(10, 400, 800), list(press(500, 17))), 0},
		{"two dead controls in turn", list(press(0, 1), press(100, 2), press(200, 1), press(300, 2), press(400, 1), press(500, 2)), 2},
	})
}

func TestRageAnswers(t *testing.T) {
	scroll := func(at float64) agent.Record {
		return agent.Record{Kind: agent.RecScroll, At: at, Y: 300, A: 800, B: 4000}
	}
	ownPress := func(at float64) []agent.Record { // a control that acts on pointerdown; its click comes 80 ms later
		return list(on(agent.RecInput, at), mutation(at+5, 2), press(at, 1))
	}
	play(t, agent.RageClick, []scene{
		{"each press answered", join(presses(0, 150, 300, 450, 600), every(150, 8, 608, func(at float64) agent.Record { return mutation(at, 2) })), 0},
		{"the first answered, then two", list(press(0, 1), mutation(10, 2), press(140, 1), press(280, 1)), 0},
		{"the first answered, then three", list(press(0, 1), mutation(10, 2), press(140, 1), press(280, 1), press(420, 1)), 1},
		{"answered late", list(press(0, 1), press(200, 1), press(400, 1), mutation(1500, 2)), 1},
		{"an answer in itself", list(press(0, 1), press(100, 1), on(agent.RecAnswer, 150), press(200, 1)), 0},
		{"another page", list(press(0, 1), press(100, 1), navigate(150, 2), press(200, 1)), 0},
		{"hidden", list(press(0, 1), press(100, 1), on(agent.RecHidden, 150), press(200, 1)), 0},
		{"a scroll within 400 ms", list(press(0, 1), press(100, 1), scroll(500), press(600, 1)), 0},
		{"a scroll after 401 ms", list(press(0, 1), press(100, 1), scroll(501), press(600, 1)), 1},
		{"acts on pointerdown", append(append(ownPress(0), ownPress(200)...), ownPress(400)...), 0},
		{"acts on pointerdown, after a press on nothing", append(list(press(0, 1), press(100, 1), press(150, 0)), ownPress(200)...), 0},
		{"acts on pointerdown within its millisecond", list(press(0, 1), press(100, 1), press(150, 0), mutation(200, 2), press(200, 1)), 0},
		{"answered before the pointer went down", list(press(0, 1), press(100, 1), press(150, 0), mutation(199, 2), press(200, 1)), 1},
		{"the answer is that of a later control", list(press(0, 1), press(100, 1), press(200, 2), mutation(210, 3), press(300, 1)), 1},
		{"the answer is that of a press on nothing", list(press(0, 1), press(100, 1), press(200, 0), mutation(210, 3), press(300, 1)), 1},
		{"answers do not start a burst anew", list(press(0, 1), press(100, 1), press(200, 1), mutation(250, 2), press(300, 1), press(400, 1), press(500, 1)), 1},
		{"requests are no answer", list(press(0, 1), agent.Record{Kind: agent.RecRequest, At: 10, A: 1}, press(100, 1), press(200, 1)), 1},
	})
}

func TestRageAmbient(t *testing.T) {
	ticker := func(target uint32) func(at float64) agent.Record {
		return func(at float64) agent.Record { return mutation(at, target) }
	}
	dead := presses(5000, 5150, 5300, 5450)
	var animated, table []agent.Record
	for p := 0.0; p < 4000; p += 800 { // five presses, each setting off an animation
		animated = append(animated, press(p, 1))
		animated = append(animated, every(16, p+16, p+600, ticker(2))...)
	}
	for i := range 1000 { // 200 cells that change in turn, each once a second
		table = append(table, mutation(float64(i)*5+1, uint32(10+i%200)))
	}
	rested := func(at float64) []agent.Record {
		stream := every(100, 1100, 1500, ticker(2)) // by itself until 1500, then only in answer to presses
		for i := range 3 {
			p := at + float64(i)*200
			stream = append(stream, press(p, 1), mutation(p+10, 2))
		}
		return stream
	}
	// Three changes of element 2, of which the first is this long after input, then three presses that it answers.
	after := func(ms float64) []agent.Record {
		return list(on(agent.RecInput, 0), mutation(ms, 2), mutation(1500, 2), mutation(2000, 2),
			press(2500, 1), mutation(2510, 2), press(2600, 1), mutation(2610, 2), press(2700, 1))
	}
	// A carousel that turns by itself every so often, then also whenever its button is pressed, four times.
	carousel := func(pace float64, pause float64) []agent.Record {
		stream := every(pace, 0, 6000, ticker(2))
		for i := range 4 {
			p := 6001 + float64(i)*pause
			stream = append(stream, press(p, 1), mutation(p+10, 2))
		}
		return stream
	}
	busy := func(at float64) agent.Record { return on(agent.RecInput, at) }
	var late []agent.Record // each press is answered 300 ms later
	for i := range 12 {
		p := 700 * float64(i)
		late = append(late, on(agent.RecInput, p), press(p+60, 1), mutation(p+300, 2))
	}
	play(t, agent.RageClick, []scene{
		{"a carousel turned by hand", carousel(1500, 200), 0},
		{"a carousel turned by hand, slowly", carousel(1500, 800), 0},
		{"a carousel at the slowest pace that is one", carousel(500, 200), 0},
		{"too fast to tell", carousel(499, 200), 1},
		{"changes within 1 s of input", after(1000), 0},
		{"changes after 1 s without input", after(1001), 1},
		{"a ticker beside a dead control", join(every(100, 0, 6000, ticker(2)), dead), 1},
		{"a clock beside a dead control", join(every(1000, 0, 6000, ticker(2)), dead), 1},
		{"a clock, and somebody who never rests", join(every(1000, 0, 9000, ticker(2)), every(170, 3, 9000, busy), presses(9005, 9155, 9305, 9455), every(1000, 10_000, 11_000, ticker(2))), 1},
		{"a stepper that answers late, pressed evenly", late, 0},
		{"a ticker beside a stepper", join(every(100, 0, 6000, ticker(2)), dead, every(150, 5010, 5460, ticker(3))), 0},
		{"a ticking table beside a dead control", join(table, presses(4500, 4600, 4700)), 1},
		{"what begins with the presses is an answer", join(every(100, 5050, 6000, ticker(2)), dead), 0},
		{"an animation set off by each press", animated, 0},
		{"ambient before 3 s of rest", rested(4490), 1},
		{"trusted after 3 s of rest", rested(4491), 0},
		{"twice by itself is not ambient", list(mutation(100, 2), mutation(200, 2), press(3000, 1), mutation(3010, 2), press(3100, 1), mutation(3110, 2), press(3200, 1)), 0},
	})
}

func TestRageData(t *testing.T) {
	request := func(at float64, by float32) agent.Record {
		return agent.Record{Kind: agent.RecRequest, At: at, A: by}
	}
	failure := func(at float64) agent.Record { return agent.Record{Kind: agent.RecError, At: at, Target: 5} }
	tests := []struct {
		name    string
		records []agent.Record
		score   float64
		data    [4]float32 // presses, span_ms, error, pending
	}{
		{"fast", presses(1000, 1100, 1250), .8, [4]float32{3, 250}},
		{"steady", presses(1000, 1700, 2400, 3100), .7, [4]float32{4, 2100}},
		{"slow", presses(1000, 2000, 3000, 4000, 5000), .6, [4]float32{5, 4000}},
		{"a slow start counts too", presses(1000, 1900, 2000, 2100), .8, [4]float32{4, 1100}},
		{"an error", join(presses(1000, 1100, 1200), list(failure(1001))), .9, [4]float32{3, 200, 1}},
		{"an error long before", join(presses(1000, 1100, 1200), list(failure(500))), .8, [4]float32{3, 200}},
		{"errors that come by themselves", join(every(100, 0, 3000, failure), presses(2000, 2100, 2200)), .8, [4]float32{3, 200}},
		{"an error of the answered press", list(press(900, 1), failure(901), mutation(902, 2), press(1000, 1), press(1100, 1), press(1200, 1)), .8, [4]float32{3, 200}},
		{"a request", join(presses(1000, 1100, 1200), list(request(1005, 1))), .8, [4]float32{3, 200, 0, 1}},
		{"a request that has ended", join(presses(1000, 1100, 1200), list(request(1005, 1), request(1050, -1))), .8, [4]float32{3, 200}},
		{"a request that never began", join(presses(1000, 1100, 1200), list(request(900, -1), request(1005, 1))), .8, [4]float32{3, 200, 0, 1}},
		{"a long poll", join(presses(9000, 9100, 9200), list(request(1199, 1))), .8, [4]float32{3, 200}},
		{"a request of 8 s", join(presses(9000, 9100, 9200), list(request(1200, 1))), .8, [4]float32{3, 200, 0, 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := heard(t, agent.RageClick, test.records)
			if len(got) != 1 {
				t.Fatalf("%d signals, want 1", len(got))
			}
			s := got[0]
			if math.Abs(float64(s.Score)-test.score) > 1e-6 || s.Data != test.data || s.Target != 1 {
				t.Errorf("score %v, data %v, target %d; want %v, %v, 1", s.Score, s.Data, s.Target, test.score, test.data)
			}
		})
	}
}

// A press that claims to have begun before the press ahead of it began no earlier than that.
func TestRageTimeGoesBack(t *testing.T) {
	got := heard(t, agent.RageClick, list(press(5000, 2), press(100, 1), press(200, 1), press(300, 1)))
	if len(got) != 1 || got[0].At != 5000 || got[0].Data[1] != 0 {
		t.Errorf("heard %v, want one rage click at 5000 that took no time", got)
	}
}

// The rules hold by what is configured, not by what is the default.
func TestRageSettings(t *testing.T) {
	configured := func(name string, value float32, records []agent.Record) int {
		a, all := agenttest.Hear()
		a.Configure(setting(t, name, value))
		agenttest.Play(a.Push, records, 0)
		return len(*all)
	}
	tests := []struct {
		setting string
		value   float32
		records []agent.Record
		want    int
	}{
		{"rage_fast_presses", 2, presses(0, 100), 1},
		{"rage_fast_presses", 8, presses(0, 10, 20), 0},
		{"rage_fast_ms", 100, presses(0, 51, 101), 0},
		{"rage_gap_ms", 50, presses(0, 51, 101, 152), 0},
		{"rage_slow_ms", 3999, presses(0, 1000, 2000, 3000, 4000), 0},
		{"rage_spread_px", 0, list(press(0, 1), at(press(1, 1), 100, 101), press(2, 1)), 0},
		{"ambient_changes", 1, list(mutation(0, 2), press(10, 1), mutation(20, 2), press(30, 1), press(40, 1)), 1},
	}
	for _, test := range tests {
		if got := configured(test.setting, test.value, test.records); got != test.want {
			t.Errorf("%s = %v: %d signals, want %d", test.setting, test.value, got, test.want)
		}
	}
}
