package survey

import (
	"strconv"
	"testing"

	"heed/collector/core"
)

// orders are those in which a form gives the options to 6,000 people, by how often.
func orders(t *testing.T, q core.Question) map[string]int {
	t.Helper()
	s := New()
	survey := core.Survey{Site: "shop", Name: "s", Questions: []core.Question{q}}
	if wrong := Check(survey); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	if err := s.Load(core.Catalog{Surveys: map[string]map[string]core.Survey{"shop": {"s": survey}}}); err != nil {
		t.Fatal(err)
	}
	drawn := func(seed string) (order string) {
		form, err := s.Form("shop", "s", Turn{Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range form.Step.Marks {
			order += m.Value
		}
		return order
	}
	found := map[string]int{}
	for n := range 6000 {
		seed := strconv.Itoa(n)
		order := drawn(seed)
		if again := drawn(seed); again != order {
			t.Fatalf("the order of seed %s is %s, and then %s", seed, order, again)
		}
		found[order]++
	}
	return found
}

// TestShuffledByItsSeed: every order of those that move comes up about as often, whatever is fixed stays, and a seed has one order.
func TestShuffledByItsSeed(t *testing.T) {
	abc := []core.Option{{ID: "a", Text: core.Text{"": "A"}}, {ID: "b", Text: core.Text{"": "B"}}, {ID: "c", Text: core.Text{"": "C"}}, {ID: "n", Text: core.Text{"": "None of these"}, Fixed: true}}
	q := core.Question{ID: "q", Type: core.Choice, Text: core.Text{"": "?"}, Options: abc, Shuffle: true}
	found := orders(t, q)
	for _, order := range []string{"abcn", "acbn", "bacn", "bcan", "cabn", "cban"} {
		// 1,000 are expected, with a standard deviation of 29.
		if n := found[order]; n < 850 || n > 1150 {
			t.Errorf("%s came up %d times of 6000", order, n)
		}
	}
	if len(found) != 6 {
		t.Errorf("orders %v", found)
	}
	q.Options = []core.Option{abc[3], abc[0], abc[1]}
	if found := orders(t, q); len(found) != 2 || found["nab"]+found["nba"] != 6000 {
		t.Errorf("with the first one fixed: %v", found)
	}
	q.Shuffle, q.Options = false, abc[:3]
	if found := orders(t, q); found["abc"] != 6000 {
		t.Errorf("not to be shuffled: %v", found)
	}
}
