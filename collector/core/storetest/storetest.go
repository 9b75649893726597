// Package storetest is the conformance suite of core.Store: what every implementation must do, sentence by sentence of the
// interface's comments. An implementation's test calls Run.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heed/collector/core"
)

// Open makes an empty store for one test, and closes it when that ends; a test may also close it itself.
type Open func(t *testing.T) core.Store

// Run runs the suite. Every test has its own store.
func Run(t *testing.T, open Open) {
	for _, test := range []struct {
		name string
		run  func(t *testing.T, s core.Store)
	}{
		{"journal", testJournal},
		{"idempotency", testIdempotency},
		{"bad change", testBadChange},
		{"cancelled", testCancelled},
		{"unicode", testUnicode},
		{"signals", testSignals},
		{"decisions", testDecisions},
		{"one decision a signal", testDecisionOfSignal},
		{"reports", testReports},
		{"contacts", testContacts},
		{"responses", testResponses},
		{"answers found", testAnswersFound},
		{"tally", testTally},
		{"tally of anything", testTallyOfAnything},
		{"taps", testTaps},
		{"testers", testTesters},
		{"sources", testSources},
		{"reach", testReach},
		{"recordings", testRecordings},
		{"muted", testMuted},
		{"leaving", testLeaving},
		{"visitors", testVisitors},
		{"history", testHistory},
		{"engines", testEngines},
		{"events", testEvents},
		{"conversations", testConversations},
		{"open conversation", testOpenConversation},
		{"messages", testMessages},
		{"filters", testFilters},
		{"paging", testPaging},
		{"cursors", testCursors},
		{"limits", testLimits},
		{"documents", testDocuments},
		{"users", testUsers},
		{"last admin", testLastAdmin},
		{"endings", testEndings},
		{"tokens", testTokens},
		{"sign-ins", testSignIns},
		{"audits", testAudits},
		{"deliveries", testDeliveries},
		{"shed deliveries", testShed},
		{"what is shed of one group", testShedGroup},
		{"webhook states", testWebhookStates},
		{"many goroutines", testManyGoroutines},
		{"many rows", testManyRows},
		{"backup", testBackup},
		{"ready and check", testReady},
		{"close", testClose},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open(t)) })
	}
	t.Run("model", func(t *testing.T) { testModel(t, open) })
}

// start is when the tests' time begins.
var start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// after is a moment so many milliseconds after the start.
func after(ms int) time.Time { return start.Add(time.Duration(ms) * time.Millisecond) }

// number makes an id or a name from a word and a number.
func number(word string, i int) string { return fmt.Sprintf("%s-%06d", word, i) }

// commit writes changes that must all succeed.
func commit(t testing.TB, s core.Store, changes ...core.Change) {
	t.Helper()
	errs := s.Commit(context.Background(), changes)
	if len(errs) != len(changes) {
		t.Fatalf("%d errors for %d changes", len(errs), len(changes))
	}
	for i, err := range errs {
		if err != nil {
			t.Fatalf("change %d: %v", i, err)
		}
	}
}

// must stops the test on an error, and gives what came with it.
func must[T any](v T, err error) func(t testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// equal compares deeply; nil and an empty slice differ.
func equal[T any](t testing.TB, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(core.Value{})); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// refused checks the kind and code of an error; an empty code is any.
func refused(t testing.TB, what string, err error, kind core.Kind, code string) {
	t.Helper()
	var e *core.Error
	if !errors.As(err, &e) || e.Kind != kind || code != "" && e.Code != code || e.Message == "" {
		t.Errorf("%s: got error %v, want %s %s", what, err, kind, code)
	}
}

// page is what the list methods return, to be passed on in one piece.
type page[T any] struct {
	items []T
	next  string
}

func listed[T any](items []T, next string, err error) func(t testing.TB) page[T] {
	return must(page[T]{items, next}, err)
}

// names maps a list to strings.
func names[T any](items []T, name func(T) string) []string {
	out := []string{}
	for _, item := range items {
		out = append(out, name(item))
	}
	return out
}
