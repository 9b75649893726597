package agent_test

import (
	"testing"

	"pgregory.net/rapid"

	"heed/agent"
)

// message is an alert of the page, at an element and of a form.
func message(at float64, element uint32) agent.Record {
	return agent.Record{Kind: agent.RecInvalid, At: at, Target: element, A: 1}
}

func TestErrorClick(t *testing.T) {
	play(t, agent.ErrorClick, []scene{
		{"within 1 s", list(press(0, 1), failure(1000, 5)), 1},
		{"later", list(press(0, 1), failure(1001, 5)), 0},
		{"without a press", list(failure(500, 5)), 0},
		{"before the press", list(failure(500, 5), press(501, 1)), 0},
		{"of a press on nothing", list(press(0, 0), failure(10, 5)), 0},
		{"of a press on a surface", list(with(press(0, 1), agent.Surface), failure(10, 5)), 0},
		{"of a link", list(with(press(0, 1), agent.Excused), failure(10, 5)), 1},
		{"of a key", list(with(press(0, 1), agent.Keyboard), failure(10, 5)), 1},
		{"of a press that was answered", list(press(0, 1), mutation(5, 2), failure(10, 5)), 1},
		{"two of one press", list(press(0, 1), failure(10, 5), failure(20, 6)), 1},
		{"two presses, one control", list(press(0, 1), failure(10, 5), press(500, 1), failure(510, 5)), 1},
		{"two presses, two controls", list(press(0, 1), failure(10, 5), press(500, 2), failure(510, 5)), 2},
		{"it belongs to the latest press", list(press(0, 1), press(100, 2), failure(110, 5)), 1},
		{"one that comes by itself too", list(failure(0, 5), press(5000, 1), failure(5300, 5)), 0},
		{"another one than comes by itself", list(failure(0, 5), press(5000, 1), failure(5300, 6)), 1},
		{"after it came too late once", list(press(0, 1), failure(1001, 5), press(5000, 1), failure(5010, 5)), 0},
		{"one with the same place as one that comes by itself", list(failure(0, 5), press(5000, 1), failure(5300, 69)), 1},
	})
}

// A failed request is blamed on the press after which it was sent, however long it took.
func TestErrorRequests(t *testing.T) {
	play(t, agent.ErrorClick, []scene{
		{"sent by the press", list(press(0, 1), request(10, 1, 0, 0), request(6010, -2, 6000, 7)), 1},
		{"sent 1 s after it", list(press(0, 1), request(1000, 1, 0, 0), request(1500, -2, 500, 7)), 1},
		{"sent later", list(press(0, 1), request(1001, 1, 0, 0), request(1501, -2, 500, 7)), 0},
		{"sent before it", list(request(0, 1, 0, 0), press(100, 1), request(200, -2, 200, 7)), 0},
		{"that ended well", list(press(0, 1), request(10, 1, 0, 0), request(600, -1, 590, 7)), 0},
		{"a poll that fails all the time", list(request(0, 1, 0, 0), request(50, -2, 50, 7), press(5000, 1), request(5010, 1, 0, 0), request(5060, -2, 50, 7)), 0},
		// Whoever presses «pay» again while it is under way makes two requests, and both may fail.
		{"the first of two presses failed first", list(press(0, 1), request(5, 1, 0, 0), press(800, 1), request(805, 1, 0, 0), request(1000, -2, 995, 7), request(1800, -2, 995, 7)), 1},
		{"two controls, each with a request that fails", list(press(0, 1), request(5, 1, 0, 0), press(100, 2), request(105, 1, 0, 0), request(500, -2, 495, 7), request(600, -2, 495, 7)), 1},
	})
}

