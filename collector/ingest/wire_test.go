package ingest

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

func TestDecodeStrictly(t *testing.T) {
	for _, c := range []struct{ name, in, code string }{
		{"an item", `{"t":"signal","id":"x","page":"/a"}`, ""},
		{"a page object", `{"t":"signal","page":{"path":"/a","title":"A"}}`, ""},
		{"unknown fields", `{"t":"signal","new_in_v2":{"a":[1]}}`, ""},
		{"names match exactly", `{"T":"signal","t":"page"}`, ""},
		{"items as a list", `{"t":"cart","items":[{"id":1},{"id":2}]}`, ""},
		{"half an emoji", `{"t":"signal","page":{"path":"/a","title":"cut \ud83d"},"data":{"label":"\ude00"},"items":[{"name":"\ud83d"}],"value":"\ud83d"}`, ""},
		{"not JSON", `hello`, "bad_json"},
		{"nothing", ``, "bad_json"},
		{"half", `{"t":"signal"`, "bad_json"},
		{"two", `{"t":"a"}{"t":"b"}`, "bad_json"},
		{"trailing", `{"t":"a"} x`, "bad_json"},
		{"a name twice", `{"t":"a","t":"b"}`, "bad_json"},
		{"not UTF-8", "{\"t\":\"a\xff\"}", "bad_json"},
		{"a list", `[1]`, "bad_json"},
		{"a wrong type", `{"t":"signal","at":"yesterday"}`, "bad_field"},
		{"a wrong type inside", `{"t":"signal","data":7}`, "bad_field"},
		{"a negative count", `{"t":"cart","items":-1}`, "bad_field"},
		{"deep", strings.Repeat(`{"data":`, 20000) + "1" + strings.Repeat("}", 20000), "bad_json"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var it Item
			err := decode([]byte(c.in), &it)
			if c.code == "" && err != nil {
				t.Fatalf("refused: %v", err)
			}
			if c.code != "" && (err == nil || core.AsError(err).Code != c.code) {
				t.Fatalf("error = %v, want code %s", err, c.code)
			}
		})
	}
}

func TestRejectionSaysWhetherToComeBack(t *testing.T) {
	limited := core.Errorf(core.Limited, "too_many", "later")
	limited.RetryAfter = 1500 * time.Millisecond
	for _, c := range []struct {
		err   error
		retry bool
	}{
		{core.Errorf(core.Invalid, "bad_id", "no"), false},
		{limited, true},
		{bytes.ErrTooLarge, true}, // anything unknown is our fault
	} {
		r := rejection("x", c.err)
		if got := r.RetryAfter > 0; got != c.retry {
			t.Errorf("rejection of %v: retry %v, want %v", c.err, got, c.retry)
		}
		if strings.Contains(r.Message, "bytes.Buffer") {
			t.Errorf("the page is told an internal cause: %q", r.Message)
		}
	}
}

// FuzzParse feeds frames as they come from the network: none may panic, and none may be both taken and at fault.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"t":"hello","visitor":"v","session":"s","page":{"path":"/"},"device":{"w":1}}`))
	f.Add([]byte(`{"t":"signal","id":"018f4e7e-6f1c-7000-8000-000000000001","kind":"rage_click","score":0.9,"at":1}`))
	f.Add([]byte(`{"t":"answer","value":{"other":"x"},"done":true}`))
	f.Add([]byte("{\"t\":\"a\xff\"}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m := parse(data)
		if m.fault != nil && (m.hello != nil || m.item.T != "") {
			t.Fatalf("a frame at fault was taken: %+v", m)
		}
		now := time.UnixMilli(m.item.At)
		if m.hello != nil {
			if m.hello.check() == nil && (m.hello.Visitor == "" || len(m.hello.Visitor) > maxID) {
				t.Fatalf("hello passed with visitor %q", m.hello.Visitor)
			}
			return
		}
		if _, err := m.item.check(now, 0); err == nil && len(m.item.ID) != 36 {
			t.Fatalf("item passed with id %q", m.item.ID)
		}
	})
}
