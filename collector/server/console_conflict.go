package server

import (
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/manifest"
)

// conflict is what somebody else has saved since a form was opened.
type conflict struct {
	Revision int
	Author   string
	At       time.Time
	Lines    []line
}

// conflictSince finds what was made of a document since a revision; since there was none, when it has no such revision.
func (c *console) conflictSince(ec echo.Context, kind, site, name string, revision int) (*conflict, error) {
	docs, err := c.deps.Store.Revisions(ec.Request().Context(), kind, site, name)
	if err != nil {
		return nil, err
	}
	now := docs[0]
	theirs, err := manifest.YAML(kind, now.Body)
	if err != nil {
		return nil, err
	}
	ours := ""
	if i := slices.IndexFunc(docs, func(d core.Document) bool { return d.Revision == revision }); i >= 0 {
		if ours, err = manifest.YAML(kind, docs[i].Body); err != nil {
			return nil, err
		}
	}
	return &conflict{now.Revision, now.Author, now.At, changed(strings.Split(ours, "\n"), strings.Split(theirs, "\n"))}, nil
}
