package e2e

import (
	"testing"

	"heed/collector/core"
)

// TestAnAnswerTooLateIsNotThankedFor: of two visitors who have a survey open that takes one more response the second is told that theirs was
// not taken, by the socket as by batch.
func TestAnAnswerTooLateIsNotThankedFor(t *testing.T) {
	const one = `
kind: survey
name: one
site: demo
quota: 1
questions: [{id: well, type: thumbs, text: {en: Did you find it?}}]
`
	var c *collector
	byBatch := noSockets(t, func() string { return c.addr })
	for name, public := range map[string]string{"by socket": "", "by batch": byBatch} {
		t.Run(name, func(t *testing.T) {
			c = startCollector(t, public)
			c.heed(one, "apply", "-")
			c.hasPage("one")
			var visitors []*visitor
			for _, arm := range []core.Arm{core.Treatment, core.Control} { // two different visitors; what is opened by hand has no arm
				v := newVisitor(t, c.public, arm)
				v.AllowRefusals()
				v.enter("/")
				v.greeted()
				v.JS(`heed('open', 'one')`)
				v.widgetIs("survey")
				visitors = append(visitors, v)
			}
			for i, says := range []string{"thanks", "refused"} {
				v := visitors[i]
				v.PressElement(inWidget("input[value=up]"), 1)
				v.PressElement(inWidget("[data-action=send]"), 1)
				v.widgetIs(says)
				v.acknowledged()
			}
			if got := items[core.Response](c, "/responses?survey=one"); len(got) != 1 {
				t.Errorf("%d responses are stored, want the first visitor's", len(got))
			}
		})
	}
}