func TestErrorMessages(t *testing.T) {
	play(t, agent.ErrorClick, []scene{
		{"at once", list(press(0, 1), message(1000, 9)), 1},
		{"late, without a request", list(press(0, 1), message(1001, 9)), 0},
		{"late, while a request is in flight", list(press(0, 1), request(10, 1, 0, 0), message(5000, 9)), 1},
		{"just after a request came back", list(press(0, 1), request(10, 1, 0, 0), request(5000, -1, 4990, 7), message(5400, 9)), 1},
		{"long after it came back", list(press(0, 1), request(10, 1, 0, 0), request(5000, -1, 4990, 7), message(5401, 9)), 0},
		{"a request that was not the press's", list(press(0, 1), request(1500, 1, 0, 0), message(1600, 9)), 0},
		{"after a request that failed", list(press(0, 1), request(10, 1, 0, 0), request(900, -2, 890, 7), message(905, 9)), 1},
		{"one that comes and goes by itself", list(message(0, 9), press(5000, 1), message(5010, 9)), 0},
		{"a field that is wrong is no message", list(press(0, 1), agent.Record{Kind: agent.RecInvalid, At: 10, Target: 9}), 0},
	})
	play(t, agent.ErrorShown, []scene{
		{"without a press", list(message(0, 9)), 1},
		{"twice", list(message(0, 9), message(29_999, 9)), 1},
		{"again much later", list(message(0, 9), message(30_000, 9)), 2},
		{"two messages", list(message(0, 9), message(0, 8)), 2},
		{"a field that is wrong", list(agent.Record{Kind: agent.RecInvalid, Target: 9}), 0},
		{"an error that nobody sees", list(press(0, 1), failure(10, 5)), 0},
	})
}

// TestErrorAtOnce: a request that is sent with the press, and fails, is the press's, however the times are rounded.
func TestErrorAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at, took := rapid.Float64Range(0, 4*3600e3).Draw(t, "at"), rapid.Float64Range(0, 2000).Draw(t, "took")
		got := hear(list(press(at, 1), request(at, 1, 0, 0), request(at+took, -2, float32(took), 7)))
		if n := len(only(agent.ErrorClick, got)); n != 1 {
			t.Errorf("%d error clicks, want 1", n)
		}
	})
}

func TestErrorData(t *testing.T) {
	thrown, failed, said := float32(agent.CauseThrown), float32(agent.CauseRequest), float32(agent.CauseMessage)
	carries(t, agent.ErrorClick, []signal{
		{"thrown", list(press(1000, 4), failure(1400, 5)), 1400, .7, 4, [4]float32{thrown, 400}},
		{"refused", list(press(1000, 4), request(1010, 1, 0, 0), request(3000, -2, 1990, 7)), 3000, .6, 4, [4]float32{failed, 2000}},
		{"said", list(press(1000, 4), message(1400, 9)), 1400, .5, 4, [4]float32{said, 400}},
		{"refused, then said", list(press(1000, 4), request(1010, 1, 0, 0), request(1900, -2, 890, 7), message(1905, 9)), 1900, .6, 4, [4]float32{failed, 900}},
	})
	carries(t, agent.ErrorShown, []signal{
		{"said", list(press(1000, 4), message(1400, 9)), 1400, .5, 9, [4]float32{}},
	})
	carries(t, agent.RageClick, []signal{
		{"a refusal makes rage surer", list(press(0, 1), request(5, 1, 0, 0), request(50, -2, 45, 7), press(100, 1), press(200, 1)), 200, .9, 1, [4]float32{3, 200, 1, 0}},
	})
}

func TestErrorSettings(t *testing.T) {
	changed(t, agent.ErrorClick, []change{
		{"error_ms", 3000, list(press(0, 1), failure(3000, 5)), 1},
		{"error_ms", 100, list(press(0, 1), failure(101, 5)), 0},
		{"again_ms", 100, list(press(0, 1), failure(10, 5), press(500, 1), failure(510, 5)), 2},
	})
	changed(t, agent.ErrorShown, []change{
		{"again_ms", 100, list(message(0, 9), message(100, 9)), 2},
	})
}
