package decide

import (
	"slices"

	"heed/collector/core"
)

// overlap finds a live intercept of higher priority that takes every signal this one could act on: it acts only when the other has
// used up its limits.
func (l *linter) overlap() {
	for _, o := range l.Others {
		if o.Name == l.i.Name || o.Status != core.Live || o.Priority <= l.i.Priority || !covering(o, l.i) {
			continue
		}
		l.add(core.Doubtful, "overshadowed", "priority",
			"%s (priority %d) is triggered by the same signals on the same pages and wins; this one acts only once that one's limits are used up: raise the priority, or narrow one of them",
			o.Name, o.Priority)
	}
}

// covering reports whether whatever i is eligible for, other is too, as far as limits of its own do not stop it. It is true only when
// that is certain.
func covering(other, i core.Intercept) bool {
	if other.Who != "" && other.Who != i.Who || other.Rollout != nil && *other.Rollout < 100 {
		return false
	}
	if other.Schedule != nil && (i.Schedule == nil || *other.Schedule != *i.Schedule) {
		return false
	}
	if !wherein(other.Where, i.Where) || other.Action.ExpiresAfter() < i.Action.ExpiresAfter() {
		return false
	}
	for _, t := range append(append([]core.Trigger(nil), i.When.Any...), i.When.All...) {
		if !slices.ContainsFunc(other.When.Any, func(o core.Trigger) bool { return wider(o, t) }) {
			return false
		}
	}
	return len(i.When.Any)+len(i.When.All) > 0
}

// wider reports whether every signal that meets t meets o.
func wider(o, t core.Trigger) bool {
	return (o.Signal == "" || o.Signal == t.Signal) && o.MinScore <= t.MinScore && o.Frustration <= t.Frustration &&
		o.Count <= max(1, t.Count) && (o.Page == "" || o.Page == "*" || o.Page == t.Page)
}

// wherein reports whether every page of b is one of a. Patterns are compared as they are written: what they match together is not
// worked out.
func wherein(a, b core.Where) bool {
	for _, x := range a.Exclude {
		if !slices.Contains(b.Exclude, x) {
			return false
		}
	}
	if len(a.Include) == 0 || slices.Contains(a.Include, "*") {
		return true
	}
	return len(b.Include) > 0 && !slices.ContainsFunc(b.Include, func(x string) bool { return !slices.Contains(a.Include, x) })
}
