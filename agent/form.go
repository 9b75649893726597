package agent

// How sure each kind of evidence makes us, in tenths (ours).
const (
	stuckTenths   = 4
	invalidTenths = 7
	formTenths    = 6
)

// What the visitor does at a field, as in RecField.
const (
	fieldEntered   = 1
	fieldTyped     = 2
	fieldCommitted = 3
)

// form follows the visitor through forms, for three kinds of signal.
//
// Form struggle: one field is filled in anew RefillTimes within RefillMs; or a field is entered and stays empty for StuckMs while
// the page is seen. What is changed again and again by nature, such as a field of several lines, does not count.
//
// Repeated validation error: InvalidTimes attempts at one form within InvalidMs are refused, in whatever way: by the browser, by
// aria-invalid, by a message. It is attempts that count, not fields: one attempt may be refused for five of them. A press in the
// form, sending it, and committing a field are attempts; what a page finds wrong at each keystroke is not asked for.
//
// Form abandonment: a value was changed, the form was not sent, and the visitor leaves, or shows an exit intent. A form is sent
// when its submit event is not refused, when a press in it sends a request that succeeds, or when it is gone from the page. Of
// fields outside any form nobody can tell what sends them, so they cannot be abandoned.
//
// Sources: Matomo's form analytics (refills), OpenReplay and Contentsquare (time to the first key), Exatom (focus alone starts no
// form). The joint rules are ours.
type form struct {
	changed uint32  // the form with a value that is neither sent nor told, 0 for none
	sent    uint32  // the form that counts as sent, until it is refused
	fields  float32 // how many values were committed in the one that was changed last
	field   uint32  // the field that was entered last
	attempt float32 // the latest attempt, -never once it is refused
	at      uint32  // what it was made at: a form, a field, or a control without a form
	refills recent
	refused recent
}

// formOf returns the form of a record, or else what stands for it.
func formOf(r *Record, instead uint32) uint32 {
	if r.B >= 1 && r.B <= 1<<31 {
		return uint32(r.B)
	}
	return instead
}

// try notes an attempt at a form.
func (f *form) try(form uint32, at float32) {
	f.attempt, f.at = at, form
}

// send notes that what was changed is on its way.
func (f *form) send() {
	if f.changed != 0 {
		f.sent, f.changed = f.changed, 0
	}
}

// edit reads the visitor at work in a field.
func (a *Agent) edit(r *Record) {
	f, s := &a.form, &a.settings
	a.timers[timerStuck] = never
	plain := !r.Flags.Has(TextField)
	if r.A == fieldEntered && plain {
		f.field = r.Target
		a.timers[timerStuck] = a.now + s.StuckMs
	}
	if !(r.A == fieldTyped || r.A == fieldCommitted) {
		return
	}
	if form := formOf(r, 0); form != 0 && form != f.changed {
		f.changed, f.fields = form, 0
	}
	if r.A == fieldCommitted {
		f.fields++
		f.try(r.Target, a.now)
		if plain {
			a.repeats(&f.refills, FormStruggle, r.Target, float32(TriggerRefills), s.RefillTimes, s.RefillMs)
		}
	}
}

// refuse reads that the page finds something wrong.
func (a *Agent) refuse(r *Record) {
	a.answer(true)
	f, q, s := &a.form, &a.requests, &a.settings
	if f.attempt < 0 || a.now-f.attempt > s.AttemptMs && !(q.started >= f.attempt && a.now-q.ended <= requestRestMs) {
		return
	}
	a.exit.done = false
	if f.sent != 0 && f.sent == f.at {
		f.changed, f.sent = f.sent, 0
	}
	f.attempt = -never
	if times := f.refused.note(f.at, a.now, s.InvalidMs); times >= s.InvalidTimes {
		f.refused.settle(a.now)
		a.once(RepeatedValidationError, invalidTenths, r.Target, times, 0)
	}
}

// deserts reports that a form is left behind, unless the visitor is just sending it.
//
//go:noinline
func (a *Agent) deserts(trigger Trigger) {
	f := &a.form
	if f.changed != 0 && !(f.at == f.changed && a.now-f.attempt <= a.settings.AttemptMs) {
		a.once(FormAbandonment, formTenths, f.changed, float32(trigger), f.fields)
		f.changed, f.fields = 0, 0
	}
}
