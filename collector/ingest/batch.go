package ingest

import (
	"context"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"heed/collector/core"
)

// Batch is what a page sends that has no socket, or is leaving.
type Batch struct {
	Hello Hello            `json:"hello"`
	Items []jsontext.Value `json:"items"`
}

// BatchReply answers a batch. A page without a socket gets here what it would have got as frames.
type BatchReply struct {
	Acked    []string      `json:"acked"`
	Acts     []core.Act    `json:"acts"`
	Rejected []Rejection   `json:"rejected"`
	Chats    []ChatMessage `json:"chats"` // what operators wrote lately; the page knows which it has shown
	Welcome  Welcome       `json:"welcome"`
}

// lately is how far back Chats reach: a page that was offline for longer gets them when it loads again.
const lately = 10 * time.Minute

// Batch takes a whole batch from an address. An error refuses all of it; what is wrong with one item refuses that item. A page that
// leaves while its batch is being written does not end that: what is stored would be counted as lost.
func (s *Service) Batch(ctx context.Context, site core.Site, address string, body []byte) (BatchReply, error) {
	ctx = context.WithoutCancel(ctx)
	if err := s.Dial(address); err != nil { // before it is read, so that nonsense counts too; nobody knows how many items it has
		return BatchReply{}, err
	}
	b, err := parseBatch(body)
	if err != nil {
		return BatchReply{}, err
	}
	if len(b.Items) > MaxBatchItems {
		return BatchReply{}, core.Errorf(core.Invalid, "too_large", "A batch has at most %d items; send several.", MaxBatchItems)
	}
	if err := s.admitted(address, len(b.Items)); err != nil {
		s.Counts.Received.Add(int64(len(b.Items)))
		s.Counts.Shed.Add(int64(len(b.Items)))
		return BatchReply{}, err
	}
	items, faults := s.parseItems(b.Items)
	b.Hello.Hidden = b.Hello.Hidden || b.Hello.leaving(items)
	peer, welcome, acts, err := s.Greet(ctx, site.Name, b.Hello)
	if err != nil {
		return BatchReply{}, err
	}
	r := Reply{}
	if len(items) > 0 {
		r = s.Receive(ctx, peer, items)
	}
	return BatchReply{
		Acked: notNil(r.Acked), Acts: append(notNil(acts), r.Acts...), Rejected: append(notNil(faults), r.Rejected...),
		Chats: s.chats(ctx, peer), Welcome: welcome,
	}, nil
}

// Dial asks whether an address may open one more connection, or send one more batch.
func (s *Service) Dial(address string) error { return s.admitted(address, 1) }

// parseBatch takes a batch apart. How strictly its parts are read is decided where each is read by itself.
func parseBatch(body []byte) (b Batch, err error) {
	var parts struct {
		Hello jsontext.Value   `json:"hello"`
		Items []jsontext.Value `json:"items"`
	}
	if err = explained(json.Unmarshal(body, &parts, jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true))); err != nil {
		return Batch{}, err
	}
	if len(parts.Hello) > 0 {
		err = decode(parts.Hello, &b.Hello)
	}
	b.Items = parts.Items
	return b, err
}

// parseItems decodes each item on its own: a bad one never costs the good ones beside it.
func (s *Service) parseItems(raw []jsontext.Value) (items []Item, faults []Rejection) {
	for _, data := range raw {
		m := parse(data)
		if m.hello != nil {
			m.fault = core.Errorf(core.Invalid, "unknown_type", "A hello stands beside the items of a batch, not among them.")
		}
		if m.fault != nil {
			s.Counts.Received.Add(1)
			s.Counts.Rejected.Add(1)
			faults = append(faults, rejection(m.item.ID, m.fault))
			continue
		}
		items = append(items, m.item)
	}
	return items, faults
}

func (s *Service) chats(ctx context.Context, p Peer) []ChatMessage {
	list := []ChatMessage{}
	if !p.Hello.consent().Feedback {
		return list
	}
	messages, err := s.Cases.Chat.Since(ctx, p.Site, p.Hello.Visitor, s.Clock().Add(-lately))
	if err != nil {
		s.Log.Error("read conversation", "site", p.Site, "err", err)
	}
	for _, m := range messages {
		list = append(list, chatMessage(m))
	}
	return list
}

func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
