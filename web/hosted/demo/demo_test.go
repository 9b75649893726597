package demo_test

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"heed/web/hosted/demo"
)

const nonce = "bm9uY2U"

// config is a shop whose script and style are served unbuilt under /src/: they are plain modules that a browser can run.
func config() demo.Config {
	return demo.Config{
		Site:  "demo",
		Asset: func(name string) string { return "/src/" + strings.TrimPrefix(name, "hosted/demo/") },
		Nonce: func(*http.Request) string { return nonce },
	}
}

func open(t *testing.T, cfg demo.Config) http.Handler {
	t.Helper()
	h, err := demo.Handler(os.DirFS("."), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func get(h http.Handler, method, path string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, httptest.NewRequest(method, path, nil))
	return answer
}

func TestPages(t *testing.T) {
	h := open(t, config())
	for _, c := range []struct {
		path   string
		status int
		holds  []string
	}{
		{"/demo/", 200, []string{"<title>House plants, pots and tools · ", "/demo/product/snake-plant", "€24.50", `id="start-over"`}},
		{"/demo/product/monstera", 200, []string{`id="qty-minus"`, `id="qty-plus"`, `id="qty"`, `id="add-to-cart"`, "€49.00"}},
		{"/demo/product/triffid", 404, []string{"behind every pot"}},
		{"/demo/product/", 404, []string{"behind every pot"}},
		{"/demo/cart", 200, []string{`<button type="button" class="button quiet" id="apply-promo">Apply promo code</button>`}},
		{"/demo/checkout", 200, []string{`id="checkout"`, `autocomplete="street-address"`, "data-heed-mask"}},
		{"/demo/checkout/done?order=FF-1", 200, []string{`id="order-said"`}},
		{"/demo/help", 200, []string{"<details>"}},
		{"/demo/nowhere/at/all", 404, []string{"behind every pot"}},
		{"/demo/art/none.svg", 404, []string{"behind every pot"}},
		{"/demo/art/..%2fproducts.json", 404, []string{"behind every pot"}},
	} {
		t.Run(c.path, func(t *testing.T) {
			answer := get(h, "GET", c.path)
			if answer.Code != c.status {
				t.Errorf("status %d, want %d", answer.Code, c.status)
			}
			if got := answer.Header().Get("Content-Type"); got != "text/html; charset=utf-8" {
				t.Errorf("content type %q", got)
			}
			for _, want := range c.holds {
				if !strings.Contains(answer.Body.String(), want) {
					t.Errorf("the page lacks %s", want)
				}
			}
		})
	}
}

func TestEveryProductHasItsPageAndPicture(t *testing.T) {
	h := open(t, config())
	slugs := regexp.MustCompile(`"slug":"([^"]+)"`).FindAllStringSubmatch(get(h, "GET", "/demo/").Body.String(), -1)
	if len(slugs) < 12 {
		t.Fatalf("the catalogue names %d products, want at least 12", len(slugs))
	}
	for _, s := range slugs {
		if page := get(h, "GET", "/demo/product/"+s[1]); page.Code != 200 {
			t.Errorf("product %s: status %d", s[1], page.Code)
		}
		art := get(h, "GET", "/demo/art/"+s[1]+".svg")
		if art.Code != 200 || art.Header().Get("Content-Type") != "image/svg+xml" {
			t.Errorf("art of %s: status %d, type %q", s[1], art.Code, art.Header().Get("Content-Type"))
		}
		for _, id := range []string{"whole", "detail", "base"} { // the gallery's three pictures
			if !strings.Contains(art.Body.String(), `<view id="`+id+`"`) {
				t.Errorf("art of %s has no view %q", s[1], id)
			}
		}
	}
}

// A page that obeys these needs no 'unsafe-inline' in its policy.
func TestPagesAreStrict(t *testing.T) {
	cfg := config()
	cfg.Collector = "https://collector.example"
	h := open(t, cfg)
	scripts := regexp.MustCompile(`<script[^>]*>`)
	attributes := regexp.MustCompile(`\s(style|on[a-z]+)=`)
	allowed := map[string]bool{
		`<script nonce="` + nonce + `">`:                                          true,
		`<script async src="https://collector.example/heed.js" data-site="demo">`: true,
		`<script type="application/json" id="products">`:                          true,
		`<script type="module" src="/src/shop.js">`:                               true,
	}
	for _, path := range []string{"/demo/", "/demo/product/monstera", "/demo/cart", "/demo/checkout", "/demo/checkout/done", "/demo/help", "/demo/x"} {
		body := get(h, "GET", path).Body.String()
		found := scripts.FindAllString(body, -1)
		if len(found) != len(allowed) {
			t.Errorf("%s has %d scripts, want %d", path, len(found), len(allowed))
		}
		for _, s := range found {
			if !allowed[s] {
				t.Errorf("%s has %s", path, s)
			}
		}
		if bad := attributes.FindString(body); bad != "" || strings.Contains(body, "<style") {
			t.Errorf("%s has an inline style or handler: %s", path, bad)
		}
	}
}

func TestMethods(t *testing.T) {
	h := open(t, config())
	for method, status := range map[string]int{"HEAD": 200, "POST": 405, "DELETE": 405} {
		if got := get(h, method, "/demo/cart").Code; got != status {
			t.Errorf("%s: status %d, want %d", method, got, status)
		}
	}
}

func TestBadConfig(t *testing.T) {
	for want, spoil := range map[string]func(*demo.Config){
		"Config.Site":  func(c *demo.Config) { c.Site = "" },
		"Config.Asset": func(c *demo.Config) { c.Asset = nil },
		"Config.Nonce": func(c *demo.Config) { c.Nonce = nil },
		"shop.js":      func(c *demo.Config) { c.Asset = func(string) string { return "" } },
	} {
		cfg := config()
		spoil(&cfg)
		if _, err := demo.Handler(os.DirFS("."), cfg); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one about %s", err, want)
		}
	}
}

