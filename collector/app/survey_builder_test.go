package app

import (
	"net/http"
	"net/url"
	"testing"

	"heed/collector/core"
)

func (m *marketer) survey(name string) core.Survey {
	m.t.Helper()
	docs, version, err := m.app.store.Current(m.t.Context())
	if err != nil {
		m.t.Fatal(err)
	}
	catalog, err := core.NewCatalog(version, docs)
	if err != nil {
		m.t.Fatal(err)
	}
	s, ok := catalog.Surveys[demoSite][name]
	if !ok {
		m.t.Fatalf("there is no survey %s", name)
	}
	return s
}

// press sends a form by one of its buttons, with more typed into it.
func (m *marketer) press(form url.Values, button string, typed ...string) screen {
	m.t.Helper()
	for i := 0; i+1 < len(typed); i += 2 {
		form.Set(typed[i], typed[i+1])
	}
	form.Set("rows", button)
	return m.post("/console/surveys/form", form)
}

// TestSurveyBuilderWithoutScript builds a survey by the buttons alone, in two languages, and answers it by its link.
func TestSurveyBuilderWithoutScript(t *testing.T) {
	m := newMarketer(t, open(t))
	form := m.get("/console/surveys/new?site=demo").form()
	form = m.press(form, "ready found", "name", "after-visit", "languages", "en, de").form()
	form = m.press(form, "add", "add.type", "choice").form()
	p := m.press(form, "option questions.2", "questions.2.text.en", "Would you like to hear from us?", "questions.2.options.0.text.en", "Yes, please",
		"questions.2.options.1.text.en", "No")
	p.has(t, "Option 3 was added.", `id="f-questions-2-options-2-text-en"`, "Nothing is missing: it can be saved")
	p = m.press(p.form(), "undo")
	p.has(t, "It is as it was before.", "Nothing is missing: it can be saved")
	p = m.press(p.form(), "up questions.2", "lang", "de")
	p.has(t, "Question 3 is now 2 of 3.", "Missing: visitors read “Yes, please”.", "has no words in de")
	form = p.form()
	for name, value := range map[string]string{"questions.1.text.de": "Dürfen wir uns melden?", "questions.1.options.0.text.de": "Ja, gern",
		"questions.1.options.1.text.de": "Nein", "questions.1.if": `answer.found == "no"`, "thanks.en": "Thank you."} {
		form.Set(name, value)
	}
	form.Set("save", "save")
	m.post("/console/surveys/new", form).has(t, "The survey was created.")

	s := m.survey("after-visit")
	if q := s.Questions[1]; len(s.Questions) != 3 || q.ID != "would_you_like_to_hear" || q.Text["de"] != "Dürfen wir uns melden?" ||
		q.ShowIf != `answer.found == "no"` || len(q.Options) != 2 || q.Options[0].ID != "yes_please" || q.Options[0].Text["de"] != "Ja, gern" {
		t.Errorf("saved %+v", s.Questions)
	}
	if s.Questions[0].Text["ja"] == "" {
		t.Error("the ready question lacks a language")
	}
	m.get("/s/after-visit?site=demo&lang=de").has(t, "Haben Sie gefunden, was Sie gesucht haben?")

	same := m.get("/console/surveys/demo/after-visit/edit").form()
	same.Set("save", "save")
	m.post("/console/surveys/demo/after-visit/edit", same).has(t, "Nothing was different")
}

// TestSurveyBuilderSavesWhatItShows: opened and saved as it is, every survey of the demo stays the very document it was.
func TestSurveyBuilderSavesWhatItShows(t *testing.T) {
	m := newMarketer(t, open(t))
	for _, name := range []string{"what-happened", "cart-why"} {
		at := "/console/surveys/demo/" + name + "/edit"
		p := m.get(at)
		p.has(t, "visitors get the changes as soon as they are saved")
		form := p.form()
		form.Set("save", "save")
		m.post(at, form).has(t, "Nothing was different")
		if n := m.survey(name).Revision; n != 1 {
			t.Errorf("%s has become revision %d", name, n)
		}
	}
}

// TestSurveyBuilderTellsWhatIsWrong beside each field, keeps what was typed, and goes on telling until it is right.
func TestSurveyBuilderTellsWhatIsWrong(t *testing.T) {
	m := newMarketer(t, open(t))
	form := m.press(m.get("/console/surveys/new?site=demo").form(), "add", "add.type", "text").form()
	for name, value := range map[string]string{"name": "Not a name", "questions.0.if": "own", "questions.0.own": `answer.nobody == 1`,
		"questions.0.text.en": "Again {answer.nobody}?", "save": "save"} {
		form.Set(name, value)
	}
	p := m.post("/console/surveys/new", form)
	if p.status != http.StatusBadRequest {
		t.Errorf("status %d", p.status)
	}
	p.has(t, "It was not saved", `<a href="#f-questions-0-own">`, "Asks about \"nobody\", which is no question before this one.",
		"Repeats the answer to \"nobody\"", `id="f-name" name="name" aria-describedby="f-name-told" aria-invalid="true"`)
	p = m.press(p.form(), "refresh", "questions.0.own", "", "questions.0.if", "")
	p.has(t, "Repeats the answer to \"nobody\"")
	form = p.form()
	for name, value := range map[string]string{"name": "what-happened", "questions.0.text.en": "What now?", "save": "save"} {
		form.Set(name, value)
	}
	m.post("/console/surveys/new", form).has(t, "Is taken on this site; choose another.")
	if n := m.survey("what-happened").Revision; n != 1 {
		t.Errorf("another survey was written over, as revision %d", n)
	}
}

