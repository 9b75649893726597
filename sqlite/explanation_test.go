package sqlite

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"heed/collector/core"
)

// TestExplanation: what is stored is what json.Marshal writes, and what is read is what was explained.
func TestExplanation(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "page", `a"b\c`, "<&>", "\x7f\x00", "\u2028"}))
	value := rapid.Custom(func(r *rapid.T) core.Value {
		switch rapid.IntRange(0, 2).Draw(r, "kind") {
		case 0:
			return core.Number(rapid.Float64Range(-1e30, 1e30).Draw(r, "number"))
		case 1:
			return core.String(text.Draw(r, "string"))
		}
		return core.Value{}
	})
	gate := rapid.Custom(func(r *rapid.T) core.Gate {
		return core.Gate{Name: text.Draw(r, "gate"), Pass: rapid.Bool().Draw(r, "pass"), Got: value.Draw(r, "got"),
			Want: value.Draw(r, "want"), Note: text.Draw(r, "note")}
	})
	evaluation := rapid.Custom(func(r *rapid.T) core.Evaluation {
		return core.Evaluation{Intercept: text.Draw(r, "intercept"), Revision: rapid.Int().Draw(r, "revision"),
			Priority: rapid.Int().Draw(r, "priority"), Value: rapid.Float64Range(0, 1e6).Draw(r, "value"), Gates: rapid.SliceOfN(gate, 1, 4).Draw(r, "gates")}
	})
	rapid.Check(t, func(r *rapid.T) {
		x, err := core.Explain(rapid.SliceOfN(evaluation, 1, 4).Draw(r, "evaluations"))
		if err != nil {
			r.Fatal(err)
		}
		for range rapid.IntRange(0, 3).Draw(r, "notes") {
			x.Notes = append(x.Notes, core.Note{Text: text.Draw(r, "note of this decision")})
			x.Sights = append(x.Sights, core.Sight{Number: rapid.Float64Range(0, 1e9).Draw(r, "sight")})
			x.Draws = append(x.Draws, core.Draw{At: rapid.Float64Range(0, 100).Draw(r, "draw")})
		}
		stored, err := appendExplanation(nil, x)
		want, wantErr := json.Marshal(storedExplanation{x.Passed, x.Numbers, x.Texts, x.Sights, x.Notes, x.Draws})
		if err != nil || wantErr != nil || string(stored) != string(want) {
			r.Fatalf("got  %s, error %v\nwant %s, error %v", stored, err, want, wantErr)
		}
		in := explanationIn{stored: stored, book: x.Book.ID, body: x.Book.Body}
		got, err := in.read()
		if err != nil || spelled(r, got) != spelled(r, x) || !slices.Equal(got.Candidates(), x.Candidates()) {
			r.Fatalf("read   %s, error %v\nstored %s", spelled(r, got), err, spelled(r, x))
		}
	})
}

func spelled(r *rapid.T, x core.Explanation) string {
	body, err := json.Marshal(x)
	if err != nil {
		r.Fatal(err)
	}
	return string(body)
}

// TestOldExplanation reads a decision as it was stored before there were rulebooks, and refuses one whose parts do not fit.
func TestOldExplanation(t *testing.T) {
	const old = `[{"intercept":"stuck","revision":3,"priority":50,"eligible":false,"gates":[` +
		`{"gate":"trigger","pass":true,"got":"rage_click","want":"rage_click"},{"gate":"budget","pass":false,"got":1,"want":1,"note":"in 1d"}]}]`
	s := open(t, t.TempDir(), Options{})
	d := arrival(1)
	if err := s.Commit(t.Context(), []core.Change{d})[0]; err != nil {
		t.Fatal(err)
	}
	id := d.Decisions[0].ID
	for stored, want := range map[string]string{old: old, `{"passed":[1,1,1,1]}`: "", `{"passed":[1],"notes":[{"rule":1}]}`: "", `{"passed":[1],"draws":[{"rule":1}]}`: "",
		`{"passed":[1],"numbers":[]}`: "", `{`: ""} {
		column := `rulebook`
		if want != "" {
			column = `NULL`
		}
		if _, err := s.writer.db.Exec(`UPDATE decisions SET considered = CAST(? AS BLOB), rulebook = `+column+` WHERE id = ?`, stored, id); err != nil {
			t.Fatal(err)
		}
		got, err := s.Decision(t.Context(), id)
		if want == "" {
			if err == nil {
				t.Errorf("%s was read as %+v", stored, got.Considered)
			}
			continue
		}
		body, jsonErr := json.Marshal(got.Considered)
		if err != nil || jsonErr != nil || string(body) != want {
			t.Errorf("got %s, %v, %v", body, err, jsonErr)
		}
	}
}

func BenchmarkExplanation(b *testing.B) {
	x := arrival(1).Decisions[0].Considered
	for b.Loop() {
		if _, err := appendExplanation(nil, x); err != nil {
			b.Fatal(err)
		}
	}
}
