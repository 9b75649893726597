package agenttest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"

	"heed/agent"
)

// Case is a labelled scene as the page script tells it: web/tag/cases_test.go plays the scene in a browser and writes this down.
type Case struct {
	ID   string `json:"id"`   // of the shared collection it was taken from
	Kind string `json:"kind"` // of the signals that count
	Want int    `json:"want"` // how many of them there ought to be
	// Wrong says why there are not so many.
	Wrong   string   `json:"wrong,omitempty"`
	Until   float64  `json:"until"` // ms since the page began, the end of the scene
	Records []Record `json:"records"`
}

// Record is an agent.Record that is written as a list: time, kind, target, flags, X, Y, A, B, without the zeros at its end.
type Record struct{ agent.Record }

// MarshalJSON writes the list.
func (r Record) MarshalJSON() ([]byte, error) {
	all := []any{r.At, r.Kind, r.Target, r.Flags, r.X, r.Y, r.A, r.B}
	floats := []float32{r.X, r.Y, r.A, r.B}
	n := len(all)
	for n > 2 && (n > 4 && floats[n-5] == 0 || n == 4 && r.Flags == 0 || n == 3 && r.Target == 0) {
		n--
	}
	return json.Marshal(all[:n])
}

// UnmarshalJSON reads the list.
func (r *Record) UnmarshalJSON(text []byte) error {
	var list []json.Number
	if err := json.Unmarshal(text, &list); err != nil {
		return err
	}
	into := []any{&r.At, &r.Kind, &r.Target, &r.Flags, &r.X, &r.Y, &r.A, &r.B}
	if len(list) > len(into) {
		return fmt.Errorf("%s has %d numbers, a record has at most %d", text, len(list), len(into))
	}
	for i, number := range list {
		if err := json.Unmarshal([]byte(number), into[i]); err != nil {
			return fmt.Errorf("number %d of %s: %w", i, text, err)
		}
	}
	return nil
}

// Play gives the records to an agent's or a module's push, with the page's timer, until the end of the scene.
func (c Case) Play(push Push) (waits []float64) {
	records := make([]agent.Record, len(c.Records))
	last := 0.0
	for i, r := range c.Records {
		records[i] = r.Record
		last = max(last, r.At)
	}
	return Play(push, records, c.Until-last)
}

// Load reads the cases of a file, one JSON object a line.
func Load(path string) ([]Case, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var cases []Case
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, len(data)+1)
	for n := 1; lines.Scan(); n++ {
		var c Case
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		cases = append(cases, c)
	}
	return cases, lines.Err()
}

// Save writes what Load reads.
func Save(path string, cases []Case) error {
	var out bytes.Buffer
	for _, c := range cases {
		line, err := json.Marshal(c)
		if err != nil {
			return err
		}
		out.Write(append(line, '\n'))
	}
	return os.WriteFile(path, out.Bytes(), 0o644)
}
