package sqlite

import (
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
		b = core.AppendText(b, e.Intercept)
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
		b = core.AppendText(b, g.Name)
		b = append(b, `,"pass":`...)
		b = strconv.AppendBool(b, g.Pass)
		var err error
		if b, err = g.Got.AppendJSON(append(b, `,"got":`...)); err != nil {
			return nil, err
		}
		if b, err = g.Want.AppendJSON(append(b, `,"want":`...)); err != nil {
			return nil, err
		}
		if g.Note != "" {
			b = core.AppendText(append(b, `,"note":`...), g.Note)
		}
		b = append(b, '}')
	}
	return append(b, ']'), nil
}
