package decide

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"heed/collector/core"
)

// BacktestReport is what a draft would have done.
type BacktestReport struct {
	// Signals are those of the period; Undecided of them came from visitors who had not agreed to be shown anything, Muted ones the site does
	// not listen to. Unsettled came when pages detected by other settings.
	Signals   int `json:"signals"`
	Undecided int `json:"undecided"`
	Muted     int `json:"muted"`
	Unsettled int `json:"unsettled"`

	// Moments are how often the draft would have acted, on so many Visitors: Shown something, or Held back in the control arm.
	Moments  int `json:"moments"`
	Visitors int `json:"visitors"`
	Shown    int `json:"shown"`
	Held     int `json:"held"`
	// Triggered is how often a signal met its triggers on one of its pages; what then kept it back is in Stopped and Lost.
	Triggered int          `json:"triggered"`
	Stopped   []StoppedBy  `json:"stopped"` // in the order of the gates
	Lost      []NamedCount `json:"lost"`    // to intercepts that won instead, the most frequent first
	// Contacts compares all intercepts with and without the draft.
	Contacts []ContactsOf `json:"contacts"`

	Days  []NamedCount `json:"days"`  // moments by day in UTC, 2006-01-02, every day of the period
	Pages []NamedCount `json:"pages"` // moments by page, the most frequent first, at most MaxBacktestPages
	Kinds []NamedCount `json:"kinds"` // signals of the kinds that the draft waits for

	Unknown  Unknown   `json:"unknown"`
	Examples []Example `json:"examples"`
}

// MaxBacktestPages bounds the list of pages: what a person looks through.
const MaxBacktestPages = 50

// NamedCount is how often something was there.
type NamedCount struct {
	Name string `json:"name"`
	N    int    `json:"n"`
}

// StoppedBy is how often one gate did not let a triggered signal pass. Only is how often it alone was in the way.
type StoppedBy struct {
	Gate string `json:"gate"`
	N    int    `json:"n"`
	Only int    `json:"only"`
}

// ContactsOf are one intercept's contacts in the period, without the draft and with it. Instead is how often the draft acted on the very
// signal on which it would have; the rest of the difference comes of budgets and quotas that were used up.
type ContactsOf struct {
	Intercept string `json:"intercept"`
	Without   int    `json:"without"`
	With      int    `json:"with"`
	Instead   int    `json:"instead"`
}

// Unknown is what the records cannot know.
type Unknown struct {
	// Share of the moments that stand or fall with what nobody wrote down, 0 to 1.
	Share float64 `json:"share"`
	// Acted and Refused are those moments: judged by what is known of the visitor today, which may have been otherwise.
	Acted   int          `json:"acted"`
	Refused int          `json:"refused"`
	Names   []NamedCount `json:"names"` // what the condition asks for and is not known, by how many of those moments
	// Unseen are the kinds that the draft waits for and of which no signal is recorded: either nothing happened, or nothing looked.
	Unseen []string `json:"unseen"`
	// Cooldowns: some intercept, or the site, lets visitors alone for a time after they closed or answered something. Whether they would have
	// is not known, so nothing of the period itself has stopped anything by that.
	Cooldowns bool `json:"cooldowns"`
	// Quotas are the surveys that some intercept asks and that close when enough have answered. Nobody knows who would have, so a quota stops
	// nothing here; the day on which a survey closes does.
	Quotas []string `json:"quotas"`
}

// Example is one visitor's moment, with all that was weighed.
type Example struct {
	Acted    bool          `json:"acted"`
	Decision core.Decision `json:"decision"`
}

// examplesKept is how many examples there are of each sort.
const examplesKept = 5

// tally counts while the replay goes on.
type tally struct {
	BacktestReport

	days, pages, kinds, lost, names map[string]int
	stopped, only                   map[string]int
	contacts                        map[string]*ContactsOf
	gates                           []string
	acted, refused                  []sample
}

// sample is an example and its place in the draw of all.
type sample struct {
	place float64
	Example
}

func newTally() tally {
	return tally{days: map[string]int{}, pages: map[string]int{}, kinds: map[string]int{}, lost: map[string]int{}, names: map[string]int{},
		stopped: map[string]int{}, only: map[string]int{}, contacts: map[string]*ContactsOf{}}
}

