package agent

const quickBackTenths = 5

// back recognises a quick back: the visitor went to another page and came back in the tab's history within BackMs: it was not
// what the way there had promised. From a list, such as a shop's products, going in and out is how one looks around, so there
// it takes BackListTimes of it within BackListMs.
//
// Source: Clarity's quick back (within a time it does not tell), and the pogo-sticking of search engines.
type back struct {
	path, before uint32  // the page's numbers of the present path and of the one that led to it
	at           float32 // since when the path is the present one; below 0 before this page
	list         bool    // what led to it is a list
	missteps     recent
	left         float32 // when the page was unloaded
}

// goes reads a change of the page within its tab, and reports whether the visitor has just gone to another page. What is told
// of the time before this page is no news.
func (a *Agent) goes(r *Record) bool {
	b := &a.back
	at := a.now
	if r.At < 0 {
		at = float32(r.At)
	}
	if r.Target == b.path {
		return false
	}
	switch {
	case r.A > 1: // in place of it
		b.path = r.Target
		return false
	case r.A > 0 && r.Target == b.before:
		a.missteps(b.at, at)
		b.before = 0
	default:
		b.before, b.list = b.path, r.B > 0
	}
	b.path, b.at = r.Target, at
	return r.At >= 0
}

// missteps reads that the visitor is back at a time from somewhere.
//
//go:noinline
func (a *Agent) missteps(left, at float32) {
	b, s := &a.back, &a.settings
	away := at - left
	if !(away >= 0 && away <= s.BackMs) {
		return
	}
	times := b.missteps.note(1, at, s.BackListMs) // 0 is the target of what has not happened
	if at >= 0 && (!b.list || times >= s.BackListTimes) {
		b.missteps.settle(at)
		a.once(QuickBack, quickBackTenths, 0, away, times)
	}
}
