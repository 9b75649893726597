package manifest

import (
	"context"
	"encoding/json"
	"time"

	"heed/collector/core"
)

// tries is how often Stop begins again because somebody else has changed the site meanwhile. Each time another change was made.
const tries = 20

// Stop ends all acting of a site at once, or lets it act again: a new revision of the site's document says who did it, and when. It is
// false when the site stood so already. What others change meanwhile, in this process or another, stays.
func Stop(ctx context.Context, store core.Documents, name string, stopped bool, author string, now time.Time) (changed bool, err error) {
	for range tries {
		changed, err = stopOnce(ctx, store, name, stopped, author, now)
		if err == nil || core.AsError(err).Code != "changed_meanwhile" {
			break
		}
	}
	return changed, err
}

// stopOnce fails with code changed_meanwhile when the site that it has read is not in force any more.
func stopOnce(ctx context.Context, store core.Documents, name string, stopped bool, author string, now time.Time) (changed bool, err error) {
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
		follows := d.Revision
		d.Author, d.At, d.Follows = author, now, &follows
		_, err = store.SaveDocuments(ctx, []core.Document{d})
		return err == nil, err
	}
	return false, core.Errorf(core.NotFound, "unknown_site", "There is no site %q.", name)
}
