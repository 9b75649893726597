package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

func testSignals(t *testing.T, s core.Store) {
	equal(t, "nothing known", must(s.KnownSignals(t.Context(), []string{"a"}))(t), []string{})
	commit(t, s, core.Change{Signals: []core.Signal{aSignal(1), aSignal(2), aSignal(3)}})
	known := must(s.KnownSignals(t.Context(), []string{number("signal", 3), "other", number("signal", 1)}))(t)
	slices.Sort(known)
	equal(t, "known", known, []string{number("signal", 1), number("signal", 3)})
	equal(t, "none asked", must(s.KnownSignals(t.Context(), nil))(t), []string{})

	bare := core.Signal{ID: "bare", Site: "shop", At: after(9), Received: after(9)}
	commit(t, s, core.Change{Signals: []core.Signal{bare}})
	equal(t, "bare signal", listed(s.ListSignals(t.Context(), core.Query{Limit: 1}))(t).items, []core.Signal{bare})

	zone := time.FixedZone("east", 3*3600)
	g := aSignal(20)
	g.At = after(20).Add(999 * time.Microsecond).In(zone)
	commit(t, s, core.Change{Signals: []core.Signal{g}})
	equal(t, "time to the millisecond, in UTC",
		listed(s.ListSignals(t.Context(), core.Query{Limit: 1}))(t).items[0].At, after(20))
}

func testEvents(t *testing.T, s core.Store) {
	bare := core.Event{ID: "bare", Site: "shop", Name: "x", At: after(9), Received: after(9)}
	commit(t, s, core.Change{Events: []core.Event{anEvent(1), bare}})
	equal(t, "events", listed(s.ListEvents(t.Context(), core.Query{}))(t).items, []core.Event{bare, anEvent(1)})
}

// A list is one of the store's, seen as a list of ids.
type list struct {
	name string
	ids  func(ctx context.Context, q core.Query) ([]string, string, error)
	// add stores the row number i, at that moment of the list's order, with fields taken from q.
	add func(i, ms int, q core.Query) core.Change
	// fields of Query that select.
	fields []string
}

func idsOf[T any](read func(context.Context, core.Query) ([]T, string, error), id func(T) string,
) func(context.Context, core.Query) ([]string, string, error) {
	return func(ctx context.Context, q core.Query) ([]string, string, error) {
		items, next, err := read(ctx, q)
		return names(items, id), next, err
	}
}

func lists(s core.Store) []list {
	return []list{
		{
			"signals", idsOf(s.ListSignals, func(g core.Signal) string { return g.ID }),
			func(i, ms int, q core.Query) core.Change {
				return core.Change{Signals: []core.Signal{{ID: number("row", i), Site: q.Site, Visitor: q.Visitor,
					Session: q.Session, Kind: q.Kind, At: after(ms), Received: after(ms)}}}
			}, []string{"site", "visitor", "session", "kind"},
		}, {
			"decisions", idsOf(s.ListDecisions, func(d core.Decision) string { return d.ID }),
			func(i, ms int, q core.Query) core.Change {
				return core.Change{Decisions: []core.Decision{{ID: number("row", i), Site: q.Site, Visitor: q.Visitor,
					Session: q.Session, Kind: q.Kind, Intercept: q.Name, Outcome: core.Outcome(q.Outcome), At: after(ms)}}}
			}, []string{"site", "visitor", "session", "kind", "name", "outcome"},
		}, {
			"events", idsOf(s.ListEvents, func(e core.Event) string { return e.ID }),
			func(i, ms int, q core.Query) core.Change {
				return core.Change{Events: []core.Event{{ID: number("row", i), Site: q.Site, Visitor: q.Visitor,
					Session: q.Session, Name: q.Name, At: after(ms), Received: after(ms)}}}
			}, []string{"site", "visitor", "session", "name"},
		}, {
			"responses", idsOf(s.ListResponses, func(r core.Response) string { return r.ID }),
			func(i, ms int, q core.Query) core.Change {
				return core.Change{Responses: []core.ResponseChange{{Response: core.Response{ID: number("row", i), Site: q.Site,
					Visitor: q.Visitor, Session: q.Session, Survey: q.Name, Evidence: &core.Evidence{Kind: q.Kind}, Started: after(ms), Updated: after(ms)}}}}
			}, []string{"site", "visitor", "session", "kind", "name"},
		}, {
			// Their signals and decisions are long past, behind those of the other lists.
			"taps", idsOf(s.ListTaps, func(t core.Tap) string { return strings.TrimPrefix(t.Decision, "tap-") }),
			func(i, ms int, q core.Query) core.Change {
				c := aTap(core.Tap{Decision: number("tap-row", i), Signal: number("tap-row", i), Site: q.Site, Kind: q.Kind, At: after(ms)})
				c.Signals[0].At, c.Decisions[0].At = start.AddDate(-1, 0, 0), start.AddDate(-1, 0, 0)
				return c
			}, []string{"site", "kind"},
		}, {
			"conversations", idsOf(s.ListConversations, func(c core.Conversation) string { return c.ID }),
			func(i, ms int, q core.Query) core.Change {
				return core.Change{Conversations: []core.Conversation{{ID: number("row", i), Site: q.Site, Visitor: q.Visitor,
					Session: q.Session, Status: q.Name, Opened: after(ms)}}}
			}, []string{"site", "visitor", "session", "name"},
		}, {
			"deliveries", idsOf(s.ListDeliveries, func(d core.Delivery) string { return d.ID }),
			func(i, ms int, q core.Query) core.Change {
				return core.Change{Deliveries: []core.Delivery{{ID: number("row", i), Site: q.Site, Webhook: q.Name, Event: q.Kind,
					Made: after(ms), Began: after(ms), Due: after(ms), Payload: json.RawMessage("{}")}}}
			}, []string{"site", "kind", "name"},
		},
	}
}

