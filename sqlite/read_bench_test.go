package sqlite_test

import (
	"testing"

	"heed/collector/core"
	"heed/sqlite/sqlitetest"
)

// BenchmarkRead measures what the page of answers reads, at a million responses: a tally from the rollup, tallies of what a filter
// finds, and the first page of a list.
func BenchmarkRead(b *testing.B) {
	s := sqlitetest.Million(b)
	low, high := 0, 6
	for _, c := range []struct {
		name string
		q    core.Query
	}{
		{"all", core.Query{}},
		{"quarter", core.Query{Since: sqlitetest.MillionFrom.AddDate(0, 3, 0), Until: sqlitetest.MillionFrom.AddDate(0, 6, 0)}},
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
