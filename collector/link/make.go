package link

import (
	"time"

	"heed/collector/core"
)

// Batch says which single-use links to make.
type Batch struct {
	Count   int           `json:"count"`   // 1 to MaxLinks; 1 when zero
	Expires core.Duration `json:"expires"` // how long they are good for, up to MaxLife; Life when zero
	Source  string        `json:"source,omitempty"`
}

// Make makes links, each for one person, who may answer once. site may be empty when only one has a survey of that name. Nothing is
// stored of them: a link is used when its response is finished.
func (s *Service) Make(site, survey string, b Batch) ([]Link, error) {
	if b.Count == 0 {
		b.Count = 1
	}
	if b.Expires == 0 {
		b.Expires = core.Duration(Life)
	}
	if b.Count < 0 || b.Count > MaxLinks {
		return nil, core.Errorf(core.Invalid, "bad_count", "At once 1 to %d links are made; %d is not possible.", MaxLinks, b.Count)
	}
	if b.Expires < 0 || time.Duration(b.Expires) > MaxLife {
		return nil, core.Errorf(core.Invalid, "bad_expiry", "A link is good for at most %s; %s is not possible.", core.Duration(MaxLife), b.Expires)
	}
	e, err := s.Begin(site, survey, b.Source)
	if err != nil {
		return nil, err
	}
	e.Once, e.Expires = true, s.until(time.Duration(b.Expires))
	links := make([]Link, b.Count)
	for i := range links {
		e.ID = s.ID()
		links[i] = Link{URL: s.PublicURL + Path(survey) + "?e=" + s.Signer.Sign(e), Expires: e.Expires}
	}
	return links, nil
}
