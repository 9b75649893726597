package survey

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"heed/collector/core"
)

// TestWays: the order in which questions are asked, by the table that the widget keeps to as well (web/widget/jump_test.go).
func TestWays(t *testing.T) {
	text, err := os.ReadFile("testdata/ways.json")
	if err != nil {
		t.Fatal(err)
	}
	var table []struct {
		Name      string
		Questions []struct {
			ID, X, Y, Next string
			ShowIf         string `json:"show_if"`
		}
		Before, Answers map[string]string
		Order           []string
	}
	if err := json.Unmarshal(text, &table); err != nil {
		t.Fatal(err)
	}
	for _, test := range table {
		t.Run(test.Name, func(t *testing.T) {
			s := core.Survey{Name: "ways"}
			for _, q := range test.Questions {
				s.Questions = append(s.Questions, core.Question{ID: q.ID, Type: core.Choice, Text: core.Text{"": q.ID}, Other: true, Optional: true,
					ShowIf: q.ShowIf, Next: q.Next, Options: []core.Option{{ID: "x", Text: core.Text{"": "X"}, Next: q.X}, {ID: "y", Text: core.Text{"": "Y"}, Next: q.Y}}})
			}
			given := walk(t, s, nil, test.Before)
			var order []string
			for _, a := range walk(t, s, given, test.Answers) {
				order = append(order, a.Question)
			}
			if !slices.Equal(order, test.Order) {
				t.Errorf("asked %v, want %v", order, test.Order)
			}
		})
	}
}

// walk answers a survey from its beginning, and gives the answers that count at its end, in the order of their questions. Those of before
// stand until they are given anew.
func walk(t rapid.TB, s core.Survey, before []core.Answer, by map[string]string) []core.Answer {
	t.Helper()
	if wrong := Check(s); len(wrong) > 0 {
		t.Fatalf("the survey is refused: %v", wrong)
	}
	compiled, err := compile(s)
	if err != nil {
		t.Fatal(err)
	}
	given := slices.Clone(before)
	var asked []int
	for n := 0; ; n++ {
		if asked, _ = compiled.way(given); n >= len(asked) {
			break
		}
		id := compiled.Questions[asked[n]].ID
		value := map[string]string{"": "null", "other": `{"other":"mine"}`}[by[id]]
		if value == "" {
			value = fmt.Sprintf("%q", by[id])
		}
		given = slices.DeleteFunc(given, func(a core.Answer) bool { return a.Question == id })
		given = append(given, core.Answer{Question: id, Value: json.RawMessage(value)})
	}
	given = compiled.onWay(given)
	slices.SortFunc(given, func(a, b core.Answer) int {
		place := func(id string) int {
			return slices.IndexFunc(compiled.Questions, func(q core.Question) bool { return q.ID == id })
		}
		return place(a.Question) - place(b.Question)
	})
	return given
}

// TestEveryWayEnds: whatever is answered, a survey that is not refused comes to its end, asks nothing twice, and only what lint and the
// estimate of its length hold possible.
func TestEveryWayEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, answers := core.Survey{Name: "any"}, map[string]string{}
		count := rapid.IntRange(1, 7).Draw(t, "questions")
		id := func(i int) string { return "q" + string(rune('0'+i)) }
		for i := range count {
			next := rapid.SampledFrom(append([]string{"", core.End}, ids(i+1, count, id)...))
			q := core.Question{ID: id(i), Type: rapid.SampledFrom([]string{core.Choice, core.Thumbs}).Draw(t, "type"), Text: core.Text{"": "?"}, Next: next.Draw(t, "next"),
				Optional: rapid.Bool().Draw(t, "optional")}
			marks := []string{"up", "down"}
			for _, mark := range marks {
				q.Options = append(q.Options, core.Option{ID: mark, Text: core.Text{"": mark}, Next: next.Draw(t, "option's next")})
			}
			if i > 0 && rapid.Bool().Draw(t, "under a condition") {
				q.ShowIf = fmt.Sprintf("answer.%s == %q", id(rapid.IntRange(0, i-1).Draw(t, "on")), "up")
			}
			if q.Optional {
				marks = append(marks, "")
			}
			answers[q.ID] = rapid.SampledFrom(marks).Draw(t, "answer")
			s.Questions = append(s.Questions, q)
		}
		never := map[string]bool{}
		for _, f := range Lint(core.Site{}, s) {
			if f.Code == "unreachable_question" {
				never[f.Path] = true
			}
		}
		at := -1
		for _, a := range walk(t, s, nil, answers) {
			i := slices.IndexFunc(s.Questions, func(q core.Question) bool { return q.ID == a.Question })
			if i <= at {
				t.Fatalf("asked question %d after %d", i, at)
			}
			if never[fmt.Sprintf("questions[%d]", i)] {
				t.Fatalf("asked question %d, which lint says nobody is", i)
			}
			at = i
		}
		if l := LengthOf(s); l.Shortest > l.Longest || l.Longest == 0 {
			t.Fatalf("it takes %+v", l)
		}
	})
}

