package manifest

import (
	"context"
	"fmt"
	"slices"

	"heed/collector/core"
)

// Revision gives an earlier state of a document as a set, to be planned and applied anew: what was right then may not be now, and the
// revisions in between stay. A revision that does not exist is a NotFound error.
func Revision(ctx context.Context, store core.Documents, kind, site, name string, revision int) (Set, error) {
	docs, err := store.Revisions(ctx, kind, site, name)
	if err != nil {
		return Set{}, err
	}
	at := slices.IndexFunc(docs, func(d core.Document) bool { return d.Revision == revision })
	if at < 0 {
		return Set{}, core.Errorf(core.NotFound, "unknown_revision", "The %s %q has no revision %d; it has 1 to %d.", kind, name, revision, docs[0].Revision)
	}
	catalog, err := core.NewCatalog(0, docs[at:at+1])
	if err != nil {
		return Set{}, fmt.Errorf("read revision %d: %w", revision, err)
	}
	var set Set
	for _, s := range catalog.Sites {
		if s.Mutes == nil {
			s.Mutes = []core.Mute{} // none then: those of now are not kept
		}
		s.Stopped = nil // an emergency stop of now holds, and one of then is over: who restores asks for neither
		set.Sites = append(set.Sites, s)
	}
	set.Intercepts = catalog.Intercepts[site]
	for _, s := range catalog.Surveys[site] {
		set.Surveys = append(set.Surveys, s)
	}
	for _, w := range catalog.Webhooks[site] {
		set.Webhooks = append(set.Webhooks, w)
	}
	return set, nil
}
