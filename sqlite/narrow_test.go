package sqlite

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

// TestFiltersLookAtTheNewest: of more responses than a filter looks at, a tally counts the newest and says so, and a list goes on further back
// until it has shown each once; what an index knows to be few, or who has few, is found at once, wherever it is. Hundreds began in the same millisecond.
func TestFiltersLookAtTheNewest(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	const old, all = 100, core.MaxLooked + 1500
	begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var changes []core.Change
	for i := range all {
		at := begin.Add(time.Duration(i/300) * time.Millisecond)
		d := core.Decision{ID: fmt.Sprintf("d%05d", i), Site: "shop", Visitor: "v", Session: "s", Kind: "exit_intent", Page: "/", At: at, Outcome: core.Idle}
		r := core.Response{ID: d.ID + "/why", Site: "shop", Survey: "why", Decision: d.ID, Visitor: "v", Lang: "en", Started: at, Updated: at}
		option, words := "price", "dear"
		if i < old-1 || i == all-1-core.MaxLooked { // which is where the next look begins
			r.Lang, r.Visitor, option, words = "de", "w", "time", "late voucher"
		}
		for question, value := range map[string]string{"why": option, "more": words} {
			text, _ := json.Marshal(value)
			kind := map[string]string{"why": core.Choice, "more": core.FreeText}[question]
			r.Answers = append(r.Answers, core.Answer{ID: r.ID + question, Question: question, Type: kind, Value: text, At: at})
		}
		changes = append(changes, core.Change{Decisions: []core.Decision{d}, Responses: []core.ResponseChange{{Response: r}}})
	}
	for _, err := range s.Commit(t.Context(), changes) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, row := range map[string]struct {
		filter  core.ResponseFilter
		visitor string
		since   time.Time
		counted int  // by a tally; not asked for a visitor's
		whole   bool // it counts all there are
		listed  int  // by a list that is followed to its end
		first   bool // its first page has them all already
	}{
		"what only the old have":  {filter: core.ResponseFilter{Lang: "de"}, counted: 0, listed: old},
		"what most have":          {filter: core.ResponseFilter{Lang: "en"}, counted: core.MaxLooked, listed: all - old},
		"what nobody has":         {filter: core.ResponseFilter{Lang: "fr"}, counted: 0, listed: 0},
		"a rare word":             {filter: core.ResponseFilter{Text: "vouch"}, counted: old, whole: true, listed: old, first: true},
		"a common word":           {filter: core.ResponseFilter{Text: "dear"}, counted: core.MaxLooked, listed: all - old},
		"a rare option":           {filter: core.ResponseFilter{Question: "why", Value: "time"}, counted: old, whole: true, listed: old, first: true},
		"a common option":         {filter: core.ResponseFilter{Question: "why", Value: "price"}, counted: core.MaxLooked, listed: all - old},
		"a question":              {filter: core.ResponseFilter{Question: "why"}, counted: core.MaxLooked, listed: all},
		"both are the old's":      {filter: core.ResponseFilter{Text: "late", Lang: "de"}, counted: old, whole: true, listed: old, first: true},
		"common and rare":         {filter: core.ResponseFilter{Text: "dear", Question: "why", Value: "time"}, counted: 0, whole: true, listed: 0, first: true},
		"word of a visitor":       {filter: core.ResponseFilter{Text: "dear"}, visitor: "w", first: true},
		"one visitor's":           {filter: core.ResponseFilter{Lang: "de"}, visitor: "w", listed: old, first: true},
		"since a time of day":     {since: begin.Add(time.Millisecond), counted: core.MaxLooked, listed: all - 300},
		"nothing of this visitor": {filter: core.ResponseFilter{Lang: "de"}, visitor: "v", first: true},
	} {
		t.Run(name, func(t *testing.T) {
			q := core.Query{Site: "shop", Name: "why", Visitor: row.visitor, Since: row.since, Responses: row.filter, Limit: core.MaxLimit}
			seen, pages := map[string]bool{}, 0
			for ; pages == 0 || q.After != ""; pages++ {
				list, next, err := s.ListResponses(t.Context(), q)
				if err != nil || pages > all {
					t.Fatal(pages, err)
				}
				if !slices.IsSortedFunc(list, func(a, b core.Response) int { return b.Started.Compare(a.Started) }) {
					t.Error("a page is not in its order")
				}
				for _, r := range list {
					if seen[r.ID] {
						t.Fatalf("%s comes twice", r.ID)
					}
					seen[r.ID] = true
				}
				q.After = next
			}
			if len(seen) != row.listed || row.first != (pages == 1) {
				t.Errorf("a list has %d on %d pages, want %d", len(seen), pages, row.listed)
			}
			if row.visitor != "" {
				return
			}
			tally, err := s.Tally(t.Context(), core.Query{Site: "shop", Name: "why", Since: row.since, Responses: row.filter})
			if err != nil || tally.Responses != row.counted || tally.Whole != row.whole {
				t.Errorf("a tally counts %d, all: %v, %v; want %d, %v", tally.Responses, tally.Whole, err, row.counted, row.whole)
			}
		})
	}
}

// TestPlansOfNarrowedFilters: down from the newest a list walks the index and stops at the floor; what is rare leads to its rows.
func TestPlansOfNarrowedFilters(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	for name, row := range map[string]struct{ keys, want []string }{
		"walk":   {[]string{"floor", "floor_seq", "trait", "trait_value"}, []string{"INDEX responses_survey (site=? AND survey=? AND started>?)"}},
		"search": {[]string{"floor", "floor_seq", "words", "low_seq", "high_seq"}, []string{"INDEX responses_survey (site=? AND survey=? AND started>?)"}},
		"words":  {[]string{"rare_words"}, []string{"SEARCH responses USING INTEGER PRIMARY KEY (rowid=?)"}},
		"option": {[]string{"rare_question", "rare_value"}, []string{"SEARCH responses USING INTEGER PRIMARY KEY (rowid=?)", "INDEX choices_option (question=? AND option=?)"}},
	} {
		args := map[string]any{"site": 1, "name": 1, "limit": 1}
		for _, key := range row.keys {
			args[key] = 1
		}
		for _, query := range []string{"response.List", "tally.Found"} {
			lines := plan(t, s, render(s.queries.get(query), args))
			for _, want := range row.want {
				if !slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, want) }) {
					t.Errorf("%s by %s has no %s:\n%s", query, name, want, strings.Join(lines, "\n"))
				}
			}
		}
	}
	if lines := plan(t, s, render(s.queries.get("response.Floor"), map[string]any{"site": 1, "name": 1, "looked": 1})); len(lines) != 1 || !strings.Contains(lines[0], "COVERING INDEX responses_survey") {
		t.Errorf("the floor is found by %v", lines)
	}
}
