package decide

import "heed/collector/core"

// The inputs of a decision in its explanation. What all intercepts look at stands in front, once; then come the texts of the names that
// conditions ask for, of the zones' clocks and of the surveys that close, and the numbers that each intercept has of its own.
const (
	numberNone    = iota // 0: contacts of an intercept that the visitor has not met
	numberBudget         // contacts of any intercept within the site's budget
	numberAge            // of the signal, in seconds
	numberCool           // seconds left of the cool-down after any contact
	sharedNumbers        // how many these are
)

const (
	textSignal = iota
	textPage
	textPresence
	textRunning
	sharedTexts
)

// A rule's own numbers. What the visitor has done with it is a core.Sight instead, for few visitors have done anything with it.
const (
	ownContacts = iota // its contacts with all visitors
	ownPlace           // the visitor's place in its rollout, the signal's in the sample
	ownNumbers
)

// met is what a visitor has done with one rule.
type met struct {
	session int     // contacts in this session
	period  int     // contacts in the period of its visitor limit
	cool    float64 // seconds left of its own cool-down
}

// What the gate «present» sees.
const (
	there = "there"
	gone  = "gone"
)

// What the gate «running» sees.
const (
	running = "running"
	stopped = "stopped"
)

// number says where one of the rule's own numbers is found.
func (r *rule) number(own int) int { return core.NumberInput(sharedNumbers + r.place*ownNumbers + own) }

// own are the rule's own numbers.
func (m *moment) own(r *rule) []float64 {
	from := sharedNumbers + r.place*ownNumbers
	return m.numbers[from : from+ownNumbers : from+ownNumbers]
}

// zoneText is the place of a zone's clock among the texts.
func (rs *ruleset) zoneText(zone int) int { return sharedTexts + len(rs.names.list) + zone }

// doorText is the place of what is seen at a door among the texts.
func (rs *ruleset) doorText(door int) int { return rs.zoneText(len(rs.zones.list)) + door }
