package tag_test

import (
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// shop is a double of a shop's server, for one visitor: the endpoints that its pages and the tag ask, with the fields of their
// answers that matter. Two pots cost 25.00.
type shop struct {
	*httptest.Server
	software  string // woo or shopify
	collector *collector
	attribute string // of the tag's script element
	broken    bool   // answers about the cart are none

	mu    sync.Mutex
	items int
	asked []string // method and address of each question about the cart, as the tag asks it
}

func newShop(t *testing.T, software string, c *collector) *shop {
	s := &shop{software: software, collector: c}
	mux := http.NewServeMux()
	mux.Handle("/shop/", http.FileServer(http.Dir("testdata")))
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	if software == "woo" {
		// Cart and its fields: plugins/woocommerce/src/StoreApi/Schemas/V1/CartSchema.php.
		mux.HandleFunc("/wp-json/wc/store/v1/cart", s.question)
		mux.HandleFunc("POST /wp-json/wc/store/v1/cart/{action}", func(_ http.ResponseWriter, r *http.Request) {
			s.change(r.PathValue("action") != "remove-item")
		})
		mux.HandleFunc("POST /{$}", s.ajax)
	} else {
		mux.HandleFunc("/en/cart.js", s.question)
		mux.HandleFunc("POST /en/cart/{action}", func(w http.ResponseWriter, r *http.Request) {
			s.change(r.PathValue("action") == "add")
			http.SetCookie(w, &http.Cookie{Name: "cart", Value: "Z2NwLWV1cm9wZQ", Path: "/"})
		})
	}
	mux.HandleFunc("/", s.page)
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func (s *shop) change(more bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.items += 2; !more {
		s.items = 0
	}
}

// ajax is WooCommerce's classic endpoint (class-wc-ajax.php).
func (s *shop) ajax(w http.ResponseWriter, r *http.Request) {
	if endpoint := r.URL.Query().Get("wc-ajax"); endpoint != "get_refreshed_fragments" {
		s.change(endpoint == "add_to_cart")
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"fragments": map[string]any{}, "cart_hash": s.setCookies(w)})
}

// setCookies does what maybe_set_cart_cookies of class-wc-cart-session.php does.
func (s *shop) setCookies(w http.ResponseWriter) (hash string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	inCart, age := "0", -1
	if s.items > 0 {
		inCart, hash, age = "1", fmt.Sprintf("%032x", s.items), 0
	}
	http.SetCookie(w, &http.Cookie{Name: "woocommerce_items_in_cart", Value: inCart, Path: "/", MaxAge: age})
	http.SetCookie(w, &http.Cookie{Name: "woocommerce_cart_hash", Value: hash, Path: "/", MaxAge: age})
	return hash
}

// question answers what is in the cart.
func (s *shop) question(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r.Method+" "+r.URL.Path)
	if s.broken {
		_, _ = w.Write([]byte("<html>maintenance</html>"))
		return
	}
	minor := s.items * 1250
	answer := map[string]any{"items_count": s.items, "totals": map[string]any{
		"total_price": strconv.Itoa(minor), "currency_code": "EUR", "currency_minor_unit": 2}}
	if s.software == "shopify" {
		answer = map[string]any{"token": "t", "item_count": s.items, "total_price": minor, "currency": "EUR", "items": []any{}}
	}
	_ = json.NewEncoder(w).Encode(answer)
}

var shopPages = map[string]*template.Template{
	// The classes are those of wc_body_class (includes/wc-template-functions.php).
	"woo": template.Must(template.New("").Parse(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Woo</title>
<link rel="https://api.w.org/" href="/wp-json/"><script src="/shop/woo.js"></script>
<body class="{{.Class}}"><p class="{{.Thanks}}">A shop.</p>
<script async src="{{.Tag}}" data-site="demo" {{.Attribute}}></script></body></html>`)),
	"shopify": template.Must(template.New("").Parse(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Shopify</title>
<script>window.Shopify = {shop: 'pots.myshopify.com', routes: {root: '/en/'}, currency: {active: 'EUR'}{{.Checkout}}}</script>
<script src="/shop/shopify.js"></script><p>A shop.</p>
<script async src="{{.Tag}}" data-site="demo" {{.Attribute}}></script></html>`)),
}

func (s *shop) page(w http.ResponseWriter, r *http.Request) {
	page := struct {
		Tag, Class, Thanks string
		Checkout           template.JS
		Attribute          template.HTMLAttr
	}{Tag: s.collector.URL + "/heed.js", Attribute: template.HTMLAttr(s.attribute), Class: "home woocommerce-js"}
	if s.attribute != "" {
		page.Class = "home" // a theme that has removed the class
	}
	if thanks := strings.Contains(r.URL.Path, "order-received") || strings.Contains(r.URL.Path, "thank-you"); thanks {
		page.Class = "woocommerce-checkout woocommerce-page woocommerce-order-received woocommerce-js"
		if page.Thanks = "woocommerce-thankyou-order-failed"; !r.URL.Query().Has("failed") {
			page.Thanks = "woocommerce-thankyou-order-received"
			s.change(false)
		}
	}
	if r.URL.Query().Has("checkout") {
		page.Checkout = `, checkout: {order_id: 5501, total_price: "27.90", currency: "EUR"}`
	}
	if s.software == "woo" {
		s.setCookies(w)
	}
	_ = shopPages[s.software].Execute(w, page)
}

// questions is how often, and how, the cart was asked for.
func (s *shop) questions() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string{}, s.asked...)
}
