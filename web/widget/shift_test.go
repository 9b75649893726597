package widget_test

import "testing"

// watch notes what moves in the layout from here on, as browsers measure it, and whether the visitor or a change of the window was the cause.
const watch = `globalThis.shifts = []; new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({type: 'layout-shift'})`

// painted waits until what was done is on the screen, and what moved has been told.
const painted = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 50))))`

// TestThePageStaysWhereItIs: wherever a card or the tab stands, the page does not move when it comes, goes on or leaves. Only a card in an
// element of the page takes the room that it needs there, unless the element keeps that free.
func TestThePageStaysWhereItIs(t *testing.T) {
	for name, row := range map[string]struct {
		look  string
		moves bool
	}{
		"corner":                      {`{}`, false},
		"top corner":                  {`{corner: 'top-start'}`, false},
		"sheet":                       {`{place: 'sheet'}`, false},
		"modal":                       {`{place: 'modal'}`, false},
		"inline":                      {`{place: 'inline', into: '#slot'}`, true},
		"inline, where room was kept": {`{place: 'inline', into: '#kept'}`, false},
	} {
		for _, width := range []int64{1280, 360} {
			t.Run(name, func(t *testing.T) {
				p := open(t, "thanks", "600000")
				p.Size(width, 800)
				for _, id := range []string{"slot", "kept", "after"} {
					p.add("main", "div", id)
				}
				p.JS(`document.querySelector('main').prepend(document.querySelector('#slot'), document.querySelector('#kept'));
					document.querySelector('#after').textContent = 'What follows.';
					(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('#kept { min-height: 400px }'); document.adoptedStyleSheets.push(sheet) })()`)
				p.JS(painted)
				p.JS(watch)
				p.JS(`ui.tab({survey: 'feedback', side: 'end'})`)
				p.show("d1", survey(whyQuestion, helpQuestion), row.look)
				p.state("survey")
				p.JS(painted)
				// Nobody has touched anything: everything counts.
				if moved := value[[]float64](p, `shifts.map((each) => each.value)`); len(moved) > 0 != row.moves {
					t.Errorf("at %d px the page moved by %v when the card came", width, moved)
				}
				p.JS(`shifts.length = 0`)
				p.click("[value=price]")
				p.click("[data-action=next]")
				p.Until(`find('[value=yes]') !== null`)
				p.JS(painted)
				p.click("[data-action=close]")
				p.state("closed")
				p.JS(painted)
				// What moves within half a second of a press is what the press was for, such as a card whose next question is longer.
				if moved := value[[]float64](p, `shifts.filter((each) => !each.hadRecentInput).map((each) => each.value)`); len(moved) > 0 {
					t.Errorf("at %d px the page moved by %v later", width, moved)
				}
			})
		}
	}
}
