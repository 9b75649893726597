//go:build race

package web

// slowdown is what the race detector makes of the packing: some ten times as much work.
const slowdown = 10
