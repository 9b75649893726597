package survey

import (
	"slices"
	"testing"

	"heed/collector/core"
)

// TestBank: what is ready can be asked as it is, in every language of ours, and none of it asks a score in other words but on purpose.
func TestBank(t *testing.T) {
	list, err := readBank()
	if err != nil || len(list) < 8 {
		t.Fatalf("%d questions, %v", len(list), err)
	}
	names := map[string]bool{}
	for _, ready := range list {
		if ready.Title == "" || ready.About == "" || names[ready.Name] {
			t.Errorf("%q has no title, tells nothing, or is there twice", ready.Name)
		}
		names[ready.Name] = true
		s := core.Survey{Name: ready.Name, Languages: languages(), Questions: ready.Questions}
		if wrong := Check(s); len(wrong) > 0 {
			t.Errorf("%s: %v", ready.Name, wrong)
		}
		for _, f := range Lint(core.Site{Languages: languages()}, s) {
			if f.Code != "own_wording" || ready.Name != "ease" {
				t.Errorf("%s: %+v", ready.Name, f)
			}
		}
	}
	for _, want := range []string{core.NPS, core.CSAT, core.CES, core.Thumbs} { // what the field asks most
		if !slices.ContainsFunc(list, func(r Ready) bool { return r.Questions[0].Type == want && r.Questions[0].Text == nil }) {
			t.Errorf("the standard %s is not ready", want)
		}
	}
}