func ids(from, to int, id func(int) string) (list []string) {
	for i := from; i < to; i++ {
		list = append(list, id(i))
	}
	return list
}

// TestJumpsOfTheReason: where an NPS is followed by the question about its reason, its next is where that one leads.
func TestJumpsOfTheReason(t *testing.T) {
	s := decode(t, `{"name": "x", "questions": [{"id": "a", "type": "nps", "next": "c"}, {"id": "b", "type": "csat"}, {"id": "c", "type": "ces"}]}`)
	compiled, err := compile(s)
	if err != nil {
		t.Fatal(err)
	}
	if asked, _ := compiled.way(answers("a", "3")); !slices.Equal(asked, []int{0, 1, 3}) {
		t.Errorf("asked %v of %v", asked, compiled.Questions)
	}
}

// TestLintReach: a question that every way jumps over, and questions that are asked of all in spite of jumps elsewhere.
func TestLintReach(t *testing.T) {
	const a = `{"name": "x", "questions": [{"id": "a", "type": "choice", "text": "A?", "options": [{"id": "x", "text": "X", "next": "c"}, {"id": "y", "text": "Y", "next": "end"}]%s},
		{"id": "b", "type": "text", "text": "B?"}, {"id": "c", "type": "text", "text": "C?"}]}`
	for extra, want := range map[string]string{
		``:                             "unreachable_question questions[1]",
		`, "optional": true`:           "",
		`, "other": true`:              "",
		`, "other": true, "next": "c"`: "unreachable_question questions[1]",
	} {
		expect(t, Lint(core.Site{}, decode(t, fmt.Sprintf(a, extra))), want)
	}
	plain := decode(t, strings.ReplaceAll(strings.ReplaceAll(fmt.Sprintf(a, ""), `, "next": "c"`, ""), `, "next": "end"`, ""))
	expect(t, Lint(core.Site{}, plain), "second_open_question questions[2]")
}

// TestLengthOfBranches: the longest way is not all questions, and the shortest takes the jump.
func TestLengthOfBranches(t *testing.T) {
	const s = `{"name": "x", "questions": [{"id": "a", "type": "thumbs", "options": [{"id": "up", "text": "Up"%s}, {"id": "down", "text": "Down"}]},
		{"id": "b", "type": "text", "text": "B?"%s}, {"id": "c", "type": "text", "text": "C?"}]}`
	straight := LengthOf(decode(t, fmt.Sprintf(s, "", "")))
	branched := LengthOf(decode(t, fmt.Sprintf(s, `, "next": "c"`, `, "next": "end"`)))
	if straight.Shortest != straight.Longest || branched.Longest >= straight.Longest || branched.Shortest != branched.Longest {
		t.Errorf("in order %v, on either branch %v", straight, branched)
	}
	if ended := LengthOf(decode(t, fmt.Sprintf(s, `, "next": "end"`, ""))); ended.Longest != straight.Longest || ended.Shortest >= branched.Shortest {
		t.Errorf("in order %v, with an early end %v", straight, ended)
	}
}

// TestLoadRefusesJumps that lead nowhere or back, also of a survey that nobody checked.
func TestLoadRefusesJumps(t *testing.T) {
	for _, next := range []string{"a", "nowhere"} {
		bad := core.Survey{Questions: []core.Question{{ID: "a", Type: core.CES}, {ID: "b", Type: core.CES, Next: next}}}
		if err := New().Load(core.Catalog{Surveys: map[string]map[string]core.Survey{"demo": {"bad": bad}}}); err == nil || !strings.Contains(err.Error(), "questions[1]") {
			t.Errorf("next %s: %v", next, err)
		}
	}
}

// TestALeftBranchIsFollowedByNothing: a follow-up asks for an answer that was given on a branch that was left.
func TestALeftBranchIsFollowedByNothing(t *testing.T) {
	s := New()
	jumping := decode(t, `{"name": "s", "site": "demo", "questions": [{"id": "help", "type": "choice", "text": "?", "options": ["yes", {"id": "no", "text": "No", "next": "last"}]},
		{"id": "how", "type": "choice", "text": "?", "options": ["call", "chat"]}, {"id": "last", "type": "csat"}]}`)
	err := s.Load(core.Catalog{Surveys: map[string]map[string]core.Survey{"demo": {"s": jumping}}, Intercepts: map[string][]core.Intercept{"demo": {{Name: "i",
		Then: []core.FollowUp{{If: `answer.how == "call" && answer.last != nil`, Do: core.Action{Type: core.ActCallback}}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	d := core.Decision{ID: "d", Site: "demo", Intercept: "i", Action: &core.Action{Type: core.ActSurvey, Survey: "s"}}
	for help, want := range map[string]int{`"yes"`: 1, `"no"`: 0} {
		taken, err := s.Take(d, core.Response{ID: "d/s", Answers: answers("how", `"call"`, "help", help)}, core.Given{ID: "x", Survey: "s", Question: "last", Value: json.RawMessage("3")})
		if err != nil || len(taken.FollowUps) != want {
			t.Errorf("after %s: %v, %v", help, taken.FollowUps, err)
		}
	}
}
