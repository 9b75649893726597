package simulate

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"heed/collector/core"
)

// api reads what the collector has recorded, as any program may.
type api struct {
	collector, token, site string
	client                 *http.Client
}

// patience is how long an answer may take, for a person before a terminal.
const patience = 30 * time.Second

// get reads an address below /api/v1. That there is nothing is a NotFound error; other refusals are told in the collector's words.
func (a api) get(ctx context.Context, address string, into any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, a.collector+"/api/v1"+address, nil)
	if err != nil {
		return core.Errorf(core.Invalid, "bad_url", "--url %q is not an address like https://heed.example.com.", a.collector)
	}
	r.Header.Set("Authorization", "Bearer "+a.token)
	answer, err := a.client.Do(r)
	if err != nil {
		return fmt.Errorf("ask the collector: %w", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		var problem struct{ Code, Detail string }
		if err := json.NewDecoder(answer.Body).Decode(&problem); err != nil || problem.Code == "" {
			return fmt.Errorf("the collector answers %s with %s", r.URL.Path, answer.Status)
		}
		kind := core.Invalid
		if answer.StatusCode == http.StatusNotFound {
			kind = core.NotFound
		}
		return core.Errorf(kind, problem.Code, "%s", problem.Detail)
	}
	return json.NewDecoder(answer.Body).Decode(into)
}

// origin is one whose pages may speak for the site.
func (a api) origin(ctx context.Context) (string, error) {
	var site core.Site
	if err := a.get(ctx, "/sites/"+url.PathEscape(a.site), &site); err != nil {
		return "", err
	}
	if len(site.Origins) == 0 {
		return "", core.Errorf(core.Invalid, "no_origin", "Site %q lets no origin in; give it one first.", a.site)
	}
	return site.Origins[0], nil
}

// timeline is what happened to a visitor.
type timeline struct {
	Timeline []struct {
		Decision *core.Decision
		Event    *core.Event
	}
}

func (a api) timeline(ctx context.Context, visitor string) (t timeline, err error) {
	return t, a.get(ctx, "/visitors/"+url.PathEscape(visitor)+"?site="+url.QueryEscape(a.site), &t)
}

// knows reports whether a visitor has been there.
func (a api) knows(ctx context.Context, visitor string) (bool, error) {
	_, err := a.timeline(ctx, visitor)
	if core.IsKind(err, core.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// record is what the collector holds of one visitor.
type record struct {
	arm    core.Arm // of the intercept; "" when it did not decide on them
	acted  int      // decisions that spoke to them, of any intercept
	bought bool
}

func (a api) recorded(ctx context.Context, visitor, intercept string) (r record, err error) {
	t, err := a.timeline(ctx, visitor)
	for _, h := range t.Timeline {
		switch {
		case h.Decision != nil:
			if h.Decision.Outcome == core.Acted {
				r.acted++
			}
			if h.Decision.Intercept == intercept {
				r.arm = h.Decision.Arm
			}
		case h.Event != nil:
			r.bought = r.bought || h.Event.Name == core.Purchase
		}
	}
	return r, err
}