// TestSurveyBuilderConflict: of two who change the same, the second one is told what the first one did, and decides.
func TestSurveyBuilderConflict(t *testing.T) {
	m := newMarketer(t, open(t))
	at := "/console/surveys/demo/cart-why/edit"
	first, second := m.get(at).form(), m.get(at).form()
	first.Set("thanks.en", "Thanks a lot.")
	first.Set("save", "save")
	m.post(at, first).has(t, "The changes were saved.")
	second.Set("thanks.en", "Bye.")
	second.Set("save", "save")
	p := m.post(at, second)
	p.has(t, "It was changed meanwhile", "Thanks a lot.")
	if s := m.survey("cart-why"); s.Revision != 2 || s.Thanks["en"] != "Thanks a lot." {
		t.Fatalf("it was written over: %+v", s)
	}
	again := p.form()
	again.Set("save", "save")
	m.post(at, again).has(t, "The changes were saved.")
	if s := m.survey("cart-why"); s.Revision != 3 || s.Thanks["en"] != "Bye." {
		t.Errorf("saved %+v", s)
	}
}

// TestSurveyBuilderJumps: what follows a question and an option is chosen from the questions after it, and by link the survey is asked so; a
// question that is moved before the one it follows is told beside the field.
func TestSurveyBuilderJumps(t *testing.T) {
	m := newMarketer(t, open(t))
	form := m.get("/console/surveys/new?site=demo").form()
	form = m.press(form, "add", "name", "jumps", "add.type", "choice").form()
	form = m.press(form, "add", "add.type", "text", "questions.0.text.en", "Good?", "questions.0.options.0.text.en", "Yes", "questions.0.options.1.text.en", "No").form()
	form = m.press(form, "add", "add.type", "thumbs", "questions.1.text.en", "What was it?").form()
	p := m.press(form, "refresh")
	p.has(t, "Then, after “Yes”", `<option value="what_was_it">question 2: “What was it?”</option>`, `<option value="thumbs">question 3: “`, `<option value="end">the end</option>`)
	form = p.form()
	form.Set("questions.0.options.0.next", "thumbs")
	form.Set("questions.1.next", "end")
	m.press(form, "down questions.1", "tried", "on").has(t, "Question 2 is now 3 of 3.", "Nothing is missing: it can be saved")
	m.press(form, "down questions.0", "tried", "on").has(t, "Question 1 is now 2 of 3.", "Nothing is missing")
	form.Set("questions.2.next", "what_was_it")
	m.press(form, "refresh", "tried", "on").has(t, "Leads back: write the id of a question after this one", "which does not come after this")
	form.Set("questions.2.next", "")
	form.Set("save", "save")
	m.post("/console/surveys/new", form).has(t, "The survey was created.", "Yes → “Was this page helpful?”", "Then the end", ">Thumbs up or down<")
	s := m.survey("jumps")
	if s.Questions[0].Options[0].Next != "thumbs" || s.Questions[0].Options[1].Next != "" || s.Questions[1].Next != core.End || s.Questions[0].Next != "" {
		t.Errorf("saved %+v", s.Questions)
	}
}

// TestSurveyBuilderTellsWhatIsNotFilledIn: who makes a prefilled question another that takes no words is told so in the form, and after saving.
func TestSurveyBuilderTellsWhatIsNotFilledIn(t *testing.T) {
	m := newMarketer(t, open(t))
	form := m.press(m.get("/console/surveys/new?site=demo").form(), "add", "add.type", "email").form()
	form = m.press(form, "refresh", "name", "asked", "questions.0.text.en", "Where can we write?", "questions.0.prefill", "email").form()
	form.Set("save", "save")
	m.post("/console/surveys/new", form).has(t, "The survey was created.")
	const at = "/console/surveys/demo/asked/edit"
	p := m.press(m.get(at).form(), "refresh", "questions.0.type", "consent")
	p.has(t, "This type has no field for words, so “email” will not stand in it")
	if back := m.press(p.form(), "refresh", "questions.0.type", "phone").form(); back.Get("questions.0.prefill") != "email" {
		t.Errorf("it was lost on the way: %v", back)
	}
	form = p.form()
	form.Set("questions.0.type", "consent")
	form.Set("save", "save")
	m.post(at, form).has(t, "The changes were saved.", "Question 1 is not filled in any more")
	if q := m.survey("asked").Questions[0]; q.Prefill != "" || q.Type != core.Agree {
		t.Errorf("saved %+v", q)
	}
}
