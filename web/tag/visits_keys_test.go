package tag_test

import (
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// write types: `type "TEXT" [MS between]`.
func (h *hands) write(args []string) {
	every := milliseconds(number(args, 1, 60))
	for _, r := range args[0] {
		h.strike(string(r))
		h.pass(every)
	}
}

// keys are what has a name instead of a letter.
var keys = map[string]string{
	"Enter": kb.Enter, "Tab": kb.Tab, "Escape": kb.Escape, "Backspace": kb.Backspace, "Space": " ", "Delete": kb.Delete, "PageDown": kb.PageDown,
	"Left": kb.ArrowLeft, "Right": kb.ArrowRight, "Up": kb.ArrowUp, "Down": kb.ArrowDown, "Home": kb.Home, "End": kb.End,
}

// key presses a key: `key NAME [TIMES [MS between]]`; All marks all that is in a field.
func (h *hands) key(args []string) {
	times, every := int(number(args, 1, 1)), milliseconds(number(args, 2, 120))
	if args[0] == "All" {
		h.strike("a", chromedp.KeyModifiers(chromedp.ModifierCtrl), withCommand("selectAll"))
		return
	}
	for i := range times {
		if i > 0 {
			h.pass(every)
		}
		h.strike(keys[args[0]])
	}
}

// hold holds a key until it has repeated itself: `hold NAME [REPEATS]`.
func (h *hands) hold(args []string) {
	for _, key := range keys[args[0]] {
		h.Hold(key, int(number(args, 1, 10)))
	}
}

// strike strikes one key.
func (h *hands) strike(key string, how ...chromedp.KeyOption) {
	now := func(p *input.DispatchKeyEventParams) { p.Timestamp = h.clock.Stamp() }
	h.Do(chromedp.KeyEvent(key, append(how, now)...))
}

// withCommand is the editing command that a chord stands for: which one is a matter of the platform.
func withCommand(name string) chromedp.KeyOption {
	return func(p *input.DispatchKeyEventParams) { p.Commands = []string{name} }
}

// touch sends one touch event with a finger at each place.
func (h *hands) touch(kind input.DispatchTouchEventType, places ...[2]float64) {
	points := []*input.TouchPoint{}
	for i, at := range places {
		id := float64(i)
		points = append(points, &input.TouchPoint{X: at[0], Y: at[1], ID: &id})
	}
	do(h, input.DispatchTouchEvent,
		input.DispatchTouchEventParams{Type: kind, TouchPoints: points, Timestamp: h.clock.Stamp()})
}

// tap taps an element: `tap SELECTOR [TIMES [MS between]]`.
func (h *hands) tap(args []string) {
	x, y := h.place(args[0])
	times, every := int(number(args, 1, 1)), milliseconds(number(args, 2, 200))
	for i := range times {
		if i > 0 {
			h.pass(every)
		}
		h.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
		h.touch(input.DispatchTouchEventTypeTouchEnd)
	}
}

// swipe draws a finger over an element: `swipe SELECTOR DX DY [MS [FINGERS]]`; two fingers go apart.
func (h *hands) swipe(args []string) {
	x, y := h.place(args[0])
	dx, dy, d, fingers := number(args, 1, 0), number(args, 2, 0), milliseconds(number(args, 3, 160)), int(number(args, 4, 1))
	at := func(part float64) [][2]float64 {
		places := [][2]float64{{x + dx*part, y + dy*part}}
		if fingers > 1 {
			places = append(places, [2]float64{x - dx*part - 40, y - dy*part})
		}
		return places
	}
	h.touch(input.DispatchTouchEventTypeTouchStart, at(0)...)
	steps := max(2, int(d/moveEvery))
	for i := 1; i <= steps; i++ {
		h.touch(input.DispatchTouchEventTypeTouchMove, at(float64(i)/float64(steps))...)
		h.pass(d / time.Duration(steps))
	}
	h.touch(input.DispatchTouchEventTypeTouchEnd)
}

// script runs a statement, for what a test cannot do with its hands: `js "STATEMENT"`.
func (h *hands) script(args []string) { h.JS(args[0]) }
