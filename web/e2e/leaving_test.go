package e2e

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"heed/collector/core"
)

// leaves takes the mouse from the middle of the page up and out, as one who goes for the tab bar.
func (v *visitor) leaves() {
	for _, y := range []float64{500, 350, 200, 50, 2, -20} {
		v.Move(600, y)
	}
}

// TestLeavingAProductShowsAMessage: exit intent on a product page, with nothing in the cart.
func TestLeavingAProductShowsAMessage(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	v := visitorOf(t, c.public, "leaving", core.Treatment)
	v.enter("/product/monstera")
	v.Press("#gallery-next", 1) // engagement: somebody who only passes through is not asked
	v.leaves()
	v.widgetIs("message")
	v.Until(inWidget("a[data-action=cta]") + ".href.endsWith('/demo/help')")
	d := items[core.Decision](c, "/decisions?intercept=leaving&visitor="+v.id)
	if len(d) != 1 || d[0].Kind != "exit_intent" || d[0].Page != "/demo/product/monstera" {
		t.Fatalf("decisions %+v, want one on the exit intent", d)
	}
	v.PressElement(inWidget("[data-action=no-thanks]"), 1)
	v.widgetIs("closed")
	eventually(t, "the dismissal is stored", func() (any, bool) {
		return nil, get[core.Decision](c, "/decisions/"+d[0].ID).Dismissed != nil
	})
}

// TestCartRescueCallsBack: exit intent with a cart of 49 asks why, and «call me» asks for the number.
func TestCartRescueCallsBack(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	v := visitorOf(t, c.public, "cart-rescue", core.Treatment)
	v.enter("/cart")
	v.Press("h1", 1)
	v.leaves()
	v.widgetIs("survey")
	v.tabInto(t, "input[name=why]")
	v.Keys(" ", kb.Enter)
	v.Until(inWidget("input[name=help]"))
	v.PressElement(inWidget("input[name=help][value=call]"), 1)
	v.PressElement(inWidget("button[type=submit]"), 1)
	v.Until(inWidget("input[name=phone]"))
	v.tabInto(t, "input[name=phone]")
	v.Keys("+49 30 1234567", kb.Enter)
	v.Until(inWidget("input[name=when]"))
	v.tabInto(t, "input[name=when]")
	v.Keys(" ", kb.Enter)
	v.widgetIs("thanks")
	eventually(t, "the call back is stored", func() (any, bool) {
		list := items[core.Response](c, "/responses?survey=callback&visitor="+v.id)
		return nil, len(list) == 1 && list[0].Done && answers(list[0])["phone"] == `"+49 30 1234567"`
	})
}
