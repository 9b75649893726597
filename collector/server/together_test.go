package server

import (
	"errors"
	"strings"
	"testing"
)

// TestTogether: all are done at the same time, the first error in their order counts, and a panic is one.
func TestTogether(t *testing.T) {
	met := make(chan bool)
	if err := together(func() error { met <- true; return nil }, func() error { <-met; return nil }); err != nil {
		t.Error(err)
	}
	first, second := errors.New("first"), errors.New("second")
	if err := together(func() error { return nil }, func() error { return first }, func() error { return second }); err != first {
		t.Errorf("got %v", err)
	}
	if err := together(func() error { panic("oh") }); err == nil || !strings.Contains(err.Error(), "panic: oh") {
		t.Errorf("a panic gives %v", err)
	}
}
