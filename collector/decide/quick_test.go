package decide

import (
	"fmt"
	"testing"

	"github.com/expr-lang/expr/vm"
	"pgregory.net/rapid"

	"heed/collector/core"
)

// anyCondition draws conditions over all kinds of names, right and wrong ones, up to that depth.
func anyCondition(t *rapid.T, depth int) string {
	if depth > 0 {
		switch rapid.IntRange(0, 4).Draw(t, "shape") {
		case 0:
			return anyCondition(t, depth-1) + rapid.SampledFrom([]string{" && ", " and "}).Draw(t, "and") + anyCondition(t, depth-1)
		case 1:
			return "(" + anyCondition(t, depth-1) + rapid.SampledFrom([]string{" || ", " or "}).Draw(t, "or") + anyCondition(t, depth-1) + ")"
		case 2:
			return rapid.SampledFrom([]string{"!", "not "}).Draw(t, "not") + "(" + anyCondition(t, depth-1) + ")"
		}
	}
	side := rapid.SampledFrom([]string{"cart.value", "cart.items", "cart.currency", "visitor.new", "visitor.visits", "traits.a", "traits.b.c",
		"traits", `traits["a"]`, "visitor.tags", "query.utm", `answers["why"].help`, `answers["no"].help`, "signal.data.n", "page.path", "40", "1.5", `"x"`, `""`, "true", "nil", `["x", "y"]`, "1..3"})
	operator := rapid.SampledFrom([]string{"==", "!=", "<", "<=", ">", ">=", "in", "contains", "startsWith", "endsWith", "matches", ""})
	left, op := side.Draw(t, "left"), operator.Draw(t, "operator")
	if op == "" {
		return left
	}
	return left + " " + op + " " + side.Draw(t, "right")
}

func anyTrait(t *rapid.T) any {
	return rapid.SampledFrom([]any{nil, true, false, 0.0, 1.0, 40.0, "", "x", "xy", []any{}, []any{"x", 1.0}, []any{nil}, map[string]any{"c": "x"},
		map[string]any{"x": 1.0}}).Draw(t, "trait")
}

// TestQuickIsWhatTheMachineSays: wherever a quick condition is sure, expr's machine says the same, and without a mistake.
func TestQuickIsWhatTheMachineSays(t *testing.T) {
	sure := 0
	rapid.Check(t, func(t *rapid.T) {
		source := anyCondition(t, 2)
		var names distinct[input]
		c, err := newCondition(source, &names)
		if err != nil || c.quick == nil {
			return
		}
		v := core.Visitor{ID: "ann", Visits: rapid.IntRange(1, 3).Draw(t, "visits"), Traits: map[string]any{"a": anyTrait(t), "b": anyTrait(t)},
			Cart: core.Cart{Value: rapid.SampledFrom([]float64{0, 1.5, 40}).Draw(t, "value"), Items: 1, Currency: "x"}}
		if rapid.Bool().Draw(t, "no traits") {
			v.Traits = nil
		}
		h := core.History{Visitor: v}
		if rapid.Bool().Draw(t, "answered") {
			h.Visitor.Tags, h.Visitor.Query = []string{"x"}, map[string]string{"utm": "x"}
			h.Remember("why", "help", anyTrait(t))
		}
		f := newFacts(&core.Signal{Kind: "rage_click", Page: "/x", Data: map[string]any{"n": anyTrait(t)}}, &h)
		values := make([]fact, len(names.list))
		for i := range names.list {
			values[i] = names.list[i].value(&f)
		}
		said := c.quick(values)
		if said == unsure {
			return
		}
		sure++
		want, err := c.runProgram(new(vm.VM), &f)
		if err != nil || want != (said == yes) {
			t.Fatalf("%s over %+v: quick says %v, the machine %v, %v", source, v, said == yes, want, err)
		}
	})
	if sure == 0 {
		t.Error("it was never sure")
	}
}

// TestQuickIsUsed: the conditions that people write are answered without the machine.
func TestQuickIsUsed(t *testing.T) {
	for _, source := range []string{
		`cart.value >= 40 && !("staff" in traits.tags)`, `traits.plan == "pro" || visitor.new`, `device.touch and device.w < 400`,
		`page.path startsWith "/product/"`, `not traits.vip`, `visitor.visits != 1`,
	} {
		var names distinct[input]
		c, err := newCondition(source, &names)
		if err != nil || c.quick == nil {
			t.Fatalf("%s: %v", source, err)
		}
		f := newFacts(&core.Signal{}, &core.History{})
		values := make([]fact, len(names.list))
		for i := range names.list {
			values[i] = names.list[i].value(&f)
		}
		if c.quick(values) == unsure {
			t.Errorf("%s is left to the machine", source)
		}
	}
}

// TestFactsAreShown holds how an explanation quotes values, as fmt writes them.
func TestFactsAreShown(t *testing.T) {
	for _, x := range []any{[]any{"vip", 1.5, true, nil, []any{"a"}}, []any{}, map[string]any{"b": 1.0, "a": "x"}} {
		if got, want := show(x), fmt.Sprint(x); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
