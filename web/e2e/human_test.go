package e2e

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"

	"heed/web/browsertest"
)

// human is a visitor with a hand that is not a machine's: it takes its time, goes in bows, overshoots, and mistypes. Everything
// it does is real input of the browser, drawn from a seed.
type human struct {
	*visitor
	rand  *rand.Rand
	touch bool    // has a finger, no mouse
	x, y  float64 // where the mouse is, CSS px
	w, h  float64 // the viewport
	end   time.Time
	diary []entry
}

// entry is what the human was about, from a moment on.
type entry struct {
	at    time.Time
	doing string
}

// note writes down what the human is about from now on.
func (m *human) note(format string, args ...any) {
	m.diary = append(m.diary, entry{time.Now(), fmt.Sprintf(format, args...)})
}

// doing is what the human was about at that moment.
func (m *human) doing(at time.Time) string {
	last := ""
	for _, e := range m.diary {
		if !e.at.After(at) {
			last = e.doing
		}
	}
	return last
}

// done says whether the visit has lasted long enough.
func (m *human) done() bool { return time.Now().After(m.end) }

// between draws a number.
func (m *human) between(least, most float64) float64 { return least + (most-least)*m.rand.Float64() }

// times draws a whole number, both ends included.
func (m *human) times(least, most int) int { return least + m.rand.IntN(most-least+1) }

// likely is true with that probability.
func (m *human) likely(p float64) bool { return m.rand.Float64() < p }

// rest lets seconds of the visitor's own time pass: reading, thinking, the pause between two strokes.
func (m *human) rest(least, most float64) {
	timer := time.NewTimer(time.Duration(m.between(least, most) * float64(time.Second)))
	defer timer.Stop()
	<-timer.C
}

// spot is a point in the viewport.
type spot struct{ X, Y float64 }

// find gives a point on one of the elements that a selector finds and that can be pressed where they are, or nil. It is some
// point near the middle, as hands hit.
func (m *human) find(selector string) *spot {
	const script = `(() => {
		const [selector, pick, dx, dy] = %s
		const seen = [...document.querySelectorAll(selector)].map((e) => {
			const { x, y, width, height } = e.getBoundingClientRect()
			return { e, X: x + width * dx, Y: y + height * dy }
		}).filter(({ e, X, Y }) => {
			const top = document.elementFromPoint(X, Y)
			return top && (e.contains(top) || top.contains(e))
		})
		if (!seen.length) return null
		const { X, Y } = seen[Math.floor(pick * seen.length)]
		return { X, Y }
	})()`
	arguments := fmt.Sprintf("[%q, %g, %g, %g]", selector, m.rand.Float64(), m.between(0.3, 0.7), m.between(0.35, 0.65))
	return browsertest.Value[*spot](m.Tab, fmt.Sprintf(script, arguments))
}

// reach scrolls, as people look for something, until an element can be pressed; nil if there is none.
func (m *human) reach(selector string) *spot {
	for range 12 {
		if at := m.find(selector); at != nil {
			return at
		}
		// How far its middle lies below the viewport's, in viewports.
		off := browsertest.Value[*float64](m.Tab, fmt.Sprintf(`((e) => {
			const { y, height } = e?.getBoundingClientRect() ?? {}
			return height ? (y + height / 2) / innerHeight - 0.5 : null
		})(document.querySelector(%q))`, selector))
		if off == nil {
			return nil
		}
		m.scroll(min(max(*off, -0.8), 0.8))
		m.rest(0.2, 0.5)
	}
	return nil
}

// press goes to an element and presses it; false if there is nothing to press.
func (m *human) press(selector string) bool {
	at := m.reach(selector)
	if at == nil {
		return false
	}
	m.moveTo(at.X, at.Y)
	m.rest(0.08, 0.3)
	m.pressHere(at.X, at.Y)
	return true
}

// again presses the same spot a few times more, as fast as people count.
func (m *human) again(times int) {
	for range times {
		m.rest(0.12, 0.35)
		m.pressHere(m.x, m.y)
	}
}

