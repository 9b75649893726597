package tag_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCart pushes in every form that shops use, partly before the tag is there, and looks at what the collector hears.
func TestCart(t *testing.T) {
	t.Parallel()
	const pot, fern = `{item_id: 'pot', price: 12.5, quantity: 2}`, `{item_id: 'fern', price: '30'}`
	cases := []struct {
		name   string
		before string // in the page before the tag
		after  string
		want   []string // value currency items, or the name of a track
	}{
		{"GA4 objects", `dataLayer = []`,
			`dataLayer.push({event: 'add_to_cart', ecommerce: {currency: 'EUR', items: [` + pot + `]}}); dataLayer.push({ecommerce: null})
			dataLayer.push({event: 'add_to_cart', ecommerce: {currency: 'EUR', value: 30, items: [` + fern + `]}})
			dataLayer.push({event: 'remove_from_cart', ecommerce: {items: [{price: 12.5, quantity: 1}]}})`,
			[]string{"25 EUR 2", "55 EUR 3", "42.5 EUR 2"}},
		{"pushed before the tag came", `dataLayer = [{event: 'gtm.js'}, null, 7, 'x', {event: 'view_cart', ecommerce: {value: 42, currency: 'USD', items: [` + fern + `]}}]`,
			``, []string{"42 USD 1"}},
		{"the queue after what was pushed before", `dataLayer = [{event: 'add_to_cart', ecommerce: {currency: 'EUR', items: [` + pot + `]}}]
			window.heed = function () { (heed.q = heed.q || []).push(arguments) }; heed('cart', {value: 10, items: 1})`,
			``, []string{"25 EUR 2", "10 EUR 1"}},
		{"layer made after the tag", ``, `window.dataLayer = [{event: 'view_cart', ecommerce: {value: 9, items: []}}]`,
			[]string{"9 <nil> 0"}},
		{"gtag arguments", `dataLayer = []; function gtag() { dataLayer.push(arguments) }`,
			`gtag('js', new Date()); gtag('event', 'begin_checkout', {value: 80.1, currency: 'EUR', items: [` + fern + `]})`, []string{"80.1 EUR 1"}},
		{"several at once", `dataLayer = []`, `dataLayer.push({event: 'noise'}, {event: 'view_cart', ecommerce: {value: 5}})`, []string{"5 <nil> <nil>"}},
		{"purchase", `dataLayer = []`,
			`dataLayer.push({event: 'view_cart', ecommerce: {value: 50, currency: 'EUR', items: [` + fern + `]}})
			dataLayer.push({event: 'purchase', ecommerce: {transaction_id: 'o1', value: 50, currency: 'EUR', items: [` + fern + `]}})
			heed('track', 'purchase', {id: 'o1', value: 50, currency: 'EUR'})`,
			[]string{"50 EUR 1", "purchase o1 50", "0 EUR 0"}},
		{"Universal Analytics", `dataLayer = []`,
			`dataLayer.push({event: 'addToCart', ecommerce: {currencyCode: 'EUR', add: {products: [{id: 'pot', price: '12.50', quantity: 2}]}}})
			dataLayer.push({ecommerce: {currencyCode: 'EUR', impressions: [{id: 'fern', price: '30'}], detail: {actionField: {list: 'x'}, products: [{id: 'fern', price: '30'}]}}})
			dataLayer.push({event: 'removeFromCart', ecommerce: {remove: {products: [{price: '12.50', quantity: 1}]}}})
			dataLayer.push({event: 'checkout', ecommerce: {currencyCode: 'EUR', checkout: {actionField: {step: 1, option: 'Visa'}, products: [{price: '30', quantity: 1}]}}})
			dataLayer.push({event: 'checkout', ecommerce: {checkout: {actionField: {step: 2}}}})
			dataLayer.push({ecommerce: {currencyCode: 'EUR', purchase: {actionField: {id: 'T1', revenue: '35.43', tax: '4.90'}, products: [{price: '30', quantity: 1}]}}})`,
			[]string{"25 EUR 2", "12.5 EUR 1", "30 EUR 1", "purchase T1 35.43", "0 EUR 0"}},
		{"two purchases", ``, `heed('track', 'purchase', {id: 'a', value: 1}); heed('track', 'purchase', {id: 'b', value: 2})`,
			[]string{"purchase a 1", "0 <nil> 0", "purchase b 2"}},
		{"heed('cart')", ``, `heed('cart', {value: 40, currency: 'EUR', items: 2}); heed('cart', {value: 40, currency: 'EUR', items: 2})
			heed('cart', {items: 0})`, []string{"40 EUR 2", "0 EUR 0"}},
		{"hostile entries", `dataLayer = []`,
			`for (const x of [{event: 'add_to_cart', ecommerce: 7}, {event: 'view_cart', ecommerce: {items: [null, 4, {price: 'x'}], value: NaN}},
			{event: {}, ecommerce: {}}, [], ['event'], {ecommerce: {add: null, remove: 'x', purchase: undefined, coupon: null}}, {ecommerce: 'add'}, {event: 'toString', ecommerce: {value: 1}}]) dataLayer.push(x)
			heed('cart', {value: 1, items: 1})`, []string{"<nil> <nil> 2", "1 <nil> 1"}},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			b.Before(`if (location.protocol === 'http:') { ` + strings.Replace(test.before, "dataLayer =", "window.dataLayer =", 1) + ` }`)
			b.Open(c.URL + "/plain.html")
			b.listening()
			b.JS(test.after)
			b.PressAt(5, 5, 1) // with the hand comes the look for a layer that was not there before
			barrier(b, c)
			var got []string
			for _, f := range c.frames(&c.socket) {
				if f.is("cart") {
					got = append(got, fmt.Sprint(f["value"], " ", f["currency"], " ", f["items"]))
				}
				if props, _ := f["props"].(map[string]any); f.is("track") && f["name"] == "purchase" {
					got = append(got, fmt.Sprint("purchase ", props["id"], " ", props["value"]))
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if result := b.value(`window.dataLayer ? Array.isArray(dataLayer) && dataLayer.push() === dataLayer.length : true`); result != true {
				t.Error("push no longer answers with the length")
			}
		})
	}
}

// TestCartReachesTheAgent leaves a page with a full cart and hears of it.
func TestCartReachesTheAgent(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/plain.html")
	b.listening()
	b.JS(`heed('cart', {value: 60, currency: 'EUR', items: 2})`)
	c.wait(t, &c.socket, "cart", func(f frame) bool { return f.is("cart") })
	b.Open(c.URL + "/other.html") // the cart outlives the page
	b.listening()
	b.Open("about:blank")
	signal := c.wait(t, &c.batch, "cart abandonment", isSignal("cart_abandonment"))
	if data := signal["data"].(map[string]any); data["value"] != 60.0 || data["items"] != 2.0 {
		t.Errorf("signal %v", signal)
	}
}
