package tag_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/cdproto/input"

	"heed/web/browsertest"
)

const (
	moveEvery = 32 * time.Millisecond  // between two places of the mouse
	doubleIn  = 450 * time.Millisecond // presses on one place within it make a double click
)

// hands do what a visitor does. Places are CSS px in the viewport.
type hands struct {
	*tab
	server  *visitServer
	clock   *browsertest.Clock
	flights *browsertest.Flights
	x, y    float64
	clicks  int64 // since the mouse came to that place, or rested there
	stuck   bool  // the tab has stopped painting
}

// verbs are the acts.
var verbs map[string]func(h *hands, args []string)

func init() { // not in the declaration: reading a visit looks verbs up
	verbs = map[string]func(*hands, []string){
		"wait": (*hands).rest, "until": (*hands).until,
		"press": (*hands).press, "hover": (*hands).hover, "move": (*hands).move, "shake": (*hands).shake, "circle": (*hands).circle,
		"drag": (*hands).drag, "wheel": (*hands).wheel, "tap": (*hands).tap, "swipe": (*hands).swipe,
		"type": (*hands).write, "key": (*hands).key, "hold": (*hands).hold,
		"open": (*hands).open, "back": (*hands).back, "loaded": (*hands).loaded, "leave": (*hands).leave, "js": (*hands).script,
	}
}

// number is an argument, or its default.
func number(args []string, i int, without float64) float64 {
	if i >= len(args) {
		return without
	}
	n, err := strconv.ParseFloat(args[i], 64)
	if err != nil {
		panic(fmt.Sprintf("argument %d of %v is no number", i+1, args))
	}
	return n
}

func milliseconds(n float64) time.Duration { return time.Duration(n * float64(time.Millisecond)) }

// rest does nothing: `wait MS`.
func (h *hands) rest(args []string) {
	h.clicks = 0
	h.pass(milliseconds(number(args, 0, 0)))
}

// place is the middle of an element; `a >> b` looks for b in a's shadow root or frame.
func (h *hands) place(selector string) (x, y float64) {
	const find = `((path) => {
		let root = document, x = 0, y = 0, e
		for (const selector of path) {
			e = root.querySelector(selector)
			if (!e) throw new Error('nothing is ' + selector)
			if (e.contentDocument) {
				const box = e.getBoundingClientRect()
				x += box.x + e.clientLeft
				y += box.y + e.clientTop
			}
			root = e.shadowRoot ?? e.contentDocument
		}
		let box = e.getBoundingClientRect()
		if (y + box.top < 0 || y + box.bottom > innerHeight) {
			e.scrollIntoView({ block: 'center', behavior: 'instant' })
			box = e.getBoundingClientRect()
		}
		return [x + box.x + box.width / 2, y + box.y + box.height / 2]
	})(%s)`
	at := browsertest.Value[[2]float64](h.Tab, fmt.Sprintf(find, quoted(strings.Split(selector, " >> "))))
	return at[0], at[1]
}

func quoted(words []string) string {
	for i, w := range words {
		words[i] = strconv.Quote(w)
	}
	return "[" + strings.Join(words, ",") + "]"
}

// mouse sends one mouse event at the place where the mouse is.
func (h *hands) mouse(kind input.DispatchMouseEventType, change func(*input.DispatchMouseEventParams)) {
	p := input.DispatchMouseEventParams{Type: kind, X: h.x, Y: h.y, Timestamp: h.clock.Stamp()}
	if change != nil {
		change(&p)
	}
	do(h, input.DispatchMouseEvent, p)
}

// button is a mouse event of the left button.
func (h *hands) button(kind input.DispatchMouseEventType) {
	h.mouse(kind, func(p *input.DispatchMouseEventParams) {
		p.Button, p.ClickCount = input.MouseButtonLeft, h.clicks
		if kind != input.DispatchMouseEventTypeMouseReleased {
			p.Buttons = 1
		}
	})
}

