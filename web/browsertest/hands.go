package browsertest

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Press presses the mouse in the middle of the element that a selector finds in the document, n times.
func (b *Tab) Press(selector string, n int) {
	b.t.Helper()
	b.PressElement(fmt.Sprintf("document.querySelector(%q)", selector), n)
}

// PressElement is Press for an expression that gives the element, for what lies in a shadow root or a frame of the same origin.
func (b *Tab) PressElement(expression string, n int) {
	b.t.Helper()
	x, y := b.Middle(expression)
	b.PressAt(x, y, n)
}

// Middle scrolls the element that an expression gives into view and returns where its middle is in the viewport, in CSS pixels.
func (b *Tab) Middle(expression string) (x, y float64) {
	b.t.Helper()
	at := Value[[2]float64](b, `((e) => {
		e.scrollIntoView({block: 'center', behavior: 'instant'})
		let { x, y, width, height } = e.getBoundingClientRect()
		const frame = e.ownerDocument.defaultView.frameElement
		if (frame) {
			const outer = frame.getBoundingClientRect()
			x += outer.x + frame.clientLeft
			y += outer.y + frame.clientTop
		}
		const { offsetLeft, offsetTop } = visualViewport // two fingers may have made it a part of the page's own
		return [x + width / 2 - offsetLeft, y + height / 2 - offsetTop]
	})(`+expression+`)`)
	return at[0], at[1]
}

// PressAt moves the mouse to a point of the viewport, in CSS pixels, and presses n times.
func (b *Tab) PressAt(x, y float64, n int) {
	b.t.Helper()
	b.Move(x, y)
	for range n {
		b.Do(chromedp.MouseClickXY(x, y))
	}
}

// PressWith presses once with a modifier key held.
func (b *Tab) PressWith(modifier chromedp.Modifier, selector string) {
	b.t.Helper()
	at := Value[[2]float64](b, fmt.Sprintf(`(({ x, y, width, height }) => [x + width / 2, y + height / 2])(
		document.querySelector(%q).getBoundingClientRect())`, selector))
	for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
		b.Do(chromedp.MouseEvent(kind, at[0], at[1], chromedp.ButtonLeft, chromedp.ClickCount(1), chromedp.ButtonModifiers(modifier)))
	}
}

// Drag presses the mouse at one point of the viewport and lets it go at another.
func (b *Tab) Drag(x, y, toX, toY float64) {
	b.t.Helper()
	for _, e := range []struct {
		kind input.DispatchMouseEventType
		x, y float64
	}{
		{input.DispatchMouseEventTypeMousePressed, x, y},
		{input.DispatchMouseEventTypeMouseMoved, toX, toY},
		{input.DispatchMouseEventTypeMouseReleased, toX, toY},
	} {
		b.Do(chromedp.MouseEvent(e.kind, e.x, e.y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	}
}

// Carry takes hold of the middle of an element that can be dragged, which an expression gives, and lets go over that of another. The browser
// tells what is dragged once the mouse has gone some way, and leaves it to us where that goes.
func (b *Tab) Carry(from, to string) {
	b.t.Helper()
	held := make(chan *input.DragData, 1)
	ctx, stop := context.WithCancel(b.ctx)
	defer stop()
	err := chromedp.Listen(ctx, func(event any) {
		if e, ok := event.(*input.EventDragIntercepted); ok {
			held <- e.Data
		}
	})
	if err != nil {
		b.t.Fatal(err)
	}
	Call(b, input.SetInterceptDrags, input.SetInterceptDragsParams{Enabled: true})
	x, y := b.Middle(from)
	at := Value[[2]float64](b, `(({ x, y, width, height }) => [x + width / 2, y + height / 2])((`+to+`).getBoundingClientRect())`)
	mouse := func(kind input.DispatchMouseEventType, x, y float64) {
		Call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, Buttons: 1, ClickCount: 1})
	}
	b.Move(x, y)
	mouse(input.DispatchMouseEventTypeMousePressed, x, y)
	const steps = 4
	for i := range steps {
		part := float64(i+1) / steps
		mouse(input.DispatchMouseEventTypeMouseMoved, x+(at[0]-x)*part, y+(at[1]-y)*part)
	}
	select {
	case data := <-held:
		for _, kind := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
			Call(b, input.DispatchDragEvent, input.DispatchDragEventParams{Type: kind, X: at[0], Y: at[1], Data: data})
		}
	case <-time.After(Patience):
		b.t.Fatalf("%s cannot be dragged", from)
	}
	mouse(input.DispatchMouseEventTypeMouseReleased, at[0], at[1])
	Call(b, input.SetInterceptDrags, input.SetInterceptDragsParams{Enabled: false})
}

// Pen touches the middle of an element with a stylus, n times.
func (b *Tab) Pen(expression string, n int) {
	b.t.Helper()
	x, y := b.Middle(expression)
	for range n {
		for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
			Call(b, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: 1,
				PointerType: input.DispatchMouseEventPointerTypePen})
		}
	}
}

// Tap touches the middle of an element with a finger, n times.
func (b *Tab) Tap(expression string, n int) {
	b.t.Helper()
	x, y := b.Middle(expression)
	for range n {
		Call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchStart,
			TouchPoints: []*input.TouchPoint{{X: x, Y: y}}})
		Call(b, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchEnd,
			TouchPoints: []*input.TouchPoint{}})
	}
}

// Move moves the mouse.
func (b *Tab) Move(x, y float64) {
	b.t.Helper()
	b.Do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
}

// Keys types text and keys (chromedp/kb), one after the other, into whatever has the focus.
func (b *Tab) Keys(keys ...string) {
	b.t.Helper()
	for _, k := range keys {
		b.Do(chromedp.KeyEvent(k))
	}
}

// Hold presses a key and lets it go after it has repeated itself so many times.
func (b *Tab) Hold(key rune, repeats int) {
	b.t.Helper()
	events := kb.Encode(key)
	down, up := events[:len(events)-1], events[len(events)-1]
	for i := range 1 + repeats {
		for _, event := range down {
			again := i > 0
			event.AutoRepeat = &again
			Call(b, input.DispatchKeyEvent, *event)
		}
	}
	Call(b, input.DispatchKeyEvent, *up)
}

// Elsewhere hides the page for a while, as another tab or another window in front of it does.
func (b *Tab) Elsewhere(during func()) {
	b.t.Helper()
	window := Call(b, browser.GetWindowForTarget, browser.GetWindowForTargetParams{})
	show := func(state browser.WindowState, hidden bool) {
		Call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: !hidden})
		Call(b, browser.SetWindowBounds, browser.SetWindowBoundsParams{WindowID: window.WindowID, Bounds: &browser.Bounds{WindowState: state}})
		b.Until(fmt.Sprintf("document.hidden === %v", hidden))
	}
	show(browser.WindowStateMinimized, true)
	during()
	show(browser.WindowStateNormal, false)
}
