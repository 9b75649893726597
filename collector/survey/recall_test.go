package survey

import (
	"testing"

	"heed/collector/core"
)

// TestRecallWithoutScripts: what was answered stands in later texts, in the words of the question.
func TestRecallWithoutScripts(t *testing.T) {
	questions := []question{{ID: "q", Type: core.Choices, Options: []option{{ID: "a", Text: "the price"}, {ID: "b", Text: "B"}}}}
	for answer, want := range map[string]string{
		`"a"`: "Why the price?", `["a", "b"]`: "Why the price, B?", `{"other": "mine"}`: "Why mine?", `["a", {"other": "mine"}]`: "Why the price, mine?",
		`7`: "Why 7?", `null`: "Why that?",
	} {
		given := []core.Answer{{Question: "q", Value: []byte(answer)}}
		if got := recalling("Why {answer.q|that}?", questions, given); got != want {
			t.Errorf("after %s it asks %q, want %q", answer, got, want)
		}
	}
	if got := recalling("{answer.q} {answer.z|} {x}", questions, nil); got != "…  {x}" {
		t.Errorf("without answers it is %q", got)
	}
}

// TestFormRecalls: in the question, its note and the thanks of a page without scripts.
func TestFormRecalls(t *testing.T) {
	s := New()
	asked := decode(t, `{"site": "demo", "name": "x", "thanks": "So: {answer.q}.", "questions": [{"id": "q", "type": "choice", "text": "?", "options": ["price"]},
		{"id": "r", "type": "text", "text": "Why {answer.q}?", "note": "{answer.q}!"}]}`)
	if err := s.Load(core.Catalog{Surveys: map[string]map[string]core.Survey{"demo": {"x": asked}}}); err != nil {
		t.Fatal(err)
	}
	form, err := s.Form("demo", "x", Turn{Given: []core.Answer{{Question: "q", Value: []byte(`"price"`)}}, At: "r"})
	if err != nil || form.Step == nil || form.Step.Text != "Why Price?" || form.Step.Note != "Price!" || form.Thanks != "So: Price." {
		t.Errorf("%+v, %+v, %v", form, form.Step, err)
	}
}
