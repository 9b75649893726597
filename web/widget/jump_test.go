package widget_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"heed/collector/core"
	collector "heed/collector/survey"
)

// way is a survey of choices between x, y and own words, and the order in which it is asked: collector/survey/testdata/ways.json, which the
// collector keeps to as well.
type way struct {
	Name      string
	Questions []struct {
		ID, X, Y, Next string
		ShowIf         string `json:"show_if"`
	}
	Before, Answers map[string]string
	Order           []string
}

// TestWays: the order in which questions are asked, also after going back from another branch.
func TestWays(t *testing.T) {
	text, err := os.ReadFile("../../collector/survey/testdata/ways.json")
	if err != nil {
		t.Fatal(err)
	}
	var table []way
	if err := json.Unmarshal(text, &table); err != nil {
		t.Fatal(err)
	}
	p := open(t)
	for _, test := range table {
		p.act(test.Name, test.action(t))
		p.state("survey")
		if test.Before != nil {
			p.goBack(p.answerAll(test.Before, len(test.Before)))
		}
		if got := p.answerAll(test.Answers, len(test.Questions)); !slices.Equal(got, test.Order) {
			t.Errorf("%s: asked %v, want %v", test.Name, got, test.Order)
		}
		p.click("[data-action=close]")
		p.state("closed")
	}
}

// action is the survey as the collector presents it.
func (w way) action(t *testing.T) string {
	t.Helper()
	s := core.Survey{Site: "demo", Name: "ways"}
	for _, q := range w.Questions {
		s.Questions = append(s.Questions, core.Question{ID: q.ID, Type: core.Choice, Text: core.Text{"": q.ID}, Other: true, Optional: true, ShowIf: q.ShowIf, Next: q.Next,
			Options: []core.Option{{ID: "x", Text: core.Text{"": "X"}, Next: q.X}, {ID: "y", Text: core.Text{"": "Y"}, Next: q.Y}}})
	}
	service := collector.New()
	if err := service.Load(core.Catalog{Surveys: map[string]map[string]core.Survey{"demo": {"ways": s}}}); err != nil {
		t.Fatal(err)
	}
	action, err := service.Present("demo", core.Action{Type: core.ActSurvey, Survey: "ways"}, "en")
	if err != nil {
		t.Fatal(err)
	}
	return string(action)
}

// answerAll answers the questions as they come, most at the most, and gives them.
func (p *page) answerAll(by map[string]string, most int) (asked []string) {
	p.t.Helper()
	for len(asked) < most && value[string](p, `widget.dataset.state`) == "survey" {
		id := p.text("h2")
		asked = append(asked, id)
		if given := by[id]; given != "" {
			p.click("[value=" + given + "]")
		}
		if by[id] == "other" {
			p.click("[name=other]")
			p.Keys("mine")
		}
		p.JS(`find('h2').dataset.old = ''`)
		p.click(".primary")
		p.Until(`find('h2').dataset.old === undefined`)
	}
	return asked
}

// goBack goes back over the questions that were answered.
func (p *page) goBack(answered []string) {
	p.t.Helper()
	for _, id := range slices.Backward(answered) {
		p.click("[data-action=back]")
		p.Until(fmt.Sprintf(`find('h2').textContent === %q`, id))
	}
}

// TestProgressKnowsTheJumps: the bar counts what is still to come on the way that is taken, and the button says where it ends.
func TestProgressKnowsTheJumps(t *testing.T) {
	p := open(t)
	p.act("d1", survey(`{"id":"a","type":"choice","text":"A?","options":[{"id":"x","text":"X","next":3},{"id":"y","text":"Y"},{"id":"z","text":"Z","next":4}]}`,
		`{"id":"b","type":"text","text":"B?"}`, `{"id":"c","type":"text","text":"C?","next":4}`, `{"id":"d","type":"text","text":"D?"}`))
	p.Want(`find('progress').max`, 3) // a, b and c
	p.click("[value=z]")
	p.Until(`find('.primary').dataset.action === 'send'`)
	p.click("[value=x]")
	p.Until(`find('.primary').dataset.action === 'next'`)
	p.click(".primary")
	p.Until(`find('h2').textContent === 'D?'`)
	p.Want(`[find('progress').value, find('progress').max]`, []int{2, 2})
	p.click("[data-action=back]")
	p.click("[value=y]")
	p.click(".primary")
	p.Until(`find('h2').textContent === 'B?'`)
	p.Want(`[find('progress').value, find('progress').max]`, []int{2, 3})
}
