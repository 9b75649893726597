//go:build tinygo

// Command wasm is the agent as a WebAssembly module: exports and one import around package agent, nothing else. It is built
// by build.sh with TinyGo alone, hence the build tag. web/tag/agent.js is the other side.
//
// The page calls _initialize once, writes records (32 bytes each, see agent.Record) at the address that records returns,
// calls push with their number, and gets heed.emit called back for each signal before push returns.
package main

import (
	"unsafe"

	"heed/agent"
)

// capacity is how many records fit; a page with more to say calls push more than once.
const capacity = 64

// A module has one memory and so one agent. Exports have nothing else to hold their state in. All of it is made before
// _initialize returns; after that nothing is allocated.
var (
	buffer [capacity]agent.Record
	detect = agent.New(signal)
)

func main() {}

// records returns the address of the buffer for records, and for settings too.
//
//go:wasmexport records
func records() unsafe.Pointer { return unsafe.Pointer(&buffer) }

// push reads the first n records of the buffer, and returns the milliseconds until the agent wants a RecTick, or a negative
// number for none.
//
//go:wasmexport push
func push(n uint32) float64 { return detect.Push(buffer[:min(n, capacity)]) }

// configure takes the first n float32 of the buffer as settings, in the order of agent.SettingNames; NaN keeps a default.
//
//go:wasmexport configure
func configure(n uint32) {
	const room = unsafe.Sizeof(buffer) / unsafe.Sizeof(float32(0))
	detect.Configure((*[room]float32)(unsafe.Pointer(&buffer))[:min(n, uint32(room))])
}

func signal(s agent.Signal) {
	emit(uint32(s.Kind), s.Score, s.Target, s.At, s.Data[0], s.Data[1], s.Data[2], s.Data[3])
}

//go:wasmimport heed emit
func emit(kind uint32, score float32, target uint32, at float64, a, b, c, d float32)
