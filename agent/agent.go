package agent

// never is the time of what is not going to happen, ms: a page does not last 278 years.
const never = 1 << 43

// roundedMs is how much earlier than it was a time may seem that was computed from another and a duration: within four hours a float32
// is never off by more.
const roundedMs = 1

// Agent is one page's detectors. It is made by New; it is for one goroutine.
//
// Times inside are float32, as they are smaller to compute with: exact to the millisecond for four hours, to 64 ms for a week.
type Agent struct {
	outlet
	settings Settings
	now      float32 // the latest time seen, ms since the page began; it never goes back
	timers   timers

	requests   requests
	presses    presses
	errors     errors
	swipe      swipe
	thrash     thrash
	scrolling  scrolling
	back       back
	hesitation hesitation
	form       form
	exit       exit
	cart       cart
	ambient    ambient // the last two are large: what lies below 8 KiB has a shorter address in the compiled agent
	reports    reports
}

// initial returns an agent that has seen nothing.
func initial(o outlet) *Agent {
	a := &Agent{outlet: o, settings: Defaults()}
	for i := range a.timers {
		a.timers[i] = never
	}
	a.presses.at, a.presses.answered, a.ambient.input = -never, -never, -never
	a.requests.started, a.requests.ended, a.form.attempt = -never, -never, -never
	a.cart.acted, a.exit.firedAt, a.exit.trail.since = -never, -never, never
	a.thrash.stroke = -never       // the way to where the mouse is first seen is no stroke
	a.back.missteps.since = -never // they may have happened before this page
	return a
}

// Configure replaces settings, as Settings.Apply does.
func (a *Agent) Configure(values []float32) {
	a.settings.Apply(values)
	a.stir() // the timers that run were set by what held before
}

// Push reads what has happened, in order, and returns in how many milliseconds after the last record the agent wants a
// RecTick, or a negative number if it needs none. A tick that comes early or late changes nothing.
//
// Records may be anything at all; one that makes no sense does no harm.
func (a *Agent) Push(records []Record) (wait float64) {
	for i := range records {
		a.read(&records[i])
	}
	due := a.timers[a.timers.next()]
	if due == never {
		return -1
	}
	return float64(max(0, due-a.now))
}

// read hands one record to whom it concerns. What has fallen due before it comes first and in its own time, so that a late
// timer changes nothing.
func (a *Agent) read(r *Record) {
	at := float32(r.At)
	if !(at > a.now && at < never) {
		at = a.now
	}
	if now := a.now; r.Kind == RecTick && r.Flags.Has(Surface) { // whoever watches is not idle
		a.now = at
		a.stir()
		a.now = now
	}
	for {
		i := a.timers.next()
		if a.timers[i] > at {
			break
		}
		a.now = max(a.now, a.timers[i])
		a.timers[i] = never
		a.fire(i)
	}
	a.now = at
	switch r.Kind {
	case RecPress:
		a.press(r)
	case RecAnswer:
		if r.Target != 0 { // of a control, not of the window
			a.cart.acted = at
		}
		a.answer(r.Target != 0)
	case RecMutation:
		if !a.changes(r.Target) {
			a.answer(true)
		}
	case RecInput:
		a.stir()
		a.ambient.input = at
		if r.A > 0 {
			a.scrolling.turns.settle(at + a.settings.ScrollMs)
		}
	case RecRequest:
		a.request(r)
	case RecError:
		a.errs(CauseThrown, errorThrownTenths, r.Target, at)
	case RecMove, RecEnter:
		a.move(r)
	case RecLeave:
		a.leave(r)
	case RecScroll:
		a.scroll(r)
	case RecHidden:
		a.hide(r)
	case RecVisible:
		a.show(r)
	case RecNavigate:
		a.navigate(r)
	case RecCart:
		a.fill(r.A, r.B)
		if a.cart.full { // a new errand
			a.exit.done = false
		}
	case RecStage:
		a.reach(r.A)
	case RecGoal:
		if r.A > 0 {
			a.fill(0, 0)
			a.done()
		}
		if r.A > 0 || r.Target == a.form.changed {
			a.form.changed = 0
		}
	case RecAddress:
		a.stir()
		a.exits(TriggerAddress, exitAddressTenths)
	case RecSwipe:
		a.swipes(r)
	case RecField:
		a.edit(r)
	case RecSubmit:
		a.form.try(r.Target, at)
		a.form.send()
		a.form.refills.settle(at) // what is typed next into an emptied field is something else
		a.done()
	case RecInvalid:
		if r.A > 0 {
			a.shows(r)
		}
		a.refuse(r)
	case RecHover:
		a.hover(r)
	case RecFlip:
		a.flip(r)
	}
}

// fire does what has fallen due.
func (a *Agent) fire(timer int) {
	switch timer {
	case timerExit:
		a.exits(TriggerPointer, a.exit.tenths)
	case timerIdle:
		a.abandons(TriggerIdle)
	case timerHesitate:
		a.once(Hesitation, hesitateTenths, 0, float32(TriggerIdle), 1)
	case timerStuck:
		a.once(FormStruggle, stuckTenths, a.form.field, float32(TriggerStuck), 1)
	case timerSwipe:
		a.fades()
	default:
		a.dies(&a.presses.chains[timer-timerChain])
	}
}