func TestBadFiles(t *testing.T) {
	const good = `{"slug":"fern","name":"Fern","kind":"plants","price":100,"blurb":"b","alt":"a"}`
	for _, c := range []struct{ name, file, content, want string }{
		{"no products", "products.json", `[]`, "no products"},
		{"not JSON", "products.json", `{`, "products.json"},
		{"slug", "products.json", strings.Replace(`[`+good+`]`, `"fern"`, `"Fern!"`, 1), "small letters"},
		{"slug twice", "products.json", `[` + good + `,` + good + `]`, `product 2: slug "fern" is taken`},
		{"no name", "products.json", strings.Replace(`[`+good+`]`, `"Fern"`, `""`, 1), "needs a name"},
		{"kind", "products.json", strings.Replace(`[`+good+`]`, `"plants"`, `"cats"`, 1), `kind "cats"`},
		{"price", "products.json", strings.Replace(`[`+good+`]`, `100`, `0`, 1), "positive number of cents"},
		{"no picture", "products.json", strings.Replace(`[`+good+`]`, `"fern"`, `"moss"`, 1), "no illustration"},
		{"template", "cart.html", `{{define "main"}}{{`, "cart.html"},
		{"layout", "layout.html", `{{if}}`, "layout.html"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := copied(t)
			files["products.json"] = &fstest.MapFile{Data: []byte(`[` + good + `]`)}
			files["art/fern.svg"] = &fstest.MapFile{Data: []byte(`<svg/>`)}
			if _, err := demo.Handler(files, config()); err != nil {
				t.Fatalf("before: %v", err)
			}
			files[c.file] = &fstest.MapFile{Data: []byte(c.content)}
			if _, err := demo.Handler(files, config()); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one with %q", err, c.want)
			}
		})
	}
}

// copied returns the real templates in a file system that a test may change.
func copied(t *testing.T) fstest.MapFS {
	t.Helper()
	names, err := fs.Glob(os.DirFS("."), "*.html")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: content}
	}
	return files
}
