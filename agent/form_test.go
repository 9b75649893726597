package agent_test

import (
	"testing"

	"heed/agent"
)

// at work in field 21 of form 20.
const (
	entered   = 1
	typed     = 2
	committed = 3
	left      = 4
)

func field(at float64, doing float32) agent.Record {
	return agent.Record{Kind: agent.RecField, At: at, Target: 21, A: doing, B: 20}
}

// in moves a record to another field and form.
func in(target uint32, form float32, r agent.Record) agent.Record {
	r.Target, r.B = target, form
	return r
}

// send is a press on the button of form 20.
func send(at float64) agent.Record {
	r := press(at, 29)
	r.B = 20
	return r
}

func submit(at float64) agent.Record {
	return agent.Record{Kind: agent.RecSubmit, At: at, Target: 20}
}

// invalid is field 21 of form 20 found wrong.
func invalid(at float64) agent.Record {
	return agent.Record{Kind: agent.RecInvalid, At: at, Target: 21, B: 20}
}

// said is a message of the page about form 20.
func said(at float64) agent.Record {
	return agent.Record{Kind: agent.RecInvalid, At: at, Target: 28, A: 1, B: 20}
}

func gone(at float64, form uint32) agent.Record {
	return agent.Record{Kind: agent.RecGoal, At: at, Target: form}
}

// refills fills a field in anew, so many times.
func refills(times int, ms float64) (records []agent.Record) {
	for i := range times {
		at := 1000 + float64(i)*ms
		records = append(records, field(at, entered), field(at+100, typed), field(at+200, committed), field(at+200, left))
	}
	return records
}

func TestStruggleRefills(t *testing.T) {
	play(t, agent.FormStruggle, []scene{
		{"three times", refills(3, 3000), 1},
		{"twice", refills(2, 3000), 0},
		{"within a minute", refills(3, 29_999), 1},
		{"more slowly", refills(5, 30_001), 0},
		{"what is changed again and again by nature", flags(agent.TextField, refills(9, 1000)), 0},
		{"three fields", list(in(1, 20, field(1000, committed)), in(2, 20, field(2000, committed)), in(3, 20, field(3000, committed))), 0},
		{"only typed", every(100, 1000, 5000, func(at float64) agent.Record { return field(at, typed) }), 0},
		{"on and on", refills(9, 1000), 1},
	})
	carries(t, agent.FormStruggle, []signal{
		{"refills", refills(3, 3000), 7200, .5, 21, [4]float32{float32(agent.TriggerRefills), 3}},
	})
	changed(t, agent.FormStruggle, []change{
		{"refill_times", 2, refills(2, 3000), 1},
		{"refill_ms", 1000, refills(3, 3000), 0},
	})
}

func TestStruggleStuck(t *testing.T) {
	play(t, agent.FormStruggle, []scene{
		{"20 s", list(field(0, entered), tick(20_000)), 1},
		{"less", list(field(0, entered), unload(19_999)), 0},
		{"typed at last", list(field(0, entered), field(19_999, typed), tick(99_000)), 0},
		{"left it", list(field(0, entered), field(5000, left), tick(99_000)), 0},
		{"on to the next", list(field(0, entered), field(15_000, left), in(22, 20, field(15_000, entered)), unload(34_999)), 0},
		{"stuck in the next", list(field(0, entered), field(15_000, left), in(22, 20, field(15_000, entered)), tick(35_000)), 1},
		{"a message that wants to be thought about", list(with(field(0, entered), agent.TextField), tick(99_000)), 0},
		{"the tab is hidden", list(field(0, entered), hidden(5000), on(agent.RecVisible, 30_000), tick(99_000)), 0},
		{"another page", list(field(0, entered), navigate(5000, 2), tick(99_000)), 0},
		{"typed before", list(field(0, entered), field(900, typed), tick(99_000)), 0},
	})
	carries(t, agent.FormStruggle, []signal{
		{"stuck", list(field(500, entered), tick(99_000)), 20_500, .4, 21, [4]float32{float32(agent.TriggerStuck), 1}},
	})
	changed(t, agent.FormStruggle, []change{
		{"stuck_ms", 5000, list(field(0, entered), field(6000, typed)), 1},
	})
}

