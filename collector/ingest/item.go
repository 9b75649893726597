package ingest

import (
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"heed/agent"
	"heed/collector/core"
)

// How far an item's time may be from the collector's. A day covers a laptop that slept with signals in its outbox; five minutes
// ahead covers a clock that nobody set. Pages that say their time in hello are corrected first, however wrong they are.
const (
	maxBehind = 24 * time.Hour
	maxAhead  = 5 * time.Minute
	// Below this a difference is the network's, not the clock's.
	clockSlack = time.Minute
)

// Longest texts, in bytes, of what is stored. Longer ones are refused, not cut: half a selector points nowhere.
const (
	maxID         = 64
	maxPath       = 1024
	maxQuery      = 64 // names in an address's query
	maxQueryValue = 200
	maxTarget     = 512
	maxName       = 128
	maxTitle      = 512
)

// maxDropped bounds what one hello can add to the count of lost items: a page that has given up more is not to be believed.
const maxDropped = 100_000

func (h *Hello) check() error {
	if !visitorID(h.Visitor) {
		return core.Errorf(core.Invalid, "bad_visitor", "hello.visitor must be 1 to %d letters, digits, dots, dashes or underscores.", maxID)
	}
	if !visitorID(h.Session) {
		return core.Errorf(core.Invalid, "bad_session", "hello.session must be 1 to %d letters, digits, dots, dashes or underscores.", maxID)
	}
	h.Page.Path, h.Page.Ref = pathOnly(h.Page.Path), pathOnly(h.Page.Ref)
	if len(h.Page.Path) > maxPath || len(h.Page.Title) > maxTitle || len(h.Page.Ref) > maxPath {
		return core.Errorf(core.Invalid, "too_long", "hello.page is too long: path and ref at most %d bytes, title %d.", maxPath, maxTitle)
	}
	if len(h.Page.Query) > maxQuery {
		return core.Errorf(core.Invalid, "too_long", "hello.page.query has more than %d names.", maxQuery)
	}
	h.Dropped = min(max(h.Dropped, 0), maxDropped)
	h.Device.W, h.Device.H = max(h.Device.W, 0), max(h.Device.H, 0) // no window is less than nothing
	h.Device.Lang = strings.ReplaceAll(h.Device.Lang, "_", "-")     // many pages write theirs de_DE
	if len(h.Device.Lang) > maxID {
		return core.Errorf(core.Invalid, "too_long", "hello.device.lang is too long: at most %d bytes.", maxID)
	}
	h.Device.Engine = ""
	if h.Engine == core.EngineWasm || h.Engine == core.EngineJS || h.Engine == core.EngineNone {
		h.Device.Engine = h.Engine
	}
	return nil
}

// keep gives what a site allows of the query, nil for nothing. Values are cut, not refused: whoever wrote the link is not the page.
func (p *helloPage) keep(allowed []string) map[string]string {
	var kept map[string]string
	for _, name := range allowed {
		value, ok := p.Query[name]
		if !ok || value == "" {
			continue
		}
		if kept == nil {
			kept = map[string]string{}
		}
		kept[name] = strings.ToValidUTF8(value[:min(len(value), maxQueryValue)], "")
	}
	return kept
}

func (h *Hello) consent() core.Consent {
	if h.Consent == nil {
		return core.Consent{Analytics: true, Feedback: true}
	}
	return *h.Consent
}

// skew is what must be added to the page's times to get the collector's.
func (h *Hello) skew(now time.Time) time.Duration {
	if h.At <= 0 {
		return 0
	}
	if d := now.Sub(millis(h.At)); d.Abs() > clockSlack {
		return d
	}
	return 0
}

// check validates what all items share and returns the item's time by the collector's clock.
func (it *Item) check(now time.Time, skew time.Duration) (time.Time, error) {
	id, err := uuid.Parse(it.ID)
	if err != nil || len(it.ID) != 36 {
		return time.Time{}, core.Errorf(core.Invalid, "bad_id", "Each item needs an id of its own, a UUID (version 7).")
	}
	it.ID = id.String()
	if !it.known() { // before the clock: an item of another kind need not say a time
		return time.Time{}, errUnknownType(it.T)
	}
	at := millis(it.At).Add(skew)
	if at.Before(now.Add(-maxBehind)) || at.After(now.Add(maxAhead)) {
		return time.Time{}, core.Errorf(core.Invalid, "clock_skew",
			"The item's time %s is too far from the collector's %s; set the clock, or say hello.at so that it can be corrected.",
			at.Format(time.RFC3339), now.UTC().Format(time.RFC3339))
	}
	it.Page = pagePath(pathOnly(string(it.Page)))
	it.Path, it.Ref = pathOnly(it.Path), pathOnly(it.Ref)
	if len(it.Page) > maxPath || len(it.Path) > maxPath || len(it.Ref) > maxPath || len(it.Target) > maxTarget || len(it.Name) > maxName ||
		len(it.Title) > maxTitle || len(it.UserID) > 4*maxID || len(it.Reason) > maxName {
		return time.Time{}, core.Errorf(core.Invalid, "too_long",
			"A text is too long: paths at most %d bytes, targets %d, names %d.", maxPath, maxTarget, maxName)
	}
	return at, nil
}

// known reports whether take has a case for the item.
func (it *Item) known() bool {
	switch it.T {
	case "signal", "track", "identify", "cart", "page", "rendered", "shown", "dismissed", "answer", "chat", "open":
		return true
	}
	return false
}

func (it *Item) checkSignal() error {
	custom, isCustom := strings.CutPrefix(it.Kind, "custom:")
	if agent.KindOf(it.Kind) == agent.None && (!isCustom || custom == "" || len(custom) > maxID) {
		return core.Errorf(core.Invalid, "unknown_kind", "There is no signal kind %s; a site's own are written custom:NAME.", quoteShort(it.Kind))
	}
	if math.IsNaN(it.Score) || it.Score < 0 || it.Score > 1 {
		return core.Errorf(core.Invalid, "bad_score", "A signal's score is between 0 and 1.")
	}
	return nil
}

// visitorID reports whether s may be an id that a page made for a visitor or a session.
func visitorID(s string) bool {
	if s == "" || len(s) > maxID {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		return !letter && r != '-' && r != '_' && r != '.' && r != ':'
	}) < 0
}

// pathOnly drops query and fragment: they may carry what a visitor typed.
func pathOnly(path string) string {
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	if !utf8.ValidString(path) {
		return ""
	}
	return path
}

// withoutRepeats parts the items from the ids that stood before. Items without an id stay, each to be refused.
func withoutRepeats(items []Item) (kept []Item, repeats []string) {
	if len(items) < 2 {
		return items, nil
	}
	seen := make(map[string]bool, len(items))
	kept = items[:0]
	for _, it := range items {
		if id := strings.ToLower(it.ID); id == "" || !seen[id] {
			seen[id] = true
			kept = append(kept, it)
		} else {
			repeats = append(repeats, it.ID)
		}
	}
	return kept, repeats
}
