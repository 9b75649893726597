package agent_test

import (
	"math"
	"reflect"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"heed/agent"
	"heed/agent/agenttest"
)

func TestLayout(t *testing.T) {
	record := reflect.TypeFor[agent.Record]()
	if agent.RecordSize != record.Size() {
		t.Errorf("a record has %d bytes, RecordSize is %d", record.Size(), agent.RecordSize)
	}
	for name, want := range map[string]uintptr{"Kind": 0, "Flags": 1, "Target": 4, "At": 8, "X": 16, "Y": 20, "A": 24, "B": 28} {
		if f, _ := record.FieldByName(name); f.Offset != want {
			t.Errorf("%s stands at byte %d, want %d", name, f.Offset, want)
		}
	}
}

func TestKindNames(t *testing.T) {
	for k := agent.RageClick; k <= agent.ErrorShown; k++ {
		if k.String() == "" || agent.KindOf(k.String()) != k {
			t.Errorf("kind %d is named %q, which names kind %d", k, k, agent.KindOf(k.String()))
		}
	}
	if agent.None.String() != "" || agent.Kind(200).String() != "" || agent.KindOf("") != agent.None || agent.KindOf("x") != agent.None {
		t.Error("what is no kind has a name, or the other way round")
	}
	if got := agent.Kind(200).Fields(); got != [4]string{} {
		t.Errorf("an unknown kind has fields %v", got)
	}
}

// Whatever is pushed: no panic, sane numbers, and no more signals than the detectors promise.
func TestAnyStream(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { promises(t, agenttest.Streams().Draw(t, "stream")) })
}

func FuzzPush(f *testing.F) {
	for _, seed := range [][]agent.Record{
		agenttest.Trouble(),
		join(presses(0, 100, 200), climb(5000, 400), list(cart(9000, 20), hidden(9500))),
		join(scrolls(20_000, 400, 3000, 0), list(hidden(30_000), on(agent.RecVisible, 40_000))),
		join(listed(-12_001, 3), stays(4, 300, 2000), list(stage(20_000, 2), with(tick(50_000), agent.Surface), tick(80_000))),
	} {
		f.Add(unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(seed))), len(seed)*agent.RecordSize))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		records := make([]agent.Record, len(data)/agent.RecordSize)
		for i := range records { // copied, as the bytes need not lie where a float64 may
			copy((*[agent.RecordSize]byte)(unsafe.Pointer(&records[i]))[:], data[i*agent.RecordSize:])
		}
		promises(t, records)
	})
}

