package agent

// Signal is what the agent has recognised. It names no element and quotes no text: the page resolves Target to a selector.
type Signal struct {
	Kind   Kind
	Score  float32 // 0–1, how sure the detector is
	Target uint32  // the page's number of the logical target, 0 for none
	At     float64 // ms since the page began, the moment it became true
	Data   [4]float32
}

// Emit receives signals. It is called inside Push and must not call back into the agent.
type Emit func(Signal)

// Kind is the kind of a signal.
type Kind uint32

// The kinds of the public contract, in its order. A number never changes its meaning: it is what crosses the boundary.
const (
	None Kind = iota
	RageClick
	DeadClick
	SlowClick
	DeadSwipe
	ErrorClick
	ThrashedCursor
	ExcessiveScroll
	QuickBack
	ExitIntent
	Hesitation
	FormStruggle
	FormAbandonment
	RepeatedValidationError
	CartAbandonment
	ErrorShown
	kinds
)

// names are the wire names by Kind. web/tag/record.js has the same list; a test compares them.
var names = [kinds]string{
	"", "rage_click", "dead_click", "slow_click", "dead_swipe", "error_click", "thrashed_cursor", "excessive_scroll",
	"quick_back", "exit_intent", "hesitation", "form_struggle", "form_abandonment", "repeated_validation_error",
	"cart_abandonment", "error_shown",
}

// String returns the wire name, or "" for an unknown kind.
func (k Kind) String() string {
	if k >= kinds {
		return ""
	}
	return names[k]
}

// KindOf returns the kind with that wire name, or None.
func KindOf(name string) Kind {
	for k, n := range names {
		if k > 0 && n == name {
			return Kind(k)
		}
	}
	return None
}

// A Trigger says what a signal was recognised by where there are several ways. It travels as a number in Signal.Data.
type Trigger uint32

// The triggers. A number never changes its meaning.
const (
	_               Trigger = iota
	TriggerPointer          // the pointer left through the top
	TriggerAddress          // a key chord for the address bar
	TriggerFlick            // touch: a fast scroll back to the top
	TriggerReturned         // touch: the tab was hidden and returned to
	TriggerIdle             // nobody moved for long
	TriggerHidden           // the tab was hidden
	TriggerUnload           // the page went away
	TriggerRoute            // another page of a single-page application
	TriggerHover            // the mouse came back to a control again and again
	TriggerFlips            // a choice was changed to and fro
	TriggerWander           // the mouse wandered about
	TriggerRefills          // a field was filled in again and again
	TriggerStuck            // a field was entered and left empty
)

// fields name the numbers in Signal.Data, by Kind, as they stand in the signal's data on the wire. A detector that sets
// Data[i] has a name here; an empty name ends the list. A trigger is a Trigger, a cause a Cause, error and pending are 0 or 1,
// depth is a share of the document, items is -1 when only the cart's value is known, and stage is that of RecStage, 0 before
// any.
var fields = [kinds][4]string{
	RageClick:               {"presses", "span_ms", "error", "pending"},
	DeadClick:               {"presses", "pending"},
	SlowClick:               {"presses", "wait_ms"},
	DeadSwipe:               {"dx", "dy"},
	ErrorClick:              {"cause", "wait_ms"},
	ThrashedCursor:          {"pending", "turns"},
	ExcessiveScroll:         {"turns", "depth"},
	QuickBack:               {"away_ms", "times"},
	ExitIntent:              {"trigger", "depth"},
	Hesitation:              {"trigger", "times"},
	FormStruggle:            {"trigger", "times"},
	FormAbandonment:         {"trigger", "fields"},
	RepeatedValidationError: {"times"},
	CartAbandonment:         {"value", "items", "stage", "trigger"},
}

// A Cause says what went wrong after a press.
type Cause uint32

// The causes. A number never changes its meaning.
const (
	_            Cause = iota
	CauseThrown        // an uncaught error or rejection
	CauseRequest       // a request that failed
	CauseMessage       // the page said so
)

// Fields returns the names of the numbers in Data for this kind.
func (k Kind) Fields() [4]string {
	if k >= kinds {
		return [4]string{}
	}
	return fields[k]
}
