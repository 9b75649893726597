package e2e

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"heed/web/browsertest"
)

// galleryQuestions are one question of each type, in all languages of the widget; a type without a text asks in the standard wording.
//
//go:embed testdata/gallery.json
var galleryQuestions []byte

// galleryPage is the page behind the cards; galleryIndex shows all pictures on one page.
var (
	//go:embed testdata/gallery-page.gohtml
	galleryPageText string
	//go:embed testdata/gallery.gohtml
	galleryIndexText string

	galleryPage  = template.Must(template.New("page").Parse(galleryPageText))
	galleryIndex = template.Must(template.New("index").Parse(galleryIndexText))
)

// galleryLanguages are those of web/widget/texts, English first.
var galleryLanguages = []string{"en", "ar", "de", "es", "fr", "he", "it", "ja", "nl", "pl", "pt", "sv", "tr", "zh"}

// galleryLooks are sites that differ in their theme alone: none, soft and colourful, sober and square, and one that is always dark, with rules of
// its own.
var galleryLooks = []struct {
	Name  string
	theme map[string]any
}{
	{"plain", nil},
	{"plum", map[string]any{"accent": "#7c3aed", "background": "#fffbf5", "radius": 18, "font": "Georgia, serif"}},
	{"ink", map[string]any{"accent": "#111111", "radius": 0, "dark": map[string]any{"accent": "#ffffff", "background": "#000000"}}},
	{"night", map[string]any{"scheme": "dark", "dark": map[string]any{"accent": "#fbbf24", "background": "#1c1917"},
		"css": ".card { border-width: 2px } h2 { letter-spacing: .01em }"}},
}

// picture is where one question was seen, and its file.
type picture struct {
	Width  int64
	Scheme string
	File   string
}

// gallerySchemes are what a visitor's browser says that its owner prefers. Forced colours take the place of every theme's, so that one look
// shows them all.
var gallerySchemes = []struct{ name, feature, value string }{
	{"light", "prefers-color-scheme", "light"},
	{"dark", "prefers-color-scheme", "dark"},
	{forced, "forced-colors", "active"},
}

const forced = "forced"

// galleryCell is one question in one language and look, and galleryRow the same question in all of them.
type (
	galleryCell struct {
		Look, Lang string
		Pictures   []picture
	}
	galleryRow struct {
		Type  string
		Cells []galleryCell
	}
)

// TestGallery opens a survey of each type of question in each language and look, as the tag of a real page shows it, and takes pictures at
// the width of a phone and of a desktop, light, dark and in forced colours. It runs when asked for (make gallery), and puts the pictures and
// a page that shows them all into the folder HEED_GALLERY: whether they are beautiful is for people to judge; whether the card stays within
// its page, and whether axe-core finds anything in a picture, is not.
func TestGallery(t *testing.T) {
	folder := os.Getenv("HEED_GALLERY")
	if folder == "" {
		t.Skip("set HEED_GALLERY to a folder (make gallery) to take the pictures")
	}
	var questions []map[string]any
	if err := json.Unmarshal(galleryQuestions, &questions); err != nil {
		t.Fatal(err)
	}
	c := startCollector(t, "")
	shop := serveGallery(t, c)
	c.heed(galleryConfiguration(t, shop, questions), "apply", "-")

	rows := make([]galleryRow, len(questions))
	for i, q := range questions {
		rows[i] = galleryRow{Type: q["type"].(string), Cells: make([]galleryCell, len(galleryLooks)*len(galleryLanguages))}
	}
	t.Run("pictures", func(t *testing.T) {
		for l, look := range galleryLooks {
			for n, lang := range galleryLanguages {
				t.Run(look.Name+" "+lang, func(t *testing.T) {
					t.Parallel()
					tab := browser.TabFor(t, 10*time.Minute)
					tab.Size(1280, 800)
					tab.Open(fmt.Sprintf("%s/?site=gallery-%s&lang=%s", shop, look.Name, lang))
					for i := range rows {
						rows[i].Cells[l*len(galleryLanguages)+n] = galleryCell{look.Name, lang, photograph(t, tab, folder, rows[i].Type, look.Name, lang)}
					}
				})
			}
		}
	})
	file, err := os.Create(filepath.Join(folder, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := galleryIndex.Execute(file, rows); err != nil {
		t.Fatal(err)
	}
	t.Logf("open %s", file.Name())
}

// photograph opens the survey that has one question of this type, and closes it again.
func photograph(t *testing.T, tab *browsertest.Tab, folder, kind, look, lang string) []picture {
	t.Helper()
	const card = `document.querySelector('heed-widget')?.shadowRoot.querySelector('.card')`
	tab.JS(fmt.Sprintf(`heed('open', %q)`, kind))
	tab.Until(`document.querySelector('heed-widget')?.dataset.state === 'survey' && ` + card + `.lang === '` + lang + `'`)
	var taken []picture
	for _, width := range []int64{360, 1280} {
		tab.Size(width, 800)
		for _, scheme := range gallerySchemes {
			if scheme.name == forced && look != galleryLooks[0].Name {
				continue
			}
			tab.Media(scheme.feature, scheme.value, "prefers-reduced-motion", "reduce")
			tab.JS(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`)
			if outside := browsertest.Value[string](tab, outsideOfThePage); outside != "" {
				t.Errorf("%s in %s at %d px: %s", kind, lang, width, outside)
			}
			p := picture{width, scheme.name, fmt.Sprintf("%s-%s-%s-%d-%s.png", kind, look, lang, width, scheme.name)}
			tab.Axe(p.File)
			tab.Shot(filepath.Join(folder, p.File))
			taken = append(taken, p)
		}
	}
	tab.JS(card + `.querySelector('[data-action=close]').click()`)
	tab.Until(`document.querySelector('heed-widget').dataset.state === 'closed'`)
	return taken
}

// outsideOfThePage says what of the card cannot be seen without scrolling sideways.
const outsideOfThePage = `(() => {
	const card = document.querySelector('heed-widget').shadowRoot.querySelector('.card')
	for (const e of [card, ...card.querySelectorAll('*')]) {
		const { left, right, width } = e.getBoundingClientRect()
		if (width > 1 && (left < -1 || right > innerWidth + 1)) return e.localName + '.' + e.className + ' from ' + left + ' to ' + right
	}
	return card.scrollWidth > card.clientWidth + 1 ? 'the card scrolls sideways' : ''
})()`

// serveGallery serves a page of a shop, in the language and for the site that its address names.
func serveGallery(t *testing.T, c *collector) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lang := r.URL.Query().Get("lang")
		view := struct{ Collector, Site, Lang, Dir string }{c.public, r.URL.Query().Get("site"), lang, "ltr"}
		if lang == "ar" || lang == "he" {
			view.Dir = "rtl"
		}
		if err := galleryPage.Execute(w, view); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// galleryConfiguration is a site for each look, with a survey for each question. JSON is YAML too.
func galleryConfiguration(t *testing.T, origin string, questions []map[string]any) string {
	t.Helper()
	var documents []string
	add := func(document map[string]any) {
		text, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, string(text))
	}
	for _, look := range galleryLooks {
		site := map[string]any{"kind": "site", "name": "gallery-" + look.Name, "origins": []string{origin}}
		if look.theme != nil {
			site["theme"] = look.theme
		}
		add(site)
		for _, q := range questions {
			q["id"] = "q"
			add(map[string]any{"kind": "survey", "name": q["type"], "site": site["name"], "languages": galleryLanguages, "questions": []any{q}})
		}
	}
	return strings.Join(documents, "\n---\n")
}
