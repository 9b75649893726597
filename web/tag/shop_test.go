package tag_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"heed/agent"
)

// carts lists what the collector has heard of the cart, as «value currency items» or the name of a track. A page that is left sends
// again what was not acknowledged.
func carts(c *collector) []string {
	var got []string
	seen := map[string]bool{}
	for _, f := range append(c.frames(&c.socket), c.frames(&c.batch)...) {
		if seen[f.id()] {
			continue
		}
		seen[f.id()] = f.id() != ""
		if f.is("cart") {
			got = append(got, fmt.Sprint(f["value"], " ", f["currency"], " ", f["items"]))
		}
		if props, _ := f["props"].(map[string]any); f.is("track") && f["name"] == "purchase" {
			got = append(got, fmt.Sprint("purchase ", props["id"], " ", props["value"], " ", props["currency"]))
		}
	}
	return got
}

// waitCart waits until the collector has heard of this cart.
func (c *collector) waitCart(t *testing.T, value float64, items int) {
	t.Helper()
	c.wait(t, &c.socket, "cart", func(f frame) bool {
		return f.is("cart") && f["value"] == value && f["items"] == float64(items)
	})
}

// enter opens a page of the shop and waits until its cart is followed: the chunk that does so patches what shops send by.
func (s *shop) enter(b *tab, path string) {
	b.t.Helper()
	b.Open(s.URL + path)
	b.Until(followed)
}

// followed holds once the page's requests are heard by the shop's chunk: it is the only one to patch open of XMLHttpRequest.
const followed = `!String(XMLHttpRequest.prototype.open).includes('[native code]')`

func TestWooCommerceClassic(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	s := newShop(t, "woo", c)
	b.Before(recording)
	s.enter(b, "/")
	b.JS(`classic('add_to_cart')`)
	c.waitCart(t, 25, 2)
	if ours := b.records(agent.RecRequest); len(ours) != 2 { // one began, one ended
		t.Errorf("requests of the page: %v", ours)
	}

	s.enter(b, "/product/") // where nothing has changed: the cookie says so
	b.JS(`classic('get_refreshed_fragments').then(() => classic('add_to_cart'))`)
	c.waitCart(t, 50, 4)

	s.change(true) // in another tab
	s.enter(b, "/cart/")
	c.waitCart(t, 75, 6)
	b.JS(`classic('remove_from_cart')`)
	c.waitCart(t, 0, 0)

	const question = "GET /wp-json/wc/store/v1/cart"
	if diff := cmp.Diff([]string{question, question, question, question}, s.questions()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"25 EUR 2", "50 EUR 4", "75 EUR 6", "0 EUR 0"}, carts(c)); diff != "" {
		t.Error(diff)
	}
}

func TestWooCommerceBlocks(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	s := newShop(t, "woo", c)
	s.enter(b, "/")
	b.JS(`blocks('add-item')`)
	c.waitCart(t, 25, 2)
	b.JS(`blocks('update-item')`) // the cart block tells of no event
	c.waitCart(t, 50, 4)
	b.JS(`blocks('remove-item')`)
	c.waitCart(t, 0, 0)
	if n := len(s.questions()); n != 3 {
		t.Errorf("%d questions for three changes", n)
	}
}

// TestWooCommerceEmptiedElsewhere: the next page corrects what was known.
func TestWooCommerceEmptiedElsewhere(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	s := newShop(t, "woo", c)
	s.enter(b, "/")
	b.JS(`classic('add_to_cart')`)
	c.waitCart(t, 25, 2)
	s.change(false)
	s.enter(b, "/")
	c.waitCart(t, 0, 0)
	if n := len(s.questions()); n != 2 {
		t.Errorf("%d questions for two changes", n)
	}
}

