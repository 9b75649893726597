package app

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"heed/collector/config"
	"heed/collector/core"
	"heed/sqlite"
)

// why is `heed why`: a decision for a terminal. It reads beside a running collector.
func why(ctx context.Context, cfg config.Why, p Process) error {
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		d, err := store.Decision(ctx, cfg.Decision)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(p.Out, 0, 0, 2, ' ', 0)
		fmt.Fprintf(w, "%s on %s: %s\n%s\n", oneLine(d.Kind), oneLine(d.Page), strings.TrimSpace(string(d.Outcome)+" "+string(d.Arm)), oneLine(d.Arbitration))
		printCandidates(w, d.Considered.Candidates())
		for _, e := range d.Considered.Evaluations() {
			printUnmet(w, e)
		}
		return w.Flush()
	})
}

// printCandidates prints a line each, the winner's first.
func printCandidates(w *tabwriter.Writer, candidates []core.Candidate) {
	for _, c := range candidates {
		outcome := "won"
		if c.Lost != "" {
			outcome = "lost by " + string(c.Lost)
		}
		fmt.Fprintf(w, "candidate %s\tpriority %d\tvalue %v\tdraw %v\t%s\n", c.Intercept, c.Priority, core.Number(c.Value), core.Number(c.Draw), outcome)
	}
}

// printUnmet prints what an intercept that is not eligible did not meet.
func printUnmet(w *tabwriter.Writer, e core.Evaluation) {
	for _, g := range e.Gates {
		if !g.Pass {
			fmt.Fprintf(w, "%s\tnot %s\tsaw %s\twanted %s\t%s\n", e.Intercept, g.Name, oneLine(g.Got.String()), oneLine(g.Want.String()), oneLine(g.Note))
		}
	}
}
