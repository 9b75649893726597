package agent_test

import (
	"testing"

	"heed/agent"
)

// scrolled goes through the offsets, one every ms; the viewport is 800 px high and the document 8000.
func scrolled(at, ms float64, offsets ...float32) (records []agent.Record) {
	for i, y := range offsets {
		records = append(records, scroll(at+float64(i)*ms, y))
	}
	return records
}

func TestScrolling(t *testing.T) {
	find := on(agent.RecInput, 900)
	find.A = 1
	blind := scrolled(1000, 1000, 800, 0, 800, 0, 800, 0)
	for i := range blind {
		blind[i].A = 0
	}
	var steps []agent.Record // four turns in steps of a wheel
	for i := range 100 {
		y := float32(i%20) * 100
		if i/20%2 == 1 {
			y = 1900 - y
		}
		steps = append(steps, scroll(float64(1000+i*100), y))
	}
	play(t, agent.ExcessiveScroll, []scene{
		{"four turns", scrolled(1000, 1000, 0, 2500, 0, 2500, 0, 2500), 1},
		{"three turns", scrolled(1000, 1000, 0, 2500, 0, 2500, 0), 0},
		{"of one viewport each", scrolled(1000, 1000, 0, 800, 0, 800, 0, 800), 1},
		{"of less", scrolled(1000, 1000, 0, 799, 0, 799, 0, 799, 0, 799), 0},
		{"in steps of a wheel", steps, 1},
		{"within 20 s", scrolled(1000, 6666, 0, 2500, 0, 2500, 0, 2500), 1},
		{"more slowly", scrolled(1000, 6667, 0, 2500, 0, 2500, 0, 2500, 0, 2500), 0},
		{"down once", scrolled(1000, 300, 0, 800, 1600, 2400, 3200, 4000), 0},
		{"to the footer and back", scrolled(1000, 500, 0, 7200, 0), 0},
		{"down with small ways back", scrolled(1000, 300, 0, 900, 700, 1700, 1400, 2500, 2200, 3300, 3000, 4000), 0},
		{"the page began further down", scrolled(1000, 1000, 5000, 2500, 5000, 2500, 5000), 1},
		{"with a press in between", join(scrolled(1000, 1000, 0, 2500, 0, 2500, 0, 2500), list(press(4500, 1))), 0},
		{"after a press", join(list(press(900, 1)), scrolled(1000, 1000, 0, 2500, 0, 2500, 0, 2500)), 1},
		{"by the browser's own search", append(list(find), scrolled(1000, 1000, 0, 2500, 0, 2500, 0, 2500)...), 0},
		{"long after that", append(list(find), scrolled(20_900, 100, 0, 2500, 0, 2500, 0, 2500)...), 1},
		{"in a viewport of no height", blind, 0},
		{"from nowhere", scrolled(1000, 1000, 0, 2500, nan, 0, nan, 2500, 0), 0},
		{"on and on", scrolled(1000, 500, 0, 2500, 0, 2500, 0, 2500, 0, 2500, 0, 2500, 0, 2500), 1},
	})
	carries(t, agent.ExcessiveScroll, []signal{
		{"turns and depth", scrolled(1000, 1000, 0, 3200, 0, 2500, 0, 2500), 6000, .5, 0, [4]float32{4, .5}},
	})
	changed(t, agent.ExcessiveScroll, []change{
		{"scroll_turns", 2, scrolled(1000, 1000, 0, 2500, 0, 2500), 1},
		{"scroll_views", 4, scrolled(1000, 1000, 0, 2500, 0, 2500, 0, 2500), 0},
		{"scroll_ms", 3000, scrolled(1000, 1000, 0, 2500, 0, 2500, 0, 2500), 0},
	})
}
