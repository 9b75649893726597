package server

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"heed/collector/core"
)

// configure puts a site, three intercepts and two surveys into force, the first intercept in two revisions.
func (b *bench) configure() {
	b.t.Helper()
	holdout, hours := 20.0, core.Duration(7*24*time.Hour)
	stuck := core.Intercept{Site: "demo", Name: "stuck", Status: core.Live, Owner: "maya@example.com", Priority: 80,
		Hypothesis: "Shoppers whose presses get no answer buy more often when somebody asks and helps at once.",
		Metric:     &core.Metric{Event: "purchase", Value: "revenue", Within: hours},
		When:       core.When{Any: []core.Trigger{{Signal: "rage_click"}}}, Limits: core.Limits{PerVisitor: 1, Every: hours},
		Action: core.Action{Type: core.ActSurvey, Survey: "what-happened", Expires: core.Duration(20 * time.Second)}}
	b.save(core.KindIntercept, "stuck", stuck)
	stuck.Holdout = &holdout
	stuck.Then = []core.FollowUp{{If: `answer.help == "yes"`, Do: core.Action{Type: core.ActChat, Team: "sales"}}}
	b.save(core.KindIntercept, "stuck", stuck)
	b.save(core.KindSite, "demo", core.Site{Name: "demo", Title: "Fjord & Fern", Status: core.Live, Languages: []string{"en", "de"},
		Origins: []string{"http://localhost:8080"}, Settings: map[string]float64{"rage_gap_ms": 800}})
	b.save(core.KindIntercept, "cart-rescue", core.Intercept{Site: "demo", Name: "cart-rescue", Status: core.Live,
		Owner: "maya@example.com", Hypothesis: "Shoppers leave because delivery cost appears late.", Priority: 50, Holdout: &holdout,
		When:  core.When{Any: []core.Trigger{{Signal: "cart_abandonment", MinScore: .6}, {Signal: "exit_intent", Page: "/demo/cart*"}}},
		Where: core.Where{Exclude: []string{"/demo/checkout/done"}}, Who: "cart.value >= 40",
		Action: core.Action{Type: core.ActSurvey, Survey: "cart-why"}})
	b.save(core.KindWebhook, "crm", core.Webhook{Site: "demo", Name: "crm", URL: "https://crm.example/hooks/4f1c", Events: []string{core.EventResponseDone}})
	b.save(core.KindIntercept, "leaving", core.Intercept{Site: "demo", Name: "leaving", Status: core.Draft, Priority: 20,
		When:   core.When{Any: []core.Trigger{{Signal: "exit_intent"}}},
		Action: core.Action{Type: core.ActMessage, Title: core.Text{"en": "Worried about the journey?"}}})
	b.save(core.KindSurvey, "what-happened", core.Survey{Site: "demo", Name: "what-happened", Languages: []string{"en", "de"},
		Questions: []core.Question{
			{ID: "what", Type: core.Choice, Text: core.Text{"en": "What got in your way?"}, Other: true, Options: []core.Option{
				{ID: "nothing", Text: core.Text{"en": "Nothing happened when I pressed"}}, {ID: "error", Text: core.Text{"en": "I saw an error"}},
				{ID: "find", Text: core.Text{"en": "I could not find something"}}}},
			{ID: "ease", Type: core.CSAT, Text: core.Text{"en": "How was it otherwise?"}},
			{ID: "more", Type: core.FreeText, Text: core.Text{"en": "Anything else?"}, Optional: true, ShowIf: `answer.what == "other"`},
		}})
	b.save(core.KindSurvey, "cart-why", core.Survey{Site: "demo", Name: "cart-why", Closes: "2026-12-31", Zone: "Europe/Berlin", Quota: 40,
		Questions: []core.Question{{ID: "score", Type: core.NPS, Text: core.Text{"en": "How likely are you to recommend us?"}}}})
}

