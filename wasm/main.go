//go:build tinygo

// Command wasm is the agent as a WebAssembly module: exports around package agent, nothing else. The one import, emit, is in
// agent/outlet_tinygo.go. It is built by build.sh with TinyGo alone, hence the build tag. web/tag/agent.js is the other side.
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
// _initialize returns; after that nothing is allocated. They are export rather than wasmexport, which would have each of them
// check that _initialize was called.
var (
	buffer [capacity]agent.Record
	detect = agent.New()
)

func main() {}

// records returns the address of the buffer for records, and for settings too.
//
//export records
func records() unsafe.Pointer { return unsafe.Pointer(&buffer) }

// push reads the first n records of the buffer, and returns the milliseconds until the agent wants a RecTick, or a negative
// number for none.
//
//export push
func push(n uint32) float64 { return detect.Push(buffer[:min(n, capacity)]) }

// configure takes the first n float32 of the buffer as settings, in the order of agent.SettingNames; NaN keeps a default.
//
//export configure
func configure(n uint32) {
	const room = unsafe.Sizeof(buffer) / unsafe.Sizeof(float32(0))
	detect.Configure((*[room]float32)(unsafe.Pointer(&buffer))[:min(n, uint32(room))])
}
