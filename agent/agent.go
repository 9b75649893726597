package agent

// never is the time of what is not going to happen, ms: a page does not last 278 years.
const never = 1 << 43

// Agent is one page's detectors. It is made by New; it is for one goroutine.
type Agent struct {
	outlet
	settings Settings
	now      float64 // the latest time seen; it never goes back

	requests requests
	exit     exit
	cart     cart
	presses  presses
	ambient  ambient // last, as it is large: what lies below 8 KiB has a shorter address in the compiled agent
}

// initial returns an agent that has seen nothing.
func initial(o outlet) *Agent {
	a := &Agent{outlet: o, settings: Defaults()}
	a.ambient.input = -never
	a.presses.at, a.presses.answered, a.cart.acted, a.exit.firedAt = -never, -never, -never, -never
	return a
}

// Configure replaces settings, as Settings.Apply does.
func (a *Agent) Configure(values []float32) { a.settings.Apply(values) }

// Push reads what has happened, in order, and returns in how many milliseconds after the last record the agent wants a
// RecTick, or a negative number if it needs none. A page keeps one timer: each answer replaces the one before.
//
// Records may be anything at all; one that makes no sense does no harm.
func (a *Agent) Push(records []Record) (wait float64) {
	for i := range records {
		a.read(&records[i])
	}
	due := min(a.exit.due(&a.settings), a.idle())
	if due == never {
		return -1
	}
	return max(0, due-a.now)
}

// read hands one record to whom it concerns. What has fallen due before it is reported first, so that a late timer changes
// nothing.
func (a *Agent) read(r *Record) {
	if r.At > a.now && r.At < never {
		a.now = r.At
	}
	a.tick()
	switch r.Kind {
	case RecPress:
		a.press(r)
	case RecAnswer:
		if r.Target != 0 { // of a control, not of the window
			a.cart.acted = a.now
		}
		a.presses.answer(a.now)
	case RecMutation:
		if !a.ambient.change(r.Target, a.now, &a.settings) {
			a.presses.answer(a.now)
		}
	case RecInput:
		a.cart.active, a.ambient.input = a.now, a.now
	case RecRequest:
		a.requests.change(r.A, a.now)
	case RecError:
		if !a.ambient.change(pageErrors, a.now, &a.settings) {
			a.presses.fail()
		}
	case RecMove, RecEnter:
		a.move(r)
	case RecLeave:
		a.exit.leave(r, a.now, &a.settings)
	case RecScroll:
		a.scroll(r)
	case RecHidden:
		a.hide(r)
	case RecVisible:
		a.show()
	case RecNavigate:
		a.exit.away, a.exit.depth = false, 0
		a.presses.answerAll(a.now)
	case RecCart:
		a.cart.fill(r.A, r.B, a.now)
		if a.cart.full { // a new errand
			a.exit.done = false
		}
	case RecStage:
		a.cart.reach(r.A, a.now)
	case RecGoal:
		a.goal(r)
	case RecAddress:
		a.cart.active = a.now
		a.exits(TriggerAddress, exitAddressScore, a.now)
	}
}

// tick reports what has fallen due.
func (a *Agent) tick() {
	if due := a.exit.due(&a.settings); due <= a.now {
		a.exits(TriggerPointer, a.exit.score, due)
	}
	if due := a.idle(); due <= a.now {
		a.abandons(TriggerIdle, due)
	}
}

// human notes that somebody is there, and with what kind of pointer. Here and elsewhere noinline makes the module smaller.
//
//go:noinline
func (a *Agent) human(r *Record) {
	a.cart.active = a.now
	if !r.Flags.Has(Keyboard) {
		a.exit.touch = r.Flags.Has(Touch)
	}
}

// move reads where the pointer is.
func (a *Agent) move(r *Record) {
	a.human(r)
	a.exit.away = false
	switch {
	case r.Kind == RecEnter:
		a.exit.trail.enter()
	case r.Flags.Has(Touch):
		return
	}
	a.exit.trail.add(a.now, r.Y, a.settings.ExitWindowMs)
}

// press reads a press.
//
//go:noinline
func (a *Agent) press(r *Record) {
	a.human(r)
	a.ambient.input = a.now
	a.exit.away = false
	a.exit.pressed = true
	if c := a.presses.press(r, a.now, &a.settings); c != nil {
		a.rage(c)
	}
}

// scroll reads a scroll, which answers a press that it follows closely.
func (a *Agent) scroll(r *Record) {
	a.human(r)
	caused := a.presses.within(a.now, a.settings.ScrollAnswerMs)
	if caused {
		a.presses.answer(a.now)
	}
	if a.exit.scrolled(r, a.now, caused, &a.settings) {
		a.exits(TriggerFlick, exitFlickScore, a.now)
	}
}

// hide reads that the page is no longer seen, which confirms that a pointer on its way out meant it.
func (a *Agent) hide(r *Record) {
	if a.exit.away {
		a.exits(TriggerPointer, a.exit.score, a.now)
	}
	trigger, since := TriggerHidden, a.cart.acted
	if r.Flags.Has(Unload) {
		trigger = TriggerUnload
	}
	if trigger == TriggerUnload || a.presses.answered < a.presses.at {
		since = max(since, a.presses.at)
	}
	a.cart.excused = max(a.cart.excused, since+float64(a.settings.CartPressMs))
	if a.now > a.cart.excused {
		a.abandons(trigger, a.now)
	}
	a.exit.shown.stop(a.now)
	a.presses.answer(a.now)
}

// show reads that the page is seen again.
func (a *Agent) show() {
	pause := a.exit.shown.start(a.now)
	a.cart.active = a.now
	if a.exit.touch && pause >= float64(a.settings.ExitAwayMs) {
		a.exits(TriggerReturned, exitReturnedScore, a.now)
	}
}

// goal reads that the visitor's errand is done. With a cart the errand is the purchase, and a form on the way to it is not.
func (a *Agent) goal(r *Record) {
	if r.A > 0 {
		a.cart.fill(0, 0, a.now)
	}
	if !a.cart.full {
		a.exit.done = true
	}
}
