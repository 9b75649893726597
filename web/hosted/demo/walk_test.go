package demo_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestProductPageAnswersEveryPress(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/product/snake-plant")
	for n := 2; n <= 9; n++ {
		v.press("#qty-plus")
		want(v, text("#qty"), fmt.Sprint(n))
	}
	v.press("#qty-plus")
	want(v, text("#qty"), "9")
	want(v, `document.querySelector('#qty-plus').ariaDisabled`, "true")
	v.press("#qty-minus")
	want(v, text("#qty"), "8")

	const shown = `[...document.querySelectorAll('#gallery img')].filter(i => i.checkVisibility()).map(i => i.src.split('#')[1]).join()`
	for _, step := range []struct{ button, view, place string }{
		{"#gallery-next", "detail", "Picture 2 of 3"},
		{"#gallery-next", "base", "Picture 3 of 3"},
		{"#gallery-next", "whole", "Picture 1 of 3"},
		{"#gallery-prev", "base", "Picture 3 of 3"},
	} {
		v.press(step.button)
		want(v, shown, step.view)
		want(v, text("#gallery-place"), step.place)
	}
}

func TestAddToCart(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/product/boston-fern")
	v.press("#qty-plus")
	v.press("#add-to-cart")
	want(v, text("#cart-count"), "2")
	want(v, text("#added"), "Added 2. You have 2 in your cart. Go to cart")
	for range 4 {
		v.press("#add-to-cart")
	}
	want(v, text("#added"), "Added 1. You have 9 in your cart. Go to cart")
	v.press("#add-to-cart")
	want(v, text("#added"), "You have 9 in your cart, the most we sell at once. Go to cart")
	want(v, events, "view_item,add_to_cart,add_to_cart,add_to_cart,add_to_cart,add_to_cart")
	want(v, carts, "0/0,49/2,98/4,147/6,196/8,220.5/9,220.5/9")
	want(v, `dataLayer.findLast(e => e.ecommerce).ecommerce.items[0].quantity`, 1)

	v.goTo("/demo/cart") // a cart of one's own is not added to
	want(v, text(".line a"), "Boston fern")
	want(v, text("#total"), "€220.50")
	want(v, carts, "220.5/9")
}

// A new visitor opens one address and finds everything a rage click needs.
func TestBrokenPromoButton(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/cart")
	want(v, visible("#seeded"), true)
	want(v, carts, "49/1")
	want(v, visible("#apply-promo"), true)
	v.write("#promo", "FERN10")
	ask[chromedp.Void](v, `new MutationObserver(() => document.title = 'answered').observe(document.body,
		{subtree: true, childList: true, attributes: true, characterData: true})`)
	before := ask[int](v, `heed.q.length + dataLayer.length`)
	for range 3 {
		v.press("#apply-promo")
	}
	want(v, `document.title === 'answered'`, false)
	want(v, `heed.q.length + dataLayer.length`, before)
}

func TestCartPage(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/cart")
	v.press(".line .plus")
	want(v, text("#total"), "€98.00")
	want(v, text("#cart-count"), "2")
	v.press(".line .minus")
	want(v, text("#total"), "€49.00")
	v.press(".line .remove")
	want(v, visible("#filled"), false)
	want(v, visible("#empty"), true)
	want(v, events, "view_cart,add_to_cart,remove_from_cart,remove_from_cart")
	want(v, carts, "49/1,98/2,49/1,0/0")

	v.goTo("/demo/cart") // who emptied the cart does not get the gift again
	want(v, visible("#empty"), true)
}

func TestStoredNonsenseIsNoCart(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/help")
	for _, stored := range []string{`{`, `null`, `[]`, `7`, `{"monstera":-1}`, `{"monstera":1.5}`, `{"triffid":2}`, `{"monstera":"2"}`} {
		ask[chromedp.Void](v, fmt.Sprintf(`localStorage.setItem('fjord-fern.cart', %q)`, stored))
		v.goTo("/demo/cart")
		want(v, text("#cart-count"), "0")
		want(v, visible("#empty"), true)
	}
}

func TestCheckout(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/checkout")
	want(v, visible("#nothing"), true)
	want(v, visible("#checkout"), false)

	v.goTo("/demo/cart")
	v.follow("#to-checkout")
	want(v, text("#total"), "€49.00")
	v.press("#place-order")
	want(v, text("#problems"), "8 fields still need your attention.")
	want(v, `document.activeElement.id`, "name")
	want(v, text("#email-error"), "Enter an e-mail address, like name@example.com.")

	for _, c := range []struct{ field, wrong, right string }{
		{"name", "  ", "Ada Lind"},
		{"email", "ada@", "ada@example.com"},
		{"address", " ", "Hafenweg 3"},
		{"postcode", "?", "10115"},
		{"city", " ", "Berlin"},
		{"card", "4242 4242 4242 4241", "4242 4242 4242 4242"},
		{"expiry", "12/20", "12/99"},
		{"cvc", "12", "123"},
	} {
		v.write("#"+c.field, c.wrong)
		want(v, `document.querySelector('#`+c.field+`').ariaInvalid`, "true")
		v.write("#"+c.field, c.right)
		want(v, visible("#"+c.field+"-error"), false)
	}
	v.follow("#place-order")
	id := ask[string](v, `new URLSearchParams(location.search).get('order')`)
	want(v, text("#order-said"), "Your order "+id+" over €57.90 has arrived.")
	want(v, events, "purchase")
	want(v, `JSON.stringify(heed.q.find(c => c[0] === 'track')[2])`, `{"value":57.9,"currency":"EUR","id":"`+id+`"}`)
	want(v, text("#cart-count"), "0")
	want(v, `JSON.stringify({...localStorage, ...sessionStorage}).includes('4242')`, false)

	v.goTo("/demo/checkout/done?order=" + id) // shown again, reported once
	want(v, text("#order-said"), "Your order "+id+" over €57.90 has arrived.")
	want(v, events, "")
}

// Delivery is named only once the postcode is there: this is what «cart-rescue» is about.
func TestDeliveryAppearsLate(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/cart")
	v.goTo("/demo/checkout")
	want(v, text("#delivery"), "enter your postcode")
	v.write("#postcode", "10115")
	v.press("#city")
	want(v, text("#delivery"), "€8.90")
	want(v, text("#total"), "€57.90")

	v.goTo("/demo/help") // what the help page promises is what the checkout takes
	want(v, text("main")+`.includes('€8.90 within the EU, free from €120.')`, true)
	v.goTo("/demo/product/olive-tree")
	v.press("#add-to-cart") // 49 + 79 = 128
	v.goTo("/demo/checkout")
	v.write("#postcode", "10115")
	v.press("#city")
	want(v, text("#delivery"), "free")
}

func TestStartOver(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/cart")
	v.press(".line .remove")
	ask[chromedp.Void](v, `window.heed = (...call) => sessionStorage.setItem('called', call.join())`)
	v.follow("#start-over")
	want(v, `sessionStorage.getItem('called')`, "reset")
	want(v, visible("#seeded"), true)
	want(v, text("#cart-count"), "1")
}

func TestQuietPages(t *testing.T) {
	v := visit(t)
	for _, path := range []string{"/demo/", "/demo/help", "/demo/checkout/done?order=FF-0"} {
		v.goTo(path)
		want(v, carts, "0/0")
		want(v, events, "")
	}
}
