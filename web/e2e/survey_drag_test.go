package e2e

import (
	"testing"

	"heed/collector/core"
)

// TestSurveyByDragging is the mouse's way to another order: a question is held by its head and let go over another one. What is held by a
// field is text that is being selected, and stays.
func TestSurveyByDragging(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	c.heed(`
kind: survey
name: ordered
site: demo
questions:
  - {id: a, type: text, text: {en: First?}}
  - {id: b, type: text, text: {en: Second?}}
  - {id: c, type: text, text: {en: Third?}}
`, "apply", "-")
	c.hasPage("ordered")
	o := signIn(t, c)
	o.Size(1280, 1600) // all three in view, so that nothing has to scroll while it is held
	o.Open(c.public + "/console/surveys/demo/ordered/edit")
	o.Until(`document.querySelector('[data-preview] iframe')?.contentDocument?.querySelector('heed-widget')`)
	const order = `[...document.querySelectorAll('[data-list] > [data-row] [name$=".text.en"]')].map((field) => field.value)`
	head := func(n string) string { return `document.querySelector('[data-row="questions.` + n + `"] > header h3')` }
	o.Want(order, []string{"First?", "Second?", "Third?"})

	o.Carry(head("2"), head("0"))
	o.Until(`document.querySelector('[data-did]').textContent.includes('Question 3 is now 1 of 3.')`)
	o.Want(order, []string{"Third?", "First?", "Second?"})
	o.Want(`document.querySelectorAll('.held, .drop').length`, 0)

	o.Carry(head("0"), head("1"))
	o.Until(`document.querySelector('[data-did]').textContent.includes('Question 1 is now 2 of 3.')`)
	o.Want(order, []string{"First?", "Third?", "Second?"})

	o.Until(`document.querySelector('[name="questions.2.text.en"]').value === 'Second?'`)
	x, y := o.Middle(`document.querySelector('[name="questions.2.text.en"]')`)
	o.Drag(x, y, x, y-250)
	o.Want(`document.querySelector('[data-row="questions.2"]').draggable`, false)
	o.Want(order, []string{"First?", "Third?", "Second?"})

	o.Press(`button[name="save"]`, 1)
	o.Until(`location.pathname === '/console/surveys/demo/ordered'`)
	saved := get[core.Survey](c, "/surveys/ordered?site=demo")
	if len(saved.Questions) != 3 || saved.Questions[0].ID != "a" || saved.Questions[1].ID != "c" || saved.Questions[2].ID != "b" {
		t.Errorf("saved %+v", saved.Questions)
	}
}
