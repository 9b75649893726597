package survey

import (
	"encoding/json"
	"fmt"
	"math"
	"net/mail"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"heed/collector/core"
)

// Bounds of what a visitor may write.
const (
	maxText   = 4000 // runes, also of an answer in one's own words
	maxEmail  = 254  // bytes, RFC 5321 section 4.5.3.1.3 less the angle brackets
	maxPhone  = 40   // runes
	minDigits = 5
	maxDigits = 20
)

// otherOption is what conditions see of an answer in the visitor's own words, and the key of those words.
const otherOption = "other"

// What a pair of thumbs takes.
const (
	thumbUp   = "up"
	thumbDown = "down"
)

// scale gives the lowest and highest point of a question that takes a score.
func scale(questionType string) (low, high int, ok bool) {
	switch questionType {
	case core.NPS:
		return 0, 10, true
	case core.CSAT, core.Rating:
		return 1, 5, true
	case core.CES:
		return 1, 7, true
	}
	return 0, 0, false
}

// accept checks an answer to q and gives it in the form in which it is stored. The error completes «The answer to … »; the value is
// nil for a question that was passed over, which only an optional one may be.
func accept(q core.Question, raw json.RawMessage) (any, error) {
	if len(raw) == 0 {
		return nil, fmt.Errorf("has no value; write null for an optional question that was passed over")
	}
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		return nil, fmt.Errorf("is not JSON")
	}
	if text, ok := value.(string); ok {
		text = strings.TrimSpace(text)
		value = text
		if text == "" {
			value = nil
		}
	}
	if list, ok := value.([]any); ok && len(list) == 0 {
		value = nil
	}
	if value == nil {
		if !q.Optional {
			return nil, fmt.Errorf("is missing, and it is not optional")
		}
		return nil, nil
	}
	return acceptGiven(q, value)
}

func acceptGiven(q core.Question, value any) (any, error) {
	switch q.Type {
	case core.Choice:
		return acceptOption(q, value)
	case core.Choices:
		return acceptOptions(q, value)
	case core.Agree:
		if _, ok := value.(bool); !ok {
			return nil, fmt.Errorf("must be true or false")
		}
		return value, nil
	case core.Thumbs:
		if value != thumbUp && value != thumbDown {
			return nil, fmt.Errorf("must be \"up\" or \"down\"")
		}
		return value, nil
	case core.FreeText, core.Email, core.Phone:
		text, ok := value.(string)
		if !ok {
			return nil, fmt.Errorf("must be a text")
		}
		return text, checkText(q.Type, text)
	}
	return acceptScore(q, value)
}

func acceptScore(q core.Question, value any) (any, error) {
	low, high, ok := scale(q.Type)
	if !ok {
		return nil, fmt.Errorf("cannot be taken: the type %q is not known", q.Type)
	}
	score, number := value.(float64)
	if !number || score != math.Trunc(score) || score < float64(low) || score > float64(high) {
		return nil, fmt.Errorf("must be a whole number from %d to %d", low, high)
	}
	return score, nil
}

func acceptOption(q core.Question, value any) (any, error) {
	if own, ok := value.(map[string]any); ok && q.Other && len(own) == 1 {
		if words, ok := own[otherOption].(string); ok && utf8.RuneCountInString(words) <= maxText {
			return map[string]any{otherOption: strings.TrimSpace(words)}, nil
		}
	}
	if slices.ContainsFunc(q.Options, func(o core.Option) bool { return o.ID == value }) {
		return value, nil
	}
	return nil, fmt.Errorf("must be %s", optionsOf(q))
}

func acceptOptions(q core.Question, value any) (any, error) {
	list, ok := value.([]any)
	if !ok {
		return nil, fmt.Errorf("must be a list, each %s", optionsOf(q))
	}
	chosen := make(map[any]bool, len(list))
	accepted := make([]any, len(list))
	for i, each := range list {
		option, err := acceptOption(q, each)
		if err != nil {
			return nil, err
		}
		if id := plain(option); chosen[id] {
			return nil, fmt.Errorf("names %q twice", id)
		} else {
			chosen[id] = true
		}
		accepted[i] = option
	}
	return accepted, nil
}

// optionsOf says what a choice takes.
func optionsOf(q core.Question) string {
	var ids []string
	for _, o := range q.Options {
		ids = append(ids, fmt.Sprintf("%q", o.ID))
	}
	if q.Other {
		ids = append(ids, `{"other": "…"} in one's own words`)
	}
	return "one of " + strings.Join(ids, ", ")
}

func checkText(questionType, text string) error {
	switch questionType {
	case core.Email:
		address, err := mail.ParseAddress(text)
		if err != nil || address.Address != text || len(text) > maxEmail {
			return fmt.Errorf("must be an e-mail address, as in name@example.com")
		}
	case core.Phone:
		if !isPhone(text) {
			return fmt.Errorf("must be a phone number of %d to %d digits, as in +49 30 1234567", minDigits, maxDigits)
		}
	case core.FreeText:
		if utf8.RuneCountInString(text) > maxText {
			return fmt.Errorf("must not be longer than %d characters", maxText)
		}
	}
	return nil
}

// isPhone is lenient: people write numbers in every way, in the digits of every script, and the one who calls can read.
func isPhone(text string) bool {
	digits := 0
	for _, r := range text {
		if unicode.IsDigit(r) {
			digits++
		} else if !strings.ContainsRune("+-./() \u00a0", r) {
			return false
		}
	}
	return minDigits <= digits && digits <= maxDigits && utf8.RuneCountInString(text) <= maxPhone
}
