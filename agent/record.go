package agent

// Record is one thing that happened in the page. It is 32 bytes, little-endian, written by the page script into the
// agent's memory and read in place; offsets are in the comments. Unused fields are zero.
//
// Numbers for elements are the page's own: a positive number that stays the same for the same logical target, also when
// a framework replaces its node. Zero means «no element».
type Record struct {
	Kind   RecordKind // 0
	Flags  Flags      // 1
	_      uint16     // 2
	Target uint32     // 4  the logical target or the element concerned
	At     float64    // 8  ms since the page began (performance.now); only a press may lie before the record ahead of it
	X      float32    // 16 CSS px in the viewport
	Y      float32    // 20
	A      float32    // 24 meaning by kind
	B      float32    // 28 meaning by kind
}

// RecordSize is the size of a Record in bytes.
const RecordSize = 32

// RecordKind says what happened. The numbers are shared with web/tag/record.js and never change their meaning.
type RecordKind uint8

const (
	// RecTick is the timer the agent asked for. Nothing but At.
	RecTick RecordKind = iota
	// RecPress is one press: pointerdown and click of one gesture, pointerup on a disabled control, or a key on a focused
	// control. Target is the logical target, zero when nothing on the path looks interactive. Flags: Keyboard, Touch,
	// Surface, TextField. At is the time of the pointerdown (or keydown). X, Y is where; a keyboard press has no place. A page
	// reports a press once, when its click arrives and before the page's own handlers run, and only if the event was trusted.
	RecPress
	// RecAnswer is something that in itself answers a press: input, change, toggle, submit, a value property that changed,
	// a range selection, focus on a text field, blur of the window, navigation, media, clipboard, print, share, a new window
	// or download. Target is the element it happened on, zero if none.
	RecAnswer
	// RecMutation is a change of the document below or at element Target that is not a no-op. The page reports each element
	// at most once a turn of the mutation observer. A is the number of changes folded into this record.
	RecMutation
	// RecInput is a sign of a human hand that is no press by itself: pointerdown, keydown, wheel, touchstart.
	RecInput
	// RecRequest is network traffic of the page: A is +1 when a request starts, -1 when one ends.
	RecRequest
	// RecError is an uncaught error or rejection. «Script error.» and ResizeObserver noise are not reported.
	RecError
	// RecMove is the pointer at X, Y. At most one a frame. Flags: Buttons while any button is held, Touch.
	RecMove
	// RecLeave is the pointer leaving the root element with no relatedTarget, at X, Y. Flags: Buttons, Popup.
	RecLeave
	// RecEnter is the pointer coming (back) in at X, Y.
	RecEnter
	// RecScroll is the document scrolled. Y is the offset, A the viewport's height, B the document's height, in px.
	// Flags: Touch when the last pointer was a finger.
	RecScroll
	// RecHidden and RecVisible are the visibility of the tab. RecHidden with flag Unload is pagehide.
	RecHidden
	RecVisible
	// RecNavigate is a new page in a single-page application. Presses before it are answered.
	RecNavigate
	// RecCart is the cart now: A is its value in the shop's currency, B the number of items (0 empties it). When only one of
	// the two is known the other is 0 and -1 respectively.
	RecCart
	// RecStage is progress towards payment: A is 1 cart viewed, 2 checkout begun, 3 payment entered.
	RecStage
	// RecGoal is the visitor's errand done: a purchase (A = 1), or a form sent (A = 0). Pages report purchases only so far: when a form
	// that a script sends has really arrived cannot be told from its submit event.
	RecGoal
	// RecAddress is a chord that takes the visitor to the address bar (Ctrl/Cmd+L, Alt+D, F6).
	RecAddress
)

// Flags qualify a record.
type Flags uint8

const (
	// Keyboard: the press came from a key.
	Keyboard Flags = 1 << iota
	// Touch: the pointer is a finger.
	Touch
	// Buttons: a pointer button is held.
	Buttons
	// Surface: what happens inside cannot be seen from outside (canvas, video, embed, cross-origin frame) or moves with the
	// pointer (range); no verdict is possible.
	Surface
	// TextField: a place to type and to select text.
	TextField
	// Popup: the focused control may have a native popup open (select, date, autofill), which swallows the pointer.
	Popup
	// Unload: the page is going away.
	Unload
)

// Has reports whether all of want are set.
func (f Flags) Has(want Flags) bool { return f&want == want }
