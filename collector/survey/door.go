package survey

import (
	"context"
	"time"

	"heed/collector/core"
)

// Door is whether a survey is asked, and for how long yet.
type Door struct {
	Open   bool       `json:"open"`
	Closes *time.Time `json:"closes"` // from then on it is not asked; null for never
	Quota  int        `json:"quota"`  // of responses that may be begun; 0 for no bound
	Begun  int        `json:"begun"`  // towards the quota; only counted where there is one
}

// Door reads how a survey stands now.
func (r Reader) Door(ctx context.Context, s core.Survey) (Door, error) {
	closing, err := s.Closing()
	if err != nil {
		return Door{}, err
	}
	d := Door{Quota: closing.Quota}
	if !closing.At.IsZero() {
		d.Closes = &closing.At
	}
	if closing.Quota > 0 {
		if d.Begun, err = r.Store.Begun(ctx, s.Site, s.Name); err != nil {
			return Door{}, err
		}
	}
	d.Open = !closing.Closed(r.Clock(), d.Begun)
	return d, nil
}
