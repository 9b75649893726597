package core

import "strings"

// Reorders reports whether a text has characters that turn the text around them: the explicit embeddings, overrides and isolates of
// Unicode's bidirectional algorithm (UAX #9), U+202A to U+202E and U+2066 to U+2069. In a name they make what stands beside it read as
// something else. Arabic and Hebrew need none of them.
func Reorders(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 })
}

// NotReordering says what to do about it.
const NotReordering = "has invisible characters that change the order of the text around them (U+202A to U+202E, U+2066 to U+2069); write it without"
