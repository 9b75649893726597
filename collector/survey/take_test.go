package survey

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heed/collector/core"
	"heed/sqlite"
	"heed/sqlite/sqlitetest"
)

var rescue = core.Decision{
	ID: "d1", Site: "demo", Visitor: "v1", Session: "s1", Page: "/cart", Intercept: "rescue",
	Action: &core.Action{Type: core.ActSurvey, Survey: "cart-why"},
}

// noon is when the tests' answers begin.
func noon(plus time.Duration) time.Time {
	return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC).Add(plus)
}

func given(question, value string) core.Given {
	return core.Given{ID: "a-" + question, Survey: "cart-why", Question: question, Lang: "en", Value: json.RawMessage(value), At: noon(0)}
}

func TestTakeLeadsOn(t *testing.T) {
	s := demo(t)
	var response core.Response
	for _, step := range []struct {
		question, value string
		want            string // the team or type of the follow-up
	}{
		{"why", `{"other":"too slow"}`, ""},
		{"help", `"yes"`, "care"},
		{"help", `"yes"`, "care"}, // sent again
		{"more", `null`, ""},      // holds still, and is not asked about
		{"score", `7`, ""},
		{"score", `6`, "message"},
		{"why", `"price"`, ""}, // the rule of «care» is asked about, and no longer holds
		{"help", `"yes"`, "sales"},
		{"help", `"call"`, "callback"},
		{"help", `"no"`, ""},
	} {
		g := given(step.question, step.value)
		g.ID = step.question + step.value
		taken, err := s.Take(rescue, response, g)
		if err != nil {
			t.Fatal(err)
		}
		response = taken.Response
		got := ""
		if len(taken.FollowUps) > 0 {
			a := taken.FollowUps[0]
			if got = a.Team; got == "" {
				got = a.Type
			}
		}
		if got != step.want || len(taken.FollowUps) > 1 {
			t.Errorf("%s = %s led to %+v, want %q", step.question, step.value, taken.FollowUps, step.want)
		}
	}
}

func TestTakeBegins(t *testing.T) {
	g := given("why", `"price"`)
	g.Done = true
	taken, err := demo(t).Take(rescue, core.Response{}, g)
	want := core.Response{
		ID: "d1/cart-why", Site: "demo", Survey: "cart-why", Decision: "d1", Visitor: "v1", Session: "s1", Page: "/cart", Lang: "en",
		Intercept: "rescue", Channel: core.OnPage, Started: noon(0), Updated: noon(0), Done: true,
		Answers: []core.Answer{{ID: "a-why", Question: "why", Type: core.Choice, Value: json.RawMessage(`"price"`), At: noon(0)}},
	}
	if diff := cmp.Diff(want, taken.Response); diff != "" || err != nil {
		t.Error(err, diff)
	}
	if diff := cmp.Diff(want, taken.Change.Response); diff != "" {
		t.Error(diff)
	}
}

func TestTakeOfNoIntercept(t *testing.T) {
	byHand := rescue
	byHand.Intercept = ""
	taken, err := demo(t).Take(byHand, core.Response{}, given("help", `"yes"`))
	if err != nil || len(taken.FollowUps) > 0 {
		t.Errorf("led to %v, %v", taken.FollowUps, err)
	}
}

// TestTakeTakesOnlyWhatWasAsked: a decision is no key to the site's other surveys.
func TestTakeTakesOnlyWhatWasAsked(t *testing.T) {
	byHand := rescue
	byHand.Intercept = ""
	phone := core.Given{ID: "a", Survey: core.ActCallback, Question: "phone", Value: json.RawMessage(`"+49 30 123456"`)}
	if _, err := demo(t).Take(rescue, core.Response{}, phone); err != nil {
		t.Errorf("the callback that follows an answer: %v", err)
	}
	if _, err := demo(t).Take(byHand, core.Response{}, phone); core.AsError(err).Code != "not_asked" {
		t.Errorf("a callback that nothing led to: %v", err)
	}
}

func TestTakeRefuses(t *testing.T) {
	for _, test := range []struct {
		g    core.Given
		code string
	}{
		{given("help", `"maybe"`), "bad_answer"},
		{given("nobody", `1`), "bad_answer"},
		{given("why", `null`), "bad_answer"},
		{given("why", ``), "bad_answer"},
		{core.Given{Survey: "nobody", Question: "why", Value: json.RawMessage(`"price"`)}, "unknown_survey"},
	} {
		_, err := demo(t).Take(rescue, core.Response{}, test.g)
		if e := core.AsError(err); e.Kind != core.Invalid || e.Code != test.code {
			t.Errorf("%s of %s gave %v, want %s", test.g.Value, test.g.Question, err, test.code)
		}
	}
}

// Whatever comes, in whatever order and how often, the response that Take gives is the one that the store then has.
func TestTakeAgreesWithTheStore(t *testing.T) {
	ctx := context.Background()
	store := sqlitetest.Open(t, sqlite.Options{})
	s, run := demo(t), 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		d := rescue
		d.ID = fmt.Sprint("d", run)
		var before core.Response
		for range rapid.IntRange(1, 8).Draw(t, "answers") {
			g := given(rapid.SampledFrom([]string{"why", "help"}).Draw(t, "question"), `"price"`)
			if g.Question == "help" {
				g.Value = json.RawMessage(rapid.SampledFrom([]string{`"yes"`, `"no"`}).Draw(t, "value"))
			}
			n := rapid.IntRange(0, 4).Draw(t, "n") // an id has one time and question, but repeats
			g.ID, g.At = fmt.Sprint(d.ID, g.Question, n), noon(time.Duration(n)*time.Second)
			g.Done = rapid.Bool().Draw(t, "done")
			taken, err := s.Take(d, before, g)
			if err != nil {
				t.Fatal(err)
			}
			if err := store.Commit(ctx, []core.Change{{Responses: []core.ResponseChange{taken.Change}}})[0]; err != nil {
				t.Fatal(err)
			}
			stored, err := store.Response(ctx, taken.Response.ID)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(stored, taken.Response); diff != "" {
				t.Fatal(diff)
			}
			before = stored
		}
	})
}

func FuzzTake(f *testing.F) {
	f.Add("cart-why", "why", []byte(`{"other":"x"}`))
	f.Add("callback", "phone", []byte(`"+49 30 1234567"`))
	f.Add("cart-why", "score", []byte(`3`))
	f.Fuzz(func(t *testing.T, survey, question string, value []byte) {
		g := core.Given{ID: "a", Survey: survey, Question: question, Value: value, At: noon(0)}
		taken, err := demo(t).Take(rescue, core.Response{}, g)
		if err != nil {
			if !core.IsKind(err, core.Invalid) {
				t.Fatalf("not the visitor's fault: %v", err)
			}
			return
		}
		if a := taken.Response.Answers; len(a) != 1 || !json.Valid(a[0].Value) {
			t.Fatalf("stored %v", a)
		}
	})
}
