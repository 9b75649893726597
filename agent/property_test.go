package agent_test

import (
	"cmp"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"heed/agent"
	"heed/agent/agenttest"
)

// Trouble brings each kind of signal, and nothing twice.
func TestTrouble(t *testing.T) {
	a, all := agenttest.Hear()
	agenttest.Play(a.Push, agenttest.Trouble(), 1000)
	for kind := agent.RageClick; kind <= agent.ErrorShown; kind++ {
		if got := only(kind, *all); len(got) != 1 {
			t.Errorf("%d × %s, want 1: %v", len(got), kind, got)
		}
	}
}

// tame draws a stream as of a page that tells the time right, with few targets.
func tame(t *rapid.T) []agent.Record {
	return slices.DeleteFunc(agenttest.Streams().Draw(t, "stream"), func(r agent.Record) bool {
		return !(r.At == float64(int64(r.At)) && r.At >= 0 && r.At < 1e9) || r.Target > 3
	})
}

// hear plays records without a timer: what falls due does so late.
func hear(records []agent.Record) []agent.Signal {
	a, all := agenttest.Hear()
	a.Push(records)
	return *all
}

// A timer that is late, or too early, or never comes, changes nothing but when one hears of it.
func TestAnyTimer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stream := append(tame(t), tick(1e7))
		a, timely := agenttest.Hear()
		agenttest.Play(a.Push, stream, 0)
		var often []agent.Record
		for _, r := range stream {
			for early := range rapid.IntRange(0, 2).Draw(t, "early") {
				often = append(often, tick(max(0, r.At-float64(early*700))))
			}
			often = append(often, r)
		}
		slices.SortStableFunc(often, func(a, b agent.Record) int { return int(a.At - b.At) })
		if late := hear(stream); !reflect.DeepEqual(late, *timely) {
			t.Errorf("in time %v, late %v", *timely, late)
		}
		if early := hear(often); !reflect.DeepEqual(early, *timely) {
			t.Errorf("in time %v, with early ticks %v", *timely, early)
		}
	})
}

// When the same happens later, the same is heard later. The page has been seen for a minute, so that it is no new one.
func TestAnyHour(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stream := append(tame(t), tick(1e7))
		agenttest.Later(stream, 100_000)
		now := hear(stream)
		ms := float64(rapid.IntRange(1, 4_000_000).Draw(t, "ms"))
		agenttest.Later(stream, ms)
		later := hear(stream)
		for i := range later {
			later[i].At -= ms
		}
		if !reflect.DeepEqual(now, later) {
			t.Errorf("now %v, after %v ms %v", now, ms, later)
		}
	})
}

// byTime orders signals, of one time by what they are.
func byTime(a, b agent.Signal) int {
	return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Target, b.Target))
}

// A page may number what it has as it likes.
func TestAnyNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stream := append(tame(t), tick(1e7))
		others := rapid.Permutation([]uint32{1, 2, 3}).Draw(t, "numbers")
		number := func(n uint32) uint32 {
			if n >= 1 && n <= 3 {
				return others[n-1]
			}
			return n
		}
		want := hear(stream)
		for i := range want {
			want[i].Target = number(want[i].Target)
		}
		for i := range stream {
			r := &stream[i]
			r.Target = number(r.Target)
			switch r.Kind {
			case agent.RecPress, agent.RecField, agent.RecInvalid:
				if r.B == 1 || r.B == 2 {
					r.B = float32(number(uint32(r.B)))
				}
			}
		}
		got := hear(stream)
		slices.SortFunc(got, byTime)
		slices.SortFunc(want, byTime)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("with other numbers %v, want %v", got, want)
		}
	})
}

// The same is not said of the same target twice within AgainMs.
func TestAnyRepetition(t *testing.T) {
	again := float64(agent.Defaults().AgainMs)
	rapid.Check(t, func(t *rapid.T) {
		type what struct {
			kind   agent.Kind
			target uint32
		}
		last := map[what]float64{}
		for _, s := range hear(append(tame(t), tick(1e7))) {
			if s.Kind == agent.RageClick || s.Kind == agent.ExitIntent || s.Kind == agent.CartAbandonment {
				continue // these have rules of their own
			}
			one := what{s.Kind, s.Target}
			if at, told := last[one]; told && s.At-at < again {
				t.Errorf("%s of target %d at %v and at %v", s.Kind, s.Target, at, s.At)
			}
			last[one] = s.At
		}
	})
}
