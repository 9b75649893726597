package pass_test

import (
	"bytes"
	"encoding/base64"
	"net/url"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heed/collector/core"
	"heed/collector/ingest"
	"heed/collector/pass"
)

var (
	start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	shop  = core.Site{Name: "shop", Status: core.Live, Origins: []string{"https://shop.example", "http://localhost:8080"}}
)

// service is one with a clock that stands at now.
func service(key byte, now *time.Time) *pass.Service {
	return pass.New(bytes.Repeat([]byte{key}, pass.KeySize), func() time.Time { return *now }, ingest.NormalOrigin)
}

// link makes a link and takes the pass out of it.
func link(t *testing.T, s *pass.Service, site core.Site, p pass.Pass) (address, text string) {
	t.Helper()
	made, err := s.Link(site, site.Origins[0]+"/cart?size=2#top", p)
	if err != nil {
		t.Fatal(err)
	}
	address, text, found := strings.Cut(made.URL, "#heed=")
	if !found {
		t.Fatalf("no pass in %s", made.URL)
	}
	return address, text
}

func TestPassSaysWhatItIsForUntilItExpires(t *testing.T) {
	now := start
	s := service(1, &now)
	address, text := link(t, s, shop, pass.Pass{Site: "other", User: "u1", Intercept: "stuck", Revision: 3})
	if address != "https://shop.example/cart?size=2" {
		t.Errorf("the page became %s", address)
	}
	if escaped := url.PathEscape(text); escaped != text {
		t.Errorf("%s has to be escaped", text)
	}
	want := pass.Pass{Site: "shop", User: "u1", Expires: start.Add(pass.Life), Intercept: "stuck", Revision: 3}
	// Nobody is asked whether u1 is still signed in: the pass is valid until it expires, to the moment, and no longer.
	now = start.Add(pass.Life - time.Nanosecond)
	if got, err := s.Read(text); err != nil || got != want {
		t.Errorf("a moment before the end it says %+v, %v, want %+v", got, err, want)
	}
	now = start.Add(pass.Life)
	got, err := s.Read(text)
	if e := core.AsError(err); e.Code != "pass_expired" || e.Kind != core.Forbidden || got != want {
		t.Errorf("at the end it says %+v, %v", got, err)
	}
	if _, ok := s.Opens("shop", text); ok {
		t.Error("an expired pass opens the site")
	}
	if pass.Life > time.Hour {
		t.Errorf("a pass lives %v, at most an hour", pass.Life)
	}
}

func TestPassOpensItsSiteOnly(t *testing.T) {
	now := start
	s := service(1, &now)
	_, text := link(t, s, shop, pass.Pass{User: "u1"})
	for site, opens := range map[string]bool{"shop": true, "shop2": false, "": false} {
		if user, ok := s.Opens(site, text); ok != opens || user != "u1" {
			t.Errorf("it opens %q: %v, for %q; a pass opens its own site and no other", site, ok, user)
		}
	}
	if _, ok := service(2, &now).Opens("shop", text); ok {
		t.Error("it is valid under another key")
	}
}

// TestTamperedPassIsNothing: no change of any kind leaves a pass valid.
func TestTamperedPassIsNothing(t *testing.T) {
	now := start
	s := service(1, &now)
	_, text := link(t, s, shop, pass.Pass{User: "u1"})
	body, signature, _ := strings.Cut(text, ".")
	for name, forged := range map[string]string{
		"empty": "", "no signature": body, "an empty one": body + ".", "only a signature": "." + signature, "twice": text + "." + signature,
		"another site": base64.RawURLEncoding.EncodeToString([]byte(`{"site":"other","user":"u1","expires":"2099-01-01T00:00:00Z"}`)) + "." + signature,
		"cut":          text[:len(text)-1], "padded": text + "=",
	} {
		if p, err := s.Read(forged); core.AsError(err).Code != "bad_pass" || p != (pass.Pass{}) {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, len(text)-1).Draw(t, "at")
		forged := text[:at] + string(rapid.SampledFrom([]byte("ABab01-_.")).Draw(t, "byte")) + text[at+1:]
		if _, ok := s.Opens("shop", forged); ok && forged != text {
			t.Fatalf("%s is valid", forged)
		}
	})
}

func FuzzRead(f *testing.F) {
	now := start
	s := service(1, &now)
	f.Add("")
	f.Add("e30.e30")
	f.Fuzz(func(t *testing.T, text string) {
		if p, err := s.Read(text); err == nil || p != (pass.Pass{}) {
			t.Errorf("%q was never signed and says %+v, %v", text, p, err)
		}
	})
}

func TestLinkLeadsToPagesOfTheSiteOnly(t *testing.T) {
	now := start
	s := service(1, &now)
	for _, test := range []struct {
		page, code string
	}{
		{"https://shop.example", ""}, {"HTTPS://Shop.Example:443/a", ""}, {" http://localhost:8080/demo/ ", ""},
		{"http://shop.example/", "origin_not_allowed"}, {"https://shop.example.evil.example/", "origin_not_allowed"},
		{"javascript://shop.example/%0aalert(1)", "origin_not_allowed"},
		{"https://me@shop.example/", "bad_page"}, {"/cart", "bad_page"}, {"", "bad_page"}, {"https://%zz/", "bad_page"},
	} {
		made, err := s.Link(shop, test.page, pass.Pass{User: "u1"})
		if (err == nil) != (test.code == "") || err != nil && core.AsError(err).Code != test.code {
			t.Errorf("%q: %v, want %q", test.page, err, test.code)
		}
		if err == nil && !made.Expires.Equal(start.Add(pass.Life)) {
			t.Errorf("%q expires %v", test.page, made.Expires)
		}
	}
	paused := shop
	paused.Status = core.Paused
	if _, err := s.Link(paused, "https://shop.example/", pass.Pass{}); core.AsError(err).Code != "site_paused" {
		t.Errorf("of a paused site: %v", err)
	}
}
