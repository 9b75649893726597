package e2e

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"heed/collector/core"
	"heed/web/browsertest"
)

// seeInside lets a test look into what a page cannot: the closed tree of the panel. With open the tree is an ordinary one, for axe.
func seeInside(v *visitor, open bool) {
	v.Before(fmt.Sprintf(`{
		const attach = Element.prototype.attachShadow
		Element.prototype.attachShadow = function (options) {
			const ours = this.localName === 'heed-debug'
			const root = attach.call(this, ours && %v ? { ...options, mode: 'open' } : options)
			if (ours) window.box = root
			return root
		}
	}`, open))
}

// link opens a page of the console that makes a link, for that page of the shop, and gives the link.
func (o *operator) link(c *collector, path, page string) string {
	o.Open(c.public + path + "?page=" + url.QueryEscape(c.public+page))
	return browsertest.Value[string](o.Tab, `document.querySelector('.go a').href`)
}

const panel = `document.querySelector('heed-debug') && box`

// says waits until the panel shows a text.
func (v *visitor) says(text string) {
	v.Until(fmt.Sprintf(`(%s)?.textContent.includes(%q)`, panel, text))
}

// TestWatchOnMyPage: who follows the console's link sees each signal in the page itself, and why each intercept did or did not act;
// nobody else does, and the page, its policy and its scripts notice nothing.
func TestWatchOnMyPage(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	o := signIn(t, c)
	o.Open(c.public + "/console/sites")
	o.JS(`document.querySelector('a[href$="/demo/watch"]').click()`)
	o.Until(`document.querySelector('.go a')?.href.startsWith('` + c.public + `/demo/#heed=')`)
	link := o.link(c, "/console/sites/demo/watch", "/demo/cart")

	v := newVisitor(t, c.public, core.Treatment)
	seeInside(v, false)
	v.Open(link)
	v.listening()
	v.says("None yet. Use the page as a visitor would.")
	if got := browsertest.Value[string](v.Tab, `location.href + ' ' + document.querySelector('heed-debug').shadowRoot`); got != c.public+"/demo/cart null" {
		t.Errorf("the address, and what scripts of the page see of the panel: %s", got)
	}
	v.says("cart-rescue")
	v.Press("#apply-promo", 3)
	v.says("Rage click")
	v.says("stuck asked “what-happened”")
	v.widgetIs("survey")
	v.says("stuck (priority")
	v.JS(`for (const one of box.querySelectorAll('.signals > li > details, .intercepts [data-key=leaving] > details')) one.open = true`)
	each(v.Tab, "watch")
	v.PressElement(`box.querySelector('h2')`, 6) // as only the angry do
	v.JS(`heed('track', 'later')`)
	v.Until(`!JSON.parse(sessionStorage['heed.outbox']).length`)
	v.JS(`box.querySelector('[data-action=fold]').focus()`)
	v.Keys(kb.Enter)
	v.Until(`box.querySelector('#body').hidden && box.activeElement.getAttribute('aria-expanded') === 'false'`)

	// Folded or not it goes along in this tab, until it is closed; then it comes back when it is asked for.
	v.Open(v.shop + "/")
	v.says("stuck asked “what-happened”")
	v.Until(`box.querySelector('#body').hidden`)
	v.JS(`box.querySelector('[data-action=close]').click()`)
	v.Until(`!document.querySelector('heed-debug')`)
	v.enter("/cart")
	if browsertest.Value[bool](v.Tab, `!!document.querySelector('heed-debug')`) {
		t.Error("it is back although it was closed")
	}
	v.Open(v.shop + "/cart?heed=debug")
	v.says("Rage click")

	if got := get[core.Visitor](c, "/visitors/"+v.id); !got.Tester {
		t.Error("who watches is taken for a visitor")
	}
	for _, s := range items[core.Signal](c, "/signals?visitor="+v.id) {
		if s.Target != "#apply-promo" && s.Kind != "cart_abandonment" { // the pages were left with something in the cart
			t.Errorf("the panel was used, and that is a signal: %+v", s)
		}
	}
	if strings.Contains(c.log.String(), "heed=") || strings.Contains(c.log.String(), strings.Split(link, "#heed=")[1]) {
		t.Error("the collector's log has the pass")
	}
}

// TestNobodyElseSeesThePanel: without a pass nothing of it is fetched, and one that is not valid shows nothing and is forgotten.
func TestNobodyElseSeesThePanel(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	link := signIn(t, c).link(c, "/console/sites/demo/watch", "/demo/cart")
	fetched := `performance.getEntriesByType('resource').filter(e => e.name.includes('/debug')).length`

	v := newVisitor(t, c.public, core.Treatment)
	v.Open(v.shop + "/cart?heed=debug")
	v.listening()
	v.Want(fetched, 0)

	forged := newVisitor(t, c.public, core.Treatment)
	forged.AllowRefusals()
	forged.Open(link[:len(link)-4] + "AAAA")
	forged.Until(`location.hash === ''`)
	forged.listening()
	forged.Want(`[!!document.querySelector('heed-debug'), sessionStorage.getItem('heed.pass')]`, []any{false, nil})
	forged.enter("/")
	forged.Want(fetched, 0)
	if get[core.Visitor](c, "/visitors/"+forged.id).Tester {
		t.Error("a forged pass makes a tester")
	}
}

