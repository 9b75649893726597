package ingest

import (
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"heed/collector/core"
)

// Bounds of what a page may send. A frame of the tag is about 300 bytes; the largest honest one is an identify with traits.
const (
	MaxFrame      = 16 << 10  // bytes, of the contract
	MaxBatch      = 256 << 10 // bytes; browsers refuse a beacon over 64 KiB, a fetch may be larger
	MaxBatchItems = 500
)

// Hello is the first frame of a page: who is there, and where.
type Hello struct {
	Visitor string        `json:"visitor"`
	Session string        `json:"session"`
	Page    helloPage     `json:"page"`
	Device  core.Device   `json:"device"`
	Consent *core.Consent `json:"consent"` // nil: the site asks for none, both are given
	Agent   string        `json:"agent"`   // address of the agent's code
	Engine  string        `json:"engine"`  // what runs it: one of core's engines; "" while it loads, and without analytics
	At      int64         `json:"at"`      // the page's clock when it said hello, Unix ms; 0 when it does not say
	Hidden  bool          `json:"hidden"`  // nobody sees the page: it only speaks again, or is being left
	Debug   string        `json:"debug"`   // the pass of a user of the console who watches here; "" for visitors
	Dropped int           `json:"dropped"` // items the page has had to give up since its last hello, for want of room
}

// helloPage is where a page is, and what its address asked for.
type helloPage struct {
	core.Page
	// Query is the address's, by name; only what the site allows is kept.
	Query map[string]string `json:"query"`
}

// Item is any other frame of a page. Which fields count depends on T.
type Item struct {
	T  string `json:"t"`
	ID string `json:"id"`
	At int64  `json:"at"` // Unix ms by the page's clock

	Kind   string         `json:"kind"`   // signal
	Score  float64        `json:"score"`  // signal
	Page   pagePath       `json:"page"`   // signal, track
	Target string         `json:"target"` // signal
	Data   map[string]any `json:"data"`   // signal

	Name   string         `json:"name"`   // track
	Props  map[string]any `json:"props"`  // track
	UserID string         `json:"userId"` // identify
	Traits map[string]any `json:"traits"` // identify

	Value    jsontext.Value `json:"value"`    // cart: a number; answer: any
	Currency string         `json:"currency"` // cart
	Items    *itemCount     `json:"items"`    // cart; 0 empties it, nil does not say

	Path  string `json:"path"`  // page
	Title string `json:"title"` // page
	Ref   string `json:"ref"`   // page

	Decision string `json:"decision"` // rendered, shown, dismissed, answer
	Reason   string `json:"reason"`   // dismissed
	Survey   string `json:"survey"`   // answer
	Question string `json:"question"` // answer
	Done     bool   `json:"done"`     // answer

	Conversation string `json:"conversation"` // chat
	Text         string `json:"text"`         // chat

	What string `json:"what"` // open: chat, feedback, or a survey's name
}

// pagePath is a path, alone or in a page object.
type pagePath string

// UnmarshalJSON takes "/cart" or {"path": "/cart"}.
func (p *pagePath) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '{' {
		var page core.Page
		if err := unmarshal(data, &page); err != nil {
			return err
		}
		*p = pagePath(page.Path)
		return nil
	}
	var s string
	if err := unmarshal(data, &s); err != nil {
		return err
	}
	*p = pagePath(s)
	return nil
}

// itemCount is how many things are in a cart.
type itemCount int

// UnmarshalJSON takes a number, or the list of items itself, whose contents do not matter.
func (n *itemCount) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '[' {
		var list []jsontext.Value
		if err := unmarshal(data, &list); err != nil {
			return err
		}
		*n = itemCount(len(list))
		return nil
	}
	var count float64
	if err := json.Unmarshal(data, &count); err != nil {
		return err
	}
	if count < 0 || count > 1e6 {
		return errors.New("a cart holds 0 to a million items")
	}
	*n = itemCount(count)
	return nil
}

// Welcome answers a hello.
type Welcome struct {
	T        string   `json:"t"`
	Session  string   `json:"session"`
	Settings Settings `json:"settings"`
	Now      int64    `json:"now"` // the collector's clock, Unix ms
}