func (t *tally) signal(r *core.Recorded, muted bool, settled time.Time) {
	t.Signals++
	t.kinds[r.Kind]++
	switch {
	case muted:
		t.Muted++
	case !r.Decided:
		t.Undecided++
	}
	if r.At.Before(settled) {
		t.Unsettled++
	}
}

// verdictOn is what was decided on a signal, on both sides.
type verdictOn struct {
	sig           *core.Signal
	with, without *core.Decision
	place         int // of the draft in the explanation
	won, first    bool
	doubts        []string
}

func (t *tally) decision(v verdictOn) {
	if v.without.Outcome != core.Idle {
		c := t.of(v.without.Intercept)
		c.Without++
		if v.won && v.without.Intercept != v.with.Intercept {
			c.Instead++
		}
	}
	if v.with.Outcome != core.Idle {
		t.of(v.with.Intercept).With++
	}
	t.draft(v)
}

func (t *tally) of(intercept string) *ContactsOf {
	c := t.contacts[intercept]
	if c == nil {
		c = &ContactsOf{Intercept: intercept}
		t.contacts[intercept] = c
	}
	return c
}

// draft counts how the draft itself fared.
func (t *tally) draft(v verdictOn) {
	x := &v.with.Considered
	rule, passed := &x.Book.Rules[v.place], x.Passed[v.place]
	if t.gates == nil { // the same each time
		for _, c := range rule.Gates {
			t.gates = append(t.gates, c.Gate)
		}
	}
	failed, last, others := 0, "", 0
	for i, c := range rule.Gates {
		if passed&(1<<i) != 0 {
			continue
		}
		if c.Gate == "trigger" || c.Gate == "where" {
			return
		}
		failed, last = failed+1, c.Gate
		if c.Gate != "who" {
			others++
		}
	}
	t.Triggered++
	for i, c := range rule.Gates {
		if passed&(1<<i) == 0 {
			t.stopped[c.Gate]++
		}
	}
	if failed == 1 {
		t.only[last]++
	}
	if others == 0 && (failed > 0 || v.won) && len(v.doubts) > 0 {
		t.doubt(v)
	}
	switch {
	case v.won:
		t.moment(v)
	case failed == 0:
		t.lost[v.with.Intercept]++
		t.refused = keep(t.refused, v, false)
	case failed == 1:
		t.refused = keep(t.refused, v, false)
	}
}

func (t *tally) doubt(v verdictOn) {
	if v.won {
		t.Unknown.Acted++
	} else {
		t.Unknown.Refused++
	}
	for _, name := range v.doubts {
		t.names[name]++
	}
}

func (t *tally) moment(v verdictOn) {
	t.Moments++
	if v.first {
		t.Visitors++
	}
	if v.with.Outcome == core.Held {
		t.Held++
	} else {
		t.Shown++
	}
	t.days[v.sig.At.UTC().Format(time.DateOnly)]++
	t.pages[v.sig.Page]++
	t.acted = keep(t.acted, v, true)
}

// keep keeps the examples that come first in a draw by visitor: the same each time, and none preferred.
func keep(list []sample, v verdictOn, acted bool) []sample {
	place := newDraw(forExample, v.sig.Site, "").of(hashOf(v.sig.Visitor))
	if len(list) == examplesKept && place >= list[len(list)-1].place ||
		slices.ContainsFunc(list, func(s sample) bool { return s.place == place }) {
		return list
	}
	list = append(list, sample{place, Example{Acted: acted, Decision: *v.with}})
	slices.SortFunc(list, func(a, b sample) int { return cmp.Compare(a.place, b.place) })
	return list[:min(len(list), examplesKept)]
}

// forExample is the purpose of the draw that picks examples.
const forExample = "example"

// Report gives what has been counted so far. Until is the end of the period.
func (b *Backtest) Report(until time.Time) BacktestReport {
	t := &b.tally
	r := t.BacktestReport
	r.Stopped, r.Contacts, r.Days, r.Kinds, r.Examples = []StoppedBy{}, []ContactsOf{}, []NamedCount{}, []NamedCount{}, []Example{} // null in no answer
	r.Unknown.Unseen = []string{}
	for _, gate := range t.gates {
		if t.stopped[gate] > 0 {
			r.Stopped = append(r.Stopped, StoppedBy{gate, t.stopped[gate], t.only[gate]})
		}
	}
	r.Lost, r.Pages = counts(t.lost), counts(t.pages)
	r.Pages = r.Pages[:min(len(r.Pages), MaxBacktestPages)]
	for day := b.setup.From.UTC().Truncate(24 * time.Hour); day.Before(until); day = day.AddDate(0, 0, 1) {
		name := day.Format(time.DateOnly)
		r.Days = append(r.Days, NamedCount{name, t.days[name]})
	}
	for _, name := range slices.Sorted(maps.Keys(t.contacts)) {
		r.Contacts = append(r.Contacts, *t.contacts[name])
	}
	for _, s := range slices.Concat(t.acted, t.refused) {
		r.Examples = append(r.Examples, s.Example)
	}
	b.unknown(&r)
	r.Unknown.Names = counts(t.names)
	return r
}

