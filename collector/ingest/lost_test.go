package ingest

import (
	"context"
	"testing"
)

// TestLostItemsAreCounted: what a page gave up is known, and a page that lies about it moves the count by no more than the bound.
func TestLostItemsAreCounted(t *testing.T) {
	w := newWorld(t)
	for said, want := range map[int]int64{3: 3, -5: 0, 1 << 40: maxDropped} {
		before := w.Counts.Lost.Load()
		if _, _, _, err := w.Greet(context.Background(), "shop", Hello{Visitor: "v", Session: "s", Dropped: said}); err != nil {
			t.Fatal(err)
		}
		if got := w.Counts.Lost.Load() - before; got != want {
			t.Errorf("a page that says %d adds %d, want %d", said, got, want)
		}
	}
}
