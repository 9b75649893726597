package tag_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"

	"heed/agent"
	"heed/web/browsertest"
)

func byMouse(b *tab, element string, times int) {
	b.t.Helper()
	b.PressElement(element, times)
}

func byFinger(b *tab, element string, times int) {
	b.t.Helper()
	b.Tap(element, times)
}

func byPen(b *tab, element string, times int) {
	b.t.Helper()
	b.Pen(element, times)
}

// byKey gives the focus to an element and presses a key.
func byKey(key rune) func(*tab, string, int) {
	return func(b *tab, element string, times int) {
		b.t.Helper()
		b.JS(element + `.focus()`)
		for range times {
			b.Hold(key, 0)
		}
	}
}

// asPhone is a small screen that is touched.
func asPhone(b *tab) {
	browsertest.Call[emulation.SetTouchEmulationEnabledParams, cdp.Empty](b.Tab, emulation.SetTouchEmulationEnabled,
		emulation.SetTouchEmulationEnabledParams{Enabled: true})
	scaled(360, 740, 3, true)(b)
}

// scaled is a screen of that size in CSS pixels, each so many pixels of the screen wide.
func scaled(width, height int64, ratio float64, mobile bool) func(*tab) {
	return func(b *tab) {
		browsertest.Call[emulation.SetDeviceMetricsOverrideParams, cdp.Empty](b.Tab, emulation.SetDeviceMetricsOverride,
			emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: ratio, Mobile: mobile})
	}
}

// TestHands presses by every means there is.
func TestHands(t *testing.T) {
	t.Parallel()
	for _, p := range []place{
		{name: "finger", page: "plain.html", press: byFinger},
		{name: "finger on a phone", page: "plain.html", press: byFinger, prepare: asPhone},
		{name: "finger, right to left", page: "rtl.html", press: byFinger},
		{name: "finger in React", page: "react.html", press: byFinger},
		{name: "pen", page: "plain.html", press: byPen},
		{name: "pen in shadow roots", page: "shadow.html", press: byPen, target: "#shell >>> #bar >>> ", find: inShadow},
		{name: "Enter", page: "plain.html", press: byKey('\r')},
		{name: "space", page: "plain.html", press: byKey(' ')},
		{name: "Enter in the shadow root of a section", page: "hosts.html", press: byKey('\r'), target: "#box >>> ", find: inSection},
		{name: "Enter in shadow roots", page: "shadow.html", press: byKey('\r'), target: "#shell >>> #bar >>> ", find: inShadow},
		{name: "Enter in a frame", page: "frames.html", press: byKey('\r'), find: inFrame},
	} {
		t.Run(p.name, p.test)
	}
}

// TestFirstTouchInAFrame: nothing comes before a finger, so there is no second chance to begin to listen.
func TestFirstTouchInAFrame(t *testing.T) {
	t.Parallel()
	p := place{page: "frames.html", find: inFrame, prepare: asPhone, press: byFinger}
	c, b := newCollector(t), newTab(t)
	p.enter(c, b)
	p.hit(b, "dead", 1)
	c.wait(t, &c.socket, "dead click", isSignal("dead_click"))
	wantSignals(t, c, "dead_click #dead")
}

// TestZoom: the same on pages that are shown larger or smaller, by the screen, the browser, the fingers or the page itself.
func TestZoom(t *testing.T) {
	t.Parallel()
	pinch := func(b *tab) {
		browsertest.Call[emulation.SetPageScaleFactorParams, cdp.Empty](b.Tab, emulation.SetPageScaleFactor,
			emulation.SetPageScaleFactorParams{PageScaleFactor: 2})
		b.Until(`visualViewport.scale === 2`)
	}
	for _, p := range []place{
		{name: "fine screen", page: "plain.html", prepare: scaled(1280, 900, 2.5, false)},
		{name: "browser at 400 %", page: "plain.html", prepare: scaled(320, 225, 4, false)},
		{name: "browser at 50 %", page: "plain.html", prepare: scaled(2560, 1800, .5, false)},
		{name: "two fingers", page: "plain.html", prepare: asPhone, opened: pinch, press: byFinger},
		{name: "CSS zoom", page: "plain.html", opened: func(b *tab) { b.JS(`document.querySelector('.stage').style.zoom = 2.5`) }},
		{name: "CSS transform", page: "plain.html", opened: func(b *tab) {
			b.JS(`document.querySelector('.stage').style.transform = 'scale(.6) rotate(8deg)'`)
		}},
	} {
		t.Run(p.name, p.test)
	}
}

// TestJitter: a hand that shakes presses all the same, whatever the zoom; one that drags does not press.
func TestJitter(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Before(recording)
	place{page: "plain.html", prepare: scaled(1280, 900, 3, false)}.enter(c, b)
	x, y := b.Middle(`document.getElementById('broken')`)
	for _, way := range []struct{ dx, want float64 }{{0, 1}, {12, 1}, {18, 0}} {
		b.JS(`records.length = 0`)
		b.Drag(x-way.dx/2, y, x+way.dx/2, y)
		if got := len(b.records(agent.RecPress)); got != int(way.want) {
			t.Errorf("%v px: %d presses, want %v: %v", way.dx, got, way.want, fmt.Sprint(b.records()))
		}
	}
}
