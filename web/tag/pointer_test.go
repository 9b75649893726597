package tag_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"

	"heed/agent"
	"heed/web/browsertest"
)

// swipe moves a finger, or several side by side, from the middle of an element. To the right it would go back in the history.
func (b *tab) swipe(selector string, dx, dy float64, fingers int) {
	b.t.Helper()
	at := browsertest.Value[[2]float64](b.Tab, fmt.Sprintf(`(({ x, y, width, height }) => [x + width / 2, y + height / 2])(
		document.querySelector(%q).getBoundingClientRect())`, selector))
	touch := func(kind input.DispatchTouchEventType, dx, dy float64, fingers int) {
		points := []*input.TouchPoint{}
		for i := range fingers {
			id := float64(i)
			points = append(points, &input.TouchPoint{X: at[0] + dx + 10*id, Y: at[1] + dy, ID: &id})
		}
		browsertest.Call[input.DispatchTouchEventParams, cdp.Empty](b.Tab, input.DispatchTouchEvent,
			input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
	}
	touch(input.DispatchTouchEventTypeTouchStart, 0, 0, fingers)
	touch(input.DispatchTouchEventTypeTouchMove, dx/2, dy/2, fingers)
	touch(input.DispatchTouchEventTypeTouchMove, dx, dy, fingers)
	touch(input.DispatchTouchEventTypeTouchEnd, 0, 0, 0)
}

func TestSwipe(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, selector string
		dx, dy         float64
		fingers        int
		want           int
		target         bool
		flags          agent.Flags
	}{
		{"over words", "#prose", -90, 0, 1, 1, false, 0},
		{"over a button", "#flat", -80, 5, 1, 1, true, 0},
		{"a tap", "#flat", 2, 2, 1, 0, false, 0},
		{"two fingers", "#flat", -80, 0, 2, 0, false, 0},
		{"over what scrolls that way", "#pane", 0, -25, 1, 1, true, agent.Surface},
		{"over what scrolls the other way", "#pane", -80, 0, 1, 1, true, 0},
	}
	c := newCollector(t)
	b := recorded(t, c.URL+"/list.html")
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			b := b.on(t)
			b.JS(`records.length = 0`)
			b.swipe(test.selector, test.dx, test.dy, test.fingers)
			b.JS(`new Promise((done) => setTimeout(done))`)
			got := b.records(agent.RecSwipe)
			if len(got) != test.want {
				t.Fatalf("%v", got)
			}
			for _, r := range got {
				if float64(r.A) != test.dx || float64(r.B) != test.dy || (r.Target != 0) != test.target || r.Flags != test.flags {
					t.Errorf("%+v", r)
				}
			}
		})
	}
}

// TestSwipeWherePageScrolls: a page that could have scrolled gives no verdict.
func TestSwipeWherePageScrolls(t *testing.T) {
	t.Parallel()
	c := newCollector(t)
	b := recorded(t, c.URL+"/list.html")
	b.JS(`document.body.style.height = '3000px'`)
	b.swipe("#flat", 0, 40, 1)
	b.swipe("#flat", -40, 0, 1)
	b.Until(fmt.Sprintf(`records.filter((r) => r.kind === %d).length === 2`, agent.RecSwipe))
	if got := b.records(agent.RecSwipe); got[0].Flags != agent.Surface || got[1].Flags != 0 {
		t.Errorf("%v", got)
	}
}

// TestHover moves the mouse over a control, within it and off it.
func TestHover(t *testing.T) {
	t.Parallel()
	c := newCollector(t)
	b := recorded(t, c.URL+"/list.html")
	b.Move(900, 600)
	move := func(selector string) {
		at := browsertest.Value[[2]float64](b.Tab, fmt.Sprintf(`(({ x, y, width, height }) => [x + width / 2, y + height / 2])(
			document.querySelector(%q).getBoundingClientRect())`, selector))
		b.Move(at[0], at[1])
	}
	move("#inside")
	b.JS(`buy.prepend('Please ')`)
	move("#buy")
	b.Move(900, 600)
	move("#buy")
	b.Press("#buy", 1)
	hovers := b.records(agent.RecHover)
	buy := b.records(agent.RecPress)[0].Target
	if len(hovers) != 3 || hovers[0].Target != buy || hovers[1].Target != 0 || hovers[2].Target != buy {
		t.Errorf("%v of %d", hovers, buy)
	}
}

// TestMadeUpMouse: what a script sends is no pointer.
func TestMadeUpMouse(t *testing.T) {
	t.Parallel()
	c := newCollector(t)
	b := recorded(t, c.URL+"/list.html")
	b.JS(`records.length = 0
		for (const type of ['pointermove', 'pointerdown', 'pointerover', 'mouseleave', 'mouseenter', 'touchstart', 'touchend', 'keydown', 'wheel'])
			document.documentElement.dispatchEvent(new PointerEvent(type, {clientY: -5, bubbles: true}))`)
	if got := b.records(); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
