package ingest

import (
	"context"
	"encoding/json"
	"runtime/debug"
	"strings"
	"time"

	"heed/collector/core"
)

// result is what one item leads to, once it is durable.
type result struct {
	id       string // as it was sent
	change   core.Change
	decision *core.Decision // made for this item, to be undone if it cannot be committed
	acts     []core.Act
	notices  []core.Notice
}

// taker takes the items of one page, with the visitor locked.
type taker struct {
	*Service
	ctx   context.Context
	peer  Peer
	visit *visit
	now   time.Time
	known map[string]bool // signals that were stored before

	broken bool // an item panicked, and may have left the visit half changed
}

// findKnown looks up which of the signals are stored already, in one query.
func (t *taker) findKnown(items []Item) error {
	t.known = map[string]bool{}
	var ids []string
	for _, it := range items {
		if it.T == "signal" && it.ID != "" {
			ids = append(ids, strings.ToLower(it.ID)) // the form in which Item.check leaves it
		}
	}
	if len(ids) == 0 {
		return nil
	}
	known, err := t.Store.KnownSignals(t.ctx, ids)
	for _, id := range known {
		t.known[id] = true
	}
	return err
}

// take finds what an item leads to. An error refuses this item alone; so does a panic, or an item that hits a fault of ours would
// end the collector each time its page came back with it.
func (t *taker) take(it *Item) (res result, err error) {
	defer func() {
		if v := recover(); v != nil {
			t.broken = true
			t.Log.Error("an item made the collector panic", "type", it.T, "panic", v, "stack", string(debug.Stack()))
			res, err = result{}, core.Errorf(core.Invalid, "not_taken", "The collector failed on this item; its log says why.")
		}
	}()
	at, err := it.check(t.now, t.peer.skew)
	if err != nil {
		return result{}, err
	}
	switch it.T {
	case "signal":
		return t.signal(it, at)
	case "track":
		return t.track(it, at)
	case "identify":
		return t.identify(it)
	case "cart":
		return t.cart(it)
	case "page":
		return t.page(it, at)
	case "rendered":
		return t.report(core.Report{Decision: it.Decision, Rendered: &at})
	case "shown":
		return t.report(core.Report{Decision: it.Decision, Shown: &at})
	case "dismissed":
		return t.report(core.Report{Decision: it.Decision, Dismissed: &at, Reason: it.Reason})
	case "answer":
		return t.answer(it, at)
	case "chat":
		return t.chat(it, at)
	case "open":
		return t.open(it, at)
	}
	return result{}, errUnknownType(it.T)
}

// needAnalytics refuses what may only be kept with the visitor's consent.
func (t *taker) needAnalytics() error {
	if !t.peer.Hello.consent().Analytics {
		return core.Errorf(core.Invalid, "no_consent", "The visitor has not agreed to analytics; only feedback is taken.")
	}
	return nil
}

func (t *taker) signal(it *Item, at time.Time) (result, error) {
	if err := t.needAnalytics(); err != nil {
		return result{}, err
	}
	if err := it.checkSignal(); err != nil {
		return result{}, err
	}
	if t.known[it.ID] {
		return t.signalAgain(it)
	}
	h := t.peer.Hello
	sig := core.Signal{
		ID: it.ID, Site: t.peer.Site, Visitor: h.Visitor, Session: h.Session, Kind: it.Kind, At: at, Received: t.now,
		Score: it.Score, Page: string(it.Page), Target: it.Target, Data: it.Data,
	}
	if sig.Page == "" {
		sig.Page = t.here()
	}
	sig.Muted = t.Cases.Decide.Muted(sig)
	t.hold(&sig)
	sig.Frustration = t.Cases.Decide.Frustration(sig, t.visit.history.Signals)
	res := result{change: core.Change{Signals: []core.Signal{sig}}, notices: []core.Notice{t.notice(core.Notice{Signal: &sig})}}
	if !h.consent().Feedback {
		t.visit.history.Hear(sig)
		t.visit.forget(sig)
		return res, nil // nothing may be shown, so nothing is decided
	}
	d := t.Cases.Decide.Decide(t.now, sig, &t.visit.history)
	t.visit.forget(sig)
	t.remember(d)
	res.decision = &d
	res.change.Decisions = []core.Decision{d}
	res.notices = append(res.notices, t.notice(core.Notice{Decision: &d}))
	if d.Outcome == core.Acted {
		t.act(&res, d, *d.Action)
	}
	return res, nil
}

