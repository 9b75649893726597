package main_test

import (
	"bytes"
	"maps"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/andybalholm/brotli"
	"pgregory.net/rapid"

	"heed/agent"
	"heed/agent/agenttest"
)

// The boundary is these names and no more: a page that has them has all it needs.
func TestBoundary(t *testing.T) {
	m := compile(t).module
	exports := slices.Sorted(maps.Keys(m.ExportedFunctions()))
	if want := []string{"_initialize", "configure", "push", "records"}; !slices.Equal(exports, want) {
		t.Errorf("exports %v, want %v", exports, want)
	}
	imports := m.ImportedFunctions()
	if len(imports) != 1 {
		t.Fatalf("%d imports, want 1", len(imports))
	}
	if module, name, _ := imports[0].Import(); module != "heed" || name != "emit" {
		t.Errorf("imports %s.%s, want heed.emit", module, name)
	}
	if len(m.ExportedMemories()) != 1 || m.ExportedMemories()["memory"] == nil {
		t.Error("the memory is not exported")
	}
}

func TestSize(t *testing.T) {
	code, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w := brotli.NewWriterLevel(&packed, brotli.BestCompression)
	if _, err := w.Write(code); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d with brotli", len(code), packed.Len())
	if packed.Len() > 4<<10 {
		t.Errorf("the agent takes %d bytes with brotli, of 4096", packed.Len())
	}
}

func TestCasesAlike(t *testing.T) {
	cases, err := agenttest.Load("../agent/testdata/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	r := compile(t)
	for _, c := range cases {
		native, want := agenttest.Hear()
		wantWaits := c.Play(native.Push)
		gotWaits := c.Play(r.instance(t).Push)
		if !slices.Equal(*want, r.heard) || !slices.Equal(wantWaits, gotWaits) {
			t.Errorf("%s: native %v, compiled %v", c.ID, *want, r.heard)
		}
	}
}

// Whatever is pushed, in whatever pieces and with whatever settings.
func TestStreamsAlike(t *testing.T) {
	r := compile(t)
	heard := 0
	rapid.Check(t, func(rt *rapid.T) {
		native, want := agenttest.Hear()
		compiled := r.instance(t)
		if rapid.Bool().Draw(rt, "configured") {
			values := settings().Draw(rt, "settings")
			native.Configure(values)
			compiled.Configure(values)
		}
		stream := agenttest.Streams().Draw(rt, "stream")
		for len(stream) > 0 {
			n := rapid.IntRange(1, len(stream)).Draw(rt, "piece")
			if want, got := native.Push(stream[:n]), compiled.Push(stream[:n]); want != got {
				rt.Errorf("native waits %v, compiled %v", want, got)
			}
			stream = stream[n:]
		}
		if !slices.EqualFunc(*want, r.heard, same) {
			rt.Errorf("native %v, compiled %v", *want, r.heard)
		}
		heard += len(r.heard)
	})
	if heard == 0 {
		t.Error("no stream brought a signal, so nothing was compared")
	}
}

// same compares signals bit by bit, so that one NaN equals another.
func same(a, b agent.Signal) bool {
	equal := a.Kind == b.Kind && a.Target == b.Target && math.Float64bits(a.At) == math.Float64bits(b.At) &&
		math.Float32bits(a.Score) == math.Float32bits(b.Score)
	for i := range a.Data {
		equal = equal && math.Float32bits(a.Data[i]) == math.Float32bits(b.Data[i])
	}
	return equal
}

// settings generates values for Configure, sensible and absurd.
func settings() *rapid.Generator[[]float32] {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	return rapid.SliceOfN(rapid.SampledFrom([]float32{nan, nan, nan, 0, 1, 2, 3.5, 100, 800, 1e9, 1e10, -1, inf, -inf}),
		0, len(agent.SettingNames())+2)
}

// More records than fit are not read from beyond the buffer.
func TestPushTooMany(t *testing.T) {
	r := compile(t)
	i := r.instance(t)
	for k := range 3 {
		i.Push([]agent.Record{{Kind: agent.RecPress, At: float64(k), Target: 1}})
	}
	i.call(i.push, math.MaxUint32)
	i.call(i.configure, math.MaxUint32)
	if len(r.heard) != 1 {
		t.Errorf("%d signals, want the one of the three presses", len(r.heard))
	}
}

// The module's garbage collector never frees, so it must never have to, whichever detector is at work.
func TestMemoryStays(t *testing.T) {
	r := compile(t)
	i := r.instance(t)
	before := i.memory.Size()
	records := busy()
	heard := map[agent.Kind]int{}
	for pushed := 0; pushed < 10_000_000; pushed += len(records) {
		i.Push(records)
		agenttest.Later(records, agenttest.TroubleMs)
		for _, s := range r.heard {
			heard[s.Kind]++
		}
		r.heard = r.heard[:0]
	}
	if after := i.memory.Size(); after != before {
		t.Errorf("memory grew from %d to %d bytes", before, after)
	}
	for kind := agent.RageClick; kind <= agent.ErrorShown; kind++ {
		if heard[kind] < 100 {
			t.Errorf("%d × %s, so its path was not walked all the time: %v", heard[kind], kind, heard)
		}
	}
}

// busy is a visit in which everything goes wrong, and then a page on which much moves: thousands of elements that change by
// themselves, and a mouse among them.
func busy() []agent.Record {
	records := agenttest.Trouble()
	for at := records[len(records)-1].At; at < agenttest.TroubleMs; at += 10 {
		records = append(records,
			agent.Record{Kind: agent.RecMove, At: at, X: 500, Y: float32(int(at/10) % 400)},
			agent.Record{Kind: agent.RecMutation, At: at, Target: uint32(at / 10)})
	}
	return records
}

func BenchmarkPush(b *testing.B) {
	i := compile(b).instance(b)
	records := busy()
	for b.Loop() {
		i.Push(records)
		agenttest.Later(records, agenttest.TroubleMs)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(records)), "ns/record")
}
