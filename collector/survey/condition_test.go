package survey

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/expr-lang/expr"
	"pgregory.net/rapid"
)

func TestConditionForm(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{`answer.why == "other"`, `["==",["answer","why"],"other"]`},
		{`answer["why not"] != nil`, `["!=",["answer","why not"],null]`},
		{`answer.nps <= 6 && answer.why != 'price'`, `["\u0026\u0026",["\u003c=",["answer","nps"],6],["!=",["answer","why"],"price"]]`},
		{`not (answer.a == 1) or answer.b > -1.5`, `["||",["!",["==",["answer","a"],1]],["\u003e",["answer","b"],-1.5]]`},
		{`answer.agree`, `["==",["answer","agree"],true]`},
		{`!answer.agree`, `["!",["==",["answer","agree"],true]]`},
		{`"price" in answer.why`, `["in","price",["answer","why"]]`},
		{`answer.why in ["answer", "why"]`, `["||",["==",["answer","why"],"answer"],["==",["answer","why"],"why"]]`},
		{`answer.why not in ["a"]`, `["!",["||",["==",["answer","why"],"a"]]]`},
		{`answer.why in []`, `false`},
		{`answer.nps in 0..6`, `["\u0026\u0026",["\u003e=",["answer","nps"],0],["\u003c=",["answer","nps"],6]]`},
		{`1 < answer.nps < 5`, `["\u0026\u0026",["\u003c",1,["answer","nps"]],["\u003c",["answer","nps"],5]]`},
		{`true`, `true`},
	} {
		c, err := parse(test.source)
		if err != nil {
			t.Errorf("%s: %v", test.source, err)
			continue
		}
		got, err := json.Marshal(c)
		if err != nil || string(got) != test.want {
			t.Errorf("%s is %s (%v), want %s", test.source, got, err, test.want)
		}
	}
}

func TestConditionRefused(t *testing.T) {
	for _, test := range []struct{ source, want string }{
		{``, "is not a condition"},
		{`answer.why ==`, "at character 13"},
		{`answer.why = "x"`, "is not a condition"},
		{`len(answer.why) > 3`, "is not possible here"},
		{`answer.why contains "x"`, "is not possible here"},
		{`answer.a + 1 == 2`, "is not possible here"},
		{`answer.a ? true : false`, "is not possible here"},
		{`visitor.id == "x"`, "is not possible here"},
		{`answer == nil`, "is not possible here"},
		{`answer.a.b == 1`, "is not possible here"},
		{`answer?.a == 1`, "is not possible here"},
		{`answer[answer.a] == 1`, "is not possible here"},
		{`answer.a()`, "is not possible here"},
		{`"yes"`, "is not possible here"},
		{`-answer.a == 1`, "is not possible here"},
		{`-"1" == answer.a`, "is not possible here"},
		{`answer.a == [1]`, "is not possible here"},
		{`(answer.a == 1) == true`, "is not possible here"},
		{`"x" in "xyz"`, "is not possible here"},
		{`answer.a < "b"`, "only numbers"},
		{`answer.a in "a".."b"`, "only numbers"},
		{`let x = 1; answer.a == x`, "is not possible here"},
		{`answer.a == 1; answer.b == 2`, "is not possible here"},
		{strings.Repeat("(", 600) + "true" + strings.Repeat(")", 600), "is longer"},
	} {
		if c, err := parse(test.source); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q gave %v, %v, want an error with %q", test.source, c, err, test.want)
		}
	}
}

func TestConditionHolds(t *testing.T) {
	answers := map[string]any{}
	for id, value := range map[string]string{
		"nps": `7`, "why": `"price"`, "own": `{"other":"too slow"}`, "many": `["a",{"other":"b"}]`, "agree": `true`,
		"skipped": `null`, "broken": `{`,
	} {
		answers[id] = seen(json.RawMessage(value))
	}
	for source, want := range map[string]bool{
		`answer.nps == 7`:                           true,
		`answer.nps == "7"`:                         false,
		`answer.nps > 6 && answer.nps < 8`:          true,
		`answer.nps >= 7 && answer.nps <= 7`:        true,
		`answer.nps > 7 || answer.nps < 7`:          false,
		`answer.nps in 7..10`:                       true,
		`answer.nps in 0..6`:                        false,
		`answer.why in ["time", "price"]`:           true,
		`answer.why not in ["time"]`:                true,
		`answer.own == "other"`:                     true,
		`answer.own == "too slow"`:                  false,
		`"other" in answer.many`:                    true,
		`"a" in answer.many && "b" in answer.many`:  false,
		`"a" in answer.why`:                         false,
		`"a" in answer.nobody`:                      false,
		`answer.many == answer.many`:                false,
		`answer.agree`:                              true,
		`!answer.agree`:                             false,
		`answer.why`:                                false,
		`answer.skipped == nil`:                     true,
		`answer.nobody == nil`:                      true,
		`answer.broken == nil`:                      true,
		`answer.nps == nil`:                         false,
		`answer.nobody < 1 || answer.nobody >= 1`:   false,
		`answer.nobody != 1`:                        true,
		`answer.nobody > 5 || answer.why != "time"`: true,
		`answer.why < 5`:                            false,
	} {
		c, err := parse(source)
		if err != nil {
			t.Errorf("%s: %v", source, err)
			continue
		}
		if got := c.holds(answers); got != want {
			t.Errorf("%s is %t, want %t", source, got, want)
		}
	}
}

