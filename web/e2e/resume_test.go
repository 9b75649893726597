package e2e

import (
	"database/sql"
	"path/filepath"
	"testing"

	"heed/collector/core"
)

// TestWhatIsBegunGoesOn: a survey answered half-way stands on the next page at the question that was open, with the words that were not sent
// yet; an answer given while the collector is dead arrives once; and who says no is left alone.
func TestWhatIsBegunGoesOn(t *testing.T) {
	t.Parallel()
	w, c, v := connected(t)
	v.Press("#apply-promo", 3)
	v.widgetIs("survey")
	v.answerWith("input[value=other]")
	v.Until(inWidget("textarea[name=more]"))
	v.JS(inWidget("textarea[name=more]") + ".focus()")
	v.Keys("The promo")

	v.enter("/")
	v.widgetIs("survey")
	v.Until(inWidget("textarea[name=more]") + `?.value === "The promo"`)
	v.acknowledged()
	c.kill()
	w.cut()
	v.JS(inWidget("textarea[name=more]") + ".focus()")
	v.Keys(" button")
	v.PressElement(inWidget("[data-action=next]"), 1)
	v.Until(inWidget("input[name=help]"))
	v.Until(`JSON.parse(sessionStorage['heed.outbox']).some((item) => item.question === 'more')`)
	c.start()
	v.acknowledged()

	v.enter("/cart")
	v.Until(inWidget("input[name=help]"))
	v.PressElement(inWidget("[data-action=no-thanks]"), 1)
	v.widgetIs("closed")
	v.enter("/")
	v.acknowledged()
	v.nothingShown(t)

	responses := items[core.Response](c, "/responses?visitor="+v.id)
	if len(responses) != 1 || responses[0].Done {
		t.Fatalf("responses %+v, want one that was not finished", responses)
	}
	if got := answers(responses[0]); len(got) != 2 || got["what"] != `"other"` || got["more"] != `"The promo button"` {
		t.Errorf("answers %v", got)
	}
	c.stop()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(c.data, "heed.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var stored int
	if err := db.QueryRow(`SELECT count(*) FROM answers WHERE response = ?`, responses[0].ID).Scan(&stored); err != nil || stored != 2 {
		t.Errorf("%d answers are stored, want each once; %v", stored, err)
	}
}

// answerWith chooses an answer and goes on.
func (v *visitor) answerWith(selector string) {
	v.Until(inWidget(selector))
	v.PressElement(inWidget(selector), 1)
	v.PressElement(inWidget("[data-action=next]"), 1)
}

// TestWhatThePageHasToldIsNotAsked: the trait of an identify call stands in the field of a survey that asks for it so; and a survey that has
// closed is not opened, which the page is told.
func TestWhatThePageHasToldIsNotAsked(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	const surveys = `
kind: survey
name: contact
site: demo
questions: [{id: mail, type: email, text: {en: Where can we write?}, prefill: email}]
---
kind: survey
name: over
site: demo
closes: 2020-01-31
questions: [{id: mail, type: email, text: {en: Where can we write?}}]
`
	c.heed(surveys, "apply", "-")
	c.hasPage("contact")
	v := newVisitor(t, c.public, core.Treatment)
	v.enter("/")
	v.greeted()
	v.JS(`heed('on', 'error', (error) => window.refused = error.code)`)
	v.JS(`heed('open', 'over')`)
	v.Until(`window.refused === 'survey_closed'`)
	v.nothingShown(t)
	v.JS(`heed('identify', 'customer-7', {email: 'ada@example.com'}); heed('open', 'contact')`)
	v.widgetIs("survey")
	v.Until(inWidget("input[name=mail]") + `?.value === 'ada@example.com'`)
	v.PressElement(inWidget("[data-action=send]"), 1)
	v.widgetIs("thanks")
	got := eventually(t, "the answer", func() (core.Response, bool) {
		list := items[core.Response](c, "/responses?visitor="+v.id)
		return append(list, core.Response{})[0], len(list) == 1
	})
	if answers(got)["mail"] != `"ada@example.com"` || got.Evidence == nil || got.Evidence.Kind != "open" {
		t.Errorf("response %+v", got)
	}
}