func TestValidation(t *testing.T) {
	banner := func(at float64) []agent.Record { // a server's refusal
		return list(send(at), submit(at+1), request(at+5, 1, 0, 0), request(at+4000, -1, 3995, 7), said(at+4010))
	}
	play(t, agent.RepeatedValidationError, []scene{
		{"two attempts", list(send(100), invalid(105), send(5000), invalid(5005)), 1},
		{"one", list(send(100), invalid(105)), 0},
		{"one, refused for five fields", list(send(100), invalid(101), invalid(102), in(22, 20, invalid(103)), in(23, 20, invalid(104)), said(105)), 0},
		{"within two minutes", list(send(100), invalid(105), send(120_000), invalid(120_104)), 1},
		{"more slowly", list(send(100), invalid(105), send(120_100), invalid(120_106)), 0},
		{"just soon enough", list(send(100), invalid(3100), send(5000), invalid(8000)), 1},
		{"too late", list(send(100), invalid(3101), send(5000), invalid(8001)), 0},
		{"by Enter", list(submit(100), said(105), submit(5000), said(5005)), 1},
		{"by a server, twice", join(banner(100), banner(20_000)), 1},
		{"by a server, at two places", join(banner(100), list(invalid(4120), said(4130))), 0},
		{"at each keystroke", every(200, 1000, 9000, func(at float64) agent.Record { return invalid(at) }), 0},
		{"what a page finds wrong when it comes", list(request(0, 1, 0, 0), request(100, -1, 100, 7), said(110), request(200, 1, 0, 0), request(300, -1, 100, 7), said(310)), 0},
		{"what the page loads later", list(send(100), invalid(105), request(2000, 1, 0, 0), request(9000, -1, 7000, 7), invalid(9010)), 0},
		{"a field left twice", list(field(100, committed), invalid(105), field(5000, committed), invalid(5005)), 1},
		{"two fields left", list(field(100, committed), invalid(105), in(22, 20, field(5000, committed)), in(22, 20, invalid(5005))), 0},
		{"a coupon outside any form", list(press(100, 9), message(400, 8), press(9000, 9), message(9300, 8)), 1},
		{"two forms", list(send(100), invalid(105), in(39, 30, send(5000)), in(31, 30, invalid(5005))), 0},
		{"a text field is pressed", list(with(send(100), agent.TextField), invalid(105), with(send(5000), agent.TextField), invalid(5005)), 0},
		{"three attempts", list(send(100), invalid(105), send(5000), invalid(5005), send(9000), invalid(9005)), 1},
	})
	carries(t, agent.RepeatedValidationError, []signal{
		{"times", list(send(100), invalid(105), send(5000), invalid(5005)), 5005, .7, 21, [4]float32{2}},
	})
	changed(t, agent.RepeatedValidationError, []change{
		{"invalid_times", 3, list(send(100), invalid(105), send(5000), invalid(5005)), 0},
		{"invalid_ms", 1000, list(send(100), invalid(105), send(5000), invalid(5005)), 0},
		{"attempt_ms", 100, list(send(100), invalid(201), send(5000), invalid(5101)), 0},
	})
}

