package agenttest

import "heed/agent"

// TroubleMs is how long Trouble takes, with the rest after it in which what must not be repeated is forgotten.
const TroubleMs = 70_000

// Trouble is a visit in which everything goes wrong: it brings a signal of each kind.
func Trouble() (records []agent.Record) {
	at := func(at float64, r agent.Record) {
		r.At = at
		records = append(records, r)
	}
	press := agent.Record{Kind: agent.RecPress, Target: 1, X: 100, Y: 100}
	send := agent.Record{Kind: agent.RecPress, Target: 29, B: 20, X: 100, Y: 100}
	wrong := agent.Record{Kind: agent.RecInvalid, Target: 21, B: 20}
	change := agent.Record{Kind: agent.RecMutation, Target: 40, A: 1}
	path := func(number uint32, how float32) agent.Record {
		return agent.Record{Kind: agent.RecNavigate, Target: number, A: how}
	}

	at(500, path(60, 0))
	for t := 1000.0; t <= 1200; t += 100 { // a rage click
		at(t, press)
	}
	press.Target++
	at(3000, press) // a dead click
	press.Target++
	at(7000, press) // a slow click
	at(8500, change)
	press.Target++
	at(9000, press) // an error click
	at(9010, agent.Record{Kind: agent.RecError, Target: 50})
	at(9020, change)
	at(10_000, agent.Record{Kind: agent.RecInput}) // a dead swipe
	at(10_200, agent.Record{Kind: agent.RecSwipe, Flags: agent.Touch, Target: 5, A: 200})
	for i := range 16 { // a thrashed cursor
		at(12_000+100*float64(i), agent.Record{Kind: agent.RecMove, X: float32(300 + i%2*200), Y: 400})
	}
	for i := range 8 { // excessive scrolling
		at(15_000+500*float64(i), agent.Record{Kind: agent.RecScroll, Y: float32(i % 2 * 2500), A: 800, B: 8000})
	}
	at(19_500, path(61, 0)) // a quick back
	at(20_500, path(60, 1))
	for t := 21_000.0; t <= 23_000; t += 1000 { // a struggle with a form
		for doing := range 3 {
			at(t+float64(doing), agent.Record{Kind: agent.RecField, Target: 21, A: float32(doing + 1), B: 20})
		}
	}
	for t := 25_000.0; t <= 27_000; t += 2000 { // refused twice
		at(t, send)
		at(t+10, wrong)
	}
	at(28_100, agent.Record{Kind: agent.RecInvalid, Target: 28, A: 1, B: 20}) // and told so
	at(30_500, agent.Record{Kind: agent.RecCart, A: 20, B: 1})
	at(31_000, agent.Record{Kind: agent.RecMove, X: 500, Y: 400}) // leaves form and cart behind
	at(31_500, agent.Record{Kind: agent.RecMove, X: 500, Y: 400})
	at(31_600, agent.Record{Kind: agent.RecLeave, X: 500})
	for t := 33_000.0; t < 34_000; t += 200 { // cannot decide
		at(t, agent.Record{Kind: agent.RecFlip, Target: 6})
	}
	at(40_000, agent.Record{Kind: agent.RecCart})
	return records
}

// Later moves records by ms.
func Later(records []agent.Record, ms float64) {
	for i := range records {
		records[i].At += ms
	}
}
