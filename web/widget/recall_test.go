package widget_test

import (
	"fmt"
	"testing"

	"heed/web/browsertest"
)

// TestAnswersAreRecalled: what was answered stands in later texts in the words of the card, as text.
func TestAnswersAreRecalled(t *testing.T) {
	p := open(t)
	ask := func(id, question string) {
		p.act(id, fmt.Sprintf(`{"type":"survey","survey":{"name":"demo","lang":"en","dir":"ltr","thanks":"So: {answer.q|nothing}.","questions":[%s,
			{"id":"then","type":"text","text":"Why {answer.q|that}?","note":"{answer.nowhere} {answer.constructor} {plain}","optional":true}]}}`, question))
		p.state("survey")
	}
	for i, test := range []struct {
		question string
		press    []string
		want     string
	}{
		{`{"id":"q","type":"choice","text":"?","options":[{"id":"a","text":"the <b>price</b>"}]}`, []string{"[value=a]"}, "the <b>price</b>"},
		{`{"id":"q","type":"choices","text":"?","options":[{"id":"a","text":"A"},{"id":"b","text":"B"},{"id":"c","text":"C"}]}`,
			[]string{"[value=a]", "[value=b]", "[value=c]"}, "A, B, and C"},
		{`{"id":"q","type":"choice","text":"?","options":[{"id":"a","text":"A"}],"other":true}`, []string{"[value=other]", "[name=other]", "=$& mine"}, "$& mine"},
		{`{"id":"q","type":"nps","text":"?"}`, []string{"[value='0']"}, "0"},
		{`{"id":"q","type":"thumbs","text":"?"}`, []string{"[value=down]"}, "No"},
		{`{"id":"q","type":"text","text":"?","optional":true}`, nil, ""},
	} {
		ask(fmt.Sprint(i), test.question)
		for _, step := range test.press {
			if step[0] == '=' {
				p.Keys(step[1:])
			} else {
				p.click(step)
			}
		}
		p.click("[data-action=next]")
		p.Until(`find('[name=then]') !== null`)
		asked, thanked := test.want, test.want
		if test.want == "" {
			asked, thanked = "that", "nothing"
		}
		if got, want := p.text("h2"), "Why "+asked+"?"; got != want {
			t.Errorf("it asks %q, want %q", got, want)
		}
		if got, want := p.text("#note"), "… … {plain} · Optional"; got != want {
			t.Errorf("the note is %q, want %q", got, want)
		}
		p.click("[data-action=send]")
		p.state("thanks")
		if got, want := p.text("h2"), "So: "+thanked+"."; got != want {
			t.Errorf("it thanks with %q, want %q", got, want)
		}
		p.click("[data-action=close]")
		p.state("closed")
	}
}

// TestOptionsAreShuffled: those that are to be, once, with one's own words last; the order is kept when the visitor comes back.
func TestOptionsAreShuffled(t *testing.T) {
	p := open(t)
	p.JS(`Math.random = () => 0`) // Fisher and Yates then move each option one place up, and the first to the end
	order := func() []string {
		return browsertest.Value[[]string](p.Tab, `[...widget.shadowRoot.querySelectorAll('.row input')].map((each) => each.value)`)
	}
	const question = `{"id":"q","type":"choice","text":"?","other":true,"shuffle":%v,"options":[{"id":"a","text":"A"},{"id":"b","text":"B"},{"id":"c","text":"C"}]}`
	p.act("d1", survey(fmt.Sprintf(question, true), `{"id":"then","type":"text","text":"Why?"}`))
	p.state("survey")
	if got := fmt.Sprint(order()); got != "[b c a other]" {
		t.Errorf("the options stand as %s", got)
	}
	p.click("[value=a]")
	p.click("[data-action=next]")
	p.Until(`find('[name=then]') !== null`)
	p.JS(`Math.random = () => 0.999`)
	p.click("[data-action=back]")
	p.Until(`find('[value=a]') !== null`)
	if got := fmt.Sprint(order()); got != "[b c a other]" {
		t.Errorf("after coming back the options stand as %s", got)
	}
	p.click("[data-action=close]")
	p.state("closed")
	p.JS(`Math.random = () => 0`)
	p.act("d3", survey(`{"id":"q","type":"choice","text":"?","shuffle":true,"options":[{"id":"first","text":"?","fixed":true},{"id":"a","text":"A"},{"id":"b","text":"B"},{"id":"none","text":"None","fixed":true}]}`))
	p.state("survey")
	if got := fmt.Sprint(order()); got != "[first b a none]" {
		t.Errorf("with the ends fixed the options stand as %s", got)
	}
	p.click("[data-action=close]")
	p.state("closed")
	p.act("d2", survey(fmt.Sprintf(question, false)))
	p.state("survey")
	if got := fmt.Sprint(order()); got != "[a b c other]" {
		t.Errorf("options that are not to be shuffled stand as %s", got)
	}
}