// way moves the mouse to a place in a straight line.
func (h *hands) way(x, y float64, d time.Duration, down bool) {
	steps := max(1, int(d/moveEvery))
	fromX, fromY := h.x, h.y
	for i := 1; i <= steps; i++ {
		part := float64(i) / float64(steps)
		h.x, h.y = fromX+(x-fromX)*part, fromY+(y-fromY)*part
		if down {
			h.button(input.DispatchMouseEventTypeMouseMoved)
		} else {
			h.mouse(input.DispatchMouseEventTypeMouseMoved, nil)
		}
		h.pass(d / time.Duration(steps))
	}
}

const stroll = 80 * time.Millisecond // from one control to the next

// press presses the mouse on an element: `press SELECTOR [TIMES [MS between]]`.
func (h *hands) press(args []string) {
	x, y := h.place(args[0])
	times, every := int(number(args, 1, 1)), milliseconds(number(args, 2, 150))
	if x != h.x || y != h.y {
		h.clicks = 0
		h.way(x, y, stroll, false)
	}
	for i := range times {
		if i > 0 {
			h.pass(every)
		}
		if every > doubleIn {
			h.clicks = 0
		}
		h.clicks++
		h.button(input.DispatchMouseEventTypeMousePressed)
		h.button(input.DispatchMouseEventTypeMouseReleased)
	}
}

// hover rests the mouse on an element: `hover SELECTOR [MS]`.
func (h *hands) hover(args []string) {
	x, y := h.place(args[0])
	h.way(x, y, stroll, false)
	h.pass(milliseconds(number(args, 1, 0)))
}

// move moves the mouse to a place, which may lie outside: `move X Y [MS]`.
func (h *hands) move(args []string) {
	d := milliseconds(number(args, 2, 100))
	h.way(number(args, 0, 0), number(args, 1, 0), d, false)
}

// shake moves the mouse from side to side: `shake PX HZ MS`, PX being the way between two turns; a fourth word is «held» for a
// button held, or «down» for up and down.
func (h *hands) shake(args []string) {
	px, hz, d := number(args, 0, 0), number(args, 1, 0), milliseconds(number(args, 2, 0))
	half := milliseconds(500 / hz)
	down := len(args) > 3 && args[3] == "held"
	if down {
		h.button(input.DispatchMouseEventTypeMousePressed)
		defer h.button(input.DispatchMouseEventTypeMouseReleased)
	}
	for ; d > 0; px = -px {
		d -= half
		if len(args) > 3 && args[3] == "down" {
			h.way(h.x, h.y+px, half, down)
		} else {
			h.way(h.x+px, h.y+px/20, half, down)
		}
	}
}

// circle moves the mouse in circles: `circle RADIUS HZ MS`.
func (h *hands) circle(args []string) {
	r, hz, d := number(args, 0, 0), number(args, 1, 0), milliseconds(number(args, 2, 0))
	x, y := h.x, h.y
	for passed := time.Duration(0); passed < d; passed += moveEvery {
		angle := 2 * math.Pi * hz * passed.Seconds()
		h.x, h.y = x+r*math.Sin(angle), y+r*(1-math.Cos(angle))
		h.mouse(input.DispatchMouseEventTypeMouseMoved, nil)
		h.pass(moveEvery)
	}
}

// drag draws with the mouse from an element: `drag SELECTOR DX DY [MS]`.
func (h *hands) drag(args []string) {
	d := milliseconds(number(args, 3, 400))
	x, y := h.place(args[0])
	h.way(x, y, stroll, false)
	h.clicks = 1
	h.button(input.DispatchMouseEventTypeMousePressed)
	h.way(x+number(args, 1, 0), y+number(args, 2, 0), d, true)
	h.button(input.DispatchMouseEventTypeMouseReleased)
}

// wheel turns the wheel: `wheel DY [TIMES [MS between]]`.
func (h *hands) wheel(args []string) {
	times, every := int(number(args, 1, 1)), milliseconds(number(args, 2, 100))
	for i := range times {
		if i > 0 {
			h.pass(every)
		}
		h.mouse(input.DispatchMouseEventTypeMouseWheel, func(p *input.DispatchMouseEventParams) {
			p.DeltaX, p.DeltaY = 1e-6, number(args, 0, 0) // a zero would be left out, and refused
		})
	}
}
