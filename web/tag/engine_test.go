package tag_test

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"testing"
	"unsafe"

	"pgregory.net/rapid"

	"heed/agent"
	"heed/agent/agenttest"
	"heed/web/browsertest"
)

// played is what an agent was given and what came of it.
type played struct {
	settings []float32
	records  []agent.Record
	pieces   []int // how many records each push took
	waits    []float64
	signals  *[]agent.Signal
	native   *agent.Agent
}

// play begins with an agent, whose settings are the defaults when values is nil.
func play(values []float32) *played {
	p := &played{settings: values, pieces: []int{}}
	p.native, p.signals = agenttest.Hear()
	if values != nil {
		p.native.Configure(values)
	}
	return p
}

// push is the agent's, and keeps what is said.
func (p *played) push(records []agent.Record) float64 {
	wait := p.native.Push(records)
	p.records = append(p.records, records...)
	p.pieces = append(p.pieces, len(records))
	p.waits = append(p.waits, wait)
	return wait
}

// inScript plays the same to the agent in JavaScript, as it is served, in the browser, and says where the two differ, or "".
func (p *played) inScript(b *browsertest.Tab) string {
	floats := make([]byte, 0, 4*len(p.settings))
	for _, v := range p.settings {
		floats = binary.LittleEndian.AppendUint32(floats, math.Float32bits(v))
	}
	records := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(p.records))), len(p.records)*agent.RecordSize)
	arguments, err := json.Marshal([]any{assets.URL("tag/agent.wasm.js"), floats, records, p.pieces})
	if err != nil {
		return err.Error()
	}
	answer := browsertest.Value[[2]string](b, fmt.Sprintf(`import('/replay.js').then(({ replay }) => replay(...%s))`, arguments))
	if waits := float64s(answer[0]); !slices.EqualFunc(p.waits, waits, alike) {
		return fmt.Sprintf("waits: native %v, in JavaScript %v", p.waits, waits)
	}
	if signals := float64s(answer[1]); !slices.EqualFunc(numbers(*p.signals), signals, alike) {
		return fmt.Sprintf("signals: native %v, in JavaScript %v", numbers(*p.signals), signals)
	}
	return ""
}

// numbers are the arguments of emit, of one signal after the other.
func numbers(signals []agent.Signal) []float64 {
	var all []float64
	for _, s := range signals {
		all = append(all, float64(s.Kind), float64(s.Score), float64(s.Target), s.At)
		for _, number := range s.Data {
			all = append(all, float64(number))
		}
	}
	return all
}

func float64s(encoded string) []float64 {
	bytes, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		return []float64{math.NaN()}
	}
	list := make([]float64, len(bytes)/8)
	for i := range list {
		list[i] = math.Float64frombits(binary.LittleEndian.Uint64(bytes[8*i:]))
	}
	return list
}

// alike compares bit by bit, but a script knows only one NaN.
func alike(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b
}

// TestScriptCasesAlike: every labelled case brings the same signals and waits in JavaScript as natively.
func TestScriptCasesAlike(t *testing.T) {
	t.Parallel()
	cases, err := agenttest.Load("../../agent/testdata/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/replay.js")
	heard := 0
	for _, scene := range cases {
		p := play(nil)
		scene.Play(p.push)
		heard += len(*p.signals)
		if differ := p.inScript(b.Tab); differ != "" {
			t.Errorf("%s: %s", scene.ID, differ)
		}
	}
	if heard == 0 {
		t.Error("no case brought a signal, so nothing was compared")
	}
}

// TestScriptStreamsAlike: so does whatever is pushed, in whatever pieces and with whatever settings.
func TestScriptStreamsAlike(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/replay.js")
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	odd := rapid.SampledFrom([]float32{nan, nan, nan, 0, 1, 2, 3.5, 100, 800, 1e9, 1e10, -1, inf, -inf})
	heard := 0
	rapid.Check(t, func(rt *rapid.T) {
		var settings []float32
		if rapid.Bool().Draw(rt, "configured") {
			settings = rapid.SliceOfN(odd, 1, len(agent.SettingNames())+2).Draw(rt, "settings")
		}
		p := play(settings)
		for stream := agenttest.Streams().Draw(rt, "stream"); len(stream) > 0; {
			n := rapid.IntRange(1, len(stream)).Draw(rt, "piece")
			p.push(stream[:n])
			stream = stream[n:]
		}
		heard += len(*p.signals)
		if differ := p.inScript(b.Tab); differ != "" {
			rt.Error(differ)
		}
	})
	if heard == 0 {
		t.Error("no stream brought a signal, so nothing was compared")
	}
}
