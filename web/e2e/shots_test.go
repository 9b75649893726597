package e2e

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"heed/collector/core"
	"heed/web/browsertest"
)

// TestShots takes pictures of every screen after the main job, at the width of a phone and of a desktop, light and dark, into the folder
// HEED_SHOTS; and the README's picture. It runs when asked for (make shots): what it shows is for people to judge.
func TestShots(t *testing.T) {
	if os.Getenv("HEED_SHOTS") == "" {
		t.Skip("set HEED_SHOTS to a folder (make shots) to take pictures")
	}
	c := startCollector(t, "")
	v := newVisitor(t, c.public, core.Treatment)
	v.Scheme("light")
	v.enter("/cart")
	v.Press("#apply-promo", 3)
	v.widgetIs("survey")
	each(v.Tab, "shop-survey")
	conversation := v.askForHelp(t)
	v.sayInChat("I have a promo code, but the button does nothing.")
	o := signIn(t, c)
	o.Open(c.public + "/console/conversations/" + conversation)
	o.Until(`document.body.innerText.includes('the button does nothing')`)
	o.reply("Hello! I see you are in the cart with a Monstera. I take the code off the total for you.")
	v.Until(root + `.querySelector('[role=log]')?.textContent.includes('I take the code off')`)
	each(v.Tab, "shop-chat")
	readme(t, v, o, c, conversation)
	for name, path := range map[string]string{
		"live": "/console", "decisions": "/console/decisions", "decision": "/console/decisions/" + conversation,
		"responses": "/console/responses", "response": "/console/responses/" + conversation + "/what-happened",
		"conversations": "/console/conversations", "conversation": "/console/conversations/" + conversation,
		"visitor": "/console/visitors/demo/" + v.id, "intercepts": "/console/intercepts", "intercept": "/console/intercepts/demo/stuck",
		"detectors": "/console/detectors", "templates": "/console/intercepts/new", "builder": "/console/intercepts/demo/cart-rescue/edit",
		"builder-new": "/console/intercepts/new?template=abandoned-cart", "surveys": "/console/surveys", "survey": "/console/surveys/demo/what-happened", "sites": "/console/sites", "site": "/console/sites/demo", "people": "/console/people", "account": "/console/account",
	} {
		o.Open(c.public + path)
		each(o.Tab, "console-"+name)
	}
}

// each takes the four pictures of what a tab shows.
func each(tab *browsertest.Tab, name string) {
	for _, width := range []int64{1280, 360} {
		tab.Size(width, map[int64]int64{1280: 860, 360: 740}[width])
		for _, scheme := range []string{"light", "dark"} {
			tab.Scheme(scheme)
			tab.JS(`new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))`)
			tab.Keep(fmt.Sprintf("%s-%d-%s.png", name, width, scheme))
		}
	}
	tab.Size(1280, 860)
	tab.Scheme("light")
}

// readme takes the README's picture: the visitor's phone beside the operator's console.
func readme(t *testing.T, v *visitor, o *operator, c *collector, conversation string) {
	t.Helper()
	v.Size(360, 720)
	o.Open(c.public + "/console/conversations/" + conversation)
	o.Size(1040, 720)
	o.Until(`document.body.innerText.includes('I take the code off')`)
	picture := func(tab *browsertest.Tab, name string) string {
		file := filepath.Join(t.TempDir(), name)
		tab.Shot(file)
		png, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return "data:image/png;base64," + base64.StdEncoding.EncodeToString(png)
	}
	phone, console := picture(v.Tab, "phone.png"), picture(o.Tab, "console.png")
	b := browser.Tab(t)
	b.Size(1480, 784)
	b.JS(fmt.Sprintf(`(async pictures => {
		document.body.style.cssText = 'margin:0;display:flex;gap:32px;padding:32px 24px;background:#dfe7e6'
		for (const src of pictures) {
			const img = new Image()
			img.src = src
			img.style.cssText = 'border-radius:10px;box-shadow:0 4px 24px #0f172a2e'
			await img.decode()
			document.body.append(img)
		}
	})([%q, %q])`, phone, console))
	b.Shot("heed.png")
}
