package tag_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"heed/agent"
)

// steps are the values of RecField.A that the tag wrote, in order.
func (b *tab) steps() []float32 {
	b.t.Helper()
	var steps []float32
	for _, r := range b.records(agent.RecField) {
		steps = append(steps, r.A)
	}
	return steps
}

// TestField types with real keys and compares the records with what the visitor did.
func TestField(t *testing.T) {
	t.Parallel()
	const enter, typed, commit, leave = 1, 2, 3, 4
	cases := []struct {
		name, selector string
		keys           string
		steps          []float32
		flags          agent.Flags
		form           string // selector
	}{
		{"a field", "#mail", "ab" + kb.Tab, []float32{enter, typed, typed, commit, leave}, 0, "#order"},
		{"left empty", "#mail", kb.Tab, []float32{enter, leave}, 0, "#order"},
		{"several lines", "#note", "a", []float32{enter, typed}, agent.TextField, "#order"},
		{"belonging to a form elsewhere", "#elsewhere", "a", []float32{enter, typed}, 0, "#order"},
		{"without a form", "#late", "a", []float32{enter, typed}, 0, ""},
		{"a search box", "#find", "a", nil, 0, ""},
	}
	c := newCollector(t)
	b := recorded(t, c.URL+"/form.html")
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			b := b.on(t)
			b.JS(`document.activeElement.blur(); order.reset(); records.length = 0`)
			b.Press(test.selector, 1)
			for _, key := range test.keys {
				b.Keys(string(key))
			}
			var steps []float32
			target := b.records(agent.RecPress)[0].Target
			for _, r := range b.records(agent.RecField) {
				if r.Target != target { // the next field
					continue
				}
				steps = append(steps, r.A)
				if r.Flags != test.flags || (r.B != 0) != (test.form != "") {
					t.Errorf("%+v", r)
				}
			}
			if !slices.Equal(steps, test.steps) {
				t.Errorf("steps %v, want %v", steps, test.steps)
			}
		})
	}
}

// TestFieldIsOfTheHand: what a script does to a field is not the visitor's.
func TestFieldIsOfTheHand(t *testing.T) {
	t.Parallel()
	c := newCollector(t)
	b := recorded(t, c.URL+"/form.html")
	b.JS(`late.focus(); late.value = 'x'
		for (const type of ['input', 'change']) late.dispatchEvent(new Event(type, {bubbles: true}))`)
	if steps := b.steps(); len(steps) > 0 {
		t.Errorf("steps %v", steps)
	}
}

// TestChoices: a box and a group of radio buttons are flipped; who goes through a list by key is on his way to one of it.
func TestChoices(t *testing.T) {
	t.Parallel()
	c := newCollector(t)
	b := recorded(t, c.URL+"/form.html")
	b.Press("#terms", 2)
	b.Press("#slow", 1)
	b.Press("#quick", 1)
	b.JS(`size.focus()`)
	b.Keys("L")
	flips := b.records(agent.RecFlip)
	if len(flips) != 4 {
		t.Fatalf("%d flips", len(flips))
	}
	box, group := flips[0].Target, flips[2].Target
	if box == 0 || group == 0 || flips[1].Target != box || flips[3].Target != group || group == box {
		t.Errorf("%v", flips)
	}
	if steps := b.steps(); !slices.Equal(steps, []float32{3, 3, 3, 3, 3}) {
		t.Errorf("steps %v", steps)
	}
}

// TestAttempts: a submit is one also when the page keeps it from happening, and a form that is gone is done.
func TestAttempts(t *testing.T) {
	t.Parallel()
	c := newCollector(t)
	b := recorded(t, c.URL+"/form.html")
	b.Press("#mail", 1)
	b.Keys("a")
	b.Press("#send", 1)
	presses, submits := b.records(agent.RecPress), b.records(agent.RecSubmit)
	if len(submits) != 1 || submits[0].Target == 0 || float32(submits[0].Target) != presses[1].B {
		t.Fatalf("submits %v, presses %v", submits, presses)
	}
	b.JS(`order.remove()`)
	b.untilRecord(fmt.Sprintf(`r.kind === %d && r.a === 0 && r.target === %d`, agent.RecGoal, submits[0].Target))
}

// TestInvalid: each way in which a page says that something is wrong, or does not.
func TestInvalid(t *testing.T) {
	t.Parallel()
	const field, message = 0, 1
	cases := []struct {
		name, does string
		want       []float32
	}{
		{"the browser's own check", `strict.requestSubmit()`, []float32{field}},
		{"a field is marked", `mail.setAttribute('aria-invalid', 'true')`, []float32{field}},
		{"a field is marked again", `$('late').setAttribute('aria-invalid', 'true')
			await 0; $('late').setAttribute('aria-invalid', 'true')`, []float32{field, field}},
		{"a field is still marked after an attempt", `mail.setAttribute('aria-invalid', 'true'); order.requestSubmit()`, []float32{field, field}},
		{"a mark is taken off", `mail.setAttribute('aria-invalid', 'false')`, nil},
		{"an alert comes", `say('<b role=alert>Wrong code</b>')`, []float32{message}},
		{"the same alert comes again", `say('<b role=alert>Wrong code</b>'); await 0; say('<b role=alert>Wrong code</b>')`, []float32{message, message}},
		{"an alert comes within something", `say('<section><div><b role=alert>Wrong code</b></div></section>')`, []float32{message}},
		{"an alert is filled", `say('<b role=alert></b>'); await 0; $('messages').firstChild.textContent = 'Wrong code'`, []float32{message}},
		{"an alert is shown", `say('<b role=alert hidden>Wrong code</b>'); await 0; $('messages').firstChild.hidden = false`, []float32{message}},
		{"a message by its name", `say('<span class=coupon-error>Not valid</span>')`, []float32{message}},
		{"a message by its name is shown", `say('<p id=form-error hidden>No</p>'); await 0; $('form-error').hidden = false; $('form-error').textContent = 'Not valid'`, []float32{message}},
		{"good news", `say('<b role=alert class="alert alert-success">Saved</b>')`, nil},
		{"good news within", `say('<div class="toast--success"><b role=alert>Saved</b></div>')`, nil},
		{"empty", `say('<b role=alert></b>')`, nil},
		{"for screen readers alone", `say('<p role=alert style="position:absolute;width:1px;height:1px;overflow:hidden;margin:-1px">New page</p>')`, nil},
		{"a button of danger", `say('<button class="error">Delete</button>')`, nil},
		{"a whole page", `say('<div class=error-boundary>' + 'words '.repeat(99) + '</div>')`, nil},
		{"just words", `say('<b>Wrong code</b>')`, nil},
	}
	c := newCollector(t)
	b := recorded(t, c.URL+"/form.html")
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			b := b.on(t)
			b.JS(`for (const e of document.querySelectorAll('[aria-invalid]')) e.removeAttribute('aria-invalid')
				say('')`)
			b.JS(`(async () => { records.length = 0; ` + test.does + `
				// After everything else the tag may have to say of it comes a mark, so that «none» is a fact.
				await new Promise((done) => setTimeout(done, 300))
				elsewhere.setAttribute('aria-invalid', 'true') })()`)
			invalid := b.records(agent.RecInvalid)
			var got []float32
			for _, r := range invalid[:max(0, len(invalid)-1)] {
				got = append(got, r.A)
			}
			if !slices.Equal(got, test.want) || len(invalid) == 0 {
				t.Errorf("%v and the mark, want %v", got, test.want)
			}
		})
	}
}
