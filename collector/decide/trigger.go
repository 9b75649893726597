package decide

import (
	"math"
	"strconv"
	"strings"
	"time"

	"heed/collector/core"
)

// defaultWithin is how close together the signals of `all` must be when nothing else is said: the half hour after which web
// analytics commonly calls it another visit.
const defaultWithin = 30 * time.Minute

// triggers is a core.When, compiled.
type triggers struct {
	any, all []trigger
	within   time.Duration
	want     string
	notes    []string // how far `all` has come, by how many are met
}

type trigger struct {
	kind  string // "": of any kind
	min   float32
	page  *glob   // nil: on every page
	count int     // at least 1
	felt  float64 // the least frustration; 0 does not ask

	// What there is to say about a trigger that is not met, written when it is loaded.
	calm  string   // when the frustration is missing
	notes []string // by the signals counted so far
}

func newTriggers(w core.When, errs *findings) triggers {
	out := triggers{within: time.Duration(w.Within)}
	if out.within == 0 {
		out.within = defaultWithin
	}
	out.any = newTriggerList("when.any", w.Any, errs)
	out.all = newTriggerList("when.all", w.All, errs)
	out.want = out.describe()
	within := "conditions within " + core.Duration(out.within).String()
	for met := range out.all {
		out.notes = append(out.notes, progress(met, len(out.all), within))
	}
	return out
}

func newTriggerList(path string, list []core.Trigger, errs *findings) []trigger {
	out := make([]trigger, len(list))
	for i, t := range list {
		out[i] = trigger{kind: t.Signal, min: float32(t.MinScore), count: max(1, t.Count), felt: t.Frustration}
		out[i].write()
		if t.Page == "" {
			continue
		}
		page, err := newGlob(t.Page)
		if err != nil {
			errs.add(path+"["+strconv.Itoa(i)+"].page", "%v", err)
		}
		out[i].page = &page
	}
	return out
}

// match compares scores as the 32-bit numbers the agent computes: its 0.7 arrives as 0.699999988 and must meet a min_score of 0.7.
func (t *trigger) match(s *core.Seen) bool {
	return t.matchSignal(s) && s.Frustration >= t.felt
}

func (t *trigger) matchSignal(s *core.Seen) bool {
	return (t.kind == "" || s.Kind == t.kind) && float32(s.Score) >= t.min && (t.page == nil || t.page.match(s.Page))
}

// write prepares the notes.
func (t *trigger) write() {
	if t.felt > 0 {
		t.calm = "the frustration is below " + feltWords(t.felt)
	}
	for n := range min(t.count, core.SignalsKept+1) {
		t.notes = append(t.notes, progress(n, t.count, t.name()+" in this session"))
	}
}

// alike is a signal of this session.
type alike struct {
	seen *core.Seen
	kind bool // it is of the current one's kind
}

// met reports whether the signal fires the triggers, with a note where the numbers of got and want do not tell.
func (w *triggers) met(m *moment) (bool, string) {
	seen := m.h.Signals
	current := &seen[len(seen)-1]
	note := ""
	for i := range w.any {
		t := &w.any[i]
		if !t.matchSignal(current) {
			continue
		}
		if current.Frustration < t.felt {
			note = t.calm
			continue
		}
		n := 1
		if t.count > 1 {
			n = t.inSession(m.session())
		}
		if n >= t.count {
			return true, ""
		}
		note = t.notes[n]
	}
	if len(w.all) == 0 {
		return false, note
	}
	return w.allMet(current, seen)
}

func (w *triggers) allMet(current *core.Seen, seen []core.Seen) (bool, string) {
	fires, met := false, 0
	for i := range w.all {
		fires = fires || w.all[i].match(current)
	}
	if !fires {
		return false, ""
	}
	for k := range w.all {
		t, n := &w.all[k], 0
		for i := range seen {
			if t.match(&seen[i]) && current.At.Sub(seen[i].At).Abs() <= w.within {
				n++
			}
		}
		if n >= t.count {
			met++
		}
	}
	if met == len(w.all) {
		return true, ""
	}
	return false, w.notes[met]
}

// session are the signals of this session, gathered once for all triggers that count.
func (m *moment) session() []alike {
	if len(m.alike) == 0 {
		for i := range m.h.Signals {
			if s := &m.h.Signals[i]; s.Session == m.sig.Session {
				m.alike = append(m.alike, alike{s, s.Kind == m.sig.Kind})
			}
		}
	}
	return m.alike
}

// inSession counts the signals that match, given that the current one does, until there are enough.
func (t *trigger) inSession(session []alike) int {
	n := 0
	for i := range session {
		a := &session[i]
		if (t.kind == "" || a.kind) && float32(a.seen.Score) >= t.min && a.seen.Frustration >= t.felt &&
			(t.page == nil || t.page.match(a.seen.Page)) {
			if n++; n == t.count {
				break
			}
		}
	}
	return n
}

func progress(n, of int, what string) string {
	return strconv.Itoa(n) + " of " + strconv.Itoa(of) + " " + what
}

func (w *triggers) describe() string {
	var parts []string
	for i := range w.any {
		t := &w.any[i]
		parts = append(parts, t.describe())
	}
	if len(w.all) > 0 {
		all := make([]string, len(w.all))
		for i := range w.all {
			all[i] = w.all[i].describe()
		}
		parts = append(parts, strings.Join(all, " and ")+" within "+core.Duration(w.within).String())
	}
	return strings.Join(parts, " or ")
}

func (t *trigger) describe() string {
	s := t.name()
	if t.min > 0 {
		s += " ≥ " + strconv.FormatFloat(float64(t.min), 'f', -1, 32)
	}
	if t.page != nil {
		s += " on " + t.page.source
	}
	if t.felt > 0 {
		s += " with frustration ≥ " + feltWords(t.felt)
	}
	if t.count > 1 {
		s += " ×" + strconv.Itoa(t.count)
	}
	return s
}

func (t *trigger) name() string {
	if t.kind == "" {
		return "any signal"
	}
	return t.kind
}

// feltWords cuts the digits behind the third: rounded up, a score that fell short would read as if it had not.
func feltWords(f float64) string {
	const shown = 1000
	return strconv.FormatFloat(math.Floor(f*shown+1e-9)/shown, 'f', -1, 64)
}

// appendSignal appends what the trigger gate saw.
func appendSignal(text []byte, sig *core.Signal) []byte {
	text = append(append(text, sig.Kind...), ' ')
	text = strconv.AppendFloat(text, sig.Score, 'f', 2, 64)
	text = append(append(text, " on "...), sig.Page...)
	if sig.Frustration > 0 {
		text = append(append(text, ", frustration "...), feltWords(sig.Frustration)...)
	}
	return text
}
