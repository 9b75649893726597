package widget_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// tap is the action of a tap in a language, as the collector sends it.
func tap(lang, dir, text, yes, no string) string {
	return fmt.Sprintf(`{"type":"tap","survey":{"name":"precision","lang":%q,"dir":%q,"thanks":"","questions":[
		{"id":"wrong","type":"choice","text":%q,"options":[{"id":"yes","text":%q},{"id":"no","text":%q}]}]}}`, lang, dir, text, yes, no)
}

var wrong = tap("en", "ltr", "Did something go wrong just now?", "Yes", "No")

// TestTapTakesOnePress, by mouse or keys, thanks for it and goes.
func TestTapTakesOnePress(t *testing.T) {
	const answer = `{"t":"answer","decision":"d1","survey":"precision","question":"wrong","value":%q,"done":true}`
	for _, test := range []struct {
		name, value string
		press       func(p *page)
	}{
		{"by mouse", "yes", func(p *page) { p.click("[data-action=yes]") }},
		{"by keyboard", "no", func(p *page) {
			p.JS(`document.querySelector('#last').focus()`)
			p.Keys("\t", "\t", "\t", kb.Enter) // the way out, yes, no
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := open(t)
			p.act("d1", wrong)
			p.state("tap")
			if got := p.text("h2"); got != "Did something go wrong just now?" {
				t.Errorf("asks %q", got)
			}
			p.wantSent("answer")
			test.press(p)
			p.state("thanks")
			if got := p.text("h2"); got != "Thank you." {
				t.Errorf("says %q", got)
			}
			p.wantSent("answer", fmt.Sprintf(answer, test.value))
			if test.value == "no" {
				p.Keys(kb.Escape) // closing the thanks is no refusal; otherwise they go by themselves
			}
			p.state("closed")
			p.wantSent("dismissed")
			p.act("d1", wrong) // sent again after a reconnect
			p.state("closed")
			p.wantSent("shown", `{"t":"shown","decision":"d1"}`)
		})
	}
}

// TestTapMayBeDeclined: closing it says so and answers nothing.
func TestTapMayBeDeclined(t *testing.T) {
	for action, reason := range map[string]string{"close": "close", "escape": "escape"} {
		t.Run(action, func(t *testing.T) {
			p := open(t)
			p.act("d1", wrong)
			p.state("tap")
			if action == "close" {
				p.click("[data-action=close]")
			} else {
				p.JS(`find('[data-action=yes]').focus()`)
				p.Keys(kb.Escape)
			}
			p.state("closed")
			p.wantSent("dismissed", fmt.Sprintf(`{"t":"dismissed","decision":"d1","reason":%q}`, reason))
			p.wantSent("answer")
		})
	}
}

// TestTapIsLargeEnough for a thumb, on a narrow screen and from right to left too.
func TestTapIsLargeEnough(t *testing.T) {
	p := open(t)
	p.Size(360, 740)
	p.act("d1", tap("ar", "rtl", "هل حدث خطأ ما الآن؟", "نعم", "لا"))
	p.state("tap")
	p.Want(`[...widget.shadowRoot.querySelectorAll('button')].filter((b) => b.offsetWidth < 44 || b.offsetHeight < 44).length`, 0)
	p.Want(`find('[data-action=yes]').getBoundingClientRect().left > find('[data-action=no]').getBoundingClientRect().left`, true)
}
