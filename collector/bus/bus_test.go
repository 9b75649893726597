package bus_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"heed/collector/bus"
	"heed/collector/core"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var _ core.Publisher = bus.New()

func notice(site, visitor string) core.Notice { return core.Notice{Site: site, Visitor: visitor} }

// heard empties a channel without waiting and gives the visitors of its notices.
func heard(notices <-chan core.Notice) []string {
	visitors := []string{}
	for {
		select {
		case n, ok := <-notices:
			if !ok {
				return visitors
			}
			visitors = append(visitors, n.Visitor)
		default:
			return visitors
		}
	}
}

func TestSitesAreApart(t *testing.T) {
	b := bus.New()
	one, cancelOne := b.Subscribe("one", 9)
	all, cancelAll := b.Subscribe("", 9)
	defer cancelOne()
	defer cancelAll()
	b.Publish(notice("one", "a"))
	b.Publish(notice("two", "b"))
	b.Publish(notice("", "c"))
	if got := heard(one); !slices.Equal(got, []string{"a"}) {
		t.Errorf("the site's subscriber heard %v", got)
	}
	if got := heard(all); !slices.Equal(got, []string{"a", "b", "c"}) {
		t.Errorf("the subscriber to all heard %v", got)
	}
}

// A slow subscriber keeps the newest notices, in order, and what it lost is counted; the others lose nothing.
func TestSlowSubscriberLosesTheOldest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := bus.New()
		buffer, published := rapid.IntRange(-1, 5).Draw(t, "buffer"), rapid.IntRange(0, 20).Draw(t, "published")
		slow, cancelSlow := b.Subscribe("s", buffer)
		quick, cancelQuick := b.Subscribe("s", 20)
		defer cancelSlow()
		defer cancelQuick()
		var sent []string
		for i := range published {
			sent = append(sent, fmt.Sprint(i))
			b.Publish(notice("s", sent[i]))
		}
		lost := max(0, published-max(buffer, 1))
		if got := heard(slow); !slices.Equal(got, sent[lost:]) {
			t.Fatalf("heard %v of %v with a buffer of %d", got, sent, buffer)
		}
		if got := heard(quick); !slices.Equal(got, sent) {
			t.Fatalf("the quick one heard %v of %v", got, sent)
		}
		if got := b.Dropped(); got != uint64(lost) {
			t.Fatalf("counted %d lost, not %d", got, lost)
		}
	})
}

func TestCancel(t *testing.T) {
	b := bus.New()
	notices, cancel := b.Subscribe("s", 1)
	b.Publish(notice("s", "before"))
	cancel()
	cancel()
	b.Publish(notice("s", "after"))
	if got := heard(notices); !slices.Equal(got, []string{"before"}) {
		t.Errorf("heard %v", got)
	}
	if _, open := <-notices; open {
		t.Error("the channel is still open")
	}
	if n := b.Subscribers(); n != 0 {
		t.Errorf("%d subscribers are left", n)
	}
}

// Publishers, readers and comers and goers at once: for the race detector, and every reader sees each publisher's order.
func TestManyAtOnce(t *testing.T) {
	const publishers, each = 4, 500
	b := bus.New()
	var readers, writers, guests sync.WaitGroup
	var cancels []func()
	for range 3 {
		notices, cancel := b.Subscribe("s", 8)
		cancels = append(cancels, cancel)
		readers.Go(func() {
			last := map[string]int{}
			for n := range notices {
				var i int
				if _, err := fmt.Sscan(n.Signal.ID, &i); err != nil || i <= last[n.Visitor] {
					t.Errorf("%s came after %d of %s", n.Signal.ID, last[n.Visitor], n.Visitor)
				}
				last[n.Visitor] = i
			}
		})
	}
	for p := range publishers {
		writers.Go(func() {
			for i := range each {
				b.Publish(core.Notice{Site: "s", Visitor: fmt.Sprint(p), Signal: &core.Signal{ID: fmt.Sprint(i + 1)}})
			}
		})
		guests.Go(func() {
			for range each {
				_, leave := b.Subscribe("s", 1)
				leave()
			}
		})
	}
	writers.Wait()
	guests.Wait()
	for _, cancel := range cancels {
		cancel()
	}
	readers.Wait()
}