// A condition is honest expr-lang: wherever expr itself comes to a result, it is ours.
func TestConditionMeansWhatExprSays(t *testing.T) {
	value := rapid.OneOf(
		rapid.Just[any](nil), rapid.Just[any](true), rapid.Just[any](false),
		rapid.Map(rapid.IntRange(0, 3), func(n int) any { return float64(n) }),
		rapid.Map(rapid.SampledFrom([]string{"a", "b", "other"}), func(s string) any { return s }),
	)
	list := rapid.Map(rapid.SliceOfN(value, 0, 3), func(list []any) any { return list })
	literal := rapid.SampledFrom([]string{`nil`, `true`, `0`, `2`, `-1`, `1.5`, `"a"`, `"other"`})
	name := rapid.SampledFrom([]string{"answer.x", `answer["y"]`})
	join := func(left, op, right *rapid.Generator[string]) *rapid.Generator[string] {
		return rapid.Custom(func(t *rapid.T) string {
			return left.Draw(t, "left") + " " + op.Draw(t, "op") + " " + right.Draw(t, "right")
		})
	}
	atom := rapid.OneOf(
		join(name, rapid.SampledFrom([]string{"==", "!="}), rapid.OneOf(literal, name)),
		join(name, rapid.SampledFrom([]string{"<", "<=", ">", ">="}), rapid.SampledFrom([]string{`0`, `2`, `-1`, `1.5`})),
		join(literal, rapid.Just("in"), rapid.Just("answer.list")),
		join(name, rapid.SampledFrom([]string{"in", "not in"}), rapid.SampledFrom([]string{"answer.list", `["a", 2]`, "0..2"})),
		name,
	)
	var whole func(depth int) *rapid.Generator[string]
	whole = func(depth int) *rapid.Generator[string] {
		if depth == 0 {
			return atom
		}
		return rapid.Custom(func(t *rapid.T) string {
			left := whole(depth-1).Draw(t, "left")
			switch op := rapid.SampledFrom([]string{"", "!", "&&", "||", "and", "or"}).Draw(t, "op"); op {
			case "":
				return left
			case "!":
				return "!(" + left + ")"
			default:
				return "(" + left + ") " + op + " (" + whole(depth-1).Draw(t, "right") + ")"
			}
		})
	}
	rapid.Check(t, func(t *rapid.T) {
		source := whole(2).Draw(t, "source")
		answers := map[string]any{"x": value.Draw(t, "x"), "y": value.Draw(t, "y"), "list": list.Draw(t, "list")}
		c, err := parse(source)
		if err != nil {
			t.Fatalf("%s: %v", source, err)
		}
		theirs, err := expr.Eval(source, map[string]any{"answer": answers})
		want, ok := theirs.(bool)
		if err != nil || !ok {
			t.Skip("expr has no result")
		}
		if got := c.holds(answers); got != want {
			t.Fatalf("%s of %v is %t, expr says %t", source, answers, got, want)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add(`answer.why == "other" && !(answer.nps in 0..6)`)
	f.Add(`answer["a"] in ["x", 1, nil, true, -1.5] or answer.b`)
	f.Add(`-`)
	f.Fuzz(func(t *testing.T, source string) {
		c, err := parse(source)
		if err != nil {
			return
		}
		if _, err := json.Marshal(c); err != nil {
			t.Fatalf("%q has no form: %v", source, err)
		}
		c.holds(map[string]any{"why": "other", "nps": 3.0, "a": []any{"x"}})
	})
}