// stir notes that somebody is there. Nobody can be idle on a page that is not seen. Here and elsewhere noinline makes the module
// smaller.
//
//go:noinline
func (a *Agent) stir() {
	a.timers[timerIdle], a.timers[timerHesitate] = never, never
	if a.exit.shown.stopped {
		return
	}
	if a.cart.unclaimed {
		a.timers[timerIdle] = a.now + a.settings.CartIdleMs
	}
	if a.hesitation.step {
		a.timers[timerHesitate] = a.now + a.settings.HesitateMs
	}
}

// human notes that somebody is there, and with what kind of pointer.
//
//go:noinline
func (a *Agent) human(r *Record) {
	a.stir()
	if !r.Flags.Has(Keyboard) {
		a.exit.touch = r.Flags.Has(Touch)
	}
}

// move reads where the pointer is.
func (a *Agent) move(r *Record) {
	a.human(r)
	a.timers[timerExit] = never
	switch {
	case r.Kind == RecEnter:
		a.exit.trail = trail{since: -never}
	case r.Flags.Has(Touch):
		return
	default:
		a.thrashes(r)
	}
	a.exit.trail.add(a.now, r.Y, a.settings.ExitWindowMs)
}

// press reads a press.
func (a *Agent) press(r *Record) {
	a.human(r)
	a.ambient.input = a.now
	a.timers[timerExit] = never
	a.exit.pressed = true
	a.errors.used = false
	a.thrash.turns.settle(a.now)
	a.thrash.wanders.settle(a.now)
	a.scrolling.turns.settle(a.now)
	a.hesitation.hovered.settle(a.now)
	if r.Flags&TextField == 0 {
		a.form.try(formOf(r, r.Target), a.now)
	}
	a.chain(r)
}

// scroll reads a scroll, which answers a press that it follows closely.
func (a *Agent) scroll(r *Record) {
	a.human(r)
	caused := a.now-a.presses.at <= a.settings.ScrollAnswerMs
	if caused {
		a.answer(false)
	}
	a.swipe.scrolled = a.now
	a.turns(r)
	if a.flicks(r, caused) {
		a.exits(TriggerFlick, exitFlickTenths)
	}
}

// request reads the page's traffic. What a press in a form has sent, and what has come back well, was the form.
func (a *Agent) request(r *Record) {
	a.requests.change(r.A, a.now)
	a.awaits()
	began := a.now - r.B
	switch {
	case r.A < -1:
		a.errs(CauseRequest, errorRequestTenths, r.Target, began)
	case r.A < 0 && a.form.at == a.form.changed && began-a.form.attempt >= -roundedMs && began-a.form.attempt <= a.settings.ErrorMs:
		a.form.send()
	}
}

// navigate reads that the page is another one.
func (a *Agent) navigate(r *Record) {
	if a.goes(r) {
		a.deserts(TriggerRoute)
		a.form.changed = 0
		a.timers[timerStuck], a.timers[timerExit], a.timers[timerHesitate] = never, never, never
		a.hesitation.step, a.exit.depth = false, 0
		a.scrolling.turns.settle(a.now)
	}
	a.answer(r.A != 1) // nobody waits for the browser's own buttons
	a.forget()
}

// hide reads that the page is no longer seen, which confirms that a pointer on its way out meant it.
func (a *Agent) hide(r *Record) {
	if a.timers[timerExit] != never {
		a.exits(TriggerPointer, a.exit.tenths)
	}
	trigger, since := TriggerHidden, a.cart.acted
	if r.Flags.Has(Unload) {
		trigger = TriggerUnload
		a.back.left, a.back.list = a.now, r.B > 0
		a.deserts(trigger)
	}
	if trigger == TriggerUnload || a.presses.answered < a.presses.at {
		since = max(since, a.presses.at)
	}
	a.cart.excused = max(a.cart.excused, since+a.settings.CartPressMs)
	if a.now > a.cart.excused {
		a.abandons(trigger)
	}
	a.exit.shown.stop(a.now)
	a.stir()
	a.timers[timerStuck] = never
	a.answer(false)
}

// show reads that the page is seen again.
func (a *Agent) show(r *Record) {
	pause := a.exit.shown.start(a.now)
	if pause >= a.settings.AgainMs { // who comes back may leave again
		a.cart.unclaimed = a.cart.full
	}
	a.stir()
	if r.Flags.Has(Unload) {
		a.missteps(a.back.left, a.now)
	}
	if a.exit.touch && pause >= a.settings.ExitAwayMs {
		a.exits(TriggerReturned, exitReturnedTenths)
	}
}

// done notes that there is nothing left to leave undone. With a cart the errand is the purchase, and a form on the way to it is
// not.
func (a *Agent) done() {
	if !a.cart.full {
		a.exit.done = true
	}
}
