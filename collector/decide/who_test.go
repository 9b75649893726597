package decide

import (
	"reflect"
	"strings"
	"testing"

	"heed/collector/core"
)

// TestWho is the documented meaning of conditions, above all of what is missing.
func TestWho(t *testing.T) {
	none := map[string]any(nil)
	some := map[string]any{
		"plan": "pro", "tags": []any{"staff", "vip"}, "value": 512.0, "vip": true, "address": map[string]any{"city": "Bergen"},
	}
	const contract = `cart.value >= 40 && !("staff" in traits.tags)`
	for _, row := range []struct {
		who    string
		traits map[string]any
		pass   bool
		inputs string
		note   string // what the note contains
	}{
		{contract, none, true, "cart.value = 40, traits.tags = nothing", ""},
		{contract, map[string]any{}, true, "cart.value = 40, traits.tags = nothing", ""},
		{contract, map[string]any{"tags": []any{"vip"}}, true, "cart.value = 40, traits.tags = [vip]", ""},
		{contract, some, false, "cart.value = 40, traits.tags = [staff vip]", ""},
		{`traits.plan == "pro"`, some, true, `traits.plan = "pro"`, ""},
		{`traits.plan == "pro"`, none, false, "traits.plan = nothing", ""},
		{`traits.plan != "pro"`, none, true, "", ""},
		{`visitor.traits.plan == "pro"`, some, true, `visitor.traits.plan = "pro"`, ""},
		{`traits["plan"] == "pro"`, some, true, "", ""},
		{`traits.value > 500`, some, true, "", ""},
		{`traits.value > 500`, none, false, "", ""},
		{`traits.value < 500`, none, false, "", ""},
		{`!(traits.value >= 500)`, none, true, "", ""},
		{`500 <= traits.value`, some, true, "", ""},
		{`traits.vip`, some, true, "", ""},
		{`traits.vip`, none, false, "", ""},
		{`!traits.vip`, none, true, "", ""},
		{`not traits.vip or device.w > 1000`, some, false, "", ""},
		{`traits.vip && cart.items == 2`, some, true, "", ""},
		{`traits.vip ? cart.items == 1 : cart.items == 2`, none, true, "", ""},
		{`traits.address.city == "Bergen"`, some, true, "", ""},
		{`traits.address.city == "Bergen"`, none, false, "", ""},
		{`traits.a.b.c.d startsWith "x"`, none, false, "", ""},
		{`traits.plan startsWith "p"`, some, true, "", ""},
		{`traits.plan matches "^p.o$"`, some, true, "", ""},
		{`lower(traits.plan) contains "x"`, none, false, "", ""},
		{`any(traits.tags, # == "vip")`, some, true, "", ""},
		{`any(traits.tags, # == "vip")`, none, false, "", ""},
		{`all(traits.tags, # != "staff")`, none, true, "", ""},
		{`any(traits.list, .vip)`, map[string]any{"list": []any{map[string]any{}}}, false, "", ""},
		{`len(traits.tags) == 0`, none, true, "", ""},
		{`count(traits.tags, # startsWith "v") == 1`, some, true, "", ""},
		{`traits.tags == nil`, none, true, "", ""},
		{`(traits.plan ?? "free") == "free"`, none, true, "", ""},
		{`signal.data.presses >= 3`, none, true, "signal.data.presses = 4", ""},
		{`signal.data.nosuch >= 3`, none, false, "signal.data.nosuch = nothing", ""},
		{`signal.kind == "rage_click" and signal.score > 0.5`, none, true, `signal.kind = "rage_click", signal.score = 0.9`, ""},
		{`"beta" in visitor.tags`, none, true, "visitor.tags = [beta]", ""},
		{`"vip" in visitor.tags`, none, false, "", ""},
		{`query.utm_source == "mail"`, none, true, `query.utm_source = "mail"`, ""},
		{`query.utm_campaign == "spring"`, none, false, "query.utm_campaign = nothing", ""},
		{`answers["cart-why"].help == "yes"`, none, true, `answers.cart-why.help = "yes"`, ""},
		{`answers["cart-why"].score < 5`, none, true, "answers.cart-why.score = 3", ""},
		{`"price" in answers["cart-why"].why`, none, true, "answers.cart-why.why = [price other]", ""},
		{`answers["cart-why"].more == "x" || answers.nosuch.help == "yes"`, none, false,
			"answers.cart-why.more = nothing, answers.nosuch.help = nothing", ""},
		{`visitor.new && visitor.visits == 1 && visitor.id == "ann" && visitor.user == ""`, none, true, "", ""},
		{`page.path == "/cart" && page.title == "Cart" && page.ref == "/home"`, none, true, "", ""},
		{`device.w < 400 && device.h > 600 && device.lang startsWith "de" && device.touch`, none, true, "", ""},
		{`cart.currency == "EUR"`, none, true, "", ""},
		{`traits.plan.name == "x"`, some, false, "", "could not be evaluated"},
		{`traits.value + 1 == 513`, some, true, "", ""},
		{`1 + traits.value + 1 == 514`, some, true, "", ""},
		{`traits.plan + "/" + page.path == "pro//cart"`, some, true, "", ""},
		{`page.path + "?" == "/cart?"`, none, true, "", ""},
		{`cart.items + 1 == 3 && cart.value + 0.5 > 40`, none, true, "", ""},
		{`any(traits.groups, any(.tags, # == "vip")) && any(traits.groups, .name == "b")`, map[string]any{"groups": []any{
			map[string]any{"name": "a", "tags": []any{"vip"}}, map[string]any{"name": "b"}}}, true, "", ""},
		{`len(` + strings.Repeat("traits.long + ", 9) + `traits.long) > 1`, map[string]any{"long": strings.Repeat("x", 7000)}, false, "",
			"a text of more than 65536 bytes"},
		{`traits.plan > 5`, some, false, `traits.plan = "pro"`, "could not be evaluated"},
		{`traits.value + 1 > 5`, none, false, "", "could not be evaluated"},
		{`traits.plan && true`, some, false, "", `"pro" is neither true nor false`},
		{`traits.plan`, some, false, "", "neither true nor false"},
		{`len(map(visitor.tags, [#, #])) > 0`, none, false, "", "counts as no: uses map, and a condition only looks at values"}, // as older ones had
		{`traits.value contains "5"`, some, false, "", "512 is not a text"},
	} {
		t.Run(row.who, func(t *testing.T) {
			e := loaded(t, loose, valid("stuck", func(i *core.Intercept) { i.Who = row.who }))
			h := history("ann")
			h.Visitor = core.Visitor{
				ID: "ann", Visits: 1, Traits: row.traits, Cart: core.Cart{Value: 40, Items: 2, Currency: "EUR"},
				Page: core.Page{Path: "/cart", Title: "Cart", Ref: "/home"}, Device: core.Device{W: 390, H: 844, Touch: true, Lang: "de-AT"},
			}
			h.Visitor.Tags, h.Visitor.Query = []string{"beta"}, map[string]string{"utm_source": "mail"}
			for question, value := range map[string]any{"help": "yes", "score": 3.0, "why": []any{"price", "other"}} {
				h.Remember("cart-why", question, value)
			}
			sig := rage("ann", noon)
			sig.Data = map[string]any{"presses": 4.0}
			g := gateOf(t, e.Decide(noon, sig, h), "stuck", "who")
			if g.Pass != row.pass {
				t.Errorf("pass is %v: %+v", g.Pass, g)
			}
			if row.inputs != "" && g.Got.String() != row.inputs {
				t.Errorf("inputs are %q, want %q", g.Got, row.inputs)
			}
			if (g.Note == "") != (row.note == "") || !strings.Contains(g.Note, row.note) {
				t.Errorf("note is %q, want %q", g.Note, row.note)
			}
		})
	}
}

// TestVariables keeps the documented names and the names that compile the same.
func TestVariables(t *testing.T) {
	documented := map[string]bool{}
	for _, v := range Variables() {
		documented[v.Name] = true
		if _, err := compile(v.Name+" == nil || true", facts{}); err != nil && strings.Contains(err.Error(), "unknown name") {
			t.Errorf("%s is documented but unknown: %v", v.Name, err)
		}
		if v.Type == "" || !strings.HasSuffix(v.Description, ".") {
			t.Errorf("%s is not described: %+v", v.Name, v)
		}
	}
	var walk func(prefix string, typ reflect.Type)
	walk = func(prefix string, typ reflect.Type) {
		for i := range typ.NumField() {
			name := prefix + typ.Field(i).Tag.Get("expr")
			if typ.Field(i).Type.Kind() == reflect.Struct {
				walk(name+".", typ.Field(i).Type)
			} else if !documented[name] {
				t.Errorf("%s can be used but is not documented", name)
			}
		}
	}
	walk("", reflect.TypeFor[facts]())
}
