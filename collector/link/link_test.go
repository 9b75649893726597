package link

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heed/collector/core"
)

var at = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// TestEntries: whatever an entry says comes back, until it expires; nothing else is read.
func TestEntries(t *testing.T) {
	signer, other := NewSigner(make([]byte, 32)), NewSigner([]byte(strings.Repeat("k", 32)))
	rapid.Check(t, func(t *rapid.T) {
		e := Entry{
			ID: rapid.String().Draw(t, "id"), Site: rapid.String().Draw(t, "site"), Survey: rapid.String().Draw(t, "survey"),
			Source: rapid.String().Draw(t, "source"), Once: rapid.Bool().Draw(t, "once"), Expires: at.Add(time.Hour),
		}
		text := signer.Sign(e)
		if got, err := signer.Read(text, at); err != nil || got != e {
			t.Fatalf("%+v comes back as %+v, %v", e, got, err)
		}
		if got, err := signer.Read(text, e.Expires); core.AsError(err).Code != "link_expired" || got != e {
			t.Fatalf("expired: %+v, %v", got, err)
		}
		if got, err := other.Read(text, at); core.AsError(err).Code != "bad_link" || got != (Entry{}) {
			t.Fatalf("with another key: %+v, %v", got, err)
		}
		i := rapid.IntRange(0, len(text)-1).Draw(t, "place")
		changed := text[:i] + string(rapid.SampledFrom([]rune("aZ09-_.")).Draw(t, "sign")) + text[i+1:]
		if got, err := signer.Read(changed, at); changed != text && (err == nil || got != (Entry{})) {
			t.Fatalf("changed at %d: %+v, %v", i, got, err)
		}
	})
}

func TestCheckSource(t *testing.T) {
	for source, ok := range map[string]bool{
		"": true, "receipt": true, "Kassenbon 7": true, strings.Repeat("ü", MaxSource): true, strings.Repeat("ü", MaxSource+1): false, "a\nb": false, "\xff": false,
	} {
		if err := CheckSource(source); (err == nil) != ok {
			t.Errorf("%q: %v", source, err)
		}
	}
}

func TestAddress(t *testing.T) {
	if got, want := Address("https://heed.example/", "my shop", "a/b", "e&mail"), "https://heed.example/s/a%2Fb?site=my+shop&source=e%26mail"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
