// Package agent recognises what a visitor is going through from what the page reports: fixed-size event records go in,
// named signals come out.
//
// It is pure Go and TinyGo-safe. It knows no DOM, no clock and no network, and after New it allocates nothing, so the same
// source runs natively in tests and on the collector's side, and as a few kilobytes of WebAssembly in the page.
//
// A page script translates the DOM into Records (see record.go), in the order in which things happened. Push reads them
// and calls Emit for each Signal. One file per detector; its comment states the definition, the thresholds and where they
// come from. What several detectors need to know is kept once:
//
//	record.go     the vocabulary of the page: kinds, flags, layout
//	signal.go     the vocabulary of the collector: kinds and their names, what the numbers of a signal mean
//	settings.go   every threshold, with default, unit and source; how it travels in a few bytes
//	press.go      presses and what answers them: the causality that rage (and later dead and slow) clicks rest on
//	ambient.go    which elements change by themselves
//	trail.go      how far up the pointer has come
//	request.go    whether the visitor may be waiting for the network
//	rage.go       rage click
//	exit.go       exit intent
//	cart.go       cart abandonment
//	agent.go      who reads which record, the clock and the one timer
//	outlet*.go    where signals go: to a function, or compiled, straight to the page
//	frustration.go  one score over all signals, with what it is made of; for the collector, not compiled
package agent
