package browsertest

import (
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Beside opens another tab of the same visitor, with the same cookies and storage.
func (b *Tab) Beside() *Tab {
	b.t.Helper()
	return open(b.t, b.ctx, usual)
}

// Hide opens another tab in front of this one, in the same window, and returns when the page knows. Show brings this one back.
func (b *Tab) Hide() {
	b.t.Helper()
	Call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: false})
	front := open(b.t, b.ctx, usual, chromedp.WithNewWindow(false))
	Call(front, page.BringToFront, cdp.Empty{})
	b.Until(`document.hidden`)
}

// Show brings the tab to the front.
func (b *Tab) Show() {
	b.t.Helper()
	Call(b, page.BringToFront, cdp.Empty{})
	b.Until(`!document.hidden`)
}

// Unwatched opens a page in another tab of the same visitor that nobody is attached to: browsers do not prerender under DevTools.
func (b *Tab) Unwatched(url string) {
	b.t.Helper()
	c := chromedp.FromContext(b.ctx)
	_, err := chromedp.CallBrowser(b.ctx, target.CreateTarget, target.CreateTargetParams{URL: url, BrowserContextID: c.BrowserContextID})
	if err != nil {
		b.t.Fatal(err)
	}
}

// Watch attaches to a tab that shows this page and was unwatched so far.
func (b *Tab) Watch(url string) *Tab {
	b.t.Helper()
	all, err := chromedp.Targets(b.ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, one := range all {
		if one.Type == "page" && one.URL == url {
			return open(b.t, b.ctx, usual, chromedp.WithTargetID(one.TargetID))
		}
	}
	b.t.Fatalf("no tab shows %s", url)
	return nil
}
