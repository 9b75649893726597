package core

import (
	"encoding/json"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Feedback is the name of the survey that a page opens with heed('open', 'feedback'). Every site has it.
const Feedback = "feedback"

// Survey is a short list of questions.
type Survey struct {
	Site      string     `json:"site"`
	Name      string     `json:"name"`
	Languages []string   `json:"languages,omitempty"` // the default first; [en] when empty
	Questions []Question `json:"questions"`
	Thanks    Text       `json:"thanks,omitempty"`
	// Theme is what it looks like, whole and in the place of the site's; the site's when nil.
	Theme *Theme `json:"theme,omitempty"`
	// Closes is the last day on which it is asked, 2006-01-02, by the wall clock in Zone (IANA; UTC when empty). Quota is how many responses
	// may be begun, finished or not. Without them there is no end.
	Closes string `json:"closes,omitempty"`
	Zone   string `json:"zone,omitempty"`
	Quota  int    `json:"quota,omitempty"`

	// Revision counts the changes, from 1. It is the store's.
	Revision int `json:"-"`
}

// The types of a question.
const (
	NPS      = "nps"
	CSAT     = "csat"
	CES      = "ces"
	Thumbs   = "thumbs"
	Rating   = "rating"
	Choice   = "choice"
	Choices  = "choices"
	FreeText = "text"
	Email    = "email"
	Phone    = "phone"
	Agree    = "consent"
)

// End is what `next` says for the end of the survey in place of the id of a question.
//
// A survey is asked in its order, but for its jumps: what follows a question is what the option chosen names as its next, else what the
// question names as its own, else the question after it. Who passes a question over, or answers it in words of their own, has chosen no
// option. Jumps lead forward only, so every way comes to an end and asks nothing twice. What is jumped over is not asked. The target's
// show_if still holds: where it is false the survey goes on after the target in order, and the target's own next counts for nothing.
// Only answers on the way count in conditions and in texts: a branch that was left decides nothing.
const End = "end"

// Question is one question.
type Question struct {
	ID       string   `json:"id"`
	Type     string   `json:"type"`
	Text     Text     `json:"text,omitempty"`
	Note     Text     `json:"note,omitempty"` // one line under the question
	Options  []Option `json:"options,omitempty"`
	Other    bool     `json:"other,omitempty"`   // a last option with room for words
	Shuffle  bool     `json:"shuffle,omitempty"` // the options in another order for each visitor, but for fixed ones
	Optional bool     `json:"optional,omitempty"`
	ShowIf   string   `json:"show_if,omitempty"` // an expr-lang condition over `answer`
	Next     string   `json:"next,omitempty"`    // the question that follows, where the option chosen names none; see End
	Prefill  string   `json:"prefill,omitempty"` // of words, in the widget: the trait that stands there already, if the page has told it in this visit
	Low      Text     `json:"low,omitempty"`     // the words at the ends of a scale
	High     Text     `json:"high,omitempty"`
	Why      *bool    `json:"why,omitempty"` // of nps: whether an open question about the reason follows; when nil, after the standard wording
}

// Option is one choice. In a document it may be a bare id, whose text is then the id with a capital.
type Option struct {
	ID    string `json:"id"`
	Text  Text   `json:"text,omitempty"`
	Fixed bool   `json:"fixed,omitempty"` // stays in its place when the others are shuffled, as «none of these» does
	Next  string `json:"next,omitempty"`  // the question that follows who chose this; see End
}

// UnmarshalJSON takes {"id": …, "text": …} or a bare id.
func (o *Option) UnmarshalJSON(data []byte) error {
	var id string
	if json.Unmarshal(data, &id) == nil {
		*o = Option{ID: id, Text: Text{"": label(id)}}
		return nil
	}
	type plain Option
	return json.Unmarshal(data, (*plain)(o))
}

// label makes a text of an id: «not_sure» becomes «Not sure».
func label(id string) string {
	first, size := utf8.DecodeRuneInString(id)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + strings.ReplaceAll(id[size:], "_", " ")
}

// Response is one visitor's answers to one survey, as far as they got.
type Response struct {
	ID       string `json:"id"` // the decision it belongs to and the survey, joined by a slash
	Site     string `json:"site"`
	Survey   string `json:"survey"`
	Decision string `json:"decision"`
	Visitor  string `json:"visitor"`
	Session  string `json:"session"`
	Page     string `json:"page"`
	Lang     string `json:"lang,omitempty"`
	// Intercept and Device are the decision's and the visitor's when the response began; Device is a class of devices.
	Intercept string `json:"intercept,omitempty"`
	Device    string `json:"device,omitempty"`
	// Channel is how the visitor came to the survey, and Source what the link says of where it stood. Through a link there is no decision,
	// visitor, session or intercept: Decision is then an id of the response's own.
	Channel Channel `json:"channel"`
	Source  string  `json:"source,omitempty"`
	// Evidence is nil when nothing is known, as through a link.
	Evidence *Evidence `json:"evidence,omitempty"`
	Started  time.Time `json:"started"`
	Updated  time.Time `json:"updated"`
	Done     bool      `json:"done"`
	Answers  []Answer  `json:"answers"` // in the order they were given
}

// Channel is how a visitor comes to a survey.
type Channel string

// The channels.
const (
	OnPage Channel = "page" // in the widget, on a page with the tag
	ByLink Channel = "link" // on the collector's own page, opened by its address
)

// Answer is the answer to one question. A later answer to the same question replaces an earlier one.
type Answer struct {
	ID       string          `json:"id"` // the page's id of the item
	Question string          `json:"question"`
	Type     string          `json:"type,omitempty"` // of the question when it was answered; empty when that is not known
	Value    json.RawMessage `json:"value"`
	At       time.Time       `json:"at"`
}

// Given is an answer as it arrives from a page.
type Given struct {
	ID, Survey, Question, Lang, Device string

	Channel Channel // OnPage when empty
	Source  string  // of a link

	Evidence *Evidence // of a response that begins with this answer

	Value json.RawMessage
	At    time.Time
	Done  bool // the visitor has come to the end
}

// Taken is what a given answer leads to.
type Taken struct {
	Change    ResponseChange
	Response  Response // as it now stands, with all answers
	FollowUps []Action // to be done now, in order; at most the first has something to show
}
