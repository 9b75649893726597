package decide

import (
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"heed/collector/core"
)

// door is a survey that closes, by date or by quota. It is one condition of every intercept that asks the survey, and whoever opens it by
// hand, or as a follow-up, comes through it as well. The count of what was begun comes from outside and may be behind by a moment: the
// store, which takes the answers, keeps the quota exactly.
type door struct {
	closing core.Closing
	begun   *atomic.Int64
}

// openDoors compiles the closing of the surveys that have one.
func (rs *ruleset) openDoors(surveys []core.Survey) error {
	for _, s := range surveys {
		closing, err := s.Closing()
		if err != nil {
			return fmt.Errorf("survey %s of site %s cannot be loaded: %w", s.Name, rs.site, err)
		}
		if closing.Never() {
			continue
		}
		if rs.begun[s.Name] == nil {
			rs.begun[s.Name] = new(atomic.Int64)
		}
		rs.doors.place(s.Name, func() door { return door{closing, rs.begun[s.Name]} })
	}
	return nil
}

// doorOf gives the place of the door to what an action asks, -1 for none.
func (rs *ruleset) doorOf(a core.Action) int {
	name := surveyOf(a)
	if place, ok := rs.doors.index[name]; ok && name != "" {
		return place
	}
	return -1
}

// surveyOf is the survey that an action asks, "" for none.
func surveyOf(a core.Action) string {
	if a.Type == core.ActCallback {
		return core.ActCallback // a site's own survey of that name takes its place
	}
	return a.Survey
}

func (d *door) open(now time.Time) bool { return !d.closing.Closed(now, int(d.begun.Load())) }

// append says what the gate sees: `2026-11-22 05:45 Europe/Berlin, 12 begun`.
func (d *door) append(text []byte, now time.Time) []byte {
	if at := d.closing.At; !at.IsZero() {
		text = append(now.In(at.Location()).AppendFormat(text, "2006-01-02 15:04 "), at.Location().String()...)
	}
	if d.closing.Quota > 0 {
		if !d.closing.At.IsZero() {
			text = append(text, ", "...)
		}
		text = append(strconv.AppendInt(text, d.begun.Load(), 10), " begun"...)
	}
	return text
}

func wantSurvey(rs *ruleset, r *rule) core.Condition {
	if r.door < 0 {
		return core.Condition{Note: "looks at no survey that closes"}
	}
	return core.Condition{Want: core.String(strings.Join(rs.doors.list[r.door].closing.Words(), ", ")), Input: core.TextInput(rs.doorText(r.door)),
		Note: "an answer that was begun before may still be finished"}
}

func checkSurvey(m *moment, r *rule) bool { return r.door < 0 || m.doors[r.door] }

// Asks reports whether an action may be done now: one that asks a survey which has closed may not.
func (e *Engine) Asks(now time.Time, site string, a core.Action) bool {
	rs := e.ruleset(site)
	if rs == nil {
		return true
	}
	place := rs.doorOf(a)
	return place < 0 || rs.doors.list[place].open(now)
}

// Begun says how many responses to a site's survey were begun so far. It matters for surveys with a quota only.
func (e *Engine) Begun(site, survey string, n int) {
	if rs := e.ruleset(site); rs != nil && rs.begun[survey] != nil {
		rs.begun[survey].Store(int64(n))
	}
}
