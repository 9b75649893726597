package manifest

import (
	"slices"
	"testing"

	"heed/collector/core"
)

// TestZerosAreFound: what was written as 0 would silently become the usual, and keeps what it stands in from going live.
func TestZerosAreFound(t *testing.T) {
	const origins = "kind: site\nname: demo\norigins: [\"http://a\"]\n"
	intercept := func(rest string) string {
		return origins + "---\nkind: intercept\nname: x\nsite: demo\nstatus: live\n" + rest
	}
	for _, row := range []struct {
		name, yaml string
		want       []string // paths
	}{
		{"budget", origins + "budget: {contacts: 0, every: 1d}\n", []string{"budget.contacts"}},
		{"budget's period", origins + "budget: {contacts: 2, every: 0s}\n", []string{"budget.every"}},
		{"a right budget", origins + "budget: {contacts: 2, every: 1d}\n", nil},
		{"no budget", origins, nil},
		{"limits", intercept("limits: {quota: 0, per_visitor: 0, per_session: 1}\n"), []string{"limits.per_visitor", "limits.quota"}},
		{"moment", intercept("action: {type: chat, expires: 0s}\n"), []string{"action.expires"}},
		{"a right moment", intercept("action: {type: chat, expires: 20s}\n"), nil},
		{"moment after an answer", intercept("action: {type: survey, survey: y}\nthen:\n  - {if: answer.a, do: {type: chat, expires: 1s}}\n" +
			"  - {if: answer.b, do: {type: chat, expires: 0m}}\n"), []string{"then[1].do.expires"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			set := parse(t, row.yaml)
			var got []string
			for _, f := range set.Lint() {
				if f = set.Place(f); f.Code != "zero_limit" || f.Severity != core.Wrong || f.Line == 0 {
					t.Errorf("%+v", f)
				}
				got = append(got, f.Path)
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("found %v, want %v", got, row.want)
			}
		})
	}
}

// TestSitesAreInForceAtOnce: an error of a site that changes refuses it; one that stays as it is does no harm anew.
func TestSitesAreInForceAtOnce(t *testing.T) {
	store := newStore(t)
	set := parse(t, "kind: site\nname: demo\norigins: [\"http://a\"]\nbudget: {contacts: 0}\n")
	for _, refused := range []bool{true, false} {
		planned, err := Plan(t.Context(), store, set, allChecks)
		if err != nil {
			t.Fatal(err)
		}
		if err := Refusal(set.Lint(), nil, planned.WentLive); (err != nil) != refused {
			t.Errorf("refused: %v, want %v", err, refused)
		}
		apply(t, store, set)
	}
}
