// Package main_test proves that the committed module in web/tag is the agent: the same records bring the same signals and
// the same waits, natively and compiled.
package main_test

import (
	"context"
	"encoding/binary"
	"math"
	"os"
	"testing"
	"unsafe"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"heed/agent"
)

const (
	path     = "../web/tag/agent.wasm"
	capacity = 64 // records that fit
)

// runtime is the compiled module, of which any number of instances are made, one after the other.
type runtime struct {
	wazero.Runtime
	module wazero.CompiledModule
	heard  []agent.Signal // of the latest instance
}

func compile(t testing.TB) *runtime {
	t.Helper()
	code, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	r := &runtime{Runtime: wazero.NewRuntime(ctx)}
	t.Cleanup(func() { _ = r.Close(ctx) })
	_, err = r.NewHostModuleBuilder("heed").NewFunctionBuilder().WithFunc(r.emit).Export("emit").Instantiate(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if r.module, err = r.CompileModule(ctx, code); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *runtime) emit(kind uint32, score float32, target uint32, at float64, a, b, c, d float32) {
	r.heard = append(r.heard, agent.Signal{
		Kind: agent.Kind(kind), Score: score, Target: target, At: at, Data: [4]float32{a, b, c, d},
	})
}

// instance is what a page has.
type instance struct {
	t               testing.TB
	memory          api.Memory
	push, configure api.Function
	buffer          uint32
	stack           [1]uint64
}

func (r *runtime) instance(t testing.TB) *instance {
	t.Helper()
	r.heard = nil
	ctx := context.Background()
	m, err := r.InstantiateModule(ctx, r.module, wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close(ctx) })
	at, err := m.ExportedFunction("records").Call(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return &instance{
		t: t, memory: m.Memory(), push: m.ExportedFunction("push"), configure: m.ExportedFunction("configure"), buffer: uint32(at[0]),
	}
}

// Push is Agent.Push, for any number of records.
func (i *instance) Push(records []agent.Record) (wait float64) {
	for {
		n := min(len(records), capacity)
		for k := range n {
			bytes := (*[agent.RecordSize]byte)(unsafe.Pointer(&records[k]))[:]
			if !i.memory.Write(i.buffer+uint32(k*agent.RecordSize), bytes) {
				i.t.Fatal("the records do not lie in the module's memory")
			}
		}
		i.call(i.push, uint64(n))
		if records = records[n:]; len(records) == 0 {
			return math.Float64frombits(i.stack[0])
		}
	}
}

// Configure is Agent.Configure.
func (i *instance) Configure(values []float32) {
	for k, v := range values {
		bytes := binary.LittleEndian.AppendUint32(nil, math.Float32bits(v))
		if !i.memory.Write(i.buffer+uint32(4*k), bytes) {
			i.t.Fatal("the settings do not lie in the module's memory")
		}
	}
	i.call(i.configure, uint64(len(values)))
}

func (i *instance) call(f api.Function, n uint64) {
	i.stack[0] = n
	if err := f.CallWithStack(context.Background(), i.stack[:]); err != nil {
		i.t.Fatal(err)
	}
}
