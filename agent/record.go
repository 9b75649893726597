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
	// RecTick is the timer the agent asked for. Flags: Surface while the visitor may be looking at something that asks for no
	// hand: media that play, or a frame that has the focus.
	RecTick RecordKind = iota
	// RecPress is one press: pointerdown and click of one gesture, pointerup on a disabled control, or a key on a focused
	// control. Target is the logical target, zero when nothing on the path looks interactive. Flags: Keyboard, Touch,
	// Surface, TextField, Excused. B is the form that the control belongs to, zero if none. At is the time of the pointerdown (or keydown). X, Y is where; a keyboard press has no place. A page
	// reports a press once, when its click arrives and before the page's own handlers run, and only if the event was trusted.
	RecPress
	// RecAnswer is something that in itself answers a press: input, change, toggle, submit, a value property that changed,
	// a range selection, focus on a text field, blur of the window, navigation, media, clipboard, print, share, a new window
	// or download. Target is the element it happened on, zero if none.
	RecAnswer
	// RecMutation is a change of the document below or at element Target that is not a no-op. The page reports each element
	// at most once a turn of the mutation observer. A is the number of changes folded into this record.
	RecMutation
	// RecInput is a sign of a human hand that is no press by itself: pointerdown, keydown, wheel, touchstart. A is 1 for the
	// chord that opens the browser's own search in the page.
	RecInput
	// RecRequest is network traffic of the page: A is +1 when a request starts, -1 when one ends well, -2 when one fails (by
	// status 400 and above, or without any). At an end B is how long it took, in ms, and Target the number of its address.
	RecRequest
	// RecError is an uncaught error or rejection. Target is the number of its message. «Script error.» and ResizeObserver noise
	// are not reported.
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
	// RecHidden and RecVisible are the visibility of the tab. With flag Unload they are pagehide, and the return of the page from
	// the back/forward cache. B of an unload is that of RecNavigate.
	RecHidden
	RecVisible
	// RecNavigate is a new page in a single-page application. Presses before it are answered. Target is the number of its path,
	// A how it was reached (0 by a link or a script, 1 back or forward in the history, 2 in place of the page before), and B is
	// 1 when the page that was left is a list of pages like the new one. The first records of a page tell the same of the pages
	// before it in this tab: At is negative then, and the last of them is the page itself.
	RecNavigate
	// RecCart is the cart now: A is its value in the shop's currency, B the number of items (0 empties it). When only one of
	// the two is known the other is 0 and -1 respectively.
	RecCart
	// RecStage is progress towards payment: A is 1 cart viewed, 2 checkout begun, 3 payment entered.
	RecStage
	// RecGoal is the visitor's errand done: a purchase (A = 1), or a form that is gone from the page (A = 0, Target the form).
	RecGoal
	// RecAddress is a chord that takes the visitor to the address bar (Ctrl/Cmd+L, Alt+D, F6).
	RecAddress
	// RecSwipe is a one-finger swipe that has ended: it began at X, Y and went A px to the right and B px down. Target is the
	// logical target. At is when it ended. Flags: Surface where no verdict is possible: canvas, maps, range, or a page that
	// could have scrolled that way.
	RecSwipe
	// RecField is the visitor at work in field Target of form B; search boxes, composition (IME), autofill and what scripts do are
	// not reported. A is 1 when it gets the focus by the visitor's hand and is empty, 2 when something is typed, 3 when it is
	// committed with another value than before, 4 when it loses the focus. Flags: TextField for what is changed again and again by
	// nature: a field of several lines, a box, a list, a number.
	RecField
	// RecSubmit is an attempt to send form Target: the submit event.
	RecSubmit
	// RecInvalid is the page saying that something is wrong: at Target, of form B. A is 0 for a field (the browser's own check, or
	// aria-invalid), 1 for a message (role=alert).
	RecInvalid
	// RecHover is the mouse coming onto control Target, zero when it leaves for anything else.
	RecHover
	// RecFlip is control Target, a choice of the visitor's, changed to another value: a box, a switch, a list. The radio buttons
	// of one group have one number.
	RecFlip
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
	// Unload: the page is going away, or has been away.
	Unload
	// Excused: one press of it may rightly go unanswered, as of a link that the browser follows or of a disabled control. Only
	// repetition tells.
	Excused
)

// Has reports whether all of want are set.
func (f Flags) Has(want Flags) bool { return f&want == want }
