package e2e

import (
	"fmt"

	"github.com/chromedp/chromedp/kb"

	"heed/web/browsertest"
)

// shopper is a human who looks around in the demo shop, buys something at times, and is never stuck.
type shopper struct{ *human }

// walk goes about it until the time is up.
func (s *shopper) walk() {
	ways := []struct {
		weight int
		visit  func()
	}{{5, s.browse}, {6, s.product}, {2, s.help}, {3, s.cart}, {2, s.checkout}, {2, s.elsewhere}, {1, s.back}, {1, s.daydream}}
	total := 0
	for _, way := range ways {
		total += way.weight
	}
	s.read()
	for !s.done() {
		pick := s.rand.IntN(total)
		for _, way := range ways {
			if pick -= way.weight; pick < 0 {
				way.visit()
				break
			}
		}
	}
}

// path is where the shopper is.
func (s *shopper) path() string { return browsertest.Value[string](s.Tab, "location.pathname") }

// follow presses a link and waits until another page is there, then takes it in.
func (s *shopper) follow(selector string) bool {
	s.JS(`window.left = false`)
	if !s.press(selector) {
		return false
	}
	s.Until(`window.left === undefined && document.readyState === 'complete'`)
	s.rest(0.8, 2)
	return true
}

// read takes in what is on the screen: the mouse rests, drifts, or follows the lines.
func (s *shopper) read() {
	s.note("reading %s", s.path())
	for range s.times(1, 3) {
		if s.likely(0.4) {
			x, y := s.between(0.15, 0.5)*s.w, s.between(0.3, 0.7)*s.h
			for line := range s.times(2, 4) {
				s.moveTo(x+s.between(150, 350), y+24*float64(line))
				s.rest(0.2, 0.6)
				s.moveTo(x, y+24*float64(line+1))
			}
		}
		s.rest(0.8, 3)
		if s.likely(0.3) {
			s.moveTo(s.x+s.between(-80, 80), s.y+s.between(-60, 60))
		}
	}
}

// browse goes down the shelves, stops where something is nice, and sometimes goes back up to look again.
func (s *shopper) browse() {
	if s.path() != "/demo/" {
		s.note("going to the shelves")
		if !s.follow("nav a[href='/demo/']") {
			return
		}
	}
	for range s.times(2, 4) {
		s.note("scrolling the shelves")
		s.scroll(s.between(0.4, 1.2))
		s.read()
		if s.likely(0.25) {
			s.note("scrolling back to look again")
			s.scroll(-s.between(0.3, 0.8))
			s.rest(0.8, 2)
		}
		if s.done() {
			return
		}
	}
}

// product opens one of the cards in view and studies it; often it goes into the cart.
func (s *shopper) product() {
	s.note("opening a product")
	if !s.follow(".card a") {
		return
	}
	s.read()
	if s.likely(0.6) {
		s.note("turning the pictures of %s", s.path())
		if s.press("#gallery-next") {
			s.rest(0.8, 2)
			for range s.times(0, 4) {
				s.pressHere(s.x, s.y)
				s.rest(0.4, 1.5)
			}
		}
	}
	if s.likely(0.3) {
		s.note("leafing through the pictures quickly")
		if s.press("#gallery-next") {
			s.again(s.times(2, 5))
		}
	}
	if s.likely(0.6) {
		s.note("choosing how many")
		if s.press("#qty-plus") {
			s.again(s.times(0, 7))
			s.rest(0.3, 1)
			if s.likely(0.4) && s.press("#qty-minus") {
				s.again(s.times(0, 2))
			}
		}
	}
	if s.likely(0.6) {
		s.note("adding to the cart")
		s.press("#add-to-cart")
		s.rest(1, 2.5)
	}
	if s.likely(0.5) {
		s.scroll(s.between(0.3, 0.8))
		s.read()
	}
}

// help opens some of the questions and reads the answers.
func (s *shopper) help() {
	s.note("going to the help")
	if !s.follow("nav a[href='/demo/help']") {
		return
	}
	for range s.times(1, 4) {
		s.note("reading an answer")
		s.press("details:not([open]) summary")
		s.rest(1.5, 4)
	}
	if s.likely(0.4) {
		s.note("closing an answer")
		s.press("details[open] summary")
		s.rest(0.5, 1)
	}
}

// cart looks at what is in it and changes its mind about quantities.
func (s *shopper) cart() {
	s.note("going to the cart")
	if !s.follow("nav a[href='/demo/cart']") {
		return
	}
	s.read()
	if s.likely(0.6) {
		s.note("changing quantities in the cart")
		if s.press(".line .plus") {
			s.again(s.times(0, 4))
		}
		s.rest(0.5, 1.5)
		if s.likely(0.5) && s.press(".line .minus") {
			s.again(s.times(0, 2))
		}
	}
	if s.likely(0.3) {
		s.note("removing a line from the cart")
		s.press(".line .remove")
		s.rest(0.6, 1.5)
	}
}

// checkout fills in the form, with a slip or two that the page points out, and buys.
func (s *shopper) checkout() {
	if s.path() != "/demo/cart" {
		s.cart()
	}
	s.note("going to the checkout")
	if s.find("#to-checkout") == nil || !s.follow("#to-checkout") {
		return
	}
	s.read()
	for _, field := range []struct{ id, text, slip string }{
		{"name", "Ada Lind", ""}, {"email", "ada@example.com", "ada@example"}, {"address", "Hafenweg 3", ""}, {"postcode", "10115", ""},
		{"city", "Berlin", "Berlni"}, {"card", "4242 4242 4242 4242", "4242 4242 4242 4241"}, {"expiry", "12/39", "13/39"}, {"cvc", "123", ""},
	} {
		s.fill(field.id, field.text, field.slip)
		if s.done() {
			return
		}
	}
	s.note("placing the order")
	s.follow("#place-order")
	s.read()
}

// fill writes into a field, reached by pressing or with the tabulator; a slip is noticed and put right.
func (s *shopper) fill(id, text, slip string) {
	s.note("filling in %s", id)
	focused := fmt.Sprintf(`document.activeElement?.id === %q`, id)
	if !s.touch && s.likely(0.5) {
		s.Keys(kb.Tab)
	}
	if !browsertest.Value[bool](s.Tab, focused) && !s.press("#"+id) {
		return
	}
	s.rest(0.3, 1)
	if slip != "" && s.likely(0.35) {
		s.types(slip)
		s.note("putting %s right", id)
		s.rest(0.5, 1.5)
		for range slip {
			s.Keys(kb.Backspace)
			s.rest(0.04, 0.1)
		}
	}
	s.types(text)
	s.rest(0.2, 0.8)
}

// elsewhere is another tab, for some seconds; the keyboard leads there and back.
func (s *shopper) elsewhere() {
	s.note("looking into another tab")
	s.Elsewhere(func() { s.rest(2, 6) })
	s.note("back from another tab")
	s.rest(0.5, 1.5)
}

// back is the browser's own button, after the page has been looked at.
func (s *shopper) back() {
	s.note("looking once more before going back")
	s.rest(3, 9)
	if browsertest.Value[int](s.Tab, "history.length") < 3 {
		return
	}
	s.note("going back")
	s.JS(`window.left = false; history.back()`)
	s.Until(`window.left === undefined && document.readyState === 'complete'`)
	s.rest(1, 3)
}

// daydream is nothing at all, for a while.
func (s *shopper) daydream() {
	s.note("doing nothing")
	s.rest(4, 15)
}
