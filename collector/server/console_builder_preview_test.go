package server

import (
	"testing"

	"heed/collector/core"
	"heed/web/browsertest"
)

// TestBuilderPreviewIsTheWidget: beside the form stands what visitors would get, by the very widget, and follows what is typed.
func TestBuilderPreviewIsTheWidget(t *testing.T) {
	b := newBench(t)
	b.configure()
	p := b.browse(t, b.user(core.Marketer))
	p.open("/console/intercepts/new?site=demo&template=abandoned-cart")
	p.Until(seen + `?.querySelector('#title')?.textContent.length > 0`)
	p.JS(`for (const [name, value] of [['action.type', 'message'], ['action.text.en', 'Shipping is free today.'], ['action.text.-', 'Shipping is free today.']]) {
		const field = document.querySelector('[name="' + name + '"]');
		if (!field) continue;
		field.value = value;
		field.dispatchEvent(new Event('input', { bubbles: true }));
	}`)
	p.Until(seen + `?.querySelector('.card')?.textContent.includes('Shipping is free today.')`)
	p.Press(`[data-preview] label:has([value=dark])`, 1)
	p.Until(`getComputedStyle(` + seen + `.querySelector('.card')).backgroundColor === 'rgb(19, 28, 46)'`)
	p.JS(`document.querySelector('#b-got').scrollIntoView()`)
	p.looks(t, "builder-preview")
	p.JS(`{ const type = document.querySelector('[name="action.type"]'); type.value = 'chat'; type.dispatchEvent(new Event('input', { bubbles: true })); }`)
	p.Until(seen + `?.querySelector('textarea')`)
	list, _, err := b.store.ListConversations(t.Context(), core.Query{Limit: 1})
	if err != nil || len(list) > 0 {
		t.Errorf("the preview has begun %d conversations, %v", len(list), err)
	}
	if n := browsertest.Value[int](p.Tab, `document.querySelectorAll('[data-preview] iframe').length`); n != 1 {
		t.Errorf("%d frames", n)
	}
}
