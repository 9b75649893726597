package core

import "testing"

func TestReorders(t *testing.T) {
	for text, want := range map[string]bool{"Maya": false, "متجر": false, "חנות 24": false, "a\u2029b": false, "a\u202a": true, "\u202e": true, "a\u202fb": false,
		"a\u2065b": false, "a\u2066b": true, "\u2069b": true, "a\u206ab": false} {
		if got := Reorders(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
