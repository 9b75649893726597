package decide

import "heed/collector/core"

// facts is what a `who` condition can speak of. The expr tags are the names; Variables describes them.
type facts struct {
	Visitor visitorFacts   `expr:"visitor"`
	Traits  map[string]any `expr:"traits"`
	Cart    cartFacts      `expr:"cart"`
	Device  deviceFacts    `expr:"device"`
	Page    pageFacts      `expr:"page"`
	Signal  signalFacts    `expr:"signal"`
	Query   map[string]any `expr:"query"`
	// Answers are by survey and question.
	Answers map[string]map[string]any `expr:"answers"`
}

type visitorFacts struct {
	ID          string         `expr:"id"`
	User        string         `expr:"user"`
	Visits      int            `expr:"visits"`
	New         bool           `expr:"new"`
	Traits      map[string]any `expr:"traits"`
	Tags        []any          `expr:"tags"`
	Frustration float64        `expr:"frustration"`
}

type cartFacts struct {
	Value    float64 `expr:"value"`
	Items    int     `expr:"items"`
	Currency string  `expr:"currency"`
}

type deviceFacts struct {
	Touch bool   `expr:"touch"`
	W     int    `expr:"w"`
	H     int    `expr:"h"`
	Lang  string `expr:"lang"`
}

type pageFacts struct {
	Path  string `expr:"path"`
	Title string `expr:"title"`
	Ref   string `expr:"ref"`
}

type signalFacts struct {
	Kind  string         `expr:"kind"`
	Score float64        `expr:"score"`
	Data  map[string]any `expr:"data"`
}

// newFacts takes title and referrer from the visitor's page as long as it is still the signal's.
func newFacts(sig *core.Signal, h *core.History) facts {
	v := &h.Visitor
	f := facts{
		Visitor: visitorFacts{ID: v.ID, User: v.User, Visits: v.Visits, New: v.Visits <= 1, Traits: v.Traits, Tags: anyList(v.Tags),
			Frustration: sig.Frustration},
		Traits: v.Traits,
		Cart:   cartFacts{Value: v.Cart.Value, Items: v.Cart.Items, Currency: v.Cart.Currency},
		Device: deviceFacts{Touch: v.Device.Touch, W: v.Device.W, H: v.Device.H, Lang: v.Device.Lang},
		Page:   pageFacts{Path: sig.Page},
		Signal: signalFacts{Kind: sig.Kind, Score: sig.Score, Data: sig.Data},
		Query:  anyTable(v.Query), Answers: h.Answers,
	}
	if v.Page.Path == sig.Page {
		f.Page.Title, f.Page.Ref = v.Page.Title, v.Page.Ref
	}
	return f
}

// anyList and anyTable are what conditions look into: what is missing in one is nothing.
func anyList(list []string) []any {
	if len(list) == 0 {
		return nil
	}
	out := make([]any, len(list))
	for i, s := range list {
		out[i] = s
	}
	return out
}

func anyTable(table map[string]string) map[string]any {
	if len(table) == 0 {
		return nil
	}
	out := make(map[string]any, len(table))
	for name, s := range table {
		out[name] = s
	}
	return out
}

// Variable is one name that a `who` condition can use.
type Variable struct {
	Name        string `json:"name"`
	Type        string `json:"type"` // text, number, true or false, map, list
	Description string `json:"description"`
}

// variable is a Variable and where it is found.
type variable struct {
	Variable
	get func(*facts) fact
}

// variables is the documented environment of `who`, in the order in which it is shown.
func variables() []variable {
	v := func(name, typ, description string, get func(*facts) fact) variable {
		return variable{Variable{name, typ, description}, get}
	}
	const words, count, boolean, table = "text", numberType, "true or false", mapType
	return []variable{
		v("visitor.id", words, "The id that this browser made for itself.", func(f *facts) fact { return textFact(f.Visitor.ID) }),
		v("visitor.user", words, "The site's own id from heed('identify'), or empty.", func(f *facts) fact { return textFact(f.Visitor.User) }),
		v("visitor.visits", count, "Sessions so far, this one included.", func(f *facts) fact { return numberFact(float64(f.Visitor.Visits)) }),
		v("visitor.new", boolean, "Whether this is the first session.", func(f *facts) fact { return truthFact(f.Visitor.New) }),
		v("visitor.frustration", count, "How frustrated the visitor is right after this signal, from 0 to below 1.",
			func(f *facts) fact { return numberFact(f.Visitor.Frustration) }),
		v("visitor.tags", listType, "The tags that answers led to, as in \"needs-help\" in visitor.tags.", func(f *facts) fact { return fact{kind: other, other: f.Visitor.Tags} }),
		v("visitor.traits", table, "The same as traits.", func(f *facts) fact { return tableFact(f.Traits) }),
		v("traits", table, "What heed('identify') told, as in traits.plan; a missing one is empty or false.",
			func(f *facts) fact { return tableFact(f.Traits) }),
		v("cart.value", count, "What the cart is worth, in its currency.", func(f *facts) fact { return numberFact(f.Cart.Value) }),
		v("cart.items", count, "How many items are in the cart.", func(f *facts) fact { return numberFact(float64(f.Cart.Items)) }),
		v("cart.currency", words, "The cart's currency, such as EUR, or empty.", func(f *facts) fact { return textFact(f.Cart.Currency) }),
		v("device.touch", boolean, "Whether the visitor uses a finger.", func(f *facts) fact { return truthFact(f.Device.Touch) }),
		v("device.w", count, "The width of the window in CSS pixels.", func(f *facts) fact { return numberFact(float64(f.Device.W)) }),
		v("device.h", count, "The height of the window in CSS pixels.", func(f *facts) fact { return numberFact(float64(f.Device.H)) }),
		v("device.lang", words, "The visitor's language, such as de-AT.", func(f *facts) fact { return textFact(f.Device.Lang) }),
		v("page.path", words, "The path of the page the signal came from, without a query.", func(f *facts) fact { return textFact(f.Page.Path) }),
		v("page.title", words, "The page's title.", func(f *facts) fact { return textFact(f.Page.Title) }),
		v("page.ref", words, "The page the visitor came from, or empty.", func(f *facts) fact { return textFact(f.Page.Ref) }),
		v("query", table, "What the site allows of the query that this visit began with, as in query.utm_source.",
			func(f *facts) fact { return tableFact(f.Query) }),
		v("answers", table, "The visitor's latest answers by survey and question, as in answers[\"cart-why\"].help.",
			func(f *facts) fact { return fact{kind: other, other: f.Answers} }),
		v("signal.kind", words, "The kind of the signal, such as rage_click.", func(f *facts) fact { return textFact(f.Signal.Kind) }),
		v("signal.score", count, "How sure the detector is, from 0 to 1.", func(f *facts) fact { return numberFact(f.Signal.Score) }),
		v("signal.data", table, "The signal's own numbers, as in signal.data.presses.", func(f *facts) fact { return tableFact(f.Signal.Data) }),
	}
}

// tableFact takes a table that was never filled as an empty one, as expr does.
func tableFact(table map[string]any) fact { return fact{kind: other, other: table} }

// Variables lists all names a `who` condition can use, for the console, the documentation and error messages.
func Variables() []Variable {
	list := variables()
	out := make([]Variable, len(list))
	for i, v := range list {
		out[i] = v.Variable
	}
	return out
}
