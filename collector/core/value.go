package core

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
)

// Value is a number, a string or nothing; it exists so that an explanation of 200 intercepts allocates no interface.
type Value struct {
	kind valueKind
	num  float64
	str  string
}

type valueKind uint8

const (
	valueNone valueKind = iota
	valueNumber
	valueString
)

// Number and String make values; the zero Value is JSON's null.
func Number(n float64) Value { return Value{kind: valueNumber, num: n} }

// String makes a string value.
func String(s string) Value { return Value{kind: valueString, str: s} }

// String gives the value as a person reads it; "–" for nothing.
func (v Value) String() string {
	switch v.kind {
	case valueNumber:
		return strconv.FormatFloat(v.num, 'f', -1, 64)
	case valueString:
		return v.str
	}
	return "–"
}

// MarshalJSON writes a JSON number, string or null.
func (v Value) MarshalJSON() ([]byte, error) { return v.AppendJSON(nil) }

// AppendJSON appends what MarshalJSON writes; explanations hold thousands of values.
func (v Value) AppendJSON(b []byte) ([]byte, error) {
	switch v.kind {
	case valueNumber:
		return appendNumber(b, v.num)
	case valueString:
		return AppendText(b, v.str), nil
	}
	return append(b, "null"...), nil
}

// appendNumber leaves numbers that JSON writes with an exponent, or not at all, to encoding/json.
func appendNumber(b []byte, n float64) ([]byte, error) {
	if size := math.Abs(n); n == 0 || size >= 1e-6 && size < 1e21 {
		return strconv.AppendFloat(b, n, 'f', -1, 64), nil
	}
	text, err := json.Marshal(n)
	return append(b, text...), err
}

// AppendText appends a string as encoding/json writes it.
func AppendText(b []byte, s string) []byte {
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

// UnmarshalJSON reads what MarshalJSON wrote.
func (v *Value) UnmarshalJSON(data []byte) error {
	var x any
	if err := json.Unmarshal(data, &x); err != nil {
		return err
	}
	switch x := x.(type) {
	case nil:
		*v = Value{}
	case float64:
		*v = Number(x)
	case string:
		*v = String(x)
	default:
		return fmt.Errorf("a value is a number, a string or null, not %T", x)
	}
	return nil
}
