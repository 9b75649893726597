// Package core holds the nouns of the domain, the errors the outside sees, and the interfaces of the store. It imports the
// standard library only, and nothing of ours: every other package of the collector may import it, so it must know none of
// them. Time and randomness come in through Clock and IDs.
package core

import "time"

// Clock tells the time. Production passes time.Now, tests their own.
type Clock func() time.Time

// IDs makes a new id: a UUIDv7 string, so that ids sort by the time they were made.
type IDs func() string
