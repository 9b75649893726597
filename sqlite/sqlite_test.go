package sqlite

import (
	"testing"

	"heed/collector/core"
	"heed/collector/core/storetest"
)

// open opens a store in a folder of the test's.
func open(t testing.TB, dir string, opts Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) core.Store { return open(t, t.TempDir(), Options{}) })
}
