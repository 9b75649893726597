package core

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// The kinds of a document.
const (
	KindSite      = "site"
	KindIntercept = "intercept"
	KindSurvey    = "survey"
	KindWebhook   = "webhook"
)

// Document is one revision of a piece of configuration. Revisions are only ever added; the highest is in force.
type Document struct {
	Kind     string          `json:"kind"`
	Site     string          `json:"site"` // of a site: its own name
	Name     string          `json:"name"`
	Revision int             `json:"revision"` // from 1, given by the store
	Body     json.RawMessage `json:"body"`     // the noun as JSON
	Author   string          `json:"author"`
	At       time.Time       `json:"at"`

	// Follows is, when a document is saved, the revision that this one is made from: 0 for none, nil for whichever there is.
	Follows *int `json:"-"`
}

// Catalog is all configuration in force, decoded.
type Catalog struct {
	// Version grows with every change of any document.
	Version    int64
	Sites      map[string]Site
	Intercepts map[string][]Intercept // by site, in the order of their names
	Surveys    map[string]map[string]Survey
	Webhooks   map[string]map[string]Webhook
}

// InForce is the stored configuration.
func InForce(ctx context.Context, store Documents) (Catalog, error) {
	docs, version, err := store.Current(ctx)
	if err != nil {
		return Catalog{}, err
	}
	return NewCatalog(version, docs)
}

// NewCatalog decodes documents, which are the revisions in force.
func NewCatalog(version int64, docs []Document) (Catalog, error) {
	c := Catalog{
		Version: version, Sites: map[string]Site{}, Intercepts: map[string][]Intercept{},
		Surveys: map[string]map[string]Survey{}, Webhooks: map[string]map[string]Webhook{},
	}
	for _, d := range docs {
		if err := c.add(d); err != nil {
			return Catalog{}, fmt.Errorf("decode %s %s of site %s: %w", d.Kind, d.Name, d.Site, err)
		}
	}
	return c, nil
}

func (c *Catalog) add(d Document) error {
	switch d.Kind {
	case KindSite:
		var s Site
		if err := json.Unmarshal(d.Body, &s); err != nil {
			return err
		}
		c.Sites[s.Name] = s
	case KindIntercept:
		var i Intercept
		if err := json.Unmarshal(d.Body, &i); err != nil {
			return err
		}
		i.Revision = d.Revision
		c.Intercepts[d.Site] = append(c.Intercepts[d.Site], i)
	case KindSurvey:
		var s Survey
		if err := json.Unmarshal(d.Body, &s); err != nil {
			return err
		}
		s.Revision = d.Revision
		if c.Surveys[d.Site] == nil {
			c.Surveys[d.Site] = map[string]Survey{}
		}
		c.Surveys[d.Site][d.Name] = s
	case KindWebhook:
		var w Webhook
		if err := json.Unmarshal(d.Body, &w); err != nil {
			return err
		}
		w.Revision = d.Revision
		if c.Webhooks[d.Site] == nil {
			c.Webhooks[d.Site] = map[string]Webhook{}
		}
		c.Webhooks[d.Site][d.Name] = w
	default:
		return fmt.Errorf("unknown kind %q", d.Kind)
	}
	return nil
}
