// Package link lets a survey be answered outside a site's pages, by whoever has an address of the collector's own: from an e-mail, a
// receipt or a poster. What an address may open is signed into it, so that nothing has to be stored of it before the first answer.
//
// Nobody is tracked: there is no visitor, no session and no cookie. The response is named by an Entry in the address and in the form,
// which is also what resumes it.
package link

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"heed/collector/core"
)

const (
	// Life is how long a response that was begun can be gone on with: as long as an e-mail is at hand.
	Life = 30 * 24 * time.Hour
	// MaxLife bounds how long a single-use link may be good for.
	MaxLife = 2 * 365 * 24 * time.Hour
	// MaxLinks is how many single-use links are made at once.
	MaxLinks = 10_000
	// MaxSource bounds a source, in characters.
	MaxSource = 64
	// domain keeps an entry apart from all else that is signed with the same key.
	domain = "heed survey link 1\n"
)

// Entry is what an address opens: one response to one survey.
type Entry struct {
	ID      string    `json:"id"` // of the response, without the survey
	Site    string    `json:"site"`
	Survey  string    `json:"survey"`
	Source  string    `json:"source,omitempty"` // where the address stands, in the owner's words
	Once    bool      `json:"once,omitempty"`   // made for one person, who may answer once
	Expires time.Time `json:"expires"`
}

// Link is a single-use address of a survey.
type Link struct {
	URL     string    `json:"url"`
	Expires time.Time `json:"expires"`
}

// Signer writes and reads entries. It may be used from any goroutine.
type Signer struct{ key []byte }

// NewSigner makes a Signer with a secret key.
func NewSigner(key []byte) Signer { return Signer{key} }

// Sign writes an entry as text that needs no escaping in an address: what it says, a dot, and the signature.
func (s Signer) Sign(e Entry) string {
	said, _ := json.Marshal(e) // cannot fail: texts, a bool and a time of this century
	body := base64.RawURLEncoding.EncodeToString(said)
	return body + "." + base64.RawURLEncoding.EncodeToString(s.mac(body))
}

func (s Signer) mac(body string) []byte {
	h := hmac.New(sha256.New, s.key)
	h.Write([]byte(domain + body))
	return h.Sum(nil)
}

// Read gives what an entry says. For one that has expired it gives that too, beside the error.
func (s Signer) Read(text string, now time.Time) (Entry, error) {
	refused := core.Errorf(core.NotFound, "bad_link", "This link is damaged or was not made here; open it again as it was sent.")
	body, signature, _ := strings.Cut(text, ".")
	sum, err := base64.RawURLEncoding.Strict().DecodeString(signature)
	if err != nil || !hmac.Equal(sum, s.mac(body)) {
		return Entry{}, refused
	}
	var e Entry
	said, err := base64.RawURLEncoding.DecodeString(body)
	if err != nil || json.Unmarshal(said, &e) != nil {
		return Entry{}, refused
	}
	if !now.Before(e.Expires) {
		return e, core.Errorf(core.Forbidden, "link_expired", "This link has expired; ask for a new one.")
	}
	return e, nil
}

// Address is where a survey is answered by anybody. source may be empty.
func Address(publicURL, site, survey, source string) string {
	q := url.Values{"site": {site}}
	if source != "" {
		q.Set("source", source)
	}
	return strings.TrimSuffix(publicURL, "/") + Path(survey) + "?" + q.Encode()
}

// Path is the path of a survey's page.
func Path(survey string) string { return "/s/" + url.PathEscape(survey) }

// CheckSource refuses a source that is too long or cannot be shown.
func CheckSource(source string) error {
	if utf8.RuneCountInString(source) > MaxSource || strings.ContainsFunc(source, unicode.IsControl) || !utf8.ValidString(source) {
		return core.Errorf(core.Invalid, "bad_source", "A source is a word or two for where a link stands, at most %d characters.", MaxSource)
	}
	return nil
}