// unknown says of what the records hold nothing, and which share of the moments is a guess.
func (b *Backtest) unknown(r *BacktestReport) {
	draft := b.setup.Draft
	for _, t := range slices.Concat(draft.When.Any, draft.When.All) {
		if t.Signal == "" {
			continue
		}
		if seen := (NamedCount{t.Signal, b.tally.kinds[t.Signal]}); !slices.Contains(r.Kinds, seen) {
			r.Kinds = append(r.Kinds, seen)
			if seen.N == 0 {
				r.Unknown.Unseen = append(r.Unknown.Unseen, t.Signal)
			}
		}
	}
	if guessed := r.Unknown.Acted + r.Unknown.Refused; guessed > 0 {
		r.Unknown.Share = float64(guessed) / float64(r.Moments+r.Unknown.Refused)
	}
	r.Unknown.Quotas = append([]string{}, b.quotas...)
}

// Refusal is the error for a draft that widens beyond the records: when none of the signals that it waits for was recorded, no share of
// what it would have done is known, and zeros would read as a result. Until is the end of the period.
func (b *Backtest) Refusal(r BacktestReport, until time.Time) error {
	when := b.setup.Draft.When
	unseen := func(t core.Trigger) bool {
		return t.Signal == "" && r.Signals == 0 || t.Signal != "" && b.tally.kinds[t.Signal] == 0
	}
	seen := func(t core.Trigger) bool { return !unseen(t) }
	if slices.ContainsFunc(when.Any, seen) || len(when.All) > 0 && !slices.ContainsFunc(when.All, unseen) {
		return nil
	}
	const day = time.DateOnly
	period := "from " + b.setup.From.UTC().Format(day) + " to " + until.UTC().Format(day)
	if r.Signals == 0 {
		return core.Errorf(core.Invalid, notRecorded, "Nothing was recorded %s, so 100 %% of what this would have done cannot be known. Choose a longer period, "+
			"or wait until pages have sent signals.", period)
	}
	e := core.Errorf(core.Invalid, notRecorded, "No %s was recorded %s: either there was none, or the pages did not look for it. So 100 %% of what this would have done "+
		"cannot be known. Choose a period that has some, wait for a signal that was recorded (%s), or let it go live with a small rollout and look again.",
		strings.Join(r.Unknown.Unseen, ", "), period, mostFrequent(b.tally.kinds))
	note := func(path string, list []core.Trigger) {
		for i, t := range list {
			if unseen(t) {
				e.Fields = append(e.Fields, core.FieldError{Path: path + "[" + strconv.Itoa(i) + "].signal", Message: "no " + t.Signal + " was recorded"})
			}
		}
	}
	note("when.any", when.Any)
	note("when.all", when.All)
	return e
}

// notRecorded is the code of a Refusal.
const notRecorded = "not_recorded"

// kindsNamed bounds the kinds that a Refusal names: anybody may send as many as they like by custom:NAME.
const kindsNamed = 8

// mostFrequent names the most frequent kinds, and says how many more there are.
func mostFrequent(kinds map[string]int) string {
	var names []string
	for _, k := range counts(kinds) {
		names = append(names, k.Name)
	}
	if more := len(names) - kindsNamed; more > 0 {
		return strings.Join(names[:kindsNamed], ", ") + " and " + strconv.Itoa(more) + " more"
	}
	return strings.Join(names, ", ")
}

// counts are the entries of a map, the most frequent first.
func counts(m map[string]int) []NamedCount {
	out := make([]NamedCount, 0, len(m))
	for name, n := range m {
		out = append(out, NamedCount{name, n})
	}
	slices.SortFunc(out, func(a, b NamedCount) int { return cmp.Or(b.N-a.N, cmp.Compare(a.Name, b.Name)) })
	return out
}
