// Package pass signs links that let a user of the console see, on a page of a site itself, what Heed makes of it: what is recognised and
// why each intercept does or does not act, or one intercept as a visitor would get it. The page has no session of the console; what it
// has is the pass in the link. Nothing is stored of a pass: whoever holds one may use it until it expires, the user's signing out
// included but not their deletion, which whoever takes a pass asks about each time; so it is short-lived, for one site, and stands behind
// the # of the address, which reaches no server's log and no referrer.
// Scripts of the page can read it, and with it what the console tells of visitors whose ids they know: they are the site's own.
package pass

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"

	"heed/collector/core"
)

const (
	// Life is how long a pass opens what it is for: as long as one sits down with a page.
	Life = time.Hour
	// KeySize is the number of random bytes in a key: as many as the hash has, RFC 2104.
	KeySize = sha256.Size
	// domain keeps a pass apart from anything else that may be signed with the same key one day.
	domain = "heed pass 1\n"
	// fragment names the pass in an address.
	fragment = "heed="
)

// Pass says what a link opens.
type Pass struct {
	Site    string    `json:"site"`
	User    string    `json:"user"` // who asked for it
	Expires time.Time `json:"expires"`
	// Intercept and Revision name the one to be shown as a preview; both empty to watch.
	Intercept string `json:"intercept,omitempty"`
	Revision  int    `json:"revision,omitempty"`
}

// Link is an address that opens a page with a pass.
type Link struct {
	URL     string    `json:"url"`
	Expires time.Time `json:"expires"`
}

// Service makes and reads passes. It may be used from any goroutine.
type Service struct {
	key    []byte
	clock  core.Clock
	origin func(string) (string, bool)
}

// New makes a Service with a secret key of KeySize bytes. origin brings an origin into the form in which sites keep theirs, or says that
// it is none.
func New(key []byte, clock core.Clock, origin func(string) (string, bool)) *Service {
	return &Service{key: key, clock: clock, origin: origin}
}

// Link makes the address that opens a page of a site with a pass. The page must be of one of the site's origins, and the site live: no
// other page may speak for it. What p says of site and expiry is overwritten.
func (s *Service) Link(site core.Site, page string, p Pass) (Link, error) {
	u, err := url.Parse(strings.TrimSpace(page))
	if err != nil || u.Host == "" || u.User != nil {
		return Link{}, core.Errorf(core.Invalid, "bad_page",
			"The page is a whole address, such as https://shop.example/cart; %q is none.", page)
	}
	if from, ok := s.origin(u.Scheme + "://" + u.Host); !ok || !slices.Contains(site.Origins, from) {
		return Link{}, core.Errorf(core.Invalid, "origin_not_allowed",
			"Pages of %s://%s do not belong to site %q: choose one of %s, or add the origin to the site's list.",
			u.Scheme, u.Host, site.Name, strings.Join(site.Origins, ", "))
	}
	if site.Status == core.Paused {
		return Link{}, core.Errorf(core.Invalid, "site_paused", "The site %q is paused, so its pages are refused; set it live first.", site.Name)
	}
	p.Site, p.Expires = site.Name, s.clock().Add(Life).UTC().Truncate(time.Second)
	u.Fragment, u.RawFragment = fragment+s.sign(p), ""
	return Link{URL: u.String(), Expires: p.Expires}, nil
}

// sign writes a pass as text that needs no escaping anywhere: what it says, a dot, and the signature.
func (s *Service) sign(p Pass) string {
	said, _ := json.Marshal(p) // cannot fail: texts, a number and a time of this century
	body := base64.RawURLEncoding.EncodeToString(said)
	return body + "." + base64.RawURLEncoding.EncodeToString(s.mac(body))
}

func (s *Service) mac(body string) []byte {
	h := hmac.New(sha256.New, s.key)
	h.Write([]byte(domain + body))
	return h.Sum(nil)
}

// Read gives what a pass says. For one that has expired it gives that too, beside the error, so that its own page can be told; for one
// that we did not sign it gives nothing.
func (s *Service) Read(text string) (Pass, error) {
	refused := core.Errorf(core.Forbidden, "bad_pass", "This link is damaged or was not made here; make a new one in the console.")
	body, signature, _ := strings.Cut(text, ".")
	sum, err := base64.RawURLEncoding.Strict().DecodeString(signature)
	if err != nil || !hmac.Equal(sum, s.mac(body)) {
		return Pass{}, refused
	}
	var p Pass
	said, err := base64.RawURLEncoding.DecodeString(body)
	if err != nil || json.Unmarshal(said, &p) != nil {
		return Pass{}, refused
	}
	if !s.clock().Before(p.Expires) {
		return p, core.Errorf(core.Forbidden, "pass_expired", "This link has expired; make a new one in the console.")
	}
	return p, nil
}

// Opens reports whether a text is a valid pass for a site, and who asked for it.
func (s *Service) Opens(site, text string) (user string, ok bool) {
	p, err := s.Read(text)
	return p.User, err == nil && p.Site == site
}