// promises pushes the records and checks what Agent and its detectors promise for every stream.
func promises(t interface{ Errorf(string, ...any) }, records []agent.Record) {
	a, all := agenttest.Hear()
	d := agent.Defaults()
	var count [256]int // of records by kind
	var now float32
	for _, r := range records {
		count[r.Kind]++
		if at := float32(r.At); at > now && at < 1<<43 {
			now = at
		}
		longest := d.CartIdleMs + math.Nextafter32(now, math.MaxFloat32) - now // times inside are float32
		if wait := a.Push(list(r)); wait != -1 && !(wait >= 0 && wait <= float64(longest)) {
			t.Errorf("wait %v after %+v", wait, r)
		}
	}
	most := map[agent.Kind]int{
		agent.RageClick:               count[agent.RecPress] / int(d.RageFastPresses),
		agent.DeadClick:               count[agent.RecPress],
		agent.SlowClick:               count[agent.RecPress],
		agent.ErrorClick:              count[agent.RecPress],
		agent.DeadSwipe:               count[agent.RecSwipe],
		agent.ThrashedCursor:          count[agent.RecMove],
		agent.ExcessiveScroll:         count[agent.RecScroll] / int(d.ScrollTurns),
		agent.QuickBack:               count[agent.RecNavigate]/2 + count[agent.RecVisible],
		agent.ExitIntent:              count[agent.RecLeave] + count[agent.RecAddress] + count[agent.RecScroll] + count[agent.RecVisible],
		agent.Hesitation:              len(records),
		agent.FormStruggle:            count[agent.RecField],
		agent.FormAbandonment:         count[agent.RecField],
		agent.RepeatedValidationError: count[agent.RecInvalid] / int(d.InvalidTimes),
		agent.CartAbandonment:         count[agent.RecCart] + count[agent.RecStage],
		agent.ErrorShown:              count[agent.RecInvalid],
	}
	last := map[agent.Kind]float64{}
	var times []float64
	for _, s := range *all {
		if !(s.Score > 0 && s.Score <= 1) || !(s.At >= 0 && s.At <= 1e13) {
			t.Errorf("score %v at %v", s.Score, s.At)
		}
		for i, n := range s.Data {
			if math.IsNaN(float64(n)) || math.IsInf(float64(n), 0) || n != 0 && s.Kind.Fields()[i] == "" {
				t.Errorf("%s carries %v", s.Kind, s.Data)
			}
		}
		if most[s.Kind]--; most[s.Kind] < 0 {
			t.Errorf("more %s than what they come of", s.Kind)
		}
		before, again := last[s.Kind]
		if s.Kind == agent.ExitIntent && again && s.At-before < float64(d.ExitAgainMs) {
			t.Errorf("exit intents at %v and %v", before, s.At)
		}
		last[s.Kind] = s.At
		times = append(times, s.At)
	}
	for i, n := 0, int(d.RateSignals); i+2*n < len(times); i++ { // two windows may meet
		if times[i+2*n]-times[i] < float64(d.RateMs) {
			t.Errorf("%d signals within %v ms", 2*n+1, times[i+2*n]-times[i])
		}
	}
}

// A time that cannot be leaves no trace.
func TestAbsurdTimes(t *testing.T) {
	for _, odd := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, 1.1e13, -1} {
		a, all := agenttest.Hear()
		a.Push(list(on(agent.RecTick, odd)))
		agenttest.Play(a.Push, climb(5000, 400), 1000)
		if len(*all) != 1 || (*all)[0].At != 5200 {
			t.Errorf("after a record at %v: heard %v, want one exit intent at 5200", odd, *all)
		}
	}
}

// In how many pieces the records come makes no difference.
func TestAnySlicing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stream := agenttest.Streams().Draw(t, "stream")
		whole, want := agenttest.Hear()
		wholeWait := whole.Push(stream)
		parts, got := agenttest.Hear()
		partsWait := -1.0
		for _, r := range stream {
			partsWait = parts.Push(list(r))
		}
		if !reflect.DeepEqual(*want, *got) || wholeWait != partsWait {
			t.Errorf("whole: %v, wait %v; in parts: %v, wait %v", *want, wholeWait, *got, partsWait)
		}
	})
}

func TestPushAllocatesNothing(t *testing.T) {
	a := agent.New(func(agent.Signal) {})
	stream := busy()
	if n := testing.AllocsPerRun(100, func() { a.Push(stream) }); n != 0 {
		t.Errorf("%v allocations per push", n)
	}
}

// busy is 64 records as of a lively page: mostly moves and mutations, and a burst of presses.
func busy() []agent.Record {
	return join(
		every(16, 0, 500, func(at float64) agent.Record { return move(at, float32(at)) }),
		every(25, 3, 500, func(at float64) agent.Record { return mutation(at, 7) }),
		presses(100, 200, 300), presses(400),
		list(on(agent.RecInput, 90), cart(450, 20), leave(480, 3), hidden(490), on(agent.RecVisible, 495)),
	)[:64]
}

func BenchmarkPush(b *testing.B) {
	a := agent.New(func(agent.Signal) {})
	stream := busy()
	for b.Loop() {
		for i := range stream { // time goes on
			stream[i].At += 600
		}
		a.Push(stream)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(stream)), "ns/record")
}
