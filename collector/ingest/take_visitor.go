package ingest

import (
	"maps"
	"math"
	"time"

	"github.com/go-json-experiment/json"

	"heed/collector/core"
)

// What a site may tell of one visitor. All of it is written whenever anything about the visitor changes, so its size in bytes of
// JSON is bounded too.
const (
	maxTraits     = 64
	maxTraitsSize = 16 << 10
)

// identify says who the visitor is on the site, and what the site knows of them. New traits are laid over the old ones.
func (t *taker) identify(it *Item) (result, error) {
	v := t.visit.history.Visitor
	traits := maps.Clone(v.Traits)
	if traits == nil {
		traits = map[string]any{}
	}
	maps.Copy(traits, it.Traits)
	if data, err := json.Marshal(traits); err != nil || len(traits) > maxTraits || len(data) > maxTraitsSize {
		return result{}, core.Errorf(core.Invalid, "too_many_traits",
			"A visitor has at most %d traits, and %d bytes of them.", maxTraits, maxTraitsSize)
	}
	v.User, v.Traits, v.Last = it.UserID, traits, t.now
	return t.saveVisitor(v), nil
}

func (t *taker) cart(it *Item) (result, error) {
	var value float64
	if len(it.Value) > 0 && it.Value.Kind() != 'n' {
		if err := json.Unmarshal(it.Value, &value); err != nil || value < 0 || math.IsInf(value, 0) {
			return result{}, core.Errorf(core.Invalid, "bad_cart", "A cart's value is a number from 0 up.")
		}
	}
	if len(it.Currency) > 8 {
		return result{}, core.Errorf(core.Invalid, "bad_cart", "A cart's currency is a three-letter code.")
	}
	v := t.visit.history.Visitor
	v.Cart, v.Last = core.Cart{Value: value, Currency: it.Currency}, t.now
	if it.Items == nil {
		v.Cart.Items = 1 // a value without a count is a cart with something in it
	} else if v.Cart.Items = int(*it.Items); v.Cart.Items == 0 {
		v.Cart = core.Cart{}
	}
	return t.saveVisitor(v), nil
}

func (t *taker) page(it *Item, at time.Time) (result, error) {
	if it.Path == "" {
		return result{}, core.Errorf(core.Invalid, "bad_page", "A page item needs a path.")
	}
	v := t.visit.history.Visitor
	v.Page, v.Last = core.Page{Path: it.Path, Title: it.Title, Ref: it.Ref}, t.now
	res := t.saveVisitor(v)
	if !res.change.Empty() {
		res.change.Returns = t.visit.back(t.peer, at)
	}
	return res, nil
}

// saveVisitor keeps the visitor as they now are. Of one who has not agreed to analytics nothing is kept, in memory neither: it would be
// stored with the first thing that they agree to later.
func (t *taker) saveVisitor(v core.Visitor) result {
	if t.needAnalytics() != nil {
		return result{}
	}
	t.visit.history.Visitor = v
	return result{change: core.Change{Visitors: []core.Visitor{v}}}
}

// here is the page that the visitor is on: as this visit has told, or without consent to analytics as this connection began.
func (t *taker) here() string {
	if t.needAnalytics() != nil {
		return t.peer.Hello.Page.Path
	}
	return t.visit.history.Visitor.Page.Path
}

func (t *taker) track(it *Item, at time.Time) (result, error) {
	if err := t.needAnalytics(); err != nil {
		return result{}, err
	}
	if it.Name == "" {
		return result{}, core.Errorf(core.Invalid, "bad_name", "A track item needs a name.")
	}
	h := t.peer.Hello
	page := string(it.Page)
	if page == "" {
		page = t.here()
	}
	e := core.Event{
		ID: it.ID, Site: t.peer.Site, Visitor: h.Visitor, Session: h.Session, Name: it.Name, At: at, Received: t.now,
		Page: page, Props: it.Props,
	}
	res := result{change: core.Change{Events: []core.Event{e}}}
	if e.Name == core.Purchase {
		res.change.Returns = t.visit.bought(t.peer, at)
	}
	return res, nil
}
