package decide

import (
	"strconv"
	"time"

	"heed/collector/core"
)

// reach finds triggers and pages that no recorded signal would have met. It says nothing about a site that has sent none.
func (l *linter) reach() {
	if l.Reach.Signals == 0 {
		return
	}
	found := len(l.found)
	l.triggersReach("when.any", l.i.When.Any)
	l.triggersReach("when.all", l.i.When.All)
	if len(l.found) == found {
		l.pagesReach()
	}
}

func (l *linter) triggersReach(path string, list []core.Trigger) {
	var wrong findings
	triggers := newTriggers(core.When{Any: list}, &wrong)
	if len(wrong) > 0 {
		return
	}
	for i := range triggers.any {
		if t := &triggers.any[i]; l.count(t.reached) == 0 {
			l.add(core.Doubtful, "zero_reach", path+"["+strconv.Itoa(i)+"]", "no recorded signal since %s is %s; %s",
				l.since(), t.describeOne(), l.nearest(list[i]))
		}
	}
}

// describeOne is what a single signal must be; how many it takes is another question.
func (t *trigger) describeOne() string {
	one := *t
	one.count = 1
	return one.describe()
}

// reached reports whether some signal from there may have met the trigger.
func (t *trigger) reached(r core.Reached) bool {
	return t.match(&core.Seen{Kind: r.Kind, Score: r.Score, Page: r.Page, Frustration: r.Frustration})
}

// nearest says what there is instead.
func (l *linter) nearest(t core.Trigger) string {
	kind := func(r core.Reached) bool { return t.Signal == "" || r.Kind == t.Signal }
	n := l.count(kind)
	if n == 0 {
		return "none of that kind was recorded at all: see whether the page can send it"
	}
	best := 0.0
	for _, r := range l.Reach.Sources {
		if kind(r) {
			best = max(best, r.Score)
		}
	}
	return "of that kind there were " + strconv.Itoa(n) + ", the highest score " + strconv.FormatFloat(best, 'f', 2, 64) +
		": lower min_score or frustration, or widen page"
}

// pagesReach holds `where` against the pages of the signals that trigger it.
func (l *linter) pagesReach() {
	var wrong findings
	var rs ruleset
	where, triggers := rs.newPages(l.i.Where, &wrong), newTriggers(l.i.When, &wrong)
	if len(wrong) > 0 || len(triggers.any)+len(triggers.all) == 0 {
		return
	}
	all := append(append([]trigger(nil), triggers.any...), triggers.all...)
	n := l.count(func(reached core.Reached) bool {
		if !where.match(rs.matches(nil, reached.Page)) {
			return false
		}
		for i := range all {
			if all[i].reached(reached) {
				return true
			}
		}
		return false
	})
	if n == 0 {
		l.add(core.Doubtful, "zero_reach", "where", "no recorded signal since %s that triggers this came from such a page; widen it", l.since())
	}
}

// count counts the recorded signals of the sources that match.
func (l *linter) count(match func(core.Reached) bool) int {
	n := 0
	for _, r := range l.Reach.Sources {
		if r.Signals > 0 && match(r) {
			n += r.Signals
		}
	}
	return n
}

func (l *linter) since() string { return l.Reach.Since.UTC().Format(time.DateOnly) }

// LintSite finds what a site's own document should be looked at for: mutes of elements that no signal comes from any more.
func LintSite(s core.Site, reach core.Reach) []core.Finding {
	if reach.Signals == 0 {
		return nil
	}
	var out []core.Finding
	for i, m := range s.Mutes {
		mute, wrong := NewMutes([]core.Mute{m})
		if len(wrong) > 0 {
			continue
		}
		met := false
		for _, r := range reach.Sources {
			met = met || mute.Cover(r.Kind, r.Target, r.Page)
		}
		if !met {
			out = append(out, core.Finding{
				Code: "dead_selector", Severity: core.Doubtful, Kind: core.KindSite, Site: s.Name, Name: s.Name,
				FieldError: core.FieldError{Path: "mutes[" + strconv.Itoa(i) + "].target", Message: "no recorded " + m.Kind + " since " +
					reach.Since.UTC().Format(time.DateOnly) + " came from " + strconv.Quote(m.Target) +
					": the page may have changed; remove the mute, or name the element as its signals do now"},
			})
		}
	}
	return out
}
