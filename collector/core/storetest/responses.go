package storetest

import (
	"encoding/json"
	"sync"
	"sync/atomic"
	"testing"

	"heed/collector/core"
)

// aResponse is decision i's, updated when its last answer was given.
func aResponse(i int, answers ...core.Answer) core.Response {
	r := core.Response{
		ID: number("decision", i) + "/cart-why", Site: "shop", Survey: "cart-why", Decision: number("decision", i),
		Visitor: "visitor", Session: "session", Page: "/cart", Lang: "de", Intercept: "stuck", Device: core.DevicePhone, Channel: core.OnPage, Started: after(i), Updated: after(i),
		Answers: answers, Evidence: &core.Evidence{Kind: "cart_abandonment", Signal: number("signal", i), Target: "#pay", Label: "Pay", Step: core.StepCheckout,
			Cart: &core.Cart{Value: 59.9, Currency: "EUR", Items: 3}},
	}
	if len(answers) > 0 {
		r.Updated = answers[len(answers)-1].At
	}
	return r
}

// anAnswer is given i milliseconds after the start.
func anAnswer(i int, question, value string) core.Answer {
	return core.Answer{ID: number("answer", i), Question: question, Value: json.RawMessage(value), At: after(i)}
}

// without is a response of which nothing was known.
func without(r core.Response) core.Response {
	r.Evidence = nil
	return r
}

func testResponses(t *testing.T, s core.Store) {
	_, err := s.Response(t.Context(), "x")
	refused(t, "unknown response", err, core.NotFound, "")
	commit(t, s, core.Change{Decisions: []core.Decision{aDecision(1), aDecision(2)}})

	commit(t, s, core.Change{Responses: []core.ResponseChange{{Response: aResponse(1)}}})
	want := aResponse(1)
	want.Answers = []core.Answer{}
	equal(t, "begun", must(s.Response(t.Context(), want.ID))(t), want)
	equal(t, "decision of a response without answers", must(s.Decision(t.Context(), want.Decision))(t).Answered, nil)

	price, other := anAnswer(10, "why", `"price"`), anAnswer(30, "why", `{"other":"<b>"}`)
	help, more := anAnswer(20, "help", `["a","b"]`), anAnswer(40, "more", `3`)
	for _, step := range []struct {
		name string
		give core.Response
		done bool
		want []core.Answer
	}{
		{"first answer", aResponse(1, price), false, []core.Answer{price}},
		{"again, when less is known", without(aResponse(1, price)), false, []core.Answer{price}},
		{"second question", aResponse(1, help), false, []core.Answer{price, help}},
		{"later answer replaces", aResponse(1, other), false, []core.Answer{help, other}},
		{"the replaced one again", aResponse(1, price), false, []core.Answer{help, other}},
		{"an older one that comes late", aResponse(1, anAnswer(15, "why", `"late"`)), false, []core.Answer{help, other}},
		{"the last, done", aResponse(1, more), true, []core.Answer{help, other, more}},
		{"done is kept", aResponse(1, price), false, []core.Answer{help, other, more}},
	} {
		step.give.Done = step.done
		step.give.Survey, step.give.Page = "cart-why", "/cart"
		commit(t, s, core.Change{Responses: []core.ResponseChange{{Response: step.give}}})
		want.Answers, want.Done = step.want, want.Done || step.done
		want.Updated = maxTime(want.Updated, step.give.Updated)
		equal(t, step.name, must(s.Response(t.Context(), want.ID))(t), want)
		equal(t, step.name+", when first answered",
			must(s.Decision(t.Context(), want.Decision))(t).Answered, ptr(after(10)))
	}

	same := anAnswer(40, "more", `4`) // in the same millisecond, but given later
	same.ID = "a-smaller-id"
	commit(t, s, core.Change{Responses: []core.ResponseChange{{Response: aResponse(1, same)}}})
	commit(t, s, core.Change{Responses: []core.ResponseChange{{Response: aResponse(1, more)}}})
	want.Answers = []core.Answer{help, other, same}
	equal(t, "not older", must(s.Response(t.Context(), want.ID))(t), want)

	second := aResponse(2, anAnswer(50, "why", `null`), anAnswer(51, "help", `true`))
	commit(t, s, core.Change{Responses: []core.ResponseChange{{Response: second}}})
	equal(t, "list", listed(s.ListResponses(t.Context(), core.Query{}))(t).items, []core.Response{second, want})
	equal(t, "second decision", must(s.Decision(t.Context(), second.Decision))(t).Answered, ptr(after(50)))

	linked := without(aResponse(7, anAnswer(60, "why", `"x"`))) // its decision is not stored
	commit(t, s, core.Change{Responses: []core.ResponseChange{{Response: linked}}})
	equal(t, "without decision", must(s.Response(t.Context(), linked.ID))(t), linked)

	testQuota(t, s)

	broken := aResponse(8, anAnswer(70, "why", `{`))
	errs := s.Commit(t.Context(), []core.Change{{Responses: []core.ResponseChange{{Response: broken}}}})
	refused(t, "a value that is no JSON", errs[0], core.Invalid, "")
}

// testQuota: of many who begin at once exactly as many as the quota do, who has begun goes on, and testers are not counted.
func testQuota(t *testing.T, s core.Store) {
	const quota, many = 5, 40
	tester := aVisitor(90)
	tester.ID, tester.Tester = "tester", true
	commit(t, s, core.Change{Visitors: []core.Visitor{tester}})
	begin := func(i int, visitor string) error {
		r := aResponse(1000+i, anAnswer(1000+i, "why", `"price"`))
		r.ID, r.Survey, r.Visitor = number("decision", 1000+i)+"/bounded", "bounded", visitor
		return s.Commit(t.Context(), []core.Change{{Responses: []core.ResponseChange{{Response: r, Quota: quota}}}})[0]
	}
	if err := begin(0, tester.ID); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	var taken atomic.Int64
	for i := 1; i <= many; i++ {
		all.Go(func() {
			if err := begin(i, "visitor"); err == nil {
				taken.Add(1)
			} else {
				refused(t, "one more than the quota", err, core.Forbidden, "survey_closed")
			}
		})
	}
	all.Wait()
	if begun := must(s.Begun(t.Context(), "shop", "bounded"))(t); taken.Load() != quota || begun != quota {
		t.Errorf("%d were begun, %d by the store's count; want %d", taken.Load(), begun, quota)
	}
	for _, r := range listed(s.ListResponses(t.Context(), core.Query{Name: "bounded"}))(t).items {
		more := r
		more.Answers = []core.Answer{{ID: "more-" + r.ID, Question: "more", Value: json.RawMessage(`1`), At: after(2000)}}
		commit(t, s, core.Change{Responses: []core.ResponseChange{{Response: more, Quota: quota}}})
		if got := must(s.Response(t.Context(), r.ID))(t); len(got.Answers) != 2 {
			t.Errorf("what was begun went on to %+v", got.Answers)
		}
	}
	equal(t, "of no such survey", must(s.Begun(t.Context(), "shop", "none"))(t), 0)
}
