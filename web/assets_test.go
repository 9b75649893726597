package web

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// sources is a small front end with every kind of file.
func sources(changes map[string]string) fstest.MapFS {
	files := map[string]string{
		"tag/heed.js":             "const urls = [AGENT_URL, PLAIN_AGENT_URL, WIDGET_URL, SHOPIFY_URL, WOO_URL, FALLBACK_URL, DEBUG_URL]; window.result = urls",
		"tag/shop/shopify.js":     "export const shop = 1",
		"tag/shop/woo.js":         "export const shop = 2",
		"tag/fallback.js":         "export const way = 1",
		"tag/debug.js":            "export const panel = 1",
		"tag/heed_test.go":        "package tag_test",
		"tag/agent.wasm":          "\x00asm\x01\x00\x00\x00",
		"tag/agent.wasm.js":       "export function instantiate(imports) { return imports }",
		"widget/widget.js":        "import css from './widget.css'\nimport { half } from './half.js'\nimport { texts } from './texts.js'\nexport const sheet = [css + half, texts]",
		"widget/half.js":          "export const half = 0.5",
		"widget/texts.js":         "import en from './texts/en.js'\nexport const texts = [en, TEXT_URLS]",
		"widget/texts/en.js":      "export default { yes: 'Yes' }",
		"widget/texts/de.js":      "export default { yes: 'Ja' }",
		"widget/widget.css":       ":host {\n  color: #ff0000;\n}\n",
		"widget/widget.test.js":   "syntax error here",
		"console/console.css":     "@import './base.css';\nh1 { background: url('./dot.svg') }",
		"console/base.css":        "body { margin: 0px }",
		"console/dot.svg":         "<svg xmlns=\"http://www.w3.org/2000/svg\">  <!-- dot -->  <circle r=\"1\"/></svg>",
		"console/page.html":       "<h1>{{.Title}}</h1>",
		"console/.hidden.js":      "syntax error here",
		"hosted/demo/shop.js":     "export const pots = 'gr\u00fcn'",
		"hosted/testdata/bad.js":  "syntax error here",
		"hosted/demo/products.go": "package demo",
	}
	maps.Copy(files, changes)
	source := fstest.MapFS{}
	for name, content := range files {
		source[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return source
}

func mustBuild(t testing.TB, source fs.FS) *Assets {
	t.Helper()
	a, err := build(source)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestBuildKeepsWhatABrowserMayAskFor(t *testing.T) {
	a := mustBuild(t, sources(nil))
	want := []string{"console/console.css", "hosted/demo/shop.js", "tag/agent.wasm", "tag/agent.wasm.js",
		"tag/debug.js", "tag/fallback.js", "tag/heed.js",
		"tag/shop/shopify.js", "tag/shop/woo.js", "widget/texts/de.js", "widget/widget.js"}
	if got := slices.Sorted(maps.Keys(a.byName)); !cmp.Equal(got, append([]string{want[0], "console/dot.svg"}, want[1:]...)) {
		t.Errorf("assets: %v", got)
	}
	if got := string(a.byName["widget/widget.js"].plain); !strings.Contains(got, ":host{color:red}") || !strings.Contains(got, ".5") {
		t.Errorf("the widget lacks its style or module: %s", got)
	}
	for _, part := range []string{"Yes", "./texts/de." + a.byName["widget/texts/de.js"].hash + ".js"} {
		if got := string(a.byName["widget/widget.js"].plain); !strings.Contains(got, part) || strings.Contains(got, "Ja") {
			t.Errorf("the widget is to hold English and the way to German, %q: %s", part, got)
		}
	}
	style := string(a.byName["console/console.css"].plain)
	if !strings.Contains(style, "body{margin:0}") || !strings.Contains(style, "data:image/svg+xml") {
		t.Errorf("console.css lacks what it imports: %s", style)
	}
	if got := string(a.byName["hosted/demo/shop.js"].plain); !strings.Contains(got, "grün") {
		t.Errorf("text was escaped: %s", got)
	}
}

func TestTagNamesWhatItFetchesRelatively(t *testing.T) {
	a := mustBuild(t, sources(nil))
	script := string(a.byName[tagEntry].plain)
	for _, name := range namedInTag {
		address := strings.TrimPrefix(a.URL(name), "/")
		if !strings.Contains(script, `"`+address+`"`) {
			t.Errorf("heed.js does not name %s: %s", address, script)
		}
	}
	if a.URL(tagEntry) != "/heed.js" {
		t.Errorf("heed.js lives at %s", a.URL(tagEntry))
	}
}

func TestURLChangesWithContentOnly(t *testing.T) {
	before, same := mustBuild(t, sources(nil)), mustBuild(t, sources(nil))
	after := mustBuild(t, sources(map[string]string{"widget/half.js": "export const half = 0.25"}))
	pattern := regexp.MustCompile(`^/a/widget/widget\.[0-9a-f]{12}\.js$`)
	first := before.URL(widgetEntry)
	if !pattern.MatchString(first) {
		t.Errorf("address %s", first)
	}
	if same.URL(widgetEntry) != first {
		t.Error("equal sources gave different addresses")
	}
	if after.URL(widgetEntry) == first {
		t.Error("a changed import left the address as it was")
	}
	if after.byName[tagEntry].hash == before.byName[tagEntry].hash {
		t.Error("heed.js did not change with the widget it names")
	}
	if after.URL("console/console.css") != before.URL("console/console.css") {
		t.Error("an unrelated file changed its address")
	}
}

func TestUnknownNamePanics(t *testing.T) {
	a := mustBuild(t, sources(nil))
	for _, name := range []string{"", "console/none.js", "console/base.css", "widget/half.js", "console/page.html"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("URL(%q) did not panic", name)
				}
			}()
			a.URL(name)
		}()
	}
}

