package manifest

import (
	"context"
	"encoding/json"
	"time"

	"heed/collector/core"
)

// Stop ends all acting of a site at once, or lets it act again: a new revision of the site's document says who did it, and when. It is
// false when the site stood so already. Whoever else changes sites in this process must not do so at the same time.
func Stop(ctx context.Context, store core.Documents, name string, stopped bool, author string, now time.Time) (changed bool, err error) {
	docs, _, err := store.Current(ctx)
	if err != nil {
		return false, err
	}
	for _, d := range docs {
		if d.Kind != core.KindSite || d.Name != name {
			continue
		}
		var site core.Site
		if err := json.Unmarshal(d.Body, &site); err != nil {
			return false, err
		}
		if site.IsStopped() == stopped {
			return false, nil
		}
		site.Stopped = &stopped
		if d.Body, err = json.Marshal(site); err != nil {
			return false, err
		}
		d.Author, d.At = author, now
		_, err = store.SaveDocuments(ctx, []core.Document{d})
		return err == nil, err
	}
	return false, core.Errorf(core.NotFound, "unknown_site", "There is no site %q.", name)
}