// set gives a query's field that value, made fit for the field.
func set(q *core.Query, field string, value int) {
	word := number(field, value)
	switch field {
	case "site":
		q.Site = word
	case "visitor":
		q.Visitor = word
	case "session":
		q.Session = word
	case "kind":
		q.Kind = word
	case "name":
		q.Name = word
	case "outcome":
		q.Outcome = string([]core.Outcome{core.Acted, core.Held}[value])
	}
}

// testFilters stores a row for every combination of two values in the fields that select, and asks for every combination of
// fields.
func testFilters(t *testing.T, s core.Store) {
	for _, l := range lists(s) {
		t.Run(l.name, func(t *testing.T) {
			n := 1 << len(l.fields)
			for i := range n {
				var q core.Query
				for bit, field := range l.fields {
					set(&q, field, i>>bit&1)
				}
				commit(t, s, l.add(i, i, q))
			}
			for selected := range n {
				q := core.Query{Limit: n}
				want := []string{}
				for bit, field := range l.fields {
					if selected>>bit&1 == 1 {
						set(&q, field, 1)
					}
				}
				for i := n - 1; i >= 0; i-- {
					if i&selected == selected {
						want = append(want, number("row", i))
					}
				}
				got, _, err := l.ids(t.Context(), q)
				equal(t, fmt.Sprintf("%+v", q), must(got, err)(t), want)
			}
			testTimes(t, l, n)
		})
	}
}

// testTimes: Since is included, Until is not; n rows are stored, one a millisecond.
func testTimes(t *testing.T, l list, n int) {
	for _, bounds := range [][2]int{{0, n}, {1, n - 1}, {3, 3}, {3, 4}, {n, 2 * n}} {
		want := []string{}
		for i := min(bounds[1], n) - 1; i >= bounds[0]; i-- {
			want = append(want, number("row", i))
		}
		for _, shift := range []time.Duration{0, -time.Nanosecond} {
			got, _, err := l.ids(t.Context(), core.Query{Limit: n, Since: after(bounds[0]).Add(shift),
				Until: after(bounds[1]).Add(shift)})
			equal(t, fmt.Sprint("between ", bounds, shift), must(got, err)(t), want)
		}
	}
}