// signalAgain acknowledges a signal that is stored. The page sends it again because it never heard so; then it never heard of the
// act either, and gets it while there is still time.
func (t *taker) signalAgain(it *Item) (result, error) {
	d, err := t.Store.DecisionOfSignal(t.ctx, it.ID)
	if core.IsKind(err, core.NotFound) {
		return result{}, nil
	}
	if err != nil {
		return result{}, err
	}
	var res result
	mine := d.Site == t.peer.Site && d.Visitor == t.peer.Hello.Visitor
	stopped := t.sites()[t.peer.Site].IsStopped()
	if mine && !stopped && d.Outcome == core.Acted && d.Rendered == nil && d.Dismissed == nil && t.now.Before(d.Expires) {
		t.act(&res, d, *d.Action)
	}
	return res, nil
}

// act adds to res what the page is told to do. A failure here (a survey that is gone) must not cost the signal: it is logged, and
// nothing is shown; nor is a survey that has closed since it was decided, or that only a follow-up asks.
func (t *taker) act(res *result, d core.Decision, a core.Action) {
	if !t.Cases.Decide.Asks(t.now, d.Site, a) {
		return
	}
	if a.Type == core.ActTag {
		t.tag(res, a.Tag)
		return
	}
	var view json.RawMessage
	var change core.Change
	var err error
	if a.Type == core.ActChat {
		view, change, err = t.Cases.Chat.Open(t.ctx, d, a, t.peer.lang())
	} else {
		view, err = t.Cases.Survey.Present(d.Site, a, t.peer.lang())
	}
	if err != nil {
		t.Log.Error("present action", "site", d.Site, "decision", d.ID, "intercept", d.Intercept, "err", err)
		return
	}
	for i := range change.Conversations {
		res.notices = append(res.notices, t.notice(core.Notice{Conversation: &change.Conversations[i]}))
	}
	res.change.Conversations = append(res.change.Conversations, change.Conversations...)
	res.change.Messages = append(res.change.Messages, change.Messages...)
	res.acts = append(res.acts, core.Act{Decision: d.ID, Signal: d.Signal, Action: view, Look: t.Cases.Look.Of(d.Site, a)})
}

// openKind is the kind of a decision that the visitor made.
const openKind = "open"

// open is the visitor opening something by hand. It is a decision of theirs: written down like ours, but no contact. It carries
// the item's id, so that sending it twice opens once.
func (t *taker) open(it *Item, at time.Time) (result, error) {
	a, ok := map[string]core.Action{
		"chat":     {Type: core.ActChat},
		"callback": {Type: core.ActCallback},
		// A site's own survey of that name takes its place.
		core.Feedback: {Type: core.ActSurvey, Survey: core.Feedback},
	}[it.What]
	if !ok {
		if _, found := t.catalog.Load().Surveys[t.peer.Site][it.What]; !found {
			return result{}, core.Errorf(core.NotFound, "unknown_survey",
				"There is no survey %s on this site; open chat, feedback, callback, or a survey by its name.", quoteShort(it.What))
		}
		a = core.Action{Type: core.ActSurvey, Survey: it.What}
	}
	if !t.Cases.Decide.Asks(t.now, t.peer.Site, a) {
		return result{}, core.SurveyClosed(it.What)
	}
	if err := t.mayName(it.ID); err != nil {
		return result{}, err
	}
	h := t.peer.Hello
	d := core.Decision{
		ID: it.ID, Site: t.peer.Site, Visitor: h.Visitor, Session: h.Session, Kind: openKind, Page: t.here(),
		At: at, Outcome: core.Acted, Action: &a, Expires: at.Add(a.ExpiresAfter()),
		Arbitration: "The visitor opened it by hand, so no intercept was considered and no contact is counted.",
	}
	t.remember(d)
	res := result{change: core.Change{Decisions: []core.Decision{d}}, notices: []core.Notice{t.notice(core.Notice{Decision: &d})}}
	t.act(&res, d, a)
	return res, nil
}

// mayName refuses an id that is another decision's: with it a page would get at what is somebody else's.
func (t *taker) mayName(id string) error {
	d, err := t.Store.Decision(t.ctx, id)
	switch {
	case core.IsKind(err, core.NotFound):
		return nil
	case err != nil:
		return err
	case d.Site == t.peer.Site && d.Visitor == t.peer.Hello.Visitor && d.Kind == openKind:
		return nil // sent again
	}
	return core.Errorf(core.Invalid, "id_taken", "The id %s is in use; make a new one.", id)
}

