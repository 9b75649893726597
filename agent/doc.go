// Package agent recognises what a visitor is going through from what the page reports: fixed-size event records go in,
// named signals come out.
//
// It is pure Go and TinyGo-safe. It knows no DOM, no clock and no network, and after New it allocates nothing, so the same
// source runs natively in tests and on the collector's side, and as a few kilobytes of WebAssembly in the page.
//
// What it has cost in bytes shaped it: float32 for times, places by number instead of searches, no parameters where the agent
// itself will do.
//
// A page script translates the DOM into Records (see record.go), in the order in which things happened. Push reads them
// and calls Emit for each Signal. One file per detector; its comment states the definition, the thresholds and where they
// come from. What several detectors need to know is kept once:
//
//	record.go       the vocabulary of the page: kinds, flags, layout
//	signal.go       the vocabulary of the collector: kinds and their names, what the numbers of a signal mean
//	settings.go     every threshold, with default, unit and source; how it travels in a few bytes
//	agent.go        who reads which record, and when
//	timers.go       what falls due; the page keeps one timer for all of it
//	press.go        presses and what answers them: the causality that rage, dead and slow clicks rest on
//	request.go      whether the visitor may be waiting for the network
//	ambient.go      which elements change by themselves
//	trail.go        how far up the pointer has come
//	recent.go       what has happened to which target lately, to tell repetition
//	report.go       what has been said lately, so that it is not said again
//	rage.go dead.go error.go swipe.go thrash.go scroll.go back.go hesitate.go form.go exit.go cart.go
//	                the detectors
//	outlet*.go      where signals go: to a function, or compiled, straight to the page
//	frustration.go  one score over all signals, with what it is made of; for the collector, not compiled
package agent
