package simulate

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Print writes the report for a person.
func (r Report) Print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "truth\t%.1f %% buy, and %s points when they are asked; %.1f %% are left alone\n\n", r.Base, signed(r.Uplift), r.Holdout)
	fmt.Fprintf(w, "recorded\tvisitors\tbought\tshare\t95 %% interval\n")
	for _, one := range []struct {
		name string
		arm  Arm
	}{{"treatment", r.Treatment}, {"control", r.Control}} {
		share, low, high := one.arm.Share()
		fmt.Fprintf(w, "%s\t%d\t%d\t%.1f %%\t%.1f to %.1f %%\n", one.name, one.arm.Visitors, one.arm.Bought, 100*share, 100*low, 100*high)
	}
	fmt.Fprintf(w, "neither\t%d\n\n", r.Neither)
	fmt.Fprintf(w, "holdout\t%.1f %%, 95 %% interval %.1f to %.1f %%: %s\n", r.Left.Estimate, r.Left.Low, r.Left.High, holds(r.LeftHolds))
	fmt.Fprintf(w, "effect\t%s points, 95 %% interval %s to %s: %s\n", signed(r.Effect.Estimate), signed(r.Effect.Low), signed(r.Effect.High),
		holds(r.EffectHolds))
	fmt.Fprintf(w, "asked\t%d visitors, %d of them twice\n", r.Asked, r.Twice)
	return w.Flush()
}

func holds(truth bool) string {
	if truth {
		return "holds the truth"
	}
	return "does not hold the truth"
}
