package agenttest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Tally counts verdicts about labelled cases, by kind.
type Tally map[string]*counts

// counts are the verdicts about one kind: signals where there should be some, where there should be none, and none where
// there should be some.
type counts struct{ cases, hits, alarms, misses float64 }

// Add counts one case.
func (y Tally) Add(kind string, got, want bool) {
	if y[kind] == nil {
		y[kind] = new(counts)
	}
	c := y[kind]
	c.cases++
	switch {
	case got && want:
		c.hits++
	case got:
		c.alarms++
	case want:
		c.misses++
	}
}

// Scores returns precision, recall and their harmonic mean. A kind that was never heard, rightly or wrongly, has scores of 0.
func (y Tally) Scores(kind string) (precision, recall, f1 float64) {
	c := y[kind]
	if c == nil || c.hits == 0 {
		return 0, 0, 0
	}
	return c.hits / (c.hits + c.alarms), c.hits / (c.hits + c.misses), 2 * c.hits / (2*c.hits + c.alarms + c.misses)
}

// Kinds returns the kinds that were counted, in alphabetical order.
func (y Tally) Kinds() []string { return slices.Sorted(maps.Keys(y)) }

// String is a table of all kinds.
func (y Tally) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-26s %5s %9s %6s %5s", "kind", "cases", "precision", "recall", "F1")
	for _, kind := range y.Kinds() {
		p, r, f := y.Scores(kind)
		fmt.Fprintf(&b, "\n%-26s %5.0f %9.3f %6.3f %5.3f", kind, y[kind].cases, p, r, f)
	}
	return b.String()
}
