package notify

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"heed/collector/core"
)

// Bounds of a message, which people read in passing: answers, and characters of each. Slack itself cuts a text at 40,000.
const (
	maxLines = 20
	maxWords = 500
)

// slack puts an event into the one field that Slack's incoming webhooks need, and those of Mattermost, Rocket.Chat and Discord take too.
func slack(payload []byte) ([]byte, error) {
	var e event
	if err := json.Unmarshal(payload, &e); err != nil {
		return nil, fmt.Errorf("read the event: %w", err)
	}
	lines := []string{headline(e)}
	if r := e.Data.Response; r != nil {
		for i, a := range r.Answers {
			if i == maxLines {
				lines = append(lines, "…")
				break
			}
			lines = append(lines, "> "+plain(a.Question)+": "+plain(words(a.Value)))
		}
	}
	if e.Data.Link != "" {
		lines = append(lines, "<"+linked(e.Data.Link)+"|Open it in Heed>")
	}
	return json.Marshal(map[string]string{"text": strings.Join(lines, "\n")})
}

// headline says in one line what happened.
func headline(e event) string {
	d := e.Data
	switch {
	case e.Type == core.EventAnswer && d.Response != nil && d.Answer != nil:
		return fmt.Sprintf("*%s*: %s on %s answered %s with %s", plain(d.Site), "a visitor", plain(d.Response.Page), plain(d.Answer.Question),
			plain(words(d.Answer.Value)))
	case d.Response != nil:
		return fmt.Sprintf("*%s*: %s was answered on %s", plain(d.Site), plain(d.Response.Survey), plain(d.Response.Page))
	case d.Conversation != nil:
		return fmt.Sprintf("*%s*: a visitor opened a chat on %s", plain(d.Site), plain(d.Conversation.Page))
	}
	return fmt.Sprintf("*%s*: %s", plain(d.Site), plain(d.Message))
}

// words writes an answer in one line.
func words(value json.RawMessage) string {
	var v any
	if json.Unmarshal(value, &v) != nil {
		return ""
	}
	return inWords(v)
}

func inWords(v any) string {
	switch v := v.(type) {
	case nil:
		return "–"
	case string:
		return v
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case []any:
		parts := make([]string, len(v))
		for i, each := range v {
			parts[i] = inWords(each)
		}
		return strings.Join(parts, ", ")
	case map[string]any: // a choice in the visitor's own words
		return inWords(v["other"])
	}
	return fmt.Sprint(v)
}

// control are characters that would end the line, or turn the direction of what follows.
func control(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp)
}

// markup are the characters that Slack, Mattermost, Rocket.Chat or Discord take for markup, as ones that look alike and are none: no
// escape holds in all of them. & < > are written as Slack has it («Escaping text»), which the others read too.
var markup = strings.NewReplacer("*", "∗", "_", "＿", "~", "∼", "`", "ˋ", "|", "｜", "[", "［", "]", "］", `\`, "＼", "&", "&amp;", "<", "&lt;", ">", "&gt;")

// plain makes what came from outside harmless in a message: in one line, without a link, a picture, a mention or markup of its own, and
// not too long. The console shows it as it was written.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if control(r) {
			return ' '
		}
		return r
	}, s)
	if runes := []rune(s); len(runes) > maxWords {
		s = string(runes[:maxWords]) + "…"
	}
	return markup.Replace(apart(s))
}

// apart puts a space without width after what begins a mention (@), a channel (#), a scheme or an emoji (:), and after each dot of an
// address, which would be linked even without a scheme. Decimal numbers stay whole.
func apart(s string) string {
	var b strings.Builder
	runes := []rune(s)
	for i, r := range runes {
		b.WriteRune(r)
		if i+1 == len(runes) || runes[i+1] == ' ' {
			continue
		}
		decimal := r == '.' && i > 0 && isDigit(runes[i-1]) && isDigit(runes[i+1])
		if strings.ContainsRune("@#:.", r) && !decimal {
			b.WriteRune('\u200b')
		}
	}
	return b.String()
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// linked keeps an address of ours from ending early: its parts are escaped already, but for the public URL's.
func linked(address string) string {
	return strings.NewReplacer("|", "%7C", ">", "%3E", "<", "%3C").Replace(address)
}
