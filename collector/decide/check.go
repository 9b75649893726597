package decide

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"heed/agent"
	"heed/collector/core"
)

// checker collects everything that is wrong with one intercept.
type checker struct {
	findings
	i core.Intercept
}

// The names of documents and of a site's own signals.
var (
	documentName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)
	word         = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,64}$`)
	customSignal = regexp.MustCompile(`^custom:[A-Za-z0-9_.-]{1,64}$`)
)

// Check gives everything that is wrong with an intercept, by field, with what would be right. Nothing means that Load takes it.
func Check(i core.Intercept) []core.FieldError {
	c := checker{i: i}
	c.identity()
	c.purpose()
	c.when()
	c.compiles()
	c.limits()
	c.percent("rollout", i.Rollout)
	c.percent("holdout", i.Holdout)
	c.action("action", i.Action)
	c.then()
	return c.findings
}

func (c *checker) identity() {
	for _, f := range [...]struct{ path, name string }{{"site", c.i.Site}, {"name", c.i.Name}} {
		switch {
		case f.name == "":
			c.add(f.path, "is missing")
		case !documentName.MatchString(f.name):
			c.add(f.path, "%q is not a name: use lower-case letters, digits and hyphens, at most 64", f.name)
		}
	}
	if c.i.Name == core.PrecisionName {
		c.add("name", "%q is the built-in intercept that measures the detectors; choose another", c.i.Name)
	}
	states := []string{string(core.Draft), string(core.Live), string(core.Paused), string(core.Archived)}
	if !slices.Contains(states, string(c.i.Status)) {
		c.add("status", "%s", unknownName("status", string(c.i.Status), states))
	}
}

// purpose asks for what makes an intercept an experiment and not just a nuisance, before it goes live.
func (c *checker) purpose() {
	if m := c.i.Metric; m != nil {
		if m.Event == "" {
			c.add("metric.event", "is missing: name the event that should become more frequent, such as purchase")
		}
		if m.Within < 0 {
			c.add("metric.within", "is negative; write a time such as 7d")
		}
	}
	if c.i.Status != core.Live && c.i.Status != core.Paused {
		return
	}
	if core.Reorders(c.i.Owner) {
		c.add("owner", "%s", core.NotReordering)
	}
	if strings.TrimSpace(c.i.Owner) == "" {
		c.add("owner", "is missing: who answers for this intercept? It is required before it goes live")
	}
	if strings.TrimSpace(c.i.Hypothesis) == "" {
		c.add("hypothesis", "is missing: why would this help? It is required before it goes live")
	}
	if c.i.Metric == nil {
		c.add("metric", "is missing: what should change, as in {event: purchase, within: 7d}? It is required before it goes live")
	}
}

func (c *checker) when() {
	w := c.i.When
	switch {
	case len(w.Any)+len(w.All) == 0 && c.i.Status != core.Draft:
		c.add("when", "has no trigger: name a signal, as in any: [{signal: rage_click}]")
	case len(w.Any) > 0 && len(w.All) > 0:
		c.add("when", "has both any and all; write two intercepts, or keep one of them")
	}
	switch {
	case w.Within < 0:
		c.add("when.within", "is negative; write a time such as 30m")
	case w.Within > 0 && len(w.All) == 0:
		c.add("when.within", "goes with all; with any every trigger stands alone")
	}
	for k, t := range w.Any {
		c.trigger("when.any["+strconv.Itoa(k)+"]", t)
	}
	for k, t := range w.All {
		c.trigger("when.all["+strconv.Itoa(k)+"]", t)
	}
}

func (c *checker) trigger(path string, t core.Trigger) {
	if t.Signal == "" && t.Frustration <= 0 {
		c.add(path+".signal", "is missing: name a signal such as rage_click, or ask for a frustration such as 0.7 alone")
	} else if t.Signal != "" {
		checkKind(path+".signal", t.Signal, &c.findings)
	}
	if !(t.MinScore >= 0 && t.MinScore <= 1) {
		c.add(path+".min_score", "%v is not a score; scores go from 0 to 1", t.MinScore)
	}
	if !(t.Frustration >= 0 && t.Frustration < 1) {
		c.add(path+".frustration", "%v is no frustration to wait for; write a number above 0 and below 1, such as 0.7", t.Frustration)
	}
	if t.Count < 0 || t.Count > core.SignalsKept {
		c.add(path+".count", "%d cannot be counted; write 1 to %d", t.Count, core.SignalsKept)
	}
}

// signalKinds lists the agent's kinds in the order of the contract.
func signalKinds() []string {
	var out []string
	for k := agent.None + 1; k.String() != ""; k++ {
		out = append(out, k.String())
	}
	return out
}

// compiles finds what is wrong with globs, dates, hours, zone and expression by compiling them as Load does. A condition without a bound
// is refused here alone: one that was saved before there were bounds must not keep a collector from starting.
func (c *checker) compiles() {
	rs := ruleset{site: c.i.Site, counters: map[string]*atomic.Int64{}}
	_, errs := rs.newRule(c.i)
	c.findings = append(c.findings, errs...)
	for _, who := range rs.conditions.list {
		if who.refused != nil {
			c.add("who", "%v", who.refused)
		}
	}
}

// maxValue bounds what a contact is worth; above it numbers lose their cents.
const maxValue = 1e12

func (c *checker) limits() {
	l := c.i.Limits
	for _, f := range [...]struct {
		path string
		n    int
	}{{"per_visitor", l.PerVisitor}, {"per_session", l.PerSession}, {"quota", l.Quota}} {
		if f.n < 0 {
			c.add("limits."+f.path, "is negative; leave it out for no limit")
		}
	}
	if l.PerVisitor > core.ContactsKept {
		c.add("limits.per_visitor", "%d is more than is remembered of a visitor; write at most %d", l.PerVisitor, core.ContactsKept)
	}
	for _, f := range [...]struct {
		path string
		d    core.Duration
	}{{"every", l.Every}, {"after_dismissal", l.AfterDismissal}, {"after_answer", l.AfterAnswer}} {
		if f.d < 0 {
			c.add("limits."+f.path, "is negative; write a time such as 30d")
		}
	}
	if !(c.i.Value >= 0 && c.i.Value <= maxValue) {
		c.add("value", "%v is not what a contact is worth; write 0 or more, such as 12.50", c.i.Value)
	}
}

func (c *checker) percent(path string, p *float64) {
	if p != nil {
		checkPercent(path, *p, &c.findings)
	}
}

func (c *checker) then() {
	for k, f := range c.i.Then {
		path := "then[" + strconv.Itoa(k) + "]"
		if strings.TrimSpace(f.If) == "" {
			c.add(path+".if", `is missing: which answer leads here, as in answer.help == "yes"?`)
		} else if err := checkFollowUp(f.If); err != nil {
			c.add(path+".if", "%v", err)
		}
		c.action(path+".do", f.Do)
	}
	if len(c.i.Then) > 0 && c.i.Action.Type != core.ActSurvey && c.i.Action.Type != core.ActCallback {
		c.add("then", "needs answers, and %s asks nothing; make the action a survey", withArticle(c.i.Action.Type))
	}
}