// pages reads a whole list, and calls between after each page.
func pages(t testing.TB, l list, q core.Query, between func(page int)) (ids []string) {
	t.Helper()
	for n := 0; ; n++ {
		got, next, err := l.ids(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) > q.Limit || next != "" && len(got) != q.Limit {
			t.Fatalf("%d rows on a page of %d, next %q", len(got), q.Limit, next)
		}
		ids = append(ids, got...)
		if next == "" {
			return ids
		}
		q.After = next
		between(n)
	}
}

// testPaging reads page by page while newer, equally old and older rows arrive: those that were there come once, in order.
func testPaging(t *testing.T, s core.Store) {
	const rows, limit = 95, 10
	for _, l := range lists(s) {
		t.Run(l.name, func(t *testing.T) {
			q := core.Query{Site: "shop", Name: "name"}
			want := []string{}
			for i := range rows {
				commit(t, s, l.add(i, 1000+i/7, q)) // seven share a millisecond
				want = append([]string{number("row", i)}, want...)
			}
			q.Limit = limit
			arrived := rows
			got := pages(t, l, q, func(int) {
				for _, ms := range []int{10, 1000 + arrived%13, 9000} {
					commit(t, s, l.add(arrived, ms, q))
					arrived++
				}
			})
			old := slices.DeleteFunc(slices.Clone(got), func(id string) bool { return id >= number("row", rows) })
			equal(t, "rows that were there", old, want)
			slices.Sort(got)
			equal(t, "rows that came twice", len(got)-len(slices.Compact(got)), 0)

			q.Limit = arrived // exactly one page
			all, next, err := l.ids(t.Context(), q)
			equal(t, "all", len(must(all, err)(t)), arrived)
			equal(t, "cursor after the last row", next, "")
			q.Site = "other"
			all, next, err = l.ids(t.Context(), q)
			equal(t, "empty list", must(all, err)(t), []string{})
			equal(t, "cursor of an empty list", next, "")
		})
	}
}

// testCursors: a cursor that was not given out by the same list is refused.
func testCursors(t *testing.T, s core.Store) {
	q := core.Query{Site: "shop", Name: "name", Limit: 1}
	cursors := map[string]string{}
	for _, l := range lists(s) {
		commit(t, s, l.add(1, 1, q), l.add(2, 2, q))
		_, next, err := l.ids(t.Context(), q)
		if err != nil || next == "" {
			t.Fatalf("%s: next %q, error %v", l.name, next, err)
		}
		cursors[l.name] = next
	}
	for _, l := range lists(s) {
		own := cursors[l.name]
		foreign := []string{"x", "1", "-1", "0", "null", "'", "\x00", "ÿ", own + "A", own[:len(own)-1], own[1:], " " + own, own + "="}
		for name, c := range cursors {
			if name != l.name {
				foreign = append(foreign, c)
			}
		}
		for _, c := range foreign {
			q.After = c
			_, _, err := l.ids(t.Context(), q)
			refused(t, fmt.Sprintf("%s after %q", l.name, c), err, core.Invalid, "bad_cursor")
		}
		q.After = own
		ids, _, err := l.ids(t.Context(), q)
		equal(t, "second page", must(ids, err)(t), []string{number("row", 1)})
		q.Site = "other"
		_, _, err = l.ids(t.Context(), q)
		refused(t, l.name+" with another site", err, core.Invalid, "bad_cursor")
		q.Site = "shop"
	}
}

// testLimits: 0 is DefaultLimit, and nothing outside 1 to MaxLimit is taken.
func testLimits(t *testing.T, s core.Store) {
	for _, l := range lists(s) {
		var changes []core.Change
		for i := range core.MaxLimit + 1 {
			changes = append(changes, l.add(i, i, core.Query{Site: "shop"}))
		}
		commit(t, s, changes...)
		for limit, want := range map[int]int{0: core.DefaultLimit, 1: 1, core.MaxLimit: core.MaxLimit} {
			ids, _, err := l.ids(t.Context(), core.Query{Limit: limit})
			equal(t, fmt.Sprint(l.name, " limit ", limit), len(must(ids, err)(t)), want)
		}
		for _, limit := range []int{-1, core.MaxLimit + 1} {
			_, _, err := l.ids(t.Context(), core.Query{Limit: limit})
			refused(t, fmt.Sprint(l.name, " limit ", limit), err, core.Invalid, "")
		}
	}
}
