package tag_test

import "testing"

// TestExit leaves the window with the real mouse: up and out is an exit intent, out at the side is none.
func TestExit(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		way  [][2]float64 // after a press, which is engagement enough
		want int
	}{
		{"up and out", [][2]float64{{600, 600}, {600, 300}, {600, 2}, {600, -20}}, 1},
		{"out at the side", [][2]float64{{600, 400}, {100, 400}, {2, 400}, {-20, 400}}, 0},
		{"up and back", [][2]float64{{600, 600}, {600, 2}, {600, 300}}, 0},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			b.Open(c.URL + "/controls.html")
			b.listening()
			b.Press("#plus", 1)
			for _, at := range test.way {
				b.Move(at[0], at[1])
			}
			// What would be reported is due 200 ms later: a timer of the page's own that is set now comes after it.
			b.JS(`new Promise((done) => setTimeout(done, 300))`)
			barrier(b, c)
			if got := c.count(&c.socket, "signal"); got != test.want {
				t.Fatalf("%d signals, want %d: %v", got, test.want, c.frames(&c.socket))
			}
		})
	}
}
