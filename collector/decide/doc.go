// Package decide says what to do about one signal of one visitor, and why: it evaluates every live intercept of the site through
// the same row of gates, lets the best of the eligible ones win, and draws the visitor's arm. It is pure: no I/O, no clock and no
// randomness of its own, so the same visitor, signal and time always lead to the same decision.
//
// engine.go is the way of one decision, gates.go the gates in their order, ruleset.go what an intercept is compiled to, and
// check.go what makes an intercept valid. An intercept that passes Check can be loaded.
package decide
