// Package precision measures how often the detectors are right, by what visitors say: a sample of them is asked with one tap whether
// something went wrong just now. It gives each kind of signal and each element its precision with an interval, proposes from which
// score on a kind can be trusted, and mutes the elements that mislead.
package precision
