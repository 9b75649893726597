package widget_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"heed/collector/core"
	"heed/collector/look"
)

// dressed is how an act looks under a theme, as the collector sends it.
func dressed(t *testing.T, theme core.Theme, place string) string {
	t.Helper()
	if wrong := look.CheckSite(core.Site{Theme: theme}); len(wrong) > 0 {
		t.Fatalf("the theme is refused: %+v", wrong)
	}
	text, err := json.Marshal(core.Look{Place: place, CSS: look.Style(theme)})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestTheme: the widget wears what the collector made of a theme, in light and dark, and axe finds the contrasts that it computed.
func TestTheme(t *testing.T) {
	radius := 2
	for name, theme := range map[string]core.Theme{
		"violet":                      {Accent: "#7c3aed", Radius: &radius, Font: "Georgia, serif"},
		"warm":                        {Accent: "#b45309", Background: "#fffbeb", Text: "#292524", Dark: core.Palette{Background: "#1c1917", Text: "#fafaf9"}},
		"a pale accent on dark paper": {Accent: "#fde047", Background: "#111827", Text: "#f9fafb", Scheme: "light"},
		"as pale as it may be":        {Accent: "#949494", Background: "#ffffff", Text: "#6e6e6e"},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.show("d1", survey(`{"id":"q","type":"choices","text":"What were you looking for?","note":"As many as you like.","options":[{"id":"a","text":"Delivery times"},{"id":"b","text":"The right size"}],"other":true}`),
				dressed(t, theme, ""))
			p.state("survey")
			p.click("[value=a]")
			for _, scheme := range []string{"light", "dark"} {
				p.Scheme(scheme)
				p.Axe(scheme)
				p.Keep(fmt.Sprintf("theme-%s-%s.png", strings.ReplaceAll(name, " ", "-"), scheme))
			}
		})
	}
}

func TestThemeReachesEveryPart(t *testing.T) {
	p := open(t)
	radius := 3
	theme := core.Theme{Accent: "#7c3aed", Radius: &radius, Font: "Georgia, serif", CSS: ".card { border-inline-start-width: 7px }"}
	var worn struct{ CSS string }
	if err := json.Unmarshal([]byte(dressed(t, theme, "")), &worn); err != nil {
		t.Fatal(err)
	}
	p.JS(fmt.Sprintf(`ui.tab({survey: 'feedback', side: 'end', css: %q})`, worn.CSS))
	const tab = `(() => { const s = getComputedStyle(find('.tab')); return [s.backgroundColor, s.color, s.fontFamily].join(' '); })()`
	p.Until(`find('.tab') !== null`)
	if got := value[string](p, tab); got != "rgb(124, 58, 237) rgb(255, 255, 255) Georgia, serif, system-ui, sans-serif" {
		t.Errorf("the tab is %s", got)
	}
	p.show("d1", survey(helpQuestion), dressed(t, theme, "modal"))
	p.state("survey")
	const card = `(() => { const s = getComputedStyle(find('section')), b = getComputedStyle(find('.primary'));
		return [s.fontFamily, s.borderTopLeftRadius, s.borderLeftWidth, b.backgroundColor, b.borderRadius, b.fontFamily].join(' '); })()`
	if got := value[string](p, card); got != "Georgia, serif, system-ui, sans-serif 3px 7px rgb(124, 58, 237) 3px Georgia, serif, system-ui, sans-serif" {
		t.Errorf("the card is %s", got)
	}
	// What comes without a theme wears none.
	p.show("d1", chatAction, `undefined`)
	p.state("chat")
	if got := value[string](p, `getComputedStyle(find('.primary')).backgroundColor`); got != "rgb(15, 118, 110)" {
		t.Errorf("the next one has buttons in %s", got)
	}
}

