// Package sqlitetest gives tests the real store, on a folder of their own.
package sqlitetest

import (
	"testing"

	"heed/sqlite"
)

// Open opens an empty store, which is closed when the test ends.
func Open(t testing.TB, o sqlite.Options) *sqlite.Store {
	t.Helper()
	return openIn(t, t.TempDir(), o)
}

func openIn(t testing.TB, folder string, o sqlite.Options) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), folder, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return store
}
