package notify

import (
	"context"
	"encoding/base64"
	"maps"
	"net/url"
	"slices"
	"time"

	"heed/collector/core"
)

// Standing is a webhook as it is configured and as it fares.
type Standing struct {
	core.Webhook
	State core.WebhookState `json:"state"`
	// Host is the part of the URL that is no secret.
	Host     string `json:"host"`
	Revision int    `json:"revision"`
}

// Secret is what a receiver checks signatures with. It is shown when it is made, and then never again.
type Secret struct {
	Secret string `json:"secret"`
	// OldUntil is until when the secret before signs too.
	OldUntil time.Time `json:"old_until"`
}

// List gives the webhooks of a site, or of all when site is empty, by site and name.
func (s *Service) List(ctx context.Context, site string) ([]Standing, error) {
	list := []Standing{}
	all := *s.webhooks.Load()
	for _, on := range slices.Sorted(maps.Keys(all)) {
		for _, name := range slices.Sorted(maps.Keys(all[on])) {
			if site != "" && site != on {
				continue
			}
			one, err := s.standing(ctx, all[on][name])
			if err != nil {
				return nil, err
			}
			list = append(list, one)
		}
	}
	return list, nil
}

// Get gives one webhook. site may be empty when only one has a webhook of that name.
func (s *Service) Get(ctx context.Context, site, name string) (Standing, error) {
	w, err := s.find(site, name)
	if err != nil {
		return Standing{}, err
	}
	return s.standing(ctx, w)
}

func (s *Service) standing(ctx context.Context, w core.Webhook) (Standing, error) {
	state, err := s.Store.WebhookState(ctx, w.Site, w.Name)
	out := Standing{Webhook: w, State: state, Revision: w.Revision}
	if out.Status == "" {
		out.Status = core.Live
	}
	if out.Format == "" {
		out.Format = core.FormatJSON
	}
	if u, bad := url.Parse(w.URL); bad == nil {
		out.Host = u.Host
	}
	return out, err
}

// find gives a webhook of a site, or the only one of that name.
func (s *Service) find(site, name string) (core.Webhook, error) {
	var found []core.Webhook
	for on, webhooks := range *s.webhooks.Load() {
		if w, ok := webhooks[name]; ok && (site == "" || site == on) {
			found = append(found, w)
		}
	}
	switch len(found) {
	case 0:
		return core.Webhook{}, core.Errorf(core.NotFound, "unknown_webhook", "There is no webhook named %q.", name)
	case 1:
		return found[0], nil
	}
	return core.Webhook{}, core.Errorf(core.Invalid, "site_needed", "Several sites have a webhook %q; name the site too.", name)
}

// Deliveries lists what a webhook was told and is to be told, newest first. Of q, Name names it and Site may be empty.
func (s *Service) Deliveries(ctx context.Context, q core.Query) ([]core.Delivery, string, error) {
	w, err := s.find(q.Site, q.Name)
	if err != nil {
		return nil, "", err
	}
	q.Site = w.Site
	return s.Store.ListDeliveries(ctx, q)
}

// Test queues a delivery that says that it is a test. It goes the way of all others, and what becomes of it is read like theirs.
func (s *Service) Test(ctx context.Context, site, name string) (core.Delivery, error) {
	w, err := s.find(site, name)
	if err != nil {
		return core.Delivery{}, err
	}
	state, err := s.Store.WebhookState(ctx, w.Site, w.Name)
	switch {
	case err != nil:
		return core.Delivery{}, err
	case w.Status == core.Paused:
		return core.Delivery{}, core.Errorf(core.Invalid, "webhook_paused", "The webhook %s is paused; set status: live before a test.", w.Name)
	case state.Disabled != nil:
		return core.Delivery{}, core.Errorf(core.Invalid, "webhook_disabled", "The webhook %s is disabled; enable it before a test.", w.Name)
	}
	d := s.delivery(w, core.EventTest, s.ID(), data{Site: w.Site, Message: "A test from Heed: this webhook works."})
	if err := s.Store.Commit(ctx, []core.Change{{Deliveries: []core.Delivery{d}}})[0]; err != nil {
		return core.Delivery{}, err
	}
	s.hurry(w)
	return d, nil
}

// Retry lets a delivery of a webhook be sent anew, also one that was taken: its receiver tells by the id that it has it.
func (s *Service) Retry(ctx context.Context, site, name, id string) (core.Delivery, error) {
	w, err := s.find(site, name)
	if err != nil {
		return core.Delivery{}, err
	}
	d, err := s.Store.Delivery(ctx, id)
	if err == nil && (d.Site != w.Site || d.Webhook != w.Name) {
		err = core.Errorf(core.NotFound, "unknown_delivery", "The webhook %s has no delivery %q.", w.Name, id)
	}
	if err != nil {
		return core.Delivery{}, err
	}
	if err := s.Store.Requeue(ctx, id, s.Clock()); err != nil {
		return core.Delivery{}, err
	}
	s.hurry(w)
	return s.Store.Delivery(ctx, id)
}

// Enable lets a webhook that was disabled be told again, beginning with what waits.
func (s *Service) Enable(ctx context.Context, site, name string) error {
	w, err := s.find(site, name)
	if err != nil {
		return err
	}
	if err := s.Store.EnableWebhook(ctx, w.Site, w.Name); err != nil {
		return err
	}
	s.hurry(w)
	return nil
}

// Rotate makes a new secret. The one before signs too for a day.
func (s *Service) Rotate(ctx context.Context, site, name string) (Secret, error) {
	w, err := s.find(site, name)
	if err != nil {
		return Secret{}, err
	}
	state, err := s.Store.WebhookState(ctx, w.Site, w.Name)
	if err != nil {
		return Secret{}, err
	}
	salt, err := s.newSalt()
	if err != nil {
		return Secret{}, err
	}
	now := s.Clock()
	until := now.Add(overlap).UTC().Truncate(time.Millisecond)
	if err := s.Store.SaveSalts(ctx, w.Site, w.Name, core.Salts{Salt: salt, Old: state.Salt, OldUntil: &until}, now); err != nil {
		return Secret{}, err
	}
	return Secret{Secret: secretPrefix + base64.StdEncoding.EncodeToString(s.secret(w.Site, w.Name, salt)), OldUntil: until}, nil
}

// hurry ends the rest of a webhook, because somebody asks for it.
func (s *Service) hurry(w core.Webhook) {
	s.setLane(key{w.Site, w.Name}, func(l *lane) { l.rest = time.Time{} })
	s.Wake()
}
