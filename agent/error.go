package agent

// How sure each cause makes us, in tenths (ours): a program that breaks is worse than one that says so.
const (
	errorThrownTenths  = 7
	errorRequestTenths = 6
	errorMessageTenths = 5
	errorShownTenths   = 5
)

// aloneCount is how many errors are remembered that come by themselves, each in the place that its number gives it.
const aloneCount = 64

// errors recognises an error click: something went wrong within ErrorMs of a press, or by a request that the press sent. The
// causes are an uncaught error or rejection, a failed request, and a message of the page. One press has one error click, and one
// error belongs to one press. An error that also comes when nobody pressed anything says nothing about presses.
//
// An error shown is a message of the page, whatever it came of.
//
// Sources: Datadog's error click (an error within 1 s of a click) and its reports of false alarms by background errors;
// OpenReplay, which counts every failed request.
type errors struct {
	alone [aloneCount]uint32 // what has come by itself, by the page's number
	used  bool               // the latest press has its error
}

// errs reads that something went wrong which began at a time.
//
//go:noinline
func (a *Agent) errs(cause Cause, tenths, number uint32, began float32) {
	e, p := &a.errors, &a.presses
	alone := &e.alone[number%aloneCount]
	wait := began - p.at
	if !(wait <= a.settings.ErrorMs) {
		*alone = number
		return
	}
	c := p.latest
	if c == nil || wait < -roundedMs || e.used || *alone == number { // before it, it is of a press before
		return
	}
	e.used, c.failed = true, true
	a.once(ErrorClick, tenths, c.target, float32(cause), a.now-p.at)
}

// shows reads that the page tells of an error. When a request is in flight since the press, or has just come back, the message
// is about that.
func (a *Agent) shows(r *Record) {
	began := a.now
	if q := &a.requests; q.started >= a.presses.at && (q.open > 0 || a.now-q.ended <= requestRestMs) {
		began = q.started
	}
	a.errs(CauseMessage, errorMessageTenths, r.Target, began)
	a.once(ErrorShown, errorShownTenths, r.Target, 0, 0)
}
