package core

import (
	"bytes"
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

// TestValueIsWrittenAsEncodingJSONDoes, whatever number or text it holds.
func TestValueIsWrittenAsEncodingJSONDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number, text := rapid.Float64().Draw(t, "number"), rapid.String().Draw(t, "text")
		for _, c := range []struct {
			value Value
			plain any
		}{{Number(number), number}, {String(text), text}, {Value{}, nil}} {
			got, err := c.value.AppendJSON([]byte("x"))
			want, wantErr := json.Marshal(c.plain)
			if (err != nil) != (wantErr != nil) || err == nil && !bytes.Equal(got[1:], want) {
				t.Fatalf("%v is %s, %v; want %s, %v", c.plain, got[1:], err, want, wantErr)
			}
		}
	})
}
