package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"heed/collector/core"
)

// SaveDocuments implements core.Documents. Bodies are compared and kept without white space.
func (s *Store) SaveDocuments(ctx context.Context, docs []core.Document) ([]core.Document, error) {
	compacted := make([]core.Document, len(docs))
	for i, d := range docs {
		var body bytes.Buffer
		if err := json.Compact(&body, d.Body); err != nil {
			return nil, core.Errorf(core.Invalid, "bad_document", "The body of %s %q is no JSON: %w", d.Kind, d.Name, err)
		}
		d.Body = body.Bytes()
		compacted[i] = d
	}
	var saved []core.Document
	err := s.writer.do(ctx, func(tx *sql.Tx) (err error) {
		saved, err = s.saveDocuments(tx, compacted)
		return err
	})
	if err != nil {
		return nil, err // and leaves saved alone: the job may still run when ctx has ended
	}
	return saved, nil
}

func (s *Store) saveDocuments(tx *sql.Tx, docs []core.Document) ([]core.Document, error) {
	saved := []core.Document{}
	for _, d := range docs {
		var body string
		err := tx.QueryRow(s.queries.get("document.InForce"), d.Kind, d.Site, d.Name).Scan(&d.Revision, &body)
		if errors.Is(err, sql.ErrNoRows) {
			d.Revision = 0
		} else if err != nil {
			return nil, err
		} else if body == string(d.Body) {
			continue
		}
		if d.Follows != nil && *d.Follows != d.Revision {
			return nil, changedMeanwhile(d)
		}
		d.Follows = nil
		d.Revision++
		if err := execute(tx, s.queries.get("document.Insert"), d.Kind, d.Site, d.Name, d.Revision, d.Author, millis(d.At),
			string(d.Body)); err != nil {
			return nil, err
		}
		d.At = d.At.UTC().Truncate(time.Millisecond)
		saved = append(saved, d)
	}
	return saved, nil
}

// changedMeanwhile says that a document was made from another revision than the one in force, which is d's.
func changedMeanwhile(d core.Document) error {
	if *d.Follows == 0 {
		return core.Errorf(core.Invalid, "changed_meanwhile", "There is already a %s %q on site %q; choose another name, or change that one.",
			d.Kind, d.Name, d.Site)
	}
	return core.Errorf(core.Invalid, "changed_meanwhile",
		"The %s %q was changed meanwhile: revision %d is in force, and this was made from revision %d. Look at what changed, then save again.",
		d.Kind, d.Name, d.Revision, *d.Follows)
}

type storedDocument struct {
	seq int64
	core.Document
}

func scanDocument(scan scanner) (d storedDocument, err error) {
	var body string
	err = scan(&d.seq, &d.Kind, &d.Site, &d.Name, &d.Revision, &d.Author, timeIn{&d.At}, &body)
	d.Body = json.RawMessage(body)
	return d, err
}

// Current implements core.Documents. The version is the newest revision's place among all; that revision is always in force.
func (s *Store) Current(ctx context.Context) (docs []core.Document, version int64, err error) {
	stored, err := all(ctx, s.lookups, "document.Current", nil, scanDocument)
	if err != nil {
		return nil, 0, err
	}
	docs = make([]core.Document, len(stored))
	for i, d := range stored {
		docs[i], version = d.Document, max(version, d.seq)
	}
	return docs, version, nil
}

// Revisions implements core.Documents.
func (s *Store) Revisions(ctx context.Context, kind, site, name string) ([]core.Document, error) {
	stored, err := all(ctx, s.lookups, "document.Revisions", []any{kind, site, name}, scanDocument)
	if err != nil {
		return nil, err
	}
	if len(stored) == 0 && kind == core.KindSite {
		return nil, core.Errorf(core.NotFound, "unknown_site", "There is no site %q.", name)
	}
	if len(stored) == 0 {
		return nil, core.Errorf(core.NotFound, "unknown_"+kind, "There is no %s %q on site %q.", kind, name, site)
	}
	docs := make([]core.Document, len(stored))
	for i, d := range stored {
		docs[i] = d.Document
	}
	return docs, nil
}

// Version implements core.Documents.
func (s *Store) Version(ctx context.Context) (int64, error) {
	return one(ctx, s.lookups, "document.Version", nil, func(scan scanner) (version int64, err error) {
		err = scan(&version)
		return version, err
	})
}
