package simulate

import (
	"fmt"
	"math/rand/v2"
)

// What the simulated visitors are like, beyond what Truth says. The shares are round figures near what surveys on sites see; nothing in
// the effect depends on them.
const (
	answers   = 0.4 // of those asked, answer
	dismisses = 0.3 // close the card; the rest ignores it
	again     = 0.3 // are stuck a second time in the same visit, and must not be asked again
	early     = 0.5 // did something else before that says less
)

// visitor is one visitor, all of whose will is drawn beforehand: it depends on the seed and its number alone, never on time or on
// what the collector does.
type visitor struct {
	id, session string
	path        string
	touch       bool
	early       bool // a dead click comes first
	again       bool
	reaction    reaction
	choice      float64 // 0 to 1, which option of a question
	buys        float64 // 0 to 1; below the probability that holds for the visitor, they buy
	value       float64 // of the purchase, in the shop's currency
}

// reaction is what a visitor does when asked.
type reaction int

const (
	ignore reaction = iota
	answer
	dismiss
)

var paths = []string{"/demo/", "/demo/cart", "/demo/product/fern"}

// visitorOf draws the n-th visitor of a seed. The order of the draws is part of what a seed means: new ones go last.
func visitorOf(seed uint64, n int) visitor {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	v := visitor{id: idOf(seed, n), session: idOf(seed, n) + "-1"}
	v.path = paths[r.IntN(len(paths))]
	v.touch = r.Float64() < 0.5
	v.early = r.Float64() < early
	v.again = r.Float64() < again
	switch u := r.Float64(); {
	case u < answers:
		v.reaction = answer
	case u < answers+dismisses:
		v.reaction = dismiss
	}
	v.choice = r.Float64()
	v.buys = r.Float64()
	v.value = float64(20 + r.IntN(100))
	return v
}

// idOf names the n-th visitor of a seed. The arm is drawn from the name, so a seed meets the same arms on every collector.
func idOf(seed uint64, n int) string { return fmt.Sprintf("simulated-%d-%d", seed, n) }

// purchases reports whether the visitor buys, given whether the intercept spoke to them.
func (v visitor) purchases(t Truth, treated bool) bool {
	p := t.Base
	if treated {
		p += t.Uplift
	}
	return v.buys < p/100
}
