package notify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"heed/collector/core"
)

// webhookName is the form of a webhook's name.
var webhookName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)

// Events are what a webhook can ask to be told of by itself.
func Events() []string { return []string{core.EventResponseDone, core.EventConversation} }

// Check gives everything that is wrong with a webhook. address finds what is wrong with its URL, as the end of a sentence.
func Check(w core.Webhook, address func(url string) error) []core.FieldError {
	var wrong []core.FieldError
	add := func(path, format string, args ...any) {
		wrong = append(wrong, core.FieldError{Path: path, Message: fmt.Sprintf(format, args...)})
	}
	if w.Site == "" {
		add("site", "is missing: name the site whose webhook it is")
	}
	switch {
	case w.Name == "":
		add("name", "is missing")
	case !webhookName.MatchString(w.Name):
		add("name", "is not a name: use lower-case letters, digits and hyphens, at most 64")
	}
	if w.Status != "" && w.Status != core.Live && w.Status != core.Paused {
		add("status", "is neither live nor paused")
	}
	if w.URL == "" {
		add("url", "is missing: where is it told, as in https://hooks.example.com/heed?")
	} else if err := address(w.URL); err != nil {
		add("url", "%v", err)
	}
	if w.Format != "" && w.Format != core.FormatJSON && w.Format != core.FormatSlack {
		add("format", "%q is neither json nor slack", w.Format)
	}
	for i, e := range w.Events {
		path := fmt.Sprintf("events[%d]", i)
		if !slices.Contains(Events(), e) {
			add(path, "%q is no event; write one of %s", e, strings.Join(Events(), ", "))
		} else if slices.Index(w.Events, e) < i {
			add(path, "names %s a second time", e)
		}
	}
	return wrong
}
