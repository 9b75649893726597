package core

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDuration(t *testing.T) {
	for in, want := range map[string]time.Duration{
		"30d": 30 * day, "7d12h": 7*day + 12*time.Hour, "20s": 20 * time.Second, "1h30m": 90 * time.Minute, "0s": 0, "1d1s": day + time.Second,
	} {
		if d, err := ParseDuration(in); err != nil || time.Duration(d) != want {
			t.Errorf("ParseDuration(%q) = %v, %v; want %v", in, time.Duration(d), err, want)
		}
	}
	for _, in := range []string{"", "d", "-1d", "1", "1dd", "soon", "-5s", "106752d", "106751d24h", "18446744073709551616d", "1d-1h"} {
		if d, err := ParseDuration(in); err == nil {
			t.Errorf("ParseDuration(%q) = %v, want it refused", in, time.Duration(d))
		}
	}
}

func TestDurationRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Duration(rapid.Int64Min(0).Draw(t, "nanoseconds"))
		if back, err := ParseDuration(d.String()); err != nil || back != d {
			t.Fatalf("%v is written %q, read back %v, %v", time.Duration(d), d, time.Duration(back), err)
		}
	})
}

func TestTextIn(t *testing.T) {
	text := Text{"en": "Hello", "de": "Hallo", "pt-BR": "Oi"}
	for _, c := range []struct {
		text  Text
		langs []string
		want  string
	}{
		{text, []string{"de"}, "Hallo"},
		{text, []string{"de-AT", "en"}, "Hallo"},
		{text, []string{"pt-BR"}, "Oi"},
		{text, []string{"DE-at", "en"}, "Hallo"}, // a tag is the same in any case
		{text, []string{"pt-br"}, "Oi"},
		{Text{"DE": "Laut", "De": "Halb"}, []string{"de"}, "Laut"}, // the same one each time
		{text, []string{"fr", "en"}, "Hello"},
		{text, []string{"fr"}, "Hallo"}, // anything rather than an empty card; always the same
		{Text{"": "Any", "en": "Hello"}, []string{"fr"}, "Any"},
		{nil, []string{"en"}, ""},
	} {
		if got := c.text.In(c.langs...); got != c.want {
			t.Errorf("%v in %v = %q, want %q", c.text, c.langs, got, c.want)
		}
	}
}

// TestTextSay: the language is told only where it is known to be another one.
func TestTextSay(t *testing.T) {
	text := Text{"en": "Hello", "pt-BR": "Oi"}
	for _, c := range []struct {
		text               Text
		lang               string
		fallbacks          []string
		wantText, wantLang string
	}{
		{text, "en-GB", nil, "Hello", ""},
		{text, "PT-br", nil, "Oi", ""},
		{text, "fr", []string{"pt-BR", "en"}, "Oi", "pt-BR"},
		{text, "fr", nil, "Hello", "en"},
		{text, "pt", []string{"pt-BR"}, "Oi", ""}, // another region's is the same language
		{Text{"": "Any"}, "fr", []string{"en"}, "Any", ""},
		{nil, "fr", []string{"en"}, "", ""},
	} {
		if got, in := c.text.Say(c.lang, c.fallbacks...); got != c.wantText || in != c.wantLang {
			t.Errorf("%v for %s, else %v: %q in %q, want %q in %q", c.text, c.lang, c.fallbacks, got, in, c.wantText, c.wantLang)
		}
	}
}

func TestOptionsAndTextsInShort(t *testing.T) {
	var q Question
	if err := json.Unmarshal([]byte(`{"id":"q","type":"choice","text":"Well?","options":["yes","not_sure","",{"id":"no","text":{"en":"Never"}}]}`), &q); err != nil {
		t.Fatal(err)
	}
	want := []string{"Yes", "Not sure", "", "Never"}
	for i, o := range q.Options {
		if got := o.Text.In("en"); got != want[i] {
			t.Errorf("option %q reads %q, want %q", o.ID, got, want[i])
		}
	}
	if q.Text.In("de") != "Well?" {
		t.Errorf("a plain text reads %q", q.Text.In("de"))
	}
}

func TestErrors(t *testing.T) {
	cause := errors.New("secret path /etc/x")
	if e := AsError(cause); e.Kind != Internal || e.Message == cause.Error() || !errors.Is(e, cause) {
		t.Errorf("an unknown error becomes %+v: the cause belongs into the log only", e)
	}
	e := Errorf(Invalid, "bad_thing", "no good: %w", cause)
	if !IsKind(e, Invalid) || !errors.Is(e, cause) || AsError(e) != e {
		t.Errorf("error %+v", e)
	}
}

func TestValueRoundTrips(t *testing.T) {
	for _, v := range []Value{{}, Number(1.5), String("x"), String("")} {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var back Value
		if err := json.Unmarshal(data, &back); err != nil || back != v {
			t.Errorf("%v became %s became %v, %v", v, data, back, err)
		}
	}
	if err := json.Unmarshal([]byte(`{}`), new(Value)); err == nil {
		t.Error("an object is no value")
	}
}
