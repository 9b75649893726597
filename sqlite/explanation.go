package sqlite

import (
	"encoding/json"
	"fmt"
	"strconv"

	"heed/collector/core"
)

// storedExplanation is the part of an explanation that is stored with its decision. The rulebook is stored once for many.
type storedExplanation struct {
	Passed  []uint32     `json:"passed"`
	Numbers []float64    `json:"numbers,omitempty"`
	Texts   []string     `json:"texts,omitempty"`
	Sights  []core.Sight `json:"sights,omitempty"`
	Notes   []core.Note  `json:"notes,omitempty"`
	Draws   []core.Draw  `json:"draws,omitempty"`
}

// appendExplanation appends what json.Marshal makes of a storedExplanation. It is most of what is written, and reflection over it took
// half of a commit's processor time.
func appendExplanation(b []byte, x core.Explanation) ([]byte, error) {
	b = append(b, `{"passed":[`...)
	for i, passed := range x.Passed {
		b = strconv.AppendUint(comma(b, i), uint64(passed), 10)
	}
	b = append(b, ']')
	if len(x.Numbers) > 0 {
		b = append(b, `,"numbers":[`...)
		for i, n := range x.Numbers {
			var err error
			if b, err = core.Number(n).AppendJSON(comma(b, i)); err != nil {
				return nil, err
			}
		}
		b = append(b, ']')
	}
	if len(x.Texts) > 0 {
		b = append(b, `,"texts":[`...)
		for i, s := range x.Texts {
			b = core.AppendText(comma(b, i), s)
		}
		b = append(b, ']')
	}
	for _, rare := range []struct {
		name string
		list any
		n    int
	}{{"sights", x.Sights, len(x.Sights)}, {"notes", x.Notes, len(x.Notes)}, {"draws", x.Draws, len(x.Draws)}} {
		if rare.n == 0 {
			continue
		}
		body, err := json.Marshal(rare.list)
		if err != nil {
			return nil, err
		}
		b = append(append(append(append(b, `,"`...), rare.name...), `":`...), body...)
	}
	return append(b, '}'), nil
}

// comma separates the elements of a list.
func comma(b []byte, i int) []byte {
	if i > 0 {
		return append(b, ',')
	}
	return b
}

// explanationIn scans an explanation from its columns: what was stored with the decision, and the id and body of its rulebook. Old
// decisions have no rulebook, and all of it in one list.
type explanationIn struct {
	stored, body []byte
	book         string
}

func (in *explanationIn) read() (x core.Explanation, err error) {
	switch {
	case len(in.stored) == 0:
		return x, nil
	case in.book == "":
		err = json.Unmarshal(in.stored, &x)
		return x, err
	}
	var stored storedExplanation
	if err := json.Unmarshal(in.stored, &stored); err != nil {
		return x, fmt.Errorf("decode explanation: %w", err)
	}
	x = core.Explanation{Passed: stored.Passed, Numbers: stored.Numbers, Texts: stored.Texts, Sights: stored.Sights, Notes: stored.Notes,
		Draws: stored.Draws}
	if x.Book, err = core.ReadRulebook(in.book, in.body); err != nil {
		return x, err
	}
	return x, x.Check()
}
