package agent

// recentCount is how many happenings are remembered; no rule may ask for more of them.
const recentCount = 16

// recent remembers what happened to which targets lately, so that repetition can be told: stays of the mouse, changes of a
// choice, refills of a field, refused attempts, turns, missteps.
type recent struct {
	all   [recentCount]happening
	count uint32
	since float32 // what happened until then is settled
}

// happening is what happened to a target, and when.
type happening struct {
	target uint32
	at     float32
}

// note adds one happening and returns how often, it included, the same has happened to the target within ms.
//
//go:noinline
func (m *recent) note(target uint32, at, ms float32) (times float32) {
	m.all[m.count%recentCount] = happening{target, at}
	m.count++
	since := max(m.since, at-ms)
	for i := range m.all {
		if h := &m.all[i]; h.target == target && h.at > since {
			times++
		}
	}
	return times
}

// settle forgets what has happened so far, or will have until a later time.
func (m *recent) settle(at float32) { m.since = at }