func TestBuildSaysWhatIsWrong(t *testing.T) {
	cases := []struct{ name, file, content, want string }{
		{"broken script", "hosted/demo/shop.js", "const a = ;", "hosted/demo/shop.js:1:11"},
		{"import that leads nowhere", "widget/half.js", "import './gone.js'", "gone.js"},
		{"package import", "widget/half.js", "import 'react'", "write a relative path such as ./react"},
		{"broken tag", "tag/heed.js", "import { x } from './none.js'", "none.js"},
		{"missing style", "console/console.css", "@import './gone.css';", "gone.css"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := build(sources(map[string]string{c.file: c.content}))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want it to contain %q", err, c.want)
			}
		})
	}
	for _, name := range []string{agentEntry, plainEntry, widgetEntry, tagEntry} {
		source := sources(nil)
		delete(source, name)
		if _, err := build(source); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: error %v", name, err)
		}
	}
}

func TestBuildWithoutOptionalFolder(t *testing.T) {
	source := sources(nil)
	maps.DeleteFunc(source, func(name string, _ *fstest.MapFile) bool { return strings.HasPrefix(name, "hosted/") })
	mustBuild(t, source)
}

func TestBuildFromDisk(t *testing.T) {
	dir := t.TempDir()
	for name, file := range sources(nil) {
		target := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	a, err := Build(dir)
	if err != nil {
		t.Fatal(err)
	}
	if want := mustBuild(t, sources(nil)).URL(widgetEntry); a.URL(widgetEntry) != want {
		t.Errorf("from disk %s, in memory %s", a.URL(widgetEntry), want)
	}
	page, err := fs.ReadFile(a.Templates("console"), "page.html")
	if err != nil || string(page) != "<h1>{{.Title}}</h1>" {
		t.Errorf("template %q, %v", page, err)
	}
}

// cpu is how long this process has been running on a processor, which does not depend on what else the machine does.
func cpu(t *testing.T) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// TestEmbedded builds what is really shipped, and holds the promise of a quick start.
func TestEmbedded(t *testing.T) {
	before := cpu(t)
	a, err := Build("")
	if err != nil {
		t.Fatal(err)
	}
	// A busy machine makes it twice as long.
	took := cpu(t) - before
	t.Logf("%v of processor time", took)
	if limit := slowdown * 1200 * time.Millisecond; took > limit {
		t.Errorf("Build took %v of processor time, more than %v; it should stay well below one second", took, limit)
	}
	script := string(a.byName[tagEntry].plain)
	for constant, name := range namedInTag {
		if a.URL(name) == "" {
			t.Errorf("no %s", name)
		}
		if strings.Contains(script, constant) {
			t.Errorf("heed.js still holds the placeholder %s", constant)
		}
	}
}

// TestSizes: budgets are held against what a browser gets, and every visitor gets it as small as it goes.
func TestSizes(t *testing.T) {
	long, err := fs.ReadFile(embedded, "widget/card.css")
	if err != nil {
		t.Fatal(err)
	}
	script := "window.x = [AGENT_URL, WIDGET_URL, " + strconv.Quote(string(long)) + "]"
	a := mustBuild(t, sources(map[string]string{"tag/heed.js": script, "console/long.js": script}))
	sizes := a.Sizes()
	if len(sizes) != len(a.byName) || !slices.IsSortedFunc(sizes, func(x, y Size) int { return strings.Compare(x.Name, y.Name) }) {
		t.Errorf("sizes: %v", sizes)
	}
	for _, size := range sizes {
		f := a.byName[size.Name]
		sent := f.brotli
		if sent == nil {
			sent = f.plain
		}
		if size.Raw != len(f.plain) || size.Brotli != len(sent) {
			t.Errorf("%+v, but %d raw and %d as sent", size, len(f.plain), len(sent))
		}
	}
	tag := a.byName[tagEntry]
	p := packer{}
	for quality := range brotliBest {
		if other, err := p.brotli(quality, tag.plain); err != nil || len(other) < len(tag.brotli) {
			t.Errorf("the tag is sent in %d bytes, quality %d makes %d of it (%v)", len(tag.brotli), quality, len(other), err)
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		if _, err := build(embedded); err != nil {
			b.Fatal(err)
		}
	}
}