func (b *bench) save(kind, name string, noun any) {
	b.t.Helper()
	body, err := json.Marshal(noun)
	if err != nil {
		b.t.Fatal(err)
	}
	_, err = b.store.SaveDocuments(b.t.Context(), []core.Document{{Kind: kind, Site: "demo", Name: name, Body: body,
		Author: "maya@example.com", At: b.now.Add(-48 * time.Hour)}})
	if err != nil {
		b.t.Fatal(err)
	}
	docs, version, err := b.store.Current(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	catalog, err := core.NewCatalog(version, docs)
	if err != nil {
		b.t.Fatal(err)
	}
	b.links.Load(catalog)
	b.notify.Load(catalog)
}

// tale is what a seeded visitor did.
type tale struct {
	visitor, kind, page, label, target string
	score                              float64
	ago                                time.Duration
	outcome                            core.Outcome
	intercept                          string
	what                               string // answer to the first question, "" for none
}

// live fills the store with an hour of visitors and returns the id of the first decision, which led to a chat.
func (b *bench) live() string {
	b.t.Helper()
	tales := []tale{
		{"anna", "rage_click", "/demo/cart", "Apply promo code", "#apply-promo", .82, 2 * time.Minute, core.Acted, "stuck", "nothing"},
		{"ben", "exit_intent", "/demo/product/monstera", "", "", .61, 4 * time.Minute, core.Idle, "", ""},
		{"cleo", "cart_abandonment", "/demo/cart", "", "", .74, 9 * time.Minute, core.Held, "cart-rescue", ""},
		{"dora", "rage_click", "/demo/product/bergen-pot", "", "main > div.gallery > button.next", .55, 15 * time.Minute, core.Acted, "stuck", "other"},
		{"emil", "custom:voucher_refused", "/demo/checkout", "Use voucher", "#voucher", .9, 21 * time.Minute, core.Idle, "", ""},
	}
	first := ""
	for n := range 24 {
		story := tales[n%len(tales)]
		if n >= len(tales) {
			story.visitor += fmt.Sprint(n)
			story.ago += time.Duration(n*n/12) * time.Minute
		}
		if id := b.tell(story); first == "" {
			first = id
		}
	}
	return first
}

// tell stores one tale and gives its decision's id.
func (b *bench) tell(story tale) string {
	b.t.Helper()
	at := b.now.Add(-story.ago)
	session := "session-" + story.visitor
	s := core.Signal{ID: newID(), Site: "demo", Visitor: story.visitor, Session: session, Kind: story.kind, At: at, Received: at,
		Score: story.score, Page: story.page, Target: story.target, Data: map[string]any{"presses": 4.0, "span_ms": 720.0}}
	if story.label != "" {
		s.Data["label"] = story.label
	}
	d := core.Decision{ID: newID(), Site: "demo", Visitor: s.Visitor, Session: session, Signal: s.ID, Kind: s.Kind, Page: s.Page, At: at,
		Outcome: story.outcome, Intercept: story.intercept, Considered: explanation(b.t, story), Arbitration: arbitration(story)}
	change := core.Change{Signals: []core.Signal{s}, Visitors: []core.Visitor{{Site: "demo", ID: s.Visitor, User: "cust-481",
		Device: core.Device{W: 390, H: 844, Touch: true, Lang: "en-GB", Engine: core.EngineWasm}, Cart: core.Cart{Value: 54, Currency: "EUR", Items: 2},
		Traits: map[string]any{"plan": "gold", "tags": []any{"new", "newsletter"}}, Page: core.Page{Path: s.Page, Title: "Your cart"},
		Session: session, Visits: 3, First: at.Add(-72 * time.Hour), Last: at}}}
	if story.intercept != "" {
		d.Revision, d.Arm, d.Expires = 2, core.Treatment, at.Add(20*time.Second)
		d.Action = &core.Action{Type: core.ActSurvey, Survey: "what-happened"}
		if story.outcome == core.Held {
			d.Arm = core.Control
		} else {
			shown := at.Add(time.Second)
			change.Reports = []core.Report{{Decision: d.ID, Shown: &shown}}
		}
	}
	change.Decisions = []core.Decision{d}
	if story.what != "" {
		change.Responses = []core.ResponseChange{{Response: b.answered(d, story.what)}}
		change.Events = []core.Event{{ID: newID(), Site: "demo", Visitor: s.Visitor, Session: session, Name: "purchase",
			At: at.Add(time.Minute), Received: at, Props: map[string]any{"value": 54.0, "currency": "EUR"}}}
	}
	b.commit(change)
	return d.ID
}

// weeks stores two months of answers to both surveys, a few a week, not all finished, from visitors who saw it and partly did not answer.
func (b *bench) weeks() {
	b.t.Helper()
	for n := range 60 {
		at := b.now.AddDate(0, 0, -n)
		for _, survey := range []string{"what-happened", "cart-why"} {
			d := core.Decision{ID: fmt.Sprint("week-", n, survey), Site: "demo", Visitor: fmt.Sprint("week-", n), Session: "s", Kind: "rage_click", Page: "/demo/cart",
				At: at, Outcome: core.Acted, Intercept: "stuck", Arm: core.Treatment, Action: &core.Action{Type: core.ActSurvey, Survey: survey}, Shown: &at}
			b.commit(core.Change{Decisions: []core.Decision{d}})
			if n%3 == 2 {
				continue
			}
			r := core.Response{ID: d.ID + "/" + survey, Site: "demo", Survey: survey, Decision: d.ID, Visitor: d.Visitor, Page: d.Page, Lang: "de",
				Intercept: d.Intercept, Device: core.DeviceDesktop, Started: at, Updated: at, Done: n%2 == 0}
			add := func(question, kind, value string) {
				r.Answers = append(r.Answers, core.Answer{ID: fmt.Sprint(r.ID, question), Question: question, Type: kind, Value: json.RawMessage(value), At: at})
			}
			if survey == "cart-why" {
				add("score", core.NPS, fmt.Sprint((n*7+5)%11))
			} else {
				add("what", core.Choice, []string{`"nothing"`, `"error"`, `"nothing"`, `{"other":"The delivery cost came late"}`}[n%4])
				if n%5 > 0 {
					add("ease", core.CSAT, fmt.Sprint(n%5))
				}
			}
			b.commit(core.Change{Responses: []core.ResponseChange{{Response: r}}})
		}
	}
}

func (b *bench) answered(d core.Decision, what string) core.Response {
	value, _ := json.Marshal(what)
	if what == "other" {
		value = json.RawMessage(`{"other":"The picture would not turn"}`)
	}
	return core.Response{ID: d.ID + "/what-happened", Site: "demo", Survey: "what-happened", Decision: d.ID, Visitor: d.Visitor,
		Session: d.Session, Page: d.Page, Lang: "en", Started: d.At, Updated: d.At.Add(8 * time.Second), Done: true,
		Evidence: &core.Evidence{Kind: d.Kind, Signal: d.Signal, Target: "#apply-promo", Label: "Apply promo code", Step: core.StepCart, Cart: &core.Cart{Value: 54, Currency: "EUR", Items: 2}},
		Answers: []core.Answer{
			{ID: newID(), Question: "what", Type: core.Choice, Value: value, At: d.At.Add(5 * time.Second)},
			{ID: newID(), Question: "ease", Type: core.CSAT, Value: json.RawMessage("4"), At: d.At.Add(6 * time.Second)}}}
}

// chatter opens the conversation of a decision, with messages by turns, the last one the visitor's.
func (b *bench) chatter(decision string, texts ...string) {
	b.t.Helper()
	d, err := b.store.Decision(b.t.Context(), decision)
	if err != nil {
		b.t.Fatal(err)
	}
	at := d.At.Add(20 * time.Second)
	change := core.Change{Conversations: []core.Conversation{{ID: d.ID, Site: d.Site, Visitor: d.Visitor, Session: d.Session,
		Decision: d.ID, Page: d.Page, Lang: "en", Status: core.ConversationOpen, Opened: at, Updated: at}}}
	for i, text := range texts {
		m := core.Message{ID: newID(), Conversation: d.ID, From: core.FromVisitor, Text: text, At: at.Add(time.Duration(i*12) * time.Second)}
		if (len(texts)-i)%2 == 0 {
			m.From, m.Name = core.FromOperator, "Maya"
		}
		change.Messages = append(change.Messages, m)
	}
	b.commit(change)
}

func (b *bench) commit(change core.Change) {
	b.t.Helper()
	for _, err := range b.store.Commit(context.Background(), []core.Change{change}) {
		if err != nil {
			b.t.Fatal(err)
		}
	}
}

func explanation(t testing.TB, story tale) core.Explanation {
	t.Helper()
	gates := func(trigger string, pass bool) []core.Gate {
		return []core.Gate{
			{Name: "trigger", Pass: pass, Got: core.String(story.kind), Want: core.String(trigger)},
			{Name: "where", Pass: true, Got: core.String(story.page), Want: core.String("any page")},
			{Name: "who", Pass: pass, Got: core.Value{}, Want: core.String("cart.value >= 40"), Note: "cart.value was 54"},
			{Name: "budget", Pass: true, Got: core.Number(0), Want: core.Number(1), Note: "contacts in 1d"},
			{Name: "fresh", Pass: true, Got: core.Number(.4), Want: core.Number(20), Note: "seconds"},
		}
	}
	at := func(place float64, eligible bool) *float64 {
		if !eligible {
			return nil
		}
		return &place
	}
	cart, stuck := story.intercept != "", story.intercept == "stuck"
	x, err := core.Explain([]core.Evaluation{
		{Intercept: "cart-rescue", Revision: 1, Priority: 50, Eligible: cart, Draw: at(3.25, cart), Gates: gates("cart_abandonment or exit_intent", cart)},
		{Intercept: "leaving", Revision: 1, Priority: 80, Value: 2, Eligible: stuck, Draw: at(71.803512, stuck), Gates: gates("rage_click", stuck)},
		{Intercept: "stuck", Revision: 2, Priority: 80, Value: 2, Eligible: stuck, Draw: at(12.408877, stuck), Gates: gates("rage_click", stuck)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func arbitration(story tale) string {
	switch story.intercept {
	case "":
		return "No intercept was eligible."
	case "stuck":
		return "stuck (priority 80, value 2) wins over cart-rescue (priority 50), leaving (priority 80, value 2): of those with the highest priority and value it comes first in this visitor's draw."
	}
	return story.intercept + " was the only one eligible."
}
