package ingest

import (
	"testing"

	"heed/collector/core"
)

func TestAdmit(t *testing.T) {
	s := newService(t, nil)
	s.Load(core.Catalog{Sites: map[string]core.Site{
		"shop":   {Name: "shop", Status: core.Live, Origins: []string{"https://shop.example", "http://localhost:8080"}},
		"asleep": {Name: "asleep", Status: core.Paused, Origins: []string{"https://shop.example"}},
	}})
	for _, c := range []struct{ name, site, origin, code string }{
		{"on the list", "shop", "https://shop.example", ""},
		{"with a port", "shop", "http://localhost:8080", ""},
		{"upper case", "shop", "HTTPS://Shop.Example", ""},
		{"the scheme's own port", "shop", "https://shop.example:443", ""},
		{"another scheme", "shop", "http://shop.example", "origin_not_allowed"},
		{"another port", "shop", "https://shop.example:8443", "origin_not_allowed"},
		{"a sub-domain", "shop", "https://www.shop.example", "origin_not_allowed"},
		{"a longer name", "shop", "https://shop.example.evil.example", "origin_not_allowed"},
		{"none", "shop", "", "origin_missing"},
		{"null", "shop", "null", "origin_missing"},
		{"user@host", "shop", "https://shop.example@evil.example", "origin_missing"},
		{"with a path", "shop", "https://shop.example/", "origin_missing"},
		{"with a query", "shop", "https://shop.example?", "origin_missing"},
		{"two origins", "shop", "https://evil.example https://shop.example", "origin_missing"},
		{"unknown site", "nobody", "https://shop.example", "unknown_site"},
		{"no site", "", "https://shop.example", "unknown_site"},
		{"paused site", "asleep", "https://shop.example", "site_paused"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := s.Admit(c.site, c.origin)
			if c.code == "" {
				if err != nil {
					t.Fatalf("Admit(%q, %q) = %v, want it let in", c.site, c.origin, err)
				}
				return
			}
			if e := core.AsError(err); e.Code != c.code || e.Kind != core.Forbidden {
				t.Fatalf("Admit(%q, %q) = %s %s, want forbidden %s", c.site, c.origin, e.Kind, e.Code, c.code)
			}
		})
	}
}
