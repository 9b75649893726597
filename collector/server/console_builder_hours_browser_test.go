package server

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"heed/collector/core"
)

// TestHoursByKeyboard: a row of hours comes, its days are ticked with the space bar, and what it means is read back at once.
func TestHoursByKeyboard(t *testing.T) {
	b := newBench(t)
	b.configure()
	p := b.browse(t, b.user(core.Marketer))
	p.open("/console/intercepts/new?site=demo&template=blank")
	p.Until(`document.querySelector('[data-reach]').textContent !== ''`)
	p.JS(`document.querySelector('[data-add="hours"]').focus()`)
	p.Keys(kb.Enter)
	p.Until(`document.activeElement?.name === 'hours.0.mon'`)
	p.Keys(" ", kb.Tab, " ")
	p.Want(`document.activeElement.name`, "hours.0.tue")
	p.JS(`for (const [name, value] of [['hours.0.opens', '08:00'], ['hours.0.closes', '20:00'], ['schedule.zone', 'Europe/Vienna']]) {
		const field = document.querySelector('[name="' + name + '"]');
		field.value = value;
		field.dispatchEvent(new Event('input', { bubbles: true }));
	}`)
	p.Until(`document.querySelector('[data-yaml]').textContent.includes('Mon-Tue 08:00-20:00')`)
	p.JS(`document.querySelector('#p-schedule').scrollIntoView()`)
	p.looks(t, "hours")
}
