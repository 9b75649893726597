package ingest

import (
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

func newMailbox(work func([]int)) *mailbox[int] {
	return &mailbox[int]{work: work, cost: func(int) int { return 1 }}
}

func TestMailboxKeepsOrderAndLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 500).Draw(t, "n")
		room := rapid.IntRange(1, 20).Draw(t, "room")
		var got []int
		m := newMailbox(func(batch []int) { got = append(got, batch...) }) // never runs twice at once, so no lock
		for i := range n {
			m.put(i, room)
		}
		m.wait()
		want := make([]int, n)
		for i := range want {
			want[i] = i
		}
		if !slices.Equal(got, want) {
			t.Fatalf("worked %v, want 0…%d in order", got, n-1)
		}
	})
}

func TestMailboxOfferRefusesWhatDoesNotFit(t *testing.T) {
	working, goOn := make(chan struct{}), make(chan struct{})
	var once sync.Once
	m := newMailbox(func([]int) {
		once.Do(func() { close(working) })
		<-goOn
	})
	m.offer(0, 2)
	<-working // 0 is being worked, the queue is empty
	if !m.offer(1, 2) || !m.offer(2, 2) {
		t.Fatal("there was room for two")
	}
	if m.offer(3, 2) {
		t.Fatal("a third was taken into room for two")
	}
	close(goOn)
	m.wait()
	if !m.offer(4, 0) {
		t.Fatal("an empty mailbox takes anything: else what is larger than the room would never leave")
	}
	m.wait()
}
