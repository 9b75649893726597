package decide

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heed/collector/core"
)

// TestDecompose reads conditions as rows, and writes the rows again so that they mean the same.
func TestDecompose(t *testing.T) {
	for _, row := range []struct {
		source string
		rows   []Comparison
		rest   string
	}{
		{`cart.value >= 40 && !("staff" in traits.tags)`, []Comparison{{"cart.value", "", AtLeast, "40"}, {"traits", "tags", HasNot, "staff"}}, ""},
		{`visitor.new and not device.touch`, []Comparison{{"visitor.new", "", Yes, ""}, {"device.touch", "", No, ""}}, ""},
		{`traits.plan == "gold" && traits.level == "3" && traits.level != 3`, []Comparison{{"traits", "plan", Is, "gold"},
			{"traits", "level", Is, `"3"`}, {"traits", "level", IsNot, "3"}}, ""},
		{`"vip" in visitor.tags && answers["cart-why"].help == "yes"`, []Comparison{{"visitor.tags", "", Has, "vip"},
			{"answers", "cart-why.help", Is, "yes"}}, ""},
		{`page.ref contains "\"x" && !(page.ref contains "y")`, []Comparison{{"page.ref", "", Contains, `"x`}, {"page.ref", "", Lacks, "y"}}, ""},
		{`traits["my plan"].sub > -1.5`, []Comparison{{"traits", "my plan.sub", Above, "-1.5"}}, ""},
		{`cart.items > 1 && (visitor.new || device.touch) && cart.value < 9`, []Comparison{{"cart.items", "", Above, "1"}},
			`(visitor.new || device.touch) && cart.value < 9`},
		{`cart.items > 1 && (visitor.new or device.touch)`, []Comparison{{"cart.items", "", Above, "1"}}, `visitor.new or device.touch`},
		{`visitor.visits in 2..5`, nil, `visitor.visits in 2..5`},
		{`40 <= cart.value`, nil, `40 <= cart.value`},
		{`traits["a.b"] == 1`, nil, `traits["a.b"] == 1`},
		{`cart.value >`, nil, `cart.value >`},
		{``, nil, ``},
	} {
		rows, rest := Decompose(row.source)
		if d := cmp.Diff(row.rows, rows); d != "" || rest != row.rest {
			t.Errorf("%s: rest %q, want %q, rows %s", row.source, rest, row.rest, d)
		}
		if again := Compose(rows, rest); !SameCondition(again, row.source) {
			t.Errorf("%s becomes %s", row.source, again)
		}
	}
}

// TestComposed: what rows say compiles when the operator suits the name, and is read back as the same rows.
func TestComposed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Comparison {
			v := rapid.SampledFrom(Variables()).Draw(t, "name")
			c := Comparison{Name: v.Name, Op: rapid.SampledFrom(Suits(v.Type)).Draw(t, "op")}
			if v.Type == "map" {
				keys := []string{"address.city", "my plan.help", "plan"}
				if v.Name == "answers" { // a question of a survey
					keys = keys[:2]
				}
				c.Key = rapid.SampledFrom(keys).Draw(t, "key")
			}
			switch {
			case c.Op == Yes || c.Op == No:
			case v.Type == "number":
				c.Value = rapid.SampledFrom([]string{"0", "40", "-3", "0.25", "1234567"}).Draw(t, "number")
			case v.Type == "map" && (c.Op == Is || c.Op == IsNot):
				c.Value = rapid.SampledFrom([]string{"gold", "40", "true", `"true"`, "a \"b\" && c", ""}).Draw(t, "any")
			default:
				c.Value = rapid.StringOf(rapid.RuneFrom([]rune("ab \"'\\\n&|äß)("))).Filter(func(text string) bool {
					return v.Type != "map" || !strings.HasPrefix(text, `"`) // what is quoted there is read without quotes where it may
				}).Draw(t, "text")
			}
			return c
		}), 1, 4).Draw(t, "rows")
		source := Compose(rows, "")
		read, rest := Decompose(source)
		if d := cmp.Diff(rows, read); d != "" || rest != "" {
			t.Fatalf("%s is read with the rest %q and as %s", source, rest, d)
		}
		if len(Check(valid("rows", func(i *core.Intercept) { i.Who = source }))) > 0 {
			t.Fatalf("%s: %v", source, Check(valid("rows", func(i *core.Intercept) { i.Who = source })))
		}
	})
}