// report notes what the page says about a decision of its visitor.
func (t *taker) report(r core.Report) (result, error) {
	if _, err := t.decision(r.Decision); err != nil {
		return result{}, err
	}
	if r.Dismissed != nil {
		t.visit.history.Dismiss(r.Decision, *r.Dismissed)
	}
	return result{
		change:  core.Change{Reports: []core.Report{r}},
		notices: []core.Notice{t.notice(core.Notice{Report: &r})},
	}, nil
}

func (t *taker) answer(it *Item, at time.Time) (result, error) {
	d, err := t.decision(it.Decision)
	if err != nil {
		return result{}, err
	}
	id := d.ID + "/" + it.Survey
	before, ok := t.visit.responses[id]
	if !ok {
		if before, err = t.Store.Response(t.ctx, id); err != nil && !core.IsKind(err, core.NotFound) {
			return result{}, err
		}
	}
	g := core.Given{
		ID: it.ID, Survey: it.Survey, Question: it.Question, Lang: t.peer.lang(), Device: t.peer.Hello.Device.Class(), Value: json.RawMessage(it.Value), At: at, Done: it.Done,
	}
	if before.ID == "" {
		if g.Evidence, err = t.evidence(d); err != nil {
			return result{}, err
		}
	}
	taken, err := t.Cases.Survey.Take(d, before, g)
	if err != nil {
		return result{}, err
	}
	t.visit.responses[id] = taken.Response
	t.visit.history.Answer(d.ID, at)
	t.rememberAnswer(it)
	res := result{
		change:  core.Change{Responses: []core.ResponseChange{taken.Change}},
		notices: []core.Notice{t.notice(core.Notice{Response: &taken.Response})},
	}
	stopped := t.sites()[t.peer.Site].IsStopped()
	for _, a := range taken.FollowUps {
		switch {
		case a.Type == core.ActWebhook:
			t.webhook(&res, a.Webhook, taken)
		case a.Unseen() || !stopped: // the answer does not come again, so what shows nothing is done now or never
			t.act(&res, d, a)
		}
	}
	return res, nil
}

// webhook tells a webhook of the answer just taken.
func (t *taker) webhook(res *result, name string, taken core.Taken) {
	if t.Cases.Webhooks == nil {
		return
	}
	for _, a := range taken.Change.Response.Answers {
		res.change.Deliveries = append(res.change.Deliveries, t.Cases.Webhooks.Answered(name, taken.Response, a)...)
	}
}

// rememberAnswer keeps an answer for conditions. The value was found to be right before.
func (t *taker) rememberAnswer(it *Item) {
	var value any
	if json.Unmarshal(it.Value, &value) == nil {
		t.visit.history.Remember(it.Survey, it.Question, value)
	}
}

// tag remembers the visitor under a tag, with consent to analytics.
func (t *taker) tag(res *result, tag string) {
	v := t.visit.history.Visitor
	if !v.Tag(tag) {
		return
	}
	v.Last = t.now
	res.change.Visitors = append(res.change.Visitors, t.saveVisitor(v).change.Visitors...)
}

func (t *taker) chat(it *Item, at time.Time) (result, error) {
	change, m, err := t.Cases.Chat.Say(t.ctx, t.peer.Site, t.peer.Hello.Visitor, it.Conversation, it.ID, it.Text, at)
	if err != nil {
		return result{}, err
	}
	return result{change: change, notices: []core.Notice{t.notice(core.Notice{Message: &m})}}, nil
}

// decision finds a decision that the collector gave to this visitor. Somebody else's does not exist for them.
func (t *taker) decision(id string) (core.Decision, error) {
	d, ok := t.visit.decisions[id]
	if !ok {
		var err error
		if d, err = t.Store.Decision(t.ctx, id); err != nil && !core.IsKind(err, core.NotFound) {
			return d, err
		}
	}
	mine := d.Site == t.peer.Site && d.Visitor == t.peer.Hello.Visitor && d.Outcome == core.Acted
	if d.ID == "" || !mine {
		return d, core.Errorf(core.NotFound, "unknown_decision", "There is no decision %s for this visitor.", quoteShort(id))
	}
	t.remember(d)
	return d, nil
}

// keptDecisions bounds what one visit remembers; a page rarely has two open.
const keptDecisions = 16

func (t *taker) remember(d core.Decision) {
	if d.Outcome != core.Acted {
		return
	}
	if len(t.visit.decisions) >= keptDecisions {
		clear(t.visit.decisions)
		clear(t.visit.responses)
	}
	d.Considered = core.Explanation{}
	t.visit.decisions[d.ID] = d
}

func (t *taker) notice(n core.Notice) core.Notice {
	n.Site, n.Visitor = t.peer.Site, t.peer.Hello.Visitor
	return n
}
