package server

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"heed/collector/core"
)

// previewAction is what visitors would see of a draft's action, in the site's first language and as the site shows it. Of a chat nothing is
// begun.
func (c *console) previewAction(ctx context.Context, d draft, a core.Action) (previewFrame, error) {
	lang := cmp.Or(append(slices.Clone(d.site.Languages), "en")...)
	shown := preview{Lang: lang, Look: lookOf(d.site, d.surveys(), a)}
	var err error
	if a.Type == core.ActChat {
		if shown.Action, _, err = c.deps.Chat.Open(ctx, core.Decision{ID: previewID}, a, lang); err != nil {
			return previewFrame{}, err
		}
	} else if shown.Action, err = presentDraft(d.site, d.surveys(), a, lang); err != nil {
		shown.Action = json.RawMessage("null") // it cannot be presented yet
	}
	return shown.frame(previewID)
}

// previewID tells what the builder previews from what is real.
const previewID = "preview"