func (m *human) pressHere(x, y float64) {
	m.x, m.y = x, y
	if m.touch {
		m.finger(input.DispatchTouchEventTypeTouchStart, x, y)
		m.rest(0.04, 0.09)
		m.finger(input.DispatchTouchEventTypeTouchEnd, x, y)
		return
	}
	m.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMousePressed, Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1})
	m.rest(0.04, 0.1)
	m.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseReleased, Button: input.MouseButtonLeft, ClickCount: 1})
}

func (m *human) mouse(event input.DispatchMouseEventParams) {
	event.X, event.Y = m.x, m.y
	browsertest.Call(m.Tab, input.DispatchMouseEvent, event)
}

func (m *human) finger(kind input.DispatchTouchEventType, x, y float64) {
	points := []*input.TouchPoint{{X: x, Y: y}}
	if kind == input.DispatchTouchEventTypeTouchEnd {
		points = []*input.TouchPoint{}
	}
	browsertest.Call(m.Tab, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
}

// moveTo moves the mouse as hands do: fast in the middle of the way, slow at its ends (minimum jerk: Flash and Hogan 1985), in a
// bow, now and then a little too far. The way takes as long as Fitts' law says. A finger needs no way.
func (m *human) moveTo(x, y float64) {
	if m.touch {
		return
	}
	distance := math.Hypot(x-m.x, y-m.y)
	if distance > 300 && m.likely(0.3) {
		over := m.between(1.02, 1.06)
		m.glide(m.x+(x-m.x)*over, m.y+(y-m.y)*over)
	}
	m.glide(x, y)
}

func (m *human) glide(x, y float64) {
	fromX, fromY := m.x, m.y
	distance := math.Hypot(x-fromX, y-fromY)
	const width, frame = 60, 1.0 / 60 // px of a usual target; seconds
	seconds := 0.1 + 0.15*math.Log2(distance/width+1)
	steps := int(seconds / frame)
	bow := distance * m.between(-0.12, 0.12)
	for i := range steps {
		t := float64(i+1) / float64(steps)
		share := t * t * t * (10 - 15*t + 6*t*t)
		side := bow * math.Sin(math.Pi*share) / max(distance, 1)
		m.x = m.inside(fromX+(x-fromX)*share-(y-fromY)*side+m.between(-0.7, 0.7), m.w)
		m.y = m.inside(fromY+(y-fromY)*share+(x-fromX)*side+m.between(-0.7, 0.7), m.h)
		m.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved})
	}
}

func (m *human) inside(v, size float64) float64 { return min(max(v, 2), size-2) }

// scroll goes down so many viewports, or up when that is negative: by notches of the wheel, or by strokes of a finger.
func (m *human) scroll(views float64) {
	left := views * m.h
	for math.Abs(left) > 20 {
		var part float64
		if m.touch {
			part = math.Copysign(min(math.Abs(left), m.between(0.3, 0.5)*m.h), left)
			m.stroke(part)
		} else {
			part = math.Copysign(min(math.Abs(left), 100), left)
			m.mouse(input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseWheel, DeltaX: math.SmallestNonzeroFloat64, DeltaY: part})
		}
		left -= part
		m.rest(0.05, 0.14)
	}
}

// stroke drags a finger up the glass, which moves the page down by as much.
func (m *human) stroke(down float64) {
	x, y := m.between(0.4, 0.7)*m.w, m.h*0.5+down/2
	m.finger(input.DispatchTouchEventTypeTouchStart, x, y)
	steps := m.times(8, 14)
	for i := range steps {
		share := math.Sin(float64(i+1) / float64(steps) * math.Pi / 2)
		m.finger(input.DispatchTouchEventTypeTouchMove, x+m.between(-3, 3), y-down*share)
	}
	m.finger(input.DispatchTouchEventTypeTouchEnd, 0, 0)
	m.rest(0.3, 0.6)
}

// types writes with two fingers: now and then a wrong letter that is noticed and taken back.
func (m *human) types(text string) {
	for _, letter := range text {
		if m.likely(0.04) {
			m.Keys(string(rune('a' + m.rand.IntN(26))))
			m.rest(0.2, 0.5)
			m.Keys(kb.Backspace)
		}
		m.Keys(string(letter))
		m.rest(0.06, 0.22)
	}
}
