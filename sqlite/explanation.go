package sqlite

import (
	"encoding/json"
	"strconv"

	"heed/collector/core"
)

// appendExplanation appends what json.Marshal makes of the evaluations. They are most of what is written, one for each live
// intercept with some ten gates each, and reflection over them took half of a commit's processor time.
func appendExplanation(b []byte, list []core.Evaluation) ([]byte, error) {
	if list == nil {
		return append(b, "null"...), nil
	}
	b = append(b, '[')
	for i, e := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"intercept":`...)
		b = appendText(b, e.Intercept)
		b = append(b, `,"revision":`...)
		b = strconv.AppendInt(b, int64(e.Revision), 10)
		b = append(b, `,"priority":`...)
		b = strconv.AppendInt(b, int64(e.Priority), 10)
		b = append(b, `,"eligible":`...)
		b = strconv.AppendBool(b, e.Eligible)
		b = append(b, `,"gates":`...)
		var err error
		if b, err = appendGates(b, e.Gates); err != nil {
			return nil, err
		}
		b = append(b, '}')
	}
	return append(b, ']'), nil
}

func appendGates(b []byte, gates []core.Gate) ([]byte, error) {
	if gates == nil {
		return append(b, "null"...), nil
	}
	b = append(b, '[')
	for i, g := range gates {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"gate":`...)
		b = appendText(b, g.Name)
		b = append(b, `,"pass":`...)
		b = strconv.AppendBool(b, g.Pass)
		var err error
		if b, err = appendValue(append(b, `,"got":`...), g.Got); err != nil {
			return nil, err
		}
		if b, err = appendValue(append(b, `,"want":`...), g.Want); err != nil {
			return nil, err
		}
		if g.Note != "" {
			b = appendText(append(b, `,"note":`...), g.Note)
		}
		b = append(b, '}')
	}
	return append(b, ']'), nil
}

// appendValue appends a number, a string or null.
func appendValue(b []byte, v core.Value) ([]byte, error) {
	text, err := v.MarshalJSON()
	return append(b, text...), err
}

// appendText appends a string as json.Marshal writes it.
func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			text, _ := json.Marshal(s) // cannot fail for a string
			return append(b, text...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}
