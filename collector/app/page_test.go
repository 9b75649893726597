package app

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"heed/collector/config"
	pages "heed/collector/page"
)

// TestPageAtTheDoor: a page as a program is let in and refused as a visitor's is, and learns why and for how long.
func TestPageAtTheDoor(t *testing.T) {
	a := open(t, func(c *config.Serve) { c.AddressRate = 0.2 }) // with a burst of two
	door := pages.Door{Collector: "http://" + a.listener.Addr().String(), Site: "demo", Origin: "https://evil.example"}
	hello := pages.Hello{Visitor: "v", Session: "s"}
	var refused *pages.Refused
	if _, err := door.Open(t.Context(), hello); !errors.As(err, &refused) || refused.Status != http.StatusForbidden ||
		!strings.Contains(refused.Why, "https://evil.example") || refused.RetryAfter != 0 {
		t.Errorf("from another origin: %v", err)
	}
	door.Origin = a.PublicURL
	for range 2 {
		p, err := door.Open(t.Context(), hello)
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
	}
	if _, err := door.Open(t.Context(), hello); !errors.As(err, &refused) || refused.Status != http.StatusTooManyRequests || refused.RetryAfter == 0 {
		t.Errorf("one too many: %v, want it refused for a while", err)
	}
	door.Collector = "http://127.0.0.1:1"
	if _, err := door.Open(t.Context(), hello); err == nil || !strings.Contains(err.Error(), "connect to") {
		t.Errorf("where nobody listens: %v", err)
	}
}
