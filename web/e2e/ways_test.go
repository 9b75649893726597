package e2e

import (
	"testing"

	"heed/collector/core"
	"heed/web/browsertest"
)

// TestMainJobWithoutSockets is the same job where a proxy refuses every upgrade: all goes by batch.
func TestMainJobWithoutSockets(t *testing.T) {
	t.Parallel()
	var c *collector
	public := noSockets(t, func() string { return c.addr })
	c = startCollector(t, public)
	v := newVisitor(t, public, core.Treatment)
	v.AllowRefusals() // the browser itself says that the socket was refused
	v.enter("/cart")
	v.Press("#apply-promo", 3)
	v.widgetIs("survey")
	conversation := v.askForHelp(t)
	v.sayInChat("Is anybody there?")

	o := signIn(t, c)
	o.Open(public + "/console/conversations/" + conversation)
	o.Until(`document.body.innerText.includes('Is anybody there?')`)
	o.reply("Yes, right here.")
	v.Until(root + `.querySelector('[role=log]')?.textContent.includes('Yes, right here.')`)

	signals := items[core.Signal](c, "/signals?kind=rage_click&visitor="+v.id)
	decisions := items[core.Decision](c, "/decisions?intercept=stuck&visitor="+v.id)
	if len(signals) != 1 || len(decisions) != 1 || decisions[0].ID != conversation {
		t.Fatalf("%d signals, %d decisions; want one of each, the conversation's", len(signals), len(decisions))
	}
}

// TestCollectorDiesBetweenSignalAndAck: the signal is on disk, but the page never hears so. It sends it again to the next process, and the
// visitor is asked once. It runs beside no other test: a start that takes longer than 20 s finds the act expired.
func TestCollectorDiesBetweenSignalAndAck(t *testing.T) {
	w, c, v := connected(t)
	w.mute(true)
	v.Press("#apply-promo", 3)
	first := eventually(t, "the signal is stored", func() (core.Signal, bool) {
		list := items[core.Signal](c, "/signals?kind=rage_click&visitor="+v.id)
		if len(list) != 1 {
			return core.Signal{}, false
		}
		return list[0], true
	})
	v.nothingShown(t)
	c.kill()
	w.cut()
	w.mute(false)
	c.start()

	v.widgetIs("survey")
	v.acknowledged()
	signals := items[core.Signal](c, "/signals?kind=rage_click&visitor="+v.id)
	decisions := items[core.Decision](c, "/decisions?intercept=stuck&visitor="+v.id)
	if len(signals) != 1 || signals[0].ID != first.ID || len(decisions) != 1 {
		t.Fatalf("signals %+v, %d decisions; want the one signal and one decision", signals, len(decisions))
	}
	if n := browsertest.Value[int](v.Tab, `document.querySelectorAll('heed-widget').length`); n != 1 {
		t.Fatalf("%d widgets, want 1", n)
	}
}

// TestCollectorIsDownWhenItHappens: the page keeps what it saw until somebody listens.
func TestCollectorIsDownWhenItHappens(t *testing.T) {
	_, c, v := connected(t)
	v.acknowledged()
	c.stop()
	v.Press("#apply-promo", 3)
	v.Until(`(JSON.parse(sessionStorage.getItem('heed.outbox') || '[]')).some(i => i.kind === 'rage_click')`)
	v.nothingShown(t)
	c.start()
	v.widgetIs("survey")
	v.acknowledged()
	if got := items[core.Signal](c, "/signals?kind=rage_click&visitor="+v.id); len(got) != 1 {
		t.Fatalf("%d signals are stored, want 1", len(got))
	}
	if got := items[core.Decision](c, "/decisions?intercept=stuck&visitor="+v.id); len(got) != 1 {
		t.Fatalf("%d decisions are stored, want 1", len(got))
	}
}

// connected is a visitor who has been greeted in the cart, and the wire between them and the collector. The page draws short waits between its
// attempts to reach the collector: while that restarts on a busy machine they grow to a minute, of which any share may be drawn.
func connected(t *testing.T) (*wire, *collector, *visitor) {
	t.Helper()
	w := newWire(t)
	c := startCollector(t, w.public())
	w.connect(c.addr)
	v := newVisitor(t, c.public, core.Treatment)
	v.AllowRefusals()
	v.Before(`Math.random = () => 0.02`)
	v.enter("/cart")
	v.greeted()
	return w, c, v
}

// greeted waits until page and collector know each other: each has heard the other.
func (v *visitor) greeted() {
	v.JS(`heed('track', 'greeting')`)
	v.acknowledged()
}

// acknowledged waits until the page's outbox is empty.
func (v *visitor) acknowledged() {
	v.Until(`(JSON.parse(sessionStorage.getItem('heed.outbox') || '[]')).length === 0`)
}
