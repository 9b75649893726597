package demo_test

import (
	"fmt"
	"testing"

	"heed/web/browsertest"
)

func TestProductPageAnswersEveryPress(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/product/snake-plant")
	for n := 2; n <= 9; n++ {
		v.Press("#qty-plus", 1)
		v.Want(text("#qty"), fmt.Sprint(n))
	}
	v.Press("#qty-plus", 90)
	v.Want(text("#qty"), "99")
	v.Want(`document.querySelector('#qty-plus').ariaDisabled`, "true")
	v.Press("#qty-plus", 1)
	v.Want(text("#qty"), "99")
	v.Press("#qty-minus", 1)
	v.Want(text("#qty"), "98")

	const shown = `[...document.querySelectorAll('#gallery img')].filter(i => i.checkVisibility()).map(i => i.src.split('#')[1]).join()`
	for _, step := range []struct{ button, view, place string }{
		{"#gallery-next", "detail", "Picture 2 of 3"},
		{"#gallery-next", "base", "Picture 3 of 3"},
		{"#gallery-next", "whole", "Picture 1 of 3"},
		{"#gallery-prev", "base", "Picture 3 of 3"},
	} {
		v.Press(step.button, 1)
		v.Want(shown, step.view)
		v.Want(text("#gallery-place"), step.place)
	}
}

func TestAddToCart(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/help")
	v.JS(`localStorage.setItem('fjord-fern.cart', '{"boston-fern": 92}')`)
	v.goTo("/demo/product/boston-fern")
	v.Press("#qty-plus", 1)
	v.Press("#add-to-cart", 1)
	v.Want(text("#cart-count"), "94")
	v.Want(text("#added"), "Added 2. You have 94 in your cart. Go to cart")
	v.Press("#add-to-cart", 3)
	v.Want(text("#added"), "Added 1. You have 99 in your cart. Go to cart")
	v.Press("#add-to-cart", 1)
	v.Want(text("#added"), "You have 99 in your cart, the most we sell at once. Go to cart")
	v.Want(events, "view_item,add_to_cart,add_to_cart,add_to_cart,add_to_cart")
	v.Want(carts, "2254/92,2303/94,2352/96,2401/98,2425.5/99,2425.5/99")
	v.Want(`dataLayer.findLast(e => e.ecommerce).ecommerce.items[0].quantity`, 1)

	v.goTo("/demo/cart") // a cart of one's own is not added to
	v.Want(text(".line a"), "Boston fern")
	v.Want(text("#total"), "€2,425.50")
	v.Want(carts, "2425.5/99")
}

// A new visitor opens one address and finds everything a rage click needs.
func TestBrokenPromoButton(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/cart")
	v.Want(visible("#seeded"), true)
	v.Want(carts, "49/1")
	v.Want(visible("#apply-promo"), true)
	v.write("#promo", "FERN10")
	v.JS(`new MutationObserver(() => document.title = 'answered').observe(document.body,
		{subtree: true, childList: true, attributes: true, characterData: true})`)
	before := browsertest.Value[int](v.Tab, `heed.q.length + dataLayer.length`)
	v.Press("#apply-promo", 3)
	v.Want(`document.title === 'answered'`, false)
	v.Want(`heed.q.length + dataLayer.length`, before)
}

func TestCartPage(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/cart")
	v.Press(".line .plus", 1)
	v.Want(text("#total"), "€98.00")
	v.Want(text("#cart-count"), "2")
	v.Press(".line .minus", 1)
	v.Want(text("#total"), "€49.00")
	v.Press(".line .remove", 1)
	v.Want(visible("#filled"), false)
	v.Want(visible("#empty"), true)
	v.Want(events, "view_cart,add_to_cart,remove_from_cart,remove_from_cart")
	v.Want(carts, "49/1,98/2,49/1,0/0")

	v.goTo("/demo/cart") // who emptied the cart does not get the gift again
	v.Want(visible("#empty"), true)
}

func TestStoredNonsenseIsNoCart(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/help")
	for _, stored := range []string{`{`, `null`, `[]`, `7`, `{"monstera":-1}`, `{"monstera":1.5}`, `{"triffid":2}`, `{"monstera":"2"}`} {
		v.JS(fmt.Sprintf(`localStorage.setItem('fjord-fern.cart', %q)`, stored))
		v.goTo("/demo/cart")
		v.Want(text("#cart-count"), "0")
		v.Want(visible("#empty"), true)
	}
}

func TestCheckout(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/checkout")
	v.Want(visible("#nothing"), true)
	v.Want(visible("#checkout"), false)

	v.goTo("/demo/cart")
	v.follow("#to-checkout")
	v.Want(text("#total"), "€49.00")
	v.Press("#place-order", 1)
	v.Want(text("#problems"), "8 fields still need your attention.")
	v.Want(`document.activeElement.id`, "name")
	v.Want(text("#email-error"), "Enter an e-mail address, like name@example.com.")

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
		v.Want(`document.querySelector('#`+c.field+`').ariaInvalid`, "true")
		v.write("#"+c.field, c.right)
		v.Want(visible("#"+c.field+"-error"), false)
	}
	v.follow("#place-order")
	id := browsertest.Value[string](v.Tab, `new URLSearchParams(location.search).get('order')`)
	v.Want(text("#order-said"), "Your order "+id+" over €57.90 has arrived.")
	v.Want(events, "purchase")
	v.Want(`JSON.stringify(heed.q.find(c => c[0] === 'track')[2])`, `{"value":57.9,"currency":"EUR","id":"`+id+`"}`)
	v.Want(text("#cart-count"), "0")
	v.Want(`JSON.stringify({...localStorage, ...sessionStorage}).includes('4242')`, false)

	v.goTo("/demo/checkout/done?order=" + id) // shown again, reported once
	v.Want(text("#order-said"), "Your order "+id+" over €57.90 has arrived.")
	v.Want(events, "")
}

// Delivery is named only once the postcode is there: this is what «cart-rescue» is about.
func TestDeliveryAppearsLate(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/cart")
	v.goTo("/demo/checkout")
	v.Want(text("#delivery"), "enter your postcode")
	v.write("#postcode", "10115")
	v.Press("#city", 1)
	v.Want(text("#delivery"), "€8.90")
	v.Want(text("#total"), "€57.90")

	v.goTo("/demo/help") // what the help page promises is what the checkout takes
	v.Want(text("main")+`.includes('€8.90 within the EU, free from €120.')`, true)
	v.goTo("/demo/product/olive-tree")
	v.Press("#add-to-cart", 1) // 49 + 79 = 128
	v.goTo("/demo/checkout")
	v.write("#postcode", "10115")
	v.Press("#city", 1)
	v.Want(text("#delivery"), "free")
}

func TestStartOver(t *testing.T) {
	v := visit(t)
	v.goTo("/demo/cart")
	v.Press(".line .remove", 1)
	v.JS(`window.heed = (...call) => sessionStorage.setItem('called', call.join())`)
	v.follow("#start-over")
	v.Want(`sessionStorage.getItem('called')`, "reset")
	v.Want(visible("#seeded"), true)
	v.Want(text("#cart-count"), "1")
}

func TestQuietPages(t *testing.T) {
	v := visit(t)
	for _, path := range []string{"/demo/", "/demo/help", "/demo/checkout/done?order=FF-0"} {
		v.goTo(path)
		v.Want(carts, "0/0")
		v.Want(events, "")
	}
}