func TestWooCommercePurchase(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	s := newShop(t, "woo", c)
	s.enter(b, "/")
	b.JS(`classic('add_to_cart')`)
	c.waitCart(t, 25, 2)
	s.enter(b, "/checkout/order-received/123/?key=wc_order_x&failed")
	s.enter(b, "/checkout/order-received/124/?key=wc_order_y")
	c.waitTrack(t, &c.socket, "purchase")
	s.enter(b, "/checkout/order-received/124/?key=wc_order_y") // a reload
	barrier(b, c)
	if diff := cmp.Diff([]string{"25 EUR 2", "purchase 124 25 EUR", "0 EUR 0"}, carts(c)); diff != "" {
		t.Error(diff)
	}
}

func TestShopify(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	s := newShop(t, "shopify", c)
	b.Before(recording)
	s.enter(b, "/")
	b.JS(`theme('add')`)
	c.waitCart(t, 25, 2)
	if ours := b.records(agent.RecRequest); len(ours) != 2 {
		t.Errorf("requests of the page: %v", ours)
	}
	s.change(true) // in another tab, or by a form that loads a page
	s.enter(b, "/cart")
	c.waitCart(t, 50, 4)
	b.Open(s.URL + "/checkouts/cn/Z2NwLWV1/thank-you?checkout")
	c.waitTrack(t, &c.socket, "purchase")
	s.enter(b, "/")
	barrier(b, c)
	if diff := cmp.Diff([]string{"25 EUR 2", "50 EUR 4", "purchase 5501 27.9 EUR", "0 EUR 0"}, carts(c)); diff != "" {
		t.Error(diff)
	}
	for _, question := range s.questions() {
		if question != "GET /en/cart.js" {
			t.Error(question)
		}
	}
}

// TestShopifyThanksWithoutCheckout: newer shops show their scripts no order; what the cart held is what was bought.
func TestShopifyThanksWithoutCheckout(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	s := newShop(t, "shopify", c)
	s.enter(b, "/")
	b.JS(`theme('add')`)
	c.waitCart(t, 25, 2)
	b.Open(s.URL + "/checkouts/cn/Z2NwLWV1/thank-you")
	c.waitTrack(t, &c.socket, "purchase")
	if diff := cmp.Diff([]string{"25 EUR 2", "purchase /checkouts/cn/Z2NwLWV1/thank-you 25 EUR"}, carts(c)[:2]); diff != "" {
		t.Error(diff)
	}
}

// TestShopThatAnswersNoCart: the tag goes on, and the shop's page notices nothing.
func TestShopThatAnswersNoCart(t *testing.T) {
	t.Parallel()
	for software, change := range map[string]string{"woo": `classic('add_to_cart')`, "shopify": `theme('add')`} {
		t.Run(software, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			s := newShop(t, software, c)
			s.broken = true
			s.enter(b, "/")
			b.JS(change)
			b.Until(`performance.getEntriesByType('resource').some((e) => /cart(\.js)?$/.test(e.name))`)
			barrier(b, c)
			if got := carts(c); len(got) > 0 {
				t.Error(got)
			}
		})
	}
}

// TestShopChunks: each is fetched in its own kind of shop, and nowhere else.
func TestShopChunks(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		software, attribute, want string
	}{
		{"woo", ``, "woo"},
		{"shopify", ``, "shopify"},
		{"woo", `data-cart="woo"`, "woo"},
		{"woo", `data-cart="shopify"`, "shopify"},
		{"woo", `data-cart="gtm"`, ""},
		{"shopify", `data-cart="off"`, ""},
	} {
		t.Run(test.software+" "+test.attribute, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			s := newShop(t, test.software, c)
			s.attribute = test.attribute
			b.Open(s.URL + "/")
			b.listening()
			if test.want != "" {
				b.Until(followed)
			}
			barrier(b, c)
			got := b.value(`performance.getEntriesByType('resource').map((e) => /tag\/shop\/(\w+)/.exec(e.name)?.[1]).find(Boolean) ?? ''`)
			if got != test.want {
				t.Errorf("fetched %q, want %q", got, test.want)
			}
		})
	}
}
