package core

import "time"

// PrecisionName is the name of the built-in intercept that asks whether a signal was right, and of its survey. No intercept or
// survey of a site can have it.
const PrecisionName = "precision"

// Of the survey behind it: one question with two answers.
const (
	PrecisionQuestion = "wrong"
	PrecisionYes      = "yes" // something went wrong: the signal was right
	PrecisionNo       = "no"
)

// DefaultSample is the percentage of signals that visitors are asked about when a site says nothing: a busy site learns, and a
// visitor hardly ever notices.
const DefaultSample = 2.0

// Precision is the sample of signals whose visitors are asked whether something went wrong, in percent. 0 asks nobody.
type Precision struct {
	Sample *float64 `json:"sample,omitempty"` // DefaultSample when nil
	// Kinds are the percentages of single kinds of signal, where they differ.
	Kinds map[string]float64 `json:"kinds,omitempty"`
}

// For gives the percentage of one kind.
func (p Precision) For(kind string) float64 {
	if percent, ok := p.Kinds[kind]; ok {
		return percent
	}
	return p.Default()
}

// Default gives the percentage of every kind that has none of its own.
func (p Precision) Default() float64 {
	if p.Sample != nil {
		return *p.Sample
	}
	return DefaultSample
}

// Mute names signals that mislead: those of one kind from one element.
type Mute struct {
	Kind   string `json:"kind"`
	Target string `json:"target"`         // the element's selector, as signals have it
	Page   string `json:"page,omitempty"` // glob on the signal's page; every page when empty
}

// Tap is a visitor's answer to the question whether something went wrong, with the signal it was asked about.
type Tap struct {
	Decision string    `json:"decision"`
	Signal   string    `json:"signal"`
	Site     string    `json:"site"`
	Kind     string    `json:"kind"`
	Target   string    `json:"target,omitempty"`
	Page     string    `json:"page"`
	Score    float64   `json:"score"`
	Right    bool      `json:"right"` // the visitor said yes
	At       time.Time `json:"at"`
}

// Source is an element that signals of one kind came from.
type Source struct {
	Kind    string    `json:"kind"`
	Target  string    `json:"target"`          // empty for signals that are about no element
	Label   string    `json:"label,omitempty"` // the element's, as its latest signal had it
	Page    string    `json:"page"`            // of the latest signal
	Signals int       `json:"signals"`
	Latest  time.Time `json:"latest"`
}