func TestAbandonment(t *testing.T) {
	filled := func(records ...agent.Record) []agent.Record {
		return append(list(field(0, entered), field(100, typed), field(500, committed)), records...)
	}
	fetched := func(status float32) []agent.Record {
		return filled(send(3000), request(3010, 1, 0, 0), request(3400, status, 390, 7), unload(9000))
	}
	play(t, agent.FormAbandonment, []scene{
		{"left", filled(unload(9000)), 1},
		{"left at once, before it was committed", list(field(0, entered), field(100, typed), unload(4000)), 1},
		{"only entered", list(field(0, entered), field(500, left), unload(9000)), 0},
		{"another tab", filled(hidden(9000)), 0},
		{"another tab, then closed", filled(hidden(9000), unload(9001)), 1},
		{"another route", filled(navigate(9000, 2)), 1},
		{"the same route", join(list(navigate(0, 2)), filled(navigate(9000, 2))), 0},
		{"exit intent", join(filled(), climb(9000, 400)), 1},
		{"exit intent, then left", append(join(filled(), climb(9000, 400)), unload(10_000)), 1},
		{"sent", filled(send(3000), submit(3001), unload(9000)), 0},
		{"sent, and refused", filled(send(3000), submit(3001), invalid(3005), unload(9000)), 1},
		{"refused before it was sent", filled(send(3000), invalid(3005), unload(9000)), 1},
		{"sent, refused and sent", filled(send(3000), submit(3001), invalid(3005), send(6000), submit(6001), unload(9000)), 0},
		{"sent by fetch", fetched(-1), 0},
		{"sent by fetch, in vain", fetched(-2), 1},
		{"sent by fetch, still under way", filled(send(3000), request(3010, 1, 0, 0), unload(6000)), 0},
		{"a request that the press did not send", filled(send(3000), request(4001, 1, 0, 0), request(4400, -1, 399, 7), unload(9000)), 1},
		{"a request from before the press", filled(request(2000, 1, 0, 0), send(3000), request(3400, -1, 1400, 7), unload(9000)), 1},
		{"what autocompletes", filled(request(510, 1, 0, 0), request(700, -1, 190, 7), unload(9000)), 1},
		{"gone from the page", filled(gone(4000, 20), unload(9000)), 0},
		{"going on to the next step", filled(send(3000), navigate(5000, 2)), 0},
		{"the next step comes late", filled(send(3000), request(3010, 1, 0, 0), request(8000, -1, 4990, 7), navigate(8100, 2)), 0},
		{"a page without forms, of which a button leads on", list(in(21, 0, field(0, typed)), in(21, 0, field(500, committed)), press(3000, 9), navigate(3100, 2)), 0},
		{"a chat without a form", list(in(21, 0, field(0, typed)), unload(9000)), 0},
		{"a field without a form after a form", filled(in(22, 0, field(2000, typed)), unload(9000)), 1},
		{"two forms, the second left", filled(send(3000), submit(3001), in(31, 30, field(4000, committed)), unload(9000)), 1},
		{"sent and gone, then another press is refused", filled(send(3000), submit(3001), gone(4000, 20), press(6000, 9), message(6100, 8), unload(12_000)), 0},
		{"left, back, and left again", filled(unload(9000), with(on(agent.RecVisible, 20_000), agent.Unload), unload(30_000)), 1},
	})
	carries(t, agent.FormAbandonment, []signal{
		{"unload", filled(unload(9000)), 9000, .6, 20, [4]float32{float32(agent.TriggerUnload), 1}},
		{"route", filled(in(22, 20, field(700, committed)), navigate(9000, 2)), 9000, .6, 20, [4]float32{float32(agent.TriggerRoute), 2}},
		{"exit intent", join(filled(), climb(9000, 400)), 9200, .6, 20, [4]float32{float32(agent.TriggerPointer), 1}},
		{"fields of this form alone", filled(send(3000), submit(3001), in(31, 30, field(4000, committed)), unload(9000)), 9000, .6, 30, [4]float32{float32(agent.TriggerUnload), 1}},
		{"refused, and another field", filled(send(3000), submit(3001), invalid(3005), in(22, 20, field(5000, committed)), unload(9000)), 9000, .6, 20, [4]float32{float32(agent.TriggerUnload), 2}},
	})
	changed(t, agent.FormAbandonment, []change{
		{"attempt_ms", 500, filled(send(3000), unload(4000)), 1},
	})
}
