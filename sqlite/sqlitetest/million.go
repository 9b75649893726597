package sqlitetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"heed/collector/core"
	"heed/sqlite"
)

// million is how many responses the benchmarks of reading look through, and chunk how many of them are committed at once.
const (
	million = 1_000_000
	chunk   = 1_000
)

// MillionFrom is when the responses of Million begin; they are spread over a year.
var MillionFrom = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// Million opens a store of a million responses to three surveys of the site «shop», in the folder HEED_BENCH_DATA. The first time it makes them, as
// the collector would have: that takes minutes, so without the folder what needs it is skipped.
func Million(t testing.TB) *sqlite.Store {
	t.Helper()
	kept := os.Getenv("HEED_BENCH_DATA")
	if kept == "" {
		t.Skip("set HEED_BENCH_DATA to a folder (make bench-read, make bench-console) to generate the responses")
	}
	folder := filepath.Join(kept, "million")
	made := filepath.Join(folder, "whole")
	if _, err := os.Stat(made); err != nil {
		begin := time.Now()
		if err := generate(t.Context(), folder); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(made, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		t.Logf("%d responses written in %s", million, time.Since(begin).Round(time.Second))
	}
	return openIn(t, folder, sqlite.Options{QueryTimeout: time.Minute})
}

// generate makes the store anew in a folder: what is there was not finished.
func generate(ctx context.Context, folder string) (err error) {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	s, err := sqlite.Open(ctx, folder, sqlite.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if _, err := s.SaveDocuments(ctx, documents()); err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(1, 2))
	for first := 0; first < million; first += chunk {
		changes := make([]core.Change, chunk)
		for i := range changes {
			changes[i] = generated(first+i, r)
		}
		if err := errors.Join(s.Commit(ctx, changes)...); err != nil {
			return err
		}
	}
	return nil
}

// documents are the configuration under which the responses came: the surveys, and an intercept that asks each.
func documents() []core.Document {
	no, why := false, core.Question{ID: "why", Type: core.Choice, Text: core.Text{"en": "What held you back?"}}
	for _, id := range reasons {
		why.Options = append(why.Options, core.Option{ID: id, Text: core.Text{"en": id}})
	}
	asked := []core.Question{{ID: "score", Type: core.NPS, Why: &no}, why, {ID: "more", Type: core.FreeText, Text: core.Text{"en": "Anything else?"}, Optional: true}}
	list := []core.Document{document(core.KindSite, "shop", core.Site{Name: "shop", Status: core.Live, Origins: []string{"https://shop.example"}})}
	for _, name := range surveys {
		list = append(list, document(core.KindSurvey, name, core.Survey{Site: "shop", Name: name, Quota: 2 * million, Questions: asked}),
			document(core.KindIntercept, "ask-"+name, core.Intercept{Site: "shop", Name: "ask-" + name, Status: core.Live,
				When: core.When{Any: []core.Trigger{{Signal: "exit_intent"}}}, Action: core.Action{Type: core.ActSurvey, Survey: name}}))
	}
	return list
}

func document(kind, name string, noun any) core.Document {
	body, _ := json.Marshal(noun) // nouns of ours have nothing that JSON does not take
	return core.Document{Kind: kind, Site: "shop", Name: name, Body: body, At: MillionFrom}
}

// surveys are those that were answered, and reasons the options of their choice.
var (
	surveys = []string{"nps", "cart-why", "returns"}
	reasons = []string{"price", "delivery", "size", "trust", "time"}
)

// MillionDecision is the id of the decision that led to response i.
func MillionDecision(i int) string { return fmt.Sprintf("0197c2f0-0000-7000-8000-%012d", i) }

// generated is response i of a million to one of the surveys, half of all to the first, not all of them finished; with its visitor, who may have answered
// before, the signal and the decision.
func generated(i int, r *rand.Rand) core.Change {
	at := MillionFrom.Add(time.Duration(float64(365*24*time.Hour) * float64(i) / million))
	survey, visitor := pick(r, "nps", "nps", "cart-why", "returns"), fmt.Sprintf("0197c2f0-0000-7000-9000-%012d", r.IntN(million))
	page := fmt.Sprintf("/product/%d", min(r.IntN(300), r.IntN(300)))
	shown, signal := at.Add(time.Second), fmt.Sprintf("0197c2f0-0000-7000-a000-%012d", i)
	d := core.Decision{ID: MillionDecision(i), Site: "shop", Visitor: visitor, Session: visitor, Signal: signal, Kind: pick(r, "exit_intent", "exit_intent", "rage_click"),
		Page: page, At: at, Outcome: core.Acted, Intercept: "ask-" + survey, Revision: 1, Arm: core.Treatment,
		Action: &core.Action{Type: core.ActSurvey, Survey: survey}, Shown: &shown}
	res := core.Response{ID: d.ID + "/" + survey, Site: "shop", Survey: survey, Decision: d.ID, Visitor: visitor, Session: visitor, Page: page,
		Lang: pick(r, "en", "en", "de", "fr", "ar"), Intercept: d.Intercept, Device: pick(r, core.DevicePhone, core.DevicePhone, core.DeviceDesktop, core.DeviceTablet),
		Evidence: &core.Evidence{Kind: d.Kind, Signal: signal, Step: []core.Step{"", "", core.StepCart}[r.IntN(3)]}, Started: at, Updated: at}
	give := func(question, kind string, value any) {
		text, _ := json.Marshal(value) // a number or a text
		res.Answers = append(res.Answers, core.Answer{ID: fmt.Sprint(d.ID, "-", len(res.Answers)), Question: question, Type: kind, Value: text,
			At: at.Add(time.Duration(len(res.Answers)+2) * time.Second)})
	}
	give("score", core.NPS, min(10, r.IntN(14)))
	if r.IntN(10) < 7 {
		give("why", core.Choice, pick(r, reasons...))
		if res.Done = r.IntN(10) < 6; res.Done {
			give("more", core.FreeText, sentence(r))
		}
	}
	return core.Change{
		Signals:   []core.Signal{{ID: signal, Site: "shop", Visitor: visitor, Session: visitor, Kind: d.Kind, At: at, Received: at, Score: .8, Page: page}},
		Visitors:  []core.Visitor{{Site: "shop", ID: visitor, Session: visitor, Visits: 1, First: at, Last: at, Traits: map[string]any{"plan": pick(r, "free", "free", "gold")}}},
		Decisions: []core.Decision{d}, Responses: []core.ResponseChange{{Response: res}},
	}
}

// pick draws one of the words.
func pick(r *rand.Rand, words ...string) string { return words[r.IntN(len(words))] }

// sentence is of some common words and a rare one.
func sentence(r *rand.Rand) string {
	words := []string{"delivery", "costs", "late", "the", "button", "nothing", "happened", "price", "too", "high", "could", "not", "find", "size"}
	text := ""
	for range 8 {
		text += words[r.IntN(len(words))] + " "
	}
	return text + fmt.Sprint("voucher", r.IntN(50_000))
}
