package notify

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"heed/collector/core"
)

// event is what a webhook is told, as receivers see it.
type event struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"` // when it happened; that of an attempt is in its headers
	Data      data      `json:"data"`
}

// data is what an event is about. Which fields there are depends on the event alone.
type data struct {
	Site         string             `json:"site"`
	Link         string             `json:"link,omitempty"`   // where the console shows it
	Answer       *core.Answer       `json:"answer,omitempty"` // the one that met the condition
	Response     *core.Response     `json:"response,omitempty"`
	Conversation *core.Conversation `json:"conversation,omitempty"`
	Message      string             `json:"message,omitempty"` // of a test
}

// Answered gives what the webhook that a follow-up names is told of an answer, which is one of r. A webhook that is gone or paused is told
// nothing. The same answer, sent again, gives the same delivery; answers of one response are of one group.
func (s *Service) Answered(webhook string, r core.Response, a core.Answer) []core.Delivery {
	w, ok := (*s.webhooks.Load())[r.Site][webhook]
	if !ok || w.Status == core.Paused {
		return nil
	}
	d := s.delivery(w, core.EventAnswer, r.ID+" "+a.ID, s.ofResponse(r, &a))
	d.Group = deliveryID(w.Site, w.Name, core.EventAnswer, r.ID)
	d.ID = d.Group + strings.TrimPrefix(d.ID, idPrefix)
	return []core.Delivery{d}
}

// Of gives what the webhooks of a site are told of a notice, because it is among their events.
func (s *Service) Of(n core.Notice) []core.Delivery {
	switch {
	case n.Response != nil && n.Response.Done:
		return s.tell(n.Site, core.EventResponseDone, n.Response.ID, func() data { return s.ofResponse(*n.Response, nil) })
	case n.Conversation != nil && n.Conversation.Status == core.ConversationOpen:
		return s.tell(n.Site, core.EventConversation, n.Conversation.ID, func() data {
			return data{Site: n.Site, Link: s.link("conversations", n.Conversation.ID), Conversation: n.Conversation}
		})
	}
	return nil
}

// tell gives a delivery for each webhook of a site that wants such events. Subject is what the event happened to; it happens to it once.
func (s *Service) tell(site, kind, subject string, about func() data) []core.Delivery {
	var list []core.Delivery
	webhooks := (*s.webhooks.Load())[site]
	for _, name := range slices.Sorted(maps.Keys(webhooks)) {
		if w := webhooks[name]; w.Status != core.Paused && slices.Contains(w.Events, kind) {
			list = append(list, s.delivery(w, kind, subject, about()))
		}
	}
	return list
}

func (s *Service) ofResponse(r core.Response, a *core.Answer) data {
	return data{Site: r.Site, Link: s.link("responses", strings.Split(r.ID, "/")...), Answer: a, Response: &r}
}

// link is an address of the console. Ids come from pages, so each part is escaped.
func (s *Service) link(noun string, id ...string) string {
	at := s.PublicURL + "/console/" + noun
	for _, part := range id {
		at += "/" + url.PathEscape(part)
	}
	return at
}

func (s *Service) delivery(w core.Webhook, kind, subject string, about data) core.Delivery {
	now := s.Clock()
	payload, _ := json.Marshal(event{Type: kind, Timestamp: now.UTC().Truncate(time.Millisecond), Data: about}) // cannot fail: nouns that the API writes too
	return core.Delivery{
		ID: deliveryID(w.Site, w.Name, kind, subject), Site: w.Site, Webhook: w.Name, Event: kind, Made: now, State: core.DeliveryWaiting,
		Began: now, Due: now, Payload: payload,
	}
}

// idPrefix begins every id, as the Standard Webhooks have it.
const idPrefix = "msg_"

// deliveryID makes an id that follows from its parts and cannot be guessed back. It has no dot, which the signed text is divided by.
func deliveryID(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(p))))
		h.Write([]byte(p))
	}
	const enough = 18 // bytes: chance brings no two together
	return idPrefix + base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:enough])
}
