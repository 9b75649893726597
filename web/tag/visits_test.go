package tag_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"

	"heed/agent"
	"heed/web/browsertest"
)

// visitBrowsers play at a time, one tab each: beside another tab, one may stop painting.
const visitBrowsers = 3

// TestVisits plays visits to pages as web developers write them, with a real mouse, keyboard or finger, and counts
// the signals that reach the collector. Every kind that a visit does not name must stay silent in it. What is wrong is written
// down with its reason; the test fails when that changes. The pages' clocks are the test's, so that a busy machine changes
// nothing.
func TestVisits(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes")
	}
	var (
		all    = readVisits(t)
		queue  = make(chan visit)
		mu     sync.Mutex
		result = verdicts{}
		wait   sync.WaitGroup
	)
	for range visitBrowsers {
		browser := browsertest.New(t)
		wait.Go(func() {
			for v := range queue {
				t.Run(v.name, func(t *testing.T) {
					heard := v.play(t, browser)
					mu.Lock()
					defer mu.Unlock()
					switch wrong := result.add(v, heard); {
					case wrong != "" && v.wrong == "":
						t.Errorf("%s (heard: %s)", wrong, names(heard))
					case wrong == "" && v.wrong != "":
						t.Errorf("it is right now: take away «wrong: %s»", v.wrong)
					}
				})
			}
		})
	}
	for _, v := range all {
		queue <- v
	}
	close(queue)
	wait.Wait()
	t.Logf("of %d visits\n%s", len(all), result)
}

// verdict counts the signals of one kind over all visits.
type verdict struct{ visits, right, surplus, missing int }

// verdicts are counted by kind.
type verdicts map[string]verdict

// add counts what was heard in a visit, and says what is wrong with it.
func (all verdicts) add(v visit, heard map[string]int) string {
	var wrong []string
	for k := agent.None + 1; k.String() != ""; k++ {
		kind := k.String()
		want, named := v.want[kind]
		got, sum := heard[kind], all[kind]
		if named {
			sum.visits++
		}
		if want != anyNumber {
			sum.right += min(got, want)
			sum.surplus += max(got-want, 0)
			sum.missing += max(want-got, 0)
			if got != want {
				wrong = append(wrong, fmt.Sprintf("%d %s, want %d", got, kind, want))
			}
		}
		all[kind] = sum
	}
	return strings.Join(wrong, "; ")
}

// String is a table of precision, recall and F1 by kind. visits are those in which the kind is expected.
func (all verdicts) String() string {
	share := func(a, b int) string {
		if b == 0 {
			return "–"
		}
		return fmt.Sprintf("%.2f", float64(a)/float64(b))
	}
	var text strings.Builder
	table := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "kind\texpected in\tright\tsurplus\tmissing\tprecision\trecall\tF1")
	for _, kind := range slices.Sorted(maps.Keys(all)) {
		v := all[kind]
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%s\t%s\t%s\n", kind, v.visits, v.right, v.surplus, v.missing,
			share(v.right, v.right+v.surplus), share(v.right, v.right+v.missing), share(2*v.right, 2*v.right+v.surplus+v.missing))
	}
	_ = table.Flush() // into memory
	return text.String()
}

// names lists how often each kind was heard.
func names(heard map[string]int) string {
	var all []string
	for _, kind := range slices.Sorted(maps.Keys(heard)) {
		all = append(all, fmt.Sprintf("%s=%d", kind, heard[kind]))
	}
	return strings.Join(all, " ")
}
