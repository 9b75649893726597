package precision

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"heed/collector/core"
	"heed/sqlite"
	"heed/sqlite/sqlitetest"
)

var noon = time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)

var maya = core.Principal{ID: "u", Name: "maya@example.com"}

// newService is a service over a real store with a site each of these names.
func newService(t *testing.T, sites ...string) *Service {
	t.Helper()
	store := sqlitetest.Open(t, sqlite.Options{})
	for _, name := range sites {
		body, err := json.Marshal(core.Site{Name: name, Origins: []string{"https://" + name + ".example"}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.SaveDocuments(t.Context(), []core.Document{{Kind: core.KindSite, Site: name, Name: name, Body: body, At: noon}}); err != nil {
			t.Fatal(err)
		}
	}
	return New(Options{
		Store: store, Clock: func() time.Time { return noon }, Changed: func() {},
		Check: func(s core.Site) (wrong []core.FieldError) {
			if s.Mutes[0].Target == "" {
				wrong = append(wrong, core.FieldError{Path: "mutes[0].target", Message: "is missing"})
			}
			return wrong
		},
		Muted: func(mutes []core.Mute) func(kind, target, page string) bool {
			return func(kind, target, _ string) bool {
				return slices.Contains(mutes, core.Mute{Kind: kind, Target: target})
			}
		},
	})
}

// tell stores an answered tap.
func (s *Service) tell(t *testing.T, n int, site, target string, right bool, at time.Time) {
	t.Helper()
	id, value := fmt.Sprintf("%s-%d", site, n), `"no"`
	if right {
		value = `"yes"`
	}
	errs := s.Store.(core.Journal).Commit(t.Context(), []core.Change{{
		Signals:   []core.Signal{{ID: "s" + id, Site: site, Kind: "dead_click", Target: target, Page: "/", Score: .5, At: at, Received: at}},
		Decisions: []core.Decision{{ID: id, Site: site, Signal: "s" + id, Kind: "dead_click", At: at, Outcome: core.Acted, Intercept: core.PrecisionName}},
		Responses: []core.ResponseChange{{Response: core.Response{ID: id + "/precision", Site: site, Survey: core.PrecisionName, Decision: id,
			Started: at, Updated: at, Answers: []core.Answer{{ID: id, Question: core.PrecisionQuestion, Value: json.RawMessage(value), At: at}}}}},
	}})
	if errs[0] != nil {
		t.Fatal(errs[0])
	}
}

// TestReport counts over more than one page of answers, of the window, by site.
func TestReport(t *testing.T) {
	s := newService(t, "other", "shop")
	for n := range core.MaxLimit + 5 {
		s.tell(t, n, "shop", "#pay", n%5 > 0, noon.Add(-time.Duration(n)*time.Second))
	}
	s.tell(t, 0, "other", "#pay", true, noon)
	s.tell(t, 1, "other", "#pay", true, noon.Add(-Window-time.Second))
	got, err := s.Report(t.Context(), "", time.Time{})
	if err != nil || len(got.Detectors) != 2 || got.Detectors[0].Site != "other" || got.Detectors[0].N != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	if d := got.Detectors[1]; d.N != core.MaxLimit+5 || d.Right != 804 || !d.Enough || d.Threshold.Verdict != Unclear {
		t.Errorf("detector %+v", d)
	}
	got, err = s.Report(t.Context(), "shop", noon.Add(-9*time.Second))
	if err != nil || len(got.Detectors) != 1 || got.Detectors[0].N != 10 || got.Elements[0].N != 10 {
		t.Errorf("since a time: %+v, %v", got, err)
	}
	got, err = s.Report(t.Context(), "other", noon.AddDate(-1, 0, 0))
	if err != nil || got.Detectors[0].N != 2 {
		t.Errorf("before the window: %+v, %v", got, err)
	}
}

func TestMuteAndUnmute(t *testing.T) {
	s := newService(t, "shop")
	s.tell(t, 1, "shop", "#next", false, noon)
	next := core.Mute{Kind: "dead_click", Target: "#next"}
	for range 2 {
		if got, err := s.Mute(t.Context(), "shop", next, maya); err != nil || len(got) != 1 {
			t.Fatalf("%+v, %v", got, err)
		}
	}
	docs, err := s.Store.Revisions(t.Context(), core.KindSite, "shop", "shop")
	if err != nil || len(docs) != 2 || docs[0].Author != maya.Name || !strings.Contains(string(docs[0].Body), "https://shop.example") {
		t.Errorf("revisions %+v, %v", docs, err)
	}
	if r, err := s.Report(t.Context(), "shop", time.Time{}); err != nil || !r.Elements[0].Muted || r.Detectors[0].N != 0 {
		t.Errorf("report %+v, %v", r, err)
	}
	if got, err := s.Unmute(t.Context(), "shop", next, maya); err != nil || len(got) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := s.Mutes(t.Context(), "shop"); err != nil || len(got) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	for code, try := range map[string]func() error{
		"unknown_mute": func() error { _, err := s.Unmute(t.Context(), "shop", next, maya); return err },
		"unknown_site": func() error { _, err := s.Mute(t.Context(), "nobody", next, maya); return err },
		"bad_mute":     func() error { _, err := s.Mute(t.Context(), "shop", core.Mute{Kind: "dead_click"}, maya); return err },
	} {
		if err := try(); err == nil || core.AsError(err).Code != code {
			t.Errorf("%v, want %s", err, code)
		}
	}
}

// TestMutesAtOnce: people who mute at the same moment do not undo each other; the last of too many is refused.
func TestMutesAtOnce(t *testing.T) {
	s := newService(t, "shop")
	var wg sync.WaitGroup
	for n := range 20 {
		wg.Go(func() {
			if _, err := s.Mute(t.Context(), "shop", core.Mute{Kind: "dead_click", Target: fmt.Sprint("#", n)}, maya); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	got, err := s.Mutes(t.Context(), "shop")
	if err != nil || len(got) != 20 {
		t.Fatalf("%d mutes, %v", len(got), err)
	}
	for n := 20; n < MaxMutes; n++ {
		got = append(got, core.Mute{Kind: "dead_click", Target: fmt.Sprint("#", n)})
	}
	if _, err := s.change(t.Context(), "shop", maya, func([]core.Mute) ([]core.Mute, error) { return got, nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Mute(t.Context(), "shop", core.Mute{Kind: "dead_click", Target: "#more"}, maya); err == nil || core.AsError(err).Code != "too_many_mutes" {
		t.Errorf("got %v", err)
	}
}

// meanwhile is a store to which somebody else writes right before it is written to, once.
type meanwhile struct {
	Store
	once *sync.Once
	do   func()
}

func (m meanwhile) SaveDocuments(ctx context.Context, docs []core.Document) ([]core.Document, error) {
	m.once.Do(m.do)
	return m.Store.SaveDocuments(ctx, docs)
}

// TestMutesMeetOtherChanges: what somebody else changes of the site at the same time stays.
func TestMutesMeetOtherChanges(t *testing.T) {
	s := newService(t, "shop")
	store := s.Store
	s.Store = meanwhile{store, new(sync.Once), func() {
		body, err := json.Marshal(core.Site{Name: "shop", Title: "Shop", Origins: []string{"https://shop.example"}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.SaveDocuments(t.Context(), []core.Document{{Kind: core.KindSite, Site: "shop", Name: "shop", Body: body, At: noon}}); err != nil {
			t.Fatal(err)
		}
	}}
	if mutes, err := s.Mute(t.Context(), "shop", core.Mute{Kind: "dead_click", Target: "#a"}, maya); err != nil || len(mutes) != 1 {
		t.Fatalf("%+v, %v", mutes, err)
	}
	if site, revision, err := s.site(t.Context(), "shop"); err != nil || site.Title != "Shop" || len(site.Mutes) != 1 || revision != 3 {
		t.Errorf("in force is revision %d, %+v, %v", revision, site, err)
	}
}
