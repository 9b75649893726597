package sqlite

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"heed/collector/core"
)

// million is how many responses the benchmarks of reading look through.
const million = 1_000_000

// benchStart is when the generated responses begin; they are spread over a year.
var benchStart = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// generated is response i of so many: one of four surveys, half of all to the first, each with its decision, and not all finished.
func generated(i, of int, r *rand.Rand) core.Change {
	at := benchStart.Add(time.Duration(float64(365*day) * float64(i) / float64(of)))
	survey := []string{"nps", "nps", "cart-why", "feedback"}[r.IntN(4)]
	id, visitor := fmt.Sprintf("0197c2f0-0000-7000-8000-%012d", i), fmt.Sprintf("0197c2f0-0000-7000-9000-%012d", r.IntN(of))
	lang, device := []string{"en", "en", "de", "fr", "ar"}[r.IntN(5)], []string{"phone", "phone", "desktop", "tablet"}[r.IntN(4)]
	page := fmt.Sprintf("/product/%d", min(r.IntN(300), r.IntN(300)))
	shown := at.Add(time.Second)
	d := core.Decision{ID: id, Site: "shop", Visitor: visitor, Session: visitor, Kind: "exit_intent", Page: page, At: at, Outcome: core.Acted,
		Intercept: "ask-" + survey, Arm: core.Treatment, Action: &core.Action{Type: core.ActSurvey, Survey: survey}, Shown: &shown}
	res := core.Response{ID: id + "/" + survey, Site: "shop", Survey: survey, Decision: id, Visitor: visitor, Session: visitor, Page: page,
		Lang: lang, Intercept: d.Intercept, Device: device, Started: at, Updated: at}
	give := func(question, kind string, value any) {
		text, _ := json.Marshal(value)
		res.Answers = append(res.Answers, core.Answer{ID: fmt.Sprint(id, "-", len(res.Answers)), Question: question, Type: kind, Value: text,
			At: at.Add(time.Duration(len(res.Answers)+2) * time.Second)})
	}
	give("score", core.NPS, min(10, r.IntN(14)))
	if r.IntN(10) < 7 {
		give("why", core.Choice, []string{"price", "delivery", "size", "trust", "time"}[r.IntN(5)])
		if res.Done = r.IntN(10) < 6; res.Done {
			give("more", core.FreeText, sentence(r))
		}
	}
	return core.Change{Decisions: []core.Decision{d}, Responses: []core.ResponseChange{{Response: res}}}
}

// sentence is of some common words and a rare one.
func sentence(r *rand.Rand) string {
	words := []string{"delivery", "costs", "late", "the", "button", "nothing", "happened", "price", "too", "high", "could", "not", "find", "size"}
	text := ""
	for range 8 {
		text += words[r.IntN(len(words))] + " "
	}
	return text + fmt.Sprint("voucher", r.IntN(50_000))
}

// generate opens the store of so many responses in the folder HEED_BENCH_DATA, which it makes the first time, as the collector would
// have: that takes minutes, so without the folder the benchmark is skipped (make bench-read sets it).
func generate(b *testing.B, n int) *Store {
	b.Helper()
	kept := os.Getenv("HEED_BENCH_DATA")
	if kept == "" {
		b.Skip("set HEED_BENCH_DATA to a folder (make bench-read) to generate the responses")
	}
	s := open(b, filepath.Join(kept, fmt.Sprint(n)), Options{QueryTimeout: time.Minute})
	if err := s.readers.QueryRow(`SELECT 1 FROM responses`).Scan(new(int)); err == nil {
		return s
	}
	r := rand.New(rand.NewPCG(1, 2))
	begin := time.Now()
	for first := 0; first < n; first += groupSize {
		changes := make([]core.Change, groupSize)
		for i := range changes {
			changes[i] = generated(first+i, n, r)
		}
		for _, err := range s.Commit(b.Context(), changes) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Logf("%d responses written in %s", n, time.Since(begin).Round(time.Second))
	return s
}

// BenchmarkRead measures what the page of answers reads, at a million responses: a tally from the rollup, tallies of what a filter
// finds, and the first page of a list.
func BenchmarkRead(b *testing.B) {
	s := generate(b, million)
	low, high := 0, 6
	for _, c := range []struct {
		name string
		q    core.Query
	}{
		{"all", core.Query{}},
		{"quarter", core.Query{Since: benchStart.AddDate(0, 3, 0), Until: benchStart.AddDate(0, 6, 0)}},
		{"lang", core.Query{Responses: core.ResponseFilter{Lang: "de"}}},
		{"rare-lang", core.Query{Responses: core.ResponseFilter{Lang: "xx"}}},
		{"rare-page", core.Query{Responses: core.ResponseFilter{Page: "/product/299"}}},
		{"detractors", core.Query{Responses: core.ResponseFilter{Question: "score", Low: &low, High: &high}}},
		{"option", core.Query{Responses: core.ResponseFilter{Question: "why", Value: "price"}}},
		{"rare-option", core.Query{Responses: core.ResponseFilter{Question: "why", Value: "none"}}},
		{"word", core.Query{Responses: core.ResponseFilter{Text: "delivery"}}},
		{"rare-word", core.Query{Responses: core.ResponseFilter{Text: "voucher4711"}}},
	} {
		c.q.Site, c.q.Name = "shop", "nps"
		b.Run("tally/"+c.name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				t, err := s.Tally(b.Context(), c.q)
				if err != nil {
					b.Fatal(err)
				}
				n = t.Responses
			}
			b.ReportMetric(float64(n), "responses")
		})
		b.Run("list/"+c.name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				list, _, err := s.ListResponses(b.Context(), c.q)
				if err != nil {
					b.Fatal(err)
				}
				n = len(list)
			}
			b.ReportMetric(float64(n), "responses")
		})
	}
}
