package widget_test

import "testing"

// TestEventIsThePages: nothing is shown, the page hears of it once with the event's name, and what comes next is shown as ever.
func TestEventIsThePages(t *testing.T) {
	p := open(t)
	const event = `{"type":"event","event":"show-banner","expires":30000}`
	p.act("d1", event)
	p.act("d1", event)
	p.wantSent("shown", `{"t":"shown","decision":"d1"}`)
	if n := value[int](p, `page.told.filter(({name, detail}) => name === 'decision' && detail.event === 'show-banner').length`); n != 1 {
		t.Errorf("the page was told %d times", n)
	}
	p.act("d2", messageAction)
	p.state("message")
}