// TestTabAndCardWearEachItsOwn: a survey with a theme of its own is asked while the site's tab is there, whichever came first.
func TestTabAndCardWearEachItsOwn(t *testing.T) {
	const (
		siteTab = `ui.tab({survey: 'feedback', side: 'end', css: %q})`
		worn    = `getComputedStyle(find(%q)).backgroundColor`
		violet  = "rgb(124, 58, 237)"
		brown   = "rgb(180, 83, 9)"
	)
	css := look.Style(core.Theme{Accent: "#7c3aed"})
	for name, first := range map[string]bool{"the tab came first": true, "the card came first": false} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			own := dressed(t, core.Theme{Accent: "#b45309"}, "")
			if first {
				p.JS(fmt.Sprintf(siteTab, css))
			}
			for _, decision := range []string{"d1", "d2"} {
				p.show(decision, survey(helpQuestion), own)
				p.state("survey")
				if !first {
					p.JS(fmt.Sprintf(siteTab, css))
				}
				p.Until(`find('.tab') !== null`)
				p.Want(fmt.Sprintf(worn, ".primary"), brown)
				p.click("[data-action=close]")
				p.state("closed")
				p.Want(fmt.Sprintf(worn, ".tab"), violet)
			}
		})
	}
}

// TestHoverKeepsTheContrast: an accent that is just dark enough for its words stays so under the pointer, and yet something is seen.
func TestHoverKeepsTheContrast(t *testing.T) {
	p := open(t)
	look := dressed(t, core.Theme{Accent: "#767676"}, "") // 4.54:1 with white
	p.Media("prefers-color-scheme", "light", "prefers-reduced-motion", "reduce")
	p.JS(`ui.tab({survey: 'feedback', side: 'end', css: (` + look + `).css})`)
	p.Until(`find('.tab') !== null`)
	under := func(selector string) {
		t.Helper()
		const shadow = `getComputedStyle(find(%q)).boxShadow`
		before := value[string](p, fmt.Sprintf(shadow, selector))
		x, y := p.Middle(fmt.Sprintf(`find(%q)`, selector))
		p.Move(x, y)
		p.Until(fmt.Sprintf(`find(%q).matches(':hover')`, selector))
		p.Want(fmt.Sprintf(`(() => { const s = getComputedStyle(find(%q)); return [s.backgroundColor, s.color, s.filter, s.opacity]; })()`, selector),
			[]string{"rgb(118, 118, 118)", "rgb(255, 255, 255)", "none", "1"})
		if value[string](p, fmt.Sprintf(shadow, selector)) == before {
			t.Errorf("%s looks the same under the pointer", selector)
		}
		p.Keep("hover" + strings.ReplaceAll(selector, ".", "-") + ".png")
	}
	under(".tab")
	p.show("d1", survey(helpQuestion), look)
	p.state("survey")
	under(".primary")
}

// TestNoStyleLoadsAnything wears every hostile style that is known, first as it is written, which the page's policy notices, and then as
// the collector lets it through; open sees to it that nothing was noticed then.
func TestNoStyleLoadsAnything(t *testing.T) {
	text, err := os.ReadFile("../../collector/look/testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	list := strings.Split(string(text), "\n---\n")
	wear := func(p *page, css string) {
		p.JS(fmt.Sprintf(`(async () => {
			ui.act({decision: 'd' + Math.random(), action: %s, look: {css: %s}});
			await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
			find('[data-action=close]').click();
		})()`, messageAction, quoted(t, css)))
	}
	t.Run("as written", func(t *testing.T) {
		p := open(t)
		p.AllowAnything()
		for _, source := range list {
			wear(p, source)
		}
		if n := value[int](p, `page.errors.splice(0).length`); n < 10 {
			t.Fatalf("of %d hostile styles only %d were noticed: this test sees nothing", len(list), n)
		}
	})
	t.Run("as let through", func(t *testing.T) {
		p := open(t)
		for _, source := range list {
			wear(p, look.Style(core.Theme{CSS: source}))
		}
	})
}

func quoted(t *testing.T, s string) string {
	t.Helper()
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
