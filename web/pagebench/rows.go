package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// row is one figure: what the tag adds to the page, or does on it.
type row struct {
	Name   string  `json:"name"`
	Unit   string  `json:"unit"`
	Value  float64 `json:"value"`
	Noise  float64 `json:"noise"`  // how far two pages without the tag lie apart
	Floor  float64 `json:"floor"`  // what a script adds that does nothing, where that was measured
	Bound  float64 `json:"bound"`  // what is promised
	Least  bool    `json:"least"`  // the bound is the least, not the most
	Report bool    `json:"report"` // nothing is promised
}

// holds says whether the promise is kept, or missed by no more than the noise.
func (r row) holds() bool {
	if r.Least {
		return r.Value+r.Noise >= r.Bound
	}
	return r.Report || r.Value-r.Noise <= r.Bound
}

func missed(rows []row) error {
	var all []error
	for _, r := range rows {
		if !r.holds() {
			all = append(all, fmt.Errorf("%s: %.1f %s (noise %.1f), promised %g", r.Name, r.Value, r.Unit, r.Noise, r.Bound))
		}
	}
	return errors.Join(all...)
}

const kib = 1 << 10

// rows makes the figures of all visits: to the page without the tag, to the same again, with it, and with a script that does nothing.
func rows(none, again, with, idle []sample, loaded int) []row {
	added := func(name, unit string, bound, scale float64, of func(sample) float64) row {
		without := median(none, of)
		return row{
			Name: name, Unit: unit, Bound: bound, Value: (median(with, of) - without) / scale,
			Noise: apart(none, again, of) / scale, Floor: (median(idle, of) - without) / scale,
		}
	}
	interaction := added("script during the interaction", "CPU ms", 40, 1, func(s sample) float64 { return s.interaction })
	perThousand := interaction
	perThousand.Name, perThousand.Report = "  the same per 1,000 events", true
	for _, figure := range []*float64{&perThousand.Value, &perThousand.Noise, &perThousand.Floor} {
		*figure *= 1000. / events
	}
	buffers := added("array buffers (the agent's memory)", "KiB", 0, kib, func(s sample) float64 { return s.buffers })
	buffers.Report = true
	all := row{Name: "signals of all kinds", Value: median(with, func(s sample) float64 { return s.all }), Report: true}
	return []row{
		{Name: "loaded before an intercept, brotli", Unit: "KiB", Value: float64(loaded) / kib, Bound: 10},
		added("script at load, a quarter of the speed", "CPU ms", 12, 1, func(s sample) float64 { return s.load }),
		added("long tasks caused at load", "", 0, 1, func(s sample) float64 { return s.longLoad }),
		added("total blocking time added", "ms", 0, 1, func(s sample) float64 { return s.blocked }),
		interaction, perThousand,
		added("long tasks caused in use", "", 0, 1, func(s sample) float64 { return s.longInUse }),
		added("worst interaction latency added", "ms", 0, 1, func(s sample) float64 { return s.worst }),
		added("JS heap added, after collection", "KiB", 150, kib, func(s sample) float64 { return s.heap }),
		buffers,
		{Name: "sent up", Unit: "KiB", Value: median(with, func(s sample) float64 { return s.up }) / kib, Bound: 4},
		{Name: "rage bursts seen", Unit: fmt.Sprintf("of %d", bursts), Value: least(with, func(s sample) float64 { return s.bursts }), Bound: bursts, Least: true},
		{Name: "steppers wrongly flagged", Unit: fmt.Sprintf("of %d", steppers), Value: -least(with, func(s sample) float64 { return -s.flagged })},
		{Name: "third press to its frame, median", Unit: "ms", Value: third(with), Bound: 30},
		all,
	}
}

func values(samples []sample, of func(sample) float64) []float64 {
	all := make([]float64, len(samples))
	for i, s := range samples {
		all[i] = of(s)
	}
	return all
}

func median(samples []sample, of func(sample) float64) float64 { return middle(values(samples, of)) }

func least(samples []sample, of func(sample) float64) float64 { return slices.Min(values(samples, of)) }

// apart is the noise: by how much two pages that are the same differ in one round, in the middle of all rounds.
func apart(a, b []sample, of func(sample) float64) float64 {
	differences := values(a, of)
	for i, v := range values(b, of) {
		differences[i] = math.Abs(differences[i] - v)
	}
	return middle(differences)
}

// third is the median over all bursts of all visits.
func third(samples []sample) float64 {
	var all []float64
	for _, s := range samples {
		all = append(all, s.third...)
	}
	return middle(all)
}

func middle(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[(n-1)/2] + values[n/2]) / 2
}

func printRows(out io.Writer, rows []row) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(out, "%-40s %10s %-6s %8s %8s %9s\n", "with the tag", "", "", "noise", "floor", "promised")
	for _, row := range rows {
		promise, verdict, least := "", "", ""
		if row.Floor != 0 {
			least = fmt.Sprintf("%.1f", row.Floor)
		}
		if !row.Report {
			promise = fmt.Sprintf("%g", row.Bound)
		}
		if !row.holds() {
			verdict = "  MISSED"
		}
		fmt.Fprintf(out, "%-40s %10.1f %-6s %8.1f %8s %9s%s\n", row.Name, row.Value, row.Unit, row.Noise, least, promise, verdict)
	}
}
