package precision

import (
	"cmp"
	"slices"

	"heed/collector/core"
)

// Detector is how right the signals of one kind are on one site. Those from muted elements are left out.
type Detector struct {
	Site string `json:"site"`
	Kind string `json:"kind"`
	Share
	Signals   int       `json:"signals"` // among the newest of the site, muted ones included
	Threshold Threshold `json:"threshold"`
}

// Element is how right the signals of one kind from one element are.
type Element struct {
	Site   string `json:"site"`
	Kind   string `json:"kind"`
	Target string `json:"target"`          // empty for signals that are about no element
	Label  string `json:"label,omitempty"` // what visitors read there
	Page   string `json:"page"`            // of the latest signal
	Share
	Signals int  `json:"signals"`
	Muted   bool `json:"muted"`
}

// covers tells whether a site's mutes cover a signal.
type covers func(kind, target, page string) bool

// measure makes the detectors and elements of one site: those with the most answers first, then those with the most signals.
func measure(site string, taps []core.Tap, sources []core.Source, muted covers) ([]Detector, []Element) {
	heard := map[string][]core.Tap{}
	elements := map[[2]string]*Element{}
	element := func(kind, target, page string) *Element {
		e, ok := elements[[2]string{kind, target}]
		if !ok {
			e = &Element{Site: site, Kind: kind, Target: target, Page: page, Muted: muted(kind, target, page)}
			elements[[2]string{kind, target}] = e
		}
		return e
	}
	for _, s := range sources {
		e := element(s.Kind, s.Target, s.Page)
		e.Label, e.Signals = s.Label, s.Signals
	}
	for _, t := range taps {
		e := element(t.Kind, t.Target, t.Page)
		e.N++
		if t.Right {
			e.Right++
		}
		if !muted(t.Kind, t.Target, t.Page) {
			heard[t.Kind] = append(heard[t.Kind], t)
		}
	}
	signals := map[string]int{}
	for _, e := range elements {
		signals[e.Kind] += e.Signals
	}
	return detectorsOf(site, signals, heard), elementsOf(elements)
}

func detectorsOf(site string, signals map[string]int, heard map[string][]core.Tap) []Detector {
	out := make([]Detector, 0, len(signals))
	for kind, n := range signals {
		d := Detector{Site: site, Kind: kind, Signals: n, Threshold: propose(heard[kind])}
		right := 0
		for _, t := range heard[kind] {
			if t.Right {
				right++
			}
		}
		d.Share = shareOf(right, len(heard[kind]))
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b Detector) int {
		return cmp.Or(b.N-a.N, b.Signals-a.Signals, cmp.Compare(a.Kind, b.Kind))
	})
	return out
}

func elementsOf(elements map[[2]string]*Element) []Element {
	out := make([]Element, 0, len(elements))
	for _, e := range elements {
		e.Share = shareOf(e.Right, e.N)
		out = append(out, *e)
	}
	slices.SortFunc(out, func(a, b Element) int {
		return cmp.Or(b.N-a.N, b.Signals-a.Signals, cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Target, b.Target))
	})
	return out
}
