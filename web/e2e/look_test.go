package e2e

import "testing"

// TestThemeOfASurvey: the survey itself is shown twice, in light and in dark, in its own language, which is fetched first, and can be walked
// through; axe-core tells the one from the other at every question.
func TestThemeOfASurvey(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	c.heed(`
kind: survey
name: themed
site: demo
languages: [de]
questions:
  - {id: a, type: text, text: {de: Erste?}, optional: true}
  - {id: b, type: text, text: {de: Zweite?}, optional: true}
`, "apply", "-")
	c.hasPage("themed")
	o := signIn(t, c)
	o.Open(c.public + "/console/surveys/demo/themed/look")
	const light = `document.querySelector('#look-light heed-widget')?.shadowRoot`
	o.Until(light + `?.querySelector('h2')?.textContent === 'Erste?' && document.querySelector('#look-dark heed-widget[data-state=survey]')`)
	o.Axe("the first question")
	o.PressElement(light+`.querySelector('.primary')`, 1)
	o.Until(light + `.querySelector('h2').textContent === 'Zweite?'`)
	o.Axe("the second question in one of them")
}
