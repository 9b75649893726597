package server

import (
	"cmp"
	"encoding/json"
	"net/url"
	"strings"
)

// How much of what was there before a form keeps, to be brought back: steps, and bytes in all.
const (
	keptSteps = 20
	keptBytes = 256 << 10
)

// typed reports whether the survey says something else than when the form's fields were last written: what was typed, ticked and chosen since.
func (b *surveyBuilder) typed() bool {
	stood, err := url.ParseQuery(b.Stands)
	if b.Stands == "" || b.Stands == b.snapshot() || err != nil {
		return false
	}
	// The form need not send every field that it was written from, so what they say is compared and not what stands in them.
	says := func(f fields) string {
		s, _ := f.survey(b.base)
		text, _ := json.Marshal(s) // of texts, numbers and lists of them, which never fails
		return string(text)
	}
	f := fieldsOf(stood)
	f.packSurvey()
	return says(f) != says(b.fields)
}

// tellSteps notes whether there is a step to take back, and one to do again, and where the next one begins. Whoever types takes another way than
// the one that was taken back.
func (b *surveyBuilder) tellSteps() {
	typed := b.typed()
	b.CanUndo, b.CanRedo = len(b.Before) > 0 || typed, len(b.After) > 0 && !typed
	b.Stands = cmp.Or(b.Stands, b.snapshot())
}

// keep remembers a step that can be taken back, after which none can be done again.
func (b *surveyBuilder) keep(before string) {
	b.Before, b.After = append(b.Before, before), nil
	for size := func() int { return len(strings.Join(b.Before, "")) }; len(b.Before) > keptSteps || size() > keptBytes; {
		b.Before = b.Before[1:]
	}
}

// undo takes back what was typed last, or else the last act.
func (b *surveyBuilder) undo() {
	if b.typed() {
		b.keep(b.Stands)
	}
	if b.turn(&b.Before, &b.After) {
		b.Did, b.Focus = "It is as it was before.", "undo"
		if len(b.Before) == 0 {
			b.Focus = "redo"
		}
	}
}

// redo does again what was taken back last.
func (b *surveyBuilder) redo() {
	if !b.typed() && b.turn(&b.After, &b.Before) {
		b.Did, b.Focus = "What was taken back was done again.", "redo"
		if len(b.After) == 0 {
			b.Focus = "undo"
		}
	}
}

// turn brings back the last of from and puts what is there now on to. It reports whether there was one. What the form stands on stays: the
// revision may have become another one meanwhile.
func (b *surveyBuilder) turn(from, to *[]string) bool {
	last := len(*from) - 1
	if last < 0 {
		return false
	}
	values, err := url.ParseQuery((*from)[last])
	if err != nil {
		return false
	}
	*from, *to = (*from)[:last], append(*to, b.snapshot())
	now := b.fields
	b.fields = fieldsOf(values)
	for _, name := range aside {
		b.fields[name] = now[name]
	}
	b.Stands = ""
	return true
}
