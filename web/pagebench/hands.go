package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// What a visit consists of. A round is a way with the mouse, a turn of the wheel, and a few clicks where the mouse then is.
const (
	moves   = 3000
	scrolls = 200
	clicks  = 150
	keys    = 60

	bursts        = 5  // on buttons that are dead
	steppers      = 10 // pressed fast, and working
	burstPresses  = 3
	stepPresses   = 9
	adds          = 5
	routes        = 2
	rounds        = bursts + steppers + adds + looks
	looks         = clicks - bursts*burstPresses - steppers*stepPresses - adds - routes - 1 // one goes into the search field
	wheel         = 50                                                                      // px a turn
	pressEvery    = 100 * time.Millisecond
	events        = moves + scrolls + clicks + keys
	width, height = 1280, 900
)

// used are the cards that were pressed, by what was pressed on them.
type used struct{ dead, steppers []string }

// hand is the visitor's mouse. Its ways are drawn from a seed, so that they are the same on every page.
type hand struct {
	*tab
	rand *rand.Rand
	x, y float64
}

// interact does to the page what is the same for all.
func (t *tab) interact(ctx context.Context) (used, error) {
	h := &hand{tab: t, rand: rand.New(rand.NewPCG(1, 2)), x: width / 2, y: height / 2}
	var u used
	for i := range rounds {
		if err := ctx.Err(); err != nil {
			return u, err
		}
		if err := h.turnWheel(scrolls*(i+1)/rounds - scrolls*i/rounds); err != nil {
			return u, err
		}
		class, presses := round(i)
		card, err := h.pressFresh(class, presses, moves*(i+1)/rounds-moves*i/rounds)
		if err != nil {
			return u, fmt.Errorf("round %d: %w", i, err)
		}
		switch class {
		case "gift":
			u.dead = append(u.dead, card)
		case "plus":
			u.steppers = append(u.steppers, card)
		}
	}
	return u, h.search()
}

// round says what is pressed in it, and how often: dead buttons and steppers are spread over the visit.
func round(i int) (class string, presses int) {
	const every = rounds / (bursts + steppers + adds)
	if i%every != 0 || i/every >= bursts+steppers+adds {
		return "look", 1
	}
	switch (i / every) % 4 {
	case 0:
		return "gift", burstPresses
	case 1:
		return "add", 1
	default:
		return "plus", stepPresses
	}
}

// pressFresh goes to the first card in view that nothing was done to, and presses something on it.
func (h *hand) pressFresh(class string, presses, way int) (string, error) {
	const find = `(async () => {
		for (let y = NaN, still = 0; still < 5; still = y === scrollY ? still + 1 : 0, y = scrollY) await new Promise(requestAnimationFrame)
		for (const card of document.querySelectorAll('article:not(.done)')) {
			const { x, y, width, height } = card.querySelector('.%s').getBoundingClientRect()
			if (y < 80 || y + height > innerHeight) continue
			card.classList.add('done')
			return { card: card.id, x: x + width / 2, y: y + height / 2 }
		}
	})()`
	at, err := chromedp.Run(h, chromedp.Evaluate[struct {
		Card string
		X, Y float64
	}](fmt.Sprintf(find, class), chromedp.EvalAwaitPromise))
	if err != nil {
		return "", err
	}
	if at.Card == "" {
		return "", fmt.Errorf("no fresh card with %s is in view", class)
	}
	if err := h.moveTo(at.X, at.Y, way); err != nil {
		return "", err
	}
	for i := range presses {
		if i > 0 {
			if err := chromedp.Do(h, chromedp.Sleep(pressEvery)); err != nil {
				return "", err
			}
		}
		if err := chromedp.Do(h, chromedp.MouseClickXY(at.X, at.Y)); err != nil {
			return "", err
		}
	}
	return at.Card, nil
}

// moveTo goes to a point in so many steps, on a bow and not quite steadily.
func (h *hand) moveTo(x, y float64, steps int) error {
	fromX, fromY, bow := h.x, h.y, 200*(h.rand.Float64()-0.5)
	for i := range steps {
		share := float64(i+1) / float64(steps)
		off := math.Sin(share*math.Pi) * (bow + 4*h.rand.Float64())
		h.x, h.y = fromX+(x-fromX)*share+off, fromY+(y-fromY)*share+off/2
		h.x, h.y = min(max(h.x, 1), width-1), min(max(h.y, 1), height-1)
		if err := chromedp.Do(h, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, h.x, h.y)); err != nil {
			return err
		}
	}
	return nil
}

func (h *hand) turnWheel(times int) error {
	for range times {
		params := input.DispatchMouseEventParams{
			Type: input.DispatchMouseEventTypeMouseWheel, X: h.x, Y: h.y, DeltaY: wheel,
			DeltaX: math.SmallestNonzeroFloat64, // the command wants it said, and a zero is left out
		}
		if _, err := chromedp.Call(h, input.DispatchMouseEvent, params); err != nil {
			return err
		}
	}
	return nil
}

// search types into the filter and empties it again, and then goes through the routes.
func (h *hand) search() error {
	typed := "Board no. 1 Solid oak Oiled by"[:keys/2]
	return chromedp.Do(h, chromedp.Click(chromedp.CSS("#search")), chromedp.KeyEvent(typed),
		chromedp.KeyEvent(strings.Repeat(kb.Backspace, keys/2)),
		chromedp.Click(chromedp.CSS(".route:first-child")), chromedp.Click(chromedp.CSS(".route:nth-child(2)")))
}
