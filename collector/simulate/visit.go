package simulate

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"heed/collector/core"
	"heed/collector/page"
)

// visit plays one visitor from hello to purchase, and returns how many different decisions spoke to them.
func (s *simulation) visit(ctx context.Context, v visitor) (spoken int, err error) {
	p, err := s.enter(ctx, v)
	if err != nil {
		return 0, err
	}
	defer p.Close()
	t := tab{simulation: s, page: p, visitor: v, decisions: map[string]bool{}}
	err = t.play()
	return len(t.decisions), err
}

// enter opens the page. An address opens so many connections a second; who is told to wait does.
func (s *simulation) enter(ctx context.Context, v visitor) (*page.Page, error) {
	hello := page.Hello{
		Visitor: v.id, Session: v.session, Page: page.Path{Path: v.path}, At: s.Clock().UnixMilli(),
		Device: page.Device{W: 1280, H: 800, Touch: v.touch, Lang: "en"},
	}
	for {
		p, err := s.door.Open(ctx, hello)
		var refused *page.Refused
		if !errors.As(err, &refused) || refused.Status != http.StatusTooManyRequests {
			return p, err
		}
		// Not all at the same moment again.
		wait := refused.RetryAfter + rand.N(time.Second)
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// tab is one visitor's open page.
type tab struct {
	*simulation
	page      *page.Page
	visitor   visitor
	decisions map[string]bool // that spoke to the visitor
}

func (t *tab) play() error {
	if t.visitor.early {
		if _, err := t.tell(t.signal("dead_click", 0.5)); err != nil {
			return err
		}
	}
	acts, err := t.stuck()
	if err != nil {
		return err
	}
	treated := len(acts) > 0
	for _, a := range acts {
		if err := t.react(a); err != nil {
			return err
		}
	}
	if t.visitor.again {
		if _, err := t.stuck(); err != nil {
			return err
		}
	}
	if !t.visitor.purchases(t.Truth, treated) {
		return nil
	}
	_, err = t.tell(page.Item{
		T: "track", Name: core.Purchase, Page: t.visitor.path,
		Props: map[string]any{"value": t.visitor.value, "currency": "EUR", "id": t.visitor.id},
	})
	return err
}

// stuck presses a dead button and returns what the collector says to that.
func (t *tab) stuck() ([]page.Frame, error) { return t.tell(t.signal("rage_click", 0.9)) }

func (t *tab) signal(kind string, score float64) page.Item {
	return page.Item{T: "signal", Kind: kind, Score: score, Page: t.visitor.path, Target: "#apply-promo"}
}

// tell sends an item and returns what the collector wants to be shown because of it. An act comes right behind the acknowledgement
// of its signal, so a second item, acknowledged too, proves that there is none.
func (t *tab) tell(it page.Item) ([]page.Frame, error) {
	before, err := t.send(it)
	if err != nil {
		return nil, err
	}
	after, err := t.send(page.Item{T: "page", Path: t.visitor.path})
	acts := append(before, after...)
	for _, a := range acts {
		t.decisions[a.Decision] = true
	}
	return acts, err
}

func (t *tab) send(it page.Item) ([]page.Frame, error) {
	it.ID, it.At = t.IDs(), t.Clock().UnixMilli()
	if err := t.page.Send(it); err != nil {
		return nil, err
	}
	return t.page.Acked(it.ID)
}

// card is what a visitor needs to know of an action to answer it.
type card struct {
	Survey struct {
		Name      string
		Questions []struct {
			ID      string
			Options []struct {
				ID   string
				Next int // the index of the question that follows, if not 0
			}
			ShowIf json.RawMessage `json:"show_if"`
			Next   int
		}
	}
}

// react does what the visitor does when asked.
func (t *tab) react(act page.Frame) error {
	if _, err := t.tell(page.Item{T: "shown", Decision: act.Decision}); err != nil {
		return err
	}
	switch t.visitor.reaction {
	case dismiss:
		_, err := t.tell(page.Item{T: "dismissed", Decision: act.Decision, Reason: "closed"})
		return err
	case answer:
		return t.answer(act)
	}
	return nil
}

// answer chooses an option of every question that is asked of everybody and has some.
func (t *tab) answer(act page.Frame) error {
	var c card
	if err := json.Unmarshal(act.Action, &c); err != nil {
		return fmt.Errorf("read the action of decision %s: %w", act.Decision, err)
	}
	var given []page.Item
	for i := 0; i < len(c.Survey.Questions); {
		q := c.Survey.Questions[i]
		if len(q.ShowIf) > 0 {
			i++
			continue
		}
		i = cmp.Or(q.Next, i+1)
		if len(q.Options) == 0 {
			continue
		}
		chosen := q.Options[int(t.visitor.choice*float64(len(q.Options)))]
		i = cmp.Or(chosen.Next, i)
		given = append(given, page.Item{T: "answer", Decision: act.Decision, Survey: c.Survey.Name, Question: q.ID, Value: chosen.ID})
	}
	for i, it := range given {
		it.Done = i == len(given)-1
		if _, err := t.tell(it); err != nil {
			return err
		}
	}
	return nil
}
