package decide

import (
	"fmt"
	"strings"
	"time"

	"heed/collector/core"
)

// Known is what a lint knows around an intercept.
type Known struct {
	Site core.Site
	// Others are the site's intercepts; the one that is looked at may be among them.
	Others []core.Intercept
	// Questions are the ids that each survey of the site asks for, by the survey's name.
	Questions map[string][]string
	// Reach is where signals came from lately; nothing is concluded from one without signals.
	Reach core.Reach
	Now   time.Time
}

// Lint finds what an intercept that passes Check should be looked at for. It claims only what follows from the document, from the
// others of its site, or from what was recorded; a claim about records names the time they go back to.
func Lint(i core.Intercept, known Known) []core.Finding {
	l := linter{i: i, Known: known}
	l.purpose()
	l.limits()
	l.shares()
	l.schedule()
	l.condition()
	l.fields()
	l.reach()
	l.overlap()
	return l.found
}

// linter collects the findings about one intercept.
type linter struct {
	Known
	i     core.Intercept
	found []core.Finding
}

func (l *linter) add(severity core.Severity, code, path, format string, args ...any) {
	l.found = append(l.found, core.Finding{
		Code: code, Severity: severity, Kind: core.KindIntercept, Site: l.i.Site, Name: l.i.Name,
		FieldError: core.FieldError{Path: path, Message: fmt.Sprintf(format, args...)},
	})
}

// purpose reminds a draft of what it will need; what is live has it, or Check would refuse it.
func (l *linter) purpose() {
	if l.i.Status == core.Archived {
		return
	}
	for _, f := range [...]struct {
		missing    bool
		path, what string
	}{
		{strings.TrimSpace(l.i.Owner) == "", "owner", "who answers for this intercept?"},
		{strings.TrimSpace(l.i.Hypothesis) == "", "hypothesis", "why would this help?"},
		{l.i.Metric == nil, "metric", "what should change, as in {event: purchase, within: 7d}?"},
	} {
		if f.missing {
			l.add(core.Doubtful, "missing_"+f.path, f.path, "is missing: %s It is required before this goes live", f.what)
		}
	}
}

// limits finds those that another one makes pointless.
func (l *linter) limits() {
	own, budget := l.i.Limits, l.Site.Budget.InForce()
	session, expires := max(1, own.PerSession), core.Duration(l.i.Action.ExpiresAfter())
	if own.PerVisitor > 0 && own.PerSession > own.PerVisitor {
		l.add(core.Doubtful, "conflicting_limits", "limits.per_session",
			"%d in a session can never be reached: per_visitor allows %d; raise that or lower this", own.PerSession, own.PerVisitor)
	}
	if session > budget.Contacts && own.PerSession > 1 {
		l.add(core.Doubtful, "conflicting_limits", "limits.per_session",
			"%d in a session can hardly be reached: the site's budget is %d in %s over all intercepts", own.PerSession, budget.Contacts, budget.Every)
	}
	if own.Every > 0 && own.Every <= budget.Every && own.PerVisitor > budget.Contacts {
		l.add(core.Doubtful, "conflicting_limits", "limits.per_visitor",
			"%d in %s can never be reached: the site's budget is %d in %s over all intercepts", own.PerVisitor, own.Every, budget.Contacts, budget.Every)
	}
	if own.Every > 0 && own.Every < expires {
		l.add(core.Doubtful, "conflicting_limits", "action.expires",
			"%s is longer than limits.every (%s): what is due next may come before this one has been shown; shorten it", expires, own.Every)
	}
	if own.Quota > 0 && own.PerVisitor > own.Quota {
		l.add(core.Doubtful, "conflicting_limits", "limits.quota", "%d for all visitors is less than per_visitor allows one (%d)", own.Quota, own.PerVisitor)
	}
}

// shares finds percentages that leave nobody.
func (l *linter) shares() {
	if r := l.i.Rollout; r != nil && *r == 0 {
		l.add(core.Doubtful, "nobody", "rollout", "is 0, so it acts on nobody; raise it, or set status: paused")
	}
	if h := l.i.Holdout; h != nil && *h == 100 {
		l.add(core.Doubtful, "nobody", "holdout", "is 100, so everybody is left alone and nothing is ever shown; 20 is usual")
	}
}

// schedule finds one that is over.
func (l *linter) schedule() {
	if l.i.Schedule == nil {
		return
	}
	s, wrong := newSchedule(*l.i.Schedule)
	if len(wrong) > 0 || s.until == 0 {
		return
	}
	if localTime(l.Now, s.zone).date > s.until {
		l.add(core.Doubtful, "schedule_over", "schedule.until", "was %s, so it never acts again; move it, or set status: archived", l.i.Schedule.Until)
	}
}

// condition finds a `who` that is the same for everybody.
func (l *linter) condition() {
	if l.i.Who == "" {
		return
	}
	switch always, proven := prove(l.i.Who, l.kinds()); {
	case !proven:
	case always:
		l.add(core.Doubtful, "always_true", "who", "is true for everybody; leave it out, or say whom you mean")
	default:
		l.add(core.Wrong, "never_true", "who", "is never true, so this acts on nobody; correct it")
	}
}

// kinds are those of the signals that it can act on, none for any.
func (l *linter) kinds() []string {
	var out []string
	for _, t := range append(append([]core.Trigger(nil), l.i.When.Any...), l.i.When.All...) {
		if t.Signal == "" {
			return nil
		}
		out = append(out, t.Signal)
	}
	return out
}
