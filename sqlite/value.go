package sqlite

import (
	"encoding/json"
	"fmt"
	"time"
)

// millis is how a time is stored: Unix milliseconds. The zero time survives the way there and back.
func millis(t time.Time) int64 { return t.UnixMilli() }

// millisOrNull stores nil as null.
func millisOrNull(t *time.Time) any {
	if t == nil {
		return nil
	}
	return t.UnixMilli()
}

// textOrNull stores the empty string as null.
func textOrNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// timeIn scans a stored time.
type timeIn struct{ to *time.Time }

// Scan implements sql.Scanner.
func (in timeIn) Scan(v any) error {
	ms, ok := v.(int64)
	if !ok {
		return fmt.Errorf("a time is stored as an integer, not %T", v)
	}
	*in.to = time.UnixMilli(ms).UTC()
	return nil
}

// timeOrNilIn scans a stored time that may be null.
type timeOrNilIn struct{ to **time.Time }

// Scan implements sql.Scanner.
func (in timeOrNilIn) Scan(v any) error {
	if v == nil {
		*in.to = nil
		return nil
	}
	*in.to = new(time.Time)
	return timeIn{*in.to}.Scan(v)
}

// millisOrNone stores the zero time as null.
func millisOrNone(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return millis(t)
}

// timeOrNoneIn scans a stored time, null as the zero time.
type timeOrNoneIn struct{ to *time.Time }

// Scan implements sql.Scanner.
func (in timeOrNoneIn) Scan(v any) error {
	if v == nil {
		*in.to = time.Time{}
		return nil
	}
	return timeIn(in).Scan(v)
}

// textIn scans a text, null as the empty string.
type textIn[S ~string] struct{ to *S }

// Scan implements sql.Scanner.
func (in textIn[S]) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*in.to = ""
	case string:
		*in.to = S(v)
	case []byte:
		*in.to = S(v)
	default:
		return fmt.Errorf("a text is stored as text, not %T", v)
	}
	return nil
}

// jsonIn scans stored JSON into what it points to; null leaves that as it is.
type jsonIn struct{ to any }

// Scan implements sql.Scanner.
func (in jsonIn) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(v), in.to)
	case []byte:
		return json.Unmarshal(v, in.to)
	}
	return fmt.Errorf("JSON is stored as text or blob, not %T", v)
}

// jsonText encodes for a TEXT column.
func jsonText(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// jsonOrNull encodes what v points at for a TEXT column, nil as null.
func jsonOrNull[T any](v *T) (any, error) {
	if v == nil {
		return nil, nil
	}
	return jsonText(v)
}

// jsonMap encodes a map for a TEXT column, nil as null.
func jsonMap(m map[string]any) (any, error) {
	if m == nil {
		return nil, nil
	}
	return jsonText(m)
}
