package notify

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"heed/collector/core"
)

// The headers of Standard Webhooks 1.0.0.
const (
	headerID        = "Webhook-Id"
	headerTimestamp = "Webhook-Timestamp"
	headerSignature = "Webhook-Signature"
)

// secretPrefix marks a secret as one for symmetric signatures, version v1.
const secretPrefix = "whsec_"

// domain keeps secrets apart from all else that is derived from the same key.
const domain = "heed webhook secret 1\n"

// saltSize is the random part of a secret in bytes; the specification asks for 24 at least.
const saltSize = 32

// overlap is how long the secret before signs too, once another is made.
const overlap = 24 * time.Hour

// secret derives a webhook's secret from the key and a salt. Names have no line breaks.
func (s *Service) secret(site, webhook, salt string) []byte {
	h := hmac.New(sha256.New, s.Key)
	h.Write([]byte(domain + site + "\n" + webhook + "\n" + salt))
	return h.Sum(nil)
}

// newSalt draws the random part of a secret.
func (s *Service) newSalt() (string, error) {
	var raw [saltSize]byte
	if _, err := s.Random.Read(raw[:]); err != nil {
		return "", fmt.Errorf("make a secret: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(raw[:]), nil
}

// signatures signs a body with the secret in force, and with the one before while that holds: a receiver takes whichever it knows.
func (s *Service) signatures(w core.WebhookState, id string, at time.Time, body []byte) string {
	list := []string{sign(s.secret(w.Site, w.Webhook, w.Salt), id, at, body)}
	if w.OldUntil != nil && at.Before(*w.OldUntil) {
		list = append(list, sign(s.secret(w.Site, w.Webhook, w.Old), id, at, body))
	}
	return strings.Join(list, " ")
}

func sign(secret []byte, id string, at time.Time, body []byte) string {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte(id + "." + strconv.FormatInt(at.Unix(), 10) + "."))
	h.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(h.Sum(nil))
}
