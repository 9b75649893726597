package server

import (
	"strconv"
	"strings"
	"time"
)

// Doubts say in sentences what the records cannot know.
func (b Backtest) Doubts() []string {
	var out []string
	switch u := b.Unknown; {
	case u.Share == 0 && len(u.Unseen) == 0 && b.Unsettled == 0 && !u.Cooldowns && len(u.Quotas) == 0:
		out = append(out, "Nothing is unknown: all that it looks at was recorded.")
	case u.Share > 0:
		names := make([]string, len(u.Names))
		for i, n := range u.Names {
			names[i] = n.Name
		}
		out = append(out, percent(u.Share)+" of the moments cannot be known: what "+strings.Join(names, ", ")+" was at the time is not recorded. Judged by what is known today, "+
			strconv.Itoa(u.Acted)+" acted and "+strconv.Itoa(u.Refused)+" did not.")
	}
	if u := b.Unknown; len(u.Unseen) > 0 {
		out = append(out, "No "+strings.Join(u.Unseen, ", ")+" was recorded in the period: either there was none, or the pages did not look for it.")
	}
	if b.Unknown.Cooldowns {
		out = append(out, "Whether visitors would have closed or answered what they were never shown is not known: cool-downs after that stopped nothing here.")
	}
	if names := b.Unknown.Quotas; len(names) > 0 {
		out = append(out, "When the quota of "+strings.Join(names, ", ")+" would have been full is not known, for nobody knows who would have answered: it stopped nothing here.")
	}
	switch {
	case b.Unsettled > 0 && b.Proposed:
		out = append(out, "The detectors' settings that come with this draft are not in force: others found "+plural(b.Unsettled, "signal")+
			", and what only the new ones find is missing.")
	case b.Unsettled > 0:
		out = append(out, "The detectors' settings were changed on "+b.Settled.Format(time.DateOnly)+"; "+plural(b.Unsettled, "signal")+
			" from before were found by the old ones, and what only the new ones find is missing.")
	}
	return out
}
