package sqlite

import (
	"context"
	"database/sql"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestArray: whatever SQLite writes into an array is read back.
func TestArray(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	err := s.searches.read(t.Context(), func(_ context.Context, tx *sql.Tx) error {
		rapid.Check(t, func(t *rapid.T) {
			texts := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("\"\\\x01\b\f\n\r\t\x1f\x7f,][ aé\u2028🎉'/u0"))))
			before, n, after, m := texts.Draw(t, "before"), rapid.Int64().Draw(t, "n"), texts.Draw(t, "after"), rapid.Int64().Draw(t, "m")
			var row string
			if err := tx.QueryRow("SELECT json_array(?, ?, ?, ?)", before, n, after, m).Scan(&row); err != nil {
				t.Fatal(err)
			}
			a := newArray(row)
			gotBefore, gotN, gotAfter, gotM := a.text(), a.integer(), a.text(), a.integer()
			if gotBefore != before || gotN != n || gotAfter != after || gotM != m || a.err != nil || a.rest != "" {
				t.Fatalf("%s gave %q %d %q %d, %v", row, gotBefore, gotN, gotAfter, gotM, a.err)
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// FuzzArray: what is no array, or holds other things, is an error and nothing worse.
func FuzzArray(f *testing.F) {
	for _, seed := range []string{``, `[`, `[]`, `["a`, `["a"`, `["a\`, `["a\x"]`, `[1`, `[1,`, `[1.5]`, `[null,"a"]`, `["a"1]`, `["a",1]`, `["\u00e9",-1]`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, row string) {
		a := newArray(row)
		text, n := a.text(), a.integer()
		if a.err == nil && (!strings.HasPrefix(row, `["`) || len(text) > len(row)*utf8.UTFMax) {
			t.Errorf("%q gave %q and %d", row, text, n)
		}
		if b := newArray(row); b.err == nil {
			b.integer()
			if _ = b.text(); b.err == nil && row[1] == '"' {
				t.Errorf("%q began with an integer", row)
			}
		}
	})
}