// Settings are what the page needs to know of its site.
type Settings struct {
	// Agent holds the thresholds that differ from the agent's defaults, in the order of agent.SettingNames; null keeps a default.
	Agent []*float64 `json:"agent"`
	// Tab is the site's feedback tab, in the page's language.
	Tab *core.TabLook `json:"tab,omitzero"`
}

// Rejection says why one item was not taken. Retry is true when the same item may be taken later.
type Rejection struct {
	ID      string `json:"id,omitzero"`
	Code    string `json:"code"`
	Message string `json:"message"`
	// RetryAfter is in seconds, for what was too much or failed on our side: keep the item and send it again. Zero: drop it.
	RetryAfter int `json:"retry_after,omitzero"`
}

// ChatMessage is one message of a conversation as pages see it.
type ChatMessage struct {
	Conversation string `json:"conversation"`
	ID           string `json:"id"`
	From         string `json:"from"`
	Name         string `json:"name,omitzero"`
	Text         string `json:"text"`
	At           int64  `json:"at"`
}

func chatMessage(m core.Message) ChatMessage {
	return ChatMessage{
		Conversation: m.Conversation, ID: m.ID, From: m.From, Name: m.Name, Text: m.Text, At: m.At.UnixMilli(),
	}
}

// The frames to a page.
type (
	ackFrame struct {
		T   string   `json:"t"`
		IDs []string `json:"ids"`
	}
	actFrame struct {
		T string `json:"t"`
		core.Act
	}
	chatFrame struct {
		T string `json:"t"`
		ChatMessage
	}
	errorFrame struct {
		T string `json:"t"`
		Rejection
	}
)

// frame encodes a frame to a page. The types above cannot fail to encode but for an action that is not JSON, which Present
// has made; that would be a fault of ours and is told to the page as such.
func frame(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		return []byte(`{"t":"error","code":"internal","message":"The collector could not encode its answer."}`)
	}
	return data
}

// decode reads one JSON object strictly: valid UTF-8, no duplicate names, names match exactly, nothing behind it. Unknown
// fields are ignored, as the contract says.
func decode(data []byte, into any) error {
	if !utf8.Valid(data) {
		return badJSON()
	}
	return explained(unmarshal(data, into))
}

// unmarshal takes text with half an emoji in it, which a page makes by cutting a title or a label to a length, and puts U+FFFD for that half:
// what else the frame says is not lost over it.
func unmarshal(data []byte, into any) error {
	return json.Unmarshal(data, into, jsontext.AllowInvalidUTF8(true))
}

// explained says of an error of decoding which field it is about.
func explained(err error) error {
	if err == nil {
		return nil
	}
	var semantic *json.SemanticError
	if errors.As(err, &semantic) && semantic.JSONPointer != "" {
		return core.Errorf(core.Invalid, "bad_field", "The field %s cannot be read: it must be %s.",
			semantic.JSONPointer, wanted(semantic))
	}
	return badJSON()
}

func badJSON() error {
	return core.Errorf(core.Invalid, "bad_json", "The frame is not one valid JSON object in UTF-8 without duplicate names.")
}

func wanted(err *json.SemanticError) string {
	if err.GoType == nil {
		return "of another type"
	}
	switch err.GoType.Kind().String() {
	case "string":
		return "a string"
	case "bool":
		return "true or false"
	case "map", "struct":
		return "an object"
	case "slice":
		return "a list"
	}
	return "a number"
}

func millis(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// rejection turns an error into what the page is told.
func rejection(id string, err error) Rejection {
	e := core.AsError(err)
	r := Rejection{ID: id, Code: e.Code, Message: e.Message}
	switch {
	case e.RetryAfter > 0:
		r.RetryAfter = int(e.RetryAfter/time.Second) + 1
	case e.Kind == core.Internal, e.Kind == core.Limited:
		r.RetryAfter = 1
	}
	return r
}

var errHelloFirst = core.Errorf(core.Invalid, "hello_first", "Say hello first: {\"t\":\"hello\",\"visitor\":…,\"session\":…}.")

func errUnknownType(t string) error {
	return core.Errorf(core.Invalid, "unknown_type", "There is no frame of type %s; the contract lists them.", quoteShort(t))
}

// quoteShort quotes what a page sent, at most 40 runes of it.
func quoteShort(s string) string {
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