// TestPreviewOnMyPage: a draft appears at once through the real widget, marked, with what follows its answers; the collector has
// nothing of it.
func TestPreviewOnMyPage(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	file := filepath.Join(t.TempDir(), "idea.yaml")
	const idea = "kind: intercept\nname: idea\nsite: demo\nstatus: draft\nwhen: {any: [{signal: custom:never}]}\n" +
		"action: {type: survey, survey: what-happened}\nthen:\n  - {if: 'answer.help == \"yes\"', do: {type: chat}}\n"
	if err := os.WriteFile(file, []byte(idea), 0o600); err != nil {
		t.Fatal(err)
	}
	c.heed("", "apply", file)
	o := signIn(t, c)
	link := eventually(t, "the draft in the console", func() (string, bool) {
		o.Open(c.public + "/console/intercepts/demo/idea")
		ok := browsertest.Value[bool](o.Tab, `!!document.querySelector('a[href$="/idea/preview"]')`)
		return o.link(c, "/console/intercepts/demo/idea/preview", "/demo/cart"), ok
	})
	v := newVisitor(t, c.public, core.Treatment)
	seeInside(v, false)
	v.Open(link)
	v.listening()
	v.widgetIs("survey")
	v.says("idea, revision 1, draft")
	v.Until(inWidget(".mark") + `?.textContent === 'Preview'`)
	each(v.Tab, "preview")
	v.tabInto(t, "input[name=what]")
	v.Keys(" ", kb.ArrowDown, kb.Enter)
	v.Until(inWidget("input[name=help]"))
	v.tabInto(t, "input[name=help]")
	v.Keys(" ", kb.Enter)
	v.widgetIs("chat")
	v.sayInChat("Is anybody there?")
	v.Until(inWidget("[role=log]") + `.textContent.includes('This is a preview: nobody is told.')`)
	each(v.Tab, "preview-chat")
	v.JS(`box.querySelector('[data-action=again]').click()`)
	v.widgetIs("survey")
	v.JS(`box.querySelector('[data-action=close]').click()`)
	v.Until(`!document.querySelector('heed-debug, heed-widget')`)

	for _, path := range []string{"/signals", "/decisions", "/responses", "/conversations"} {
		if found := items[map[string]any](c, path+"?visitor="+v.id); len(found) > 0 {
			t.Errorf("%s of a preview: %v", path, found)
		}
	}
	v.Want(`heed('sent').filter(({ t }) => !['hello', 'page', 'cart'].includes(t)).length`, 0)
	v.Open(v.shop + "/")
	v.listening()
	v.nothingShown(t)
}

// TestPanelIsAccessible runs axe over the panel and the strip of a preview, narrow and wide, light and dark.
func TestPanelIsAccessible(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	o := signIn(t, c)
	for name, path := range map[string]string{"watch": "/console/sites/demo/watch", "preview": "/console/intercepts/demo/stuck/preview"} {
		t.Run(name, func(t *testing.T) {
			v := newVisitor(t, c.public, core.Treatment)
			seeInside(v, true)
			v.Open(o.link(c, path, "/demo/cart"))
			v.listening()
			v.Until(panel)
			if name == "watch" {
				v.Press("#apply-promo", 3)
				v.says("stuck asked “what-happened”")
				v.JS(`box.querySelectorAll('details').forEach(one => { one.open = true })`)
			}
			v.widgetIs("survey")
			for _, width := range []int64{1280, 360} {
				for _, scheme := range []string{"light", "dark"} {
					v.Size(width, 740)
					v.Scheme(scheme)
					v.Axe(fmt.Sprintf("%s, %d px", scheme, width))
				}
			}
		})
	}
}

// TestPanelOutlivesTheCollectorNotItsPass: while nobody answers the panel goes on trying; once the pass is refused it says why, keeps
// what was seen, and is gone with the page. The collector's part is played by the page, for an hour is long.
func TestPanelOutlivesTheCollectorNotItsPass(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	v := newVisitor(t, c.public, core.Treatment)
	seeInside(v, false)
	v.enter("/cart")
	v.JS(`(async () => {
		window.status503 = { detail: 'Busy.' }
		window.status403 = { detail: 'This link has expired; make a new one in the console.' }
		const gates = [{ words: 'The page is one it works on', pass: false, saw: '/cart', wanted: '/product' }, { words: 'For all', pass: true, saw: '–', wanted: '–', note: 'everybody' }]
		const rage = { id: 's1', noun: 'Rage click', page: '/cart', score: '80 %', at: 0, did: 'Nothing to do', outcome: 'none', considered: [{ name: 'stuck', eligible: false, gates }] }
		window.status200 = { watch: { site: 'demo', expires: 0, url: '/', signals: [rage], live: [] } }
		window.answer = 200
		const [path] = (await (await fetch('/heed.js')).text()).match(/a\/tag\/debug\.\w+\.js/)
		const { begin } = await import('/' + path)
		await begin('p', async () => new Response(JSON.stringify(window['status' + answer]), { status: answer }))
	})()`)
	v.says("Rage click")
	v.says("saw /cart, wanted /product")
	v.Want(`[...box.querySelectorAll('.gates .pass small')].map(e => e.textContent)`, []string{"everybody"})
	news := func(answer int) {
		v.JS(fmt.Sprintf(`window.answer = %d; dispatchEvent(new CustomEvent('heed:decision', { detail: {} }))`, answer))
	}
	news(503)
	v.says("The collector does not answer; trying again.")
	v.JS(`window.answer = 200`)
	v.Until(`box.querySelector('.state').textContent === ''`)
	v.JS(`box.querySelector('.signals summary').focus(); box.querySelector('.signals details').open = true
		status200.watch.signals[0].did = 'stuck asked'`)
	news(200)
	v.says("stuck asked")
	v.Want(`[box.querySelector('.signals details').open, box.activeElement?.localName]`, []any{true, "summary"})
	v.Want(`sessionStorage.getItem('heed.pass')`, "p")
	news(403)
	v.says("This link has expired; make a new one in the console.")
	v.Want(`[box.querySelectorAll('.signals > li').length, sessionStorage.getItem('heed.pass')]`, []any{1, nil})
}
