package survey

import (
	"encoding/json"
	"fmt"
	"slices"

	"heed/collector/core"
)

// action is an action as the widget takes it, its texts in one language.
type action struct {
	Type    string `json:"type"`
	Expires int64  `json:"expires"` // milliseconds from the moment it is sent

	Survey *card `json:"survey,omitempty"` // of survey, callback and tap

	Title string          `json:"title,omitempty"` // of message, as the rest
	Text  string          `json:"text,omitempty"`
	CTA   *cta            `json:"cta,omitempty"`
	Langs *messageTongues `json:"langs,omitempty"` // of those that are not in the reader's

	Event string `json:"event,omitempty"` // of event
}

type card struct {
	Name      string     `json:"name"`
	Lang      string     `json:"lang"`
	Dir       string     `json:"dir"`
	Questions []question `json:"questions"`
	Thanks    string     `json:"thanks"` // the widget has its own for none
	ThanksIn  string     `json:"thanks_lang,omitempty"`
}

type question struct {
	ID       string     `json:"id"`
	Type     string     `json:"type"`
	Text     string     `json:"text"`
	Lang     string     `json:"lang,omitempty"`  // of all its texts, where that is not the card's
	Langs    *tongues   `json:"langs,omitempty"` // where they are in several
	Note     string     `json:"note,omitempty"`
	Options  []option   `json:"options,omitempty"`
	Other    bool       `json:"other,omitempty"`
	Shuffle  bool       `json:"shuffle,omitempty"`
	Optional bool       `json:"optional,omitempty"`
	Prefill  string     `json:"prefill,omitempty"`
	ShowIf   *condition `json:"show_if,omitempty"`
	Next     int        `json:"next,omitempty"` // the index of what follows but for the option chosen; 0 for the question after this
	Min      *int       `json:"min,omitempty"`  // of scores
	Max      *int       `json:"max,omitempty"`  // of scores; of texts, in characters
	Low      string     `json:"low,omitempty"`
	High     string     `json:"high,omitempty"`
}

// tongues are the languages of a question's texts that are not in the card's.
type tongues struct {
	Text string `json:"text,omitempty"`
	Note string `json:"note,omitempty"`
	Low  string `json:"low,omitempty"`
	High string `json:"high,omitempty"`
}

type option struct {
	ID    string `json:"id"`
	Text  string `json:"text"`
	Lang  string `json:"lang,omitempty"` // where that is neither the card's nor that of the whole question
	Fixed bool   `json:"fixed,omitempty"`
	Next  int    `json:"next,omitempty"` // the index of what follows; 0 where the question says it
}

// messageTongues are the languages of a message's texts that are not in the reader's.
type messageTongues struct {
	Title string `json:"title,omitempty"`
	Text  string `json:"text,omitempty"`
	CTA   string `json:"cta,omitempty"`
}

type cta struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// Present gives a survey, callback, tap, message, link or event action as the widget takes it. A survey is shown in the visitor's language if it has
// it and otherwise, whole, in its default language; a message falls back to the site's default language.
func (s *Service) Present(site string, a core.Action, lang string) (json.RawMessage, error) {
	c := s.loaded.Load()
	out := action{Type: a.Type, Expires: a.ExpiresAfter().Milliseconds()}
	switch a.Type {
	case core.ActEvent:
		out.Event = a.Event
	case core.ActMessage, core.ActLink:
		out.message(a, lang, c.language(site))
	case core.ActSurvey, core.ActCallback, core.ActTap:
		found, err := c.survey(site, a.Asks())
		if err != nil {
			return nil, err
		}
		out.Survey = found.in(lang)
	default:
		return nil, fmt.Errorf("an action of type %q is not presented as a survey or message", a.Type)
	}
	return json.Marshal(out)
}

// message fills in a message, or a link, which looks like one.
func (out *action) message(a core.Action, lang, fallback string) {
	var in messageTongues
	out.Type = core.ActMessage
	out.Title, in.Title = say(a.Title, lang, fallback)
	out.Text, in.Text = say(a.Text, lang, fallback)
	if a.CTA != nil {
		out.CTA = &cta{URL: a.CTA.URL}
		out.CTA.Text, in.CTA = say(a.CTA.Text, lang, fallback)
	}
	if in != (messageTongues{}) {
		out.Langs = &in
	}
}

// in gives the survey in the language that suits a reader of lang.
func (s survey) in(lang string) *card {
	langs := languagesOf(s.Survey)
	fallback := langs[0]
	lang = choose(lang, langs)
	c := &card{
		Name: s.Name, Lang: lang, Dir: direction(lang),
		Questions: make([]question, len(s.Questions)),
	}
	c.Thanks, c.ThanksIn = say(s.Thanks, lang, fallback)
	for i, q := range s.Questions {
		c.Questions[i] = present(q, lang, fallback)
		c.Questions[i].ShowIf = s.showIf[i]
		if q.Next != "" {
			c.Questions[i].Next = s.after[i].next
		}
		for k, o := range q.Options {
			c.Questions[i].Options[k].Next = s.after[i].option[o.ID]
		}
	}
	return c
}

// present gives a question in the language of a card, or what it lacks in the survey's default.
func present(q core.Question, lang, fallback string) question {
	out := question{ID: q.ID, Type: q.Type, Other: q.Other, Shuffle: q.Shuffle, Optional: q.Optional, Prefill: q.Prefill}
	var in tongues
	out.Text, in.Text = say(q.Text, lang, fallback)
	out.Note, in.Note = say(q.Note, lang, fallback)
	out.Low, in.Low = say(q.Low, lang, fallback)
	out.High, in.High = say(q.High, lang, fallback)
	for _, o := range q.Options {
		text, in := say(o.Text, lang, fallback)
		out.Options = append(out.Options, option{ID: o.ID, Text: text, Lang: in, Fixed: o.Fixed})
	}
	out.name(in)
	if low, high, scored := scale(q.Type); scored {
		out.Min, out.Max = &low, &high
	}
	if q.Type == core.FreeText {
		longest := maxText
		out.Max = &longest
	}
	return out
}

// say gives a text for a card in lang, and the language that it is in where that is known to be another one. What neither lang nor fallback
// has is English, the one language that all of ours have.
func say(t core.Text, lang, fallback string) (text, in string) {
	return t.Say(lang, fallback, defaultLanguage)
}

// name says what languages a question's texts are in: once where all are in the same.
func (q *question) name(in tongues) {
	all := in.Text
	same := func(text, lang string) bool { return text == "" || lang == all }
	if same(q.Note, in.Note) && same(q.Low, in.Low) && same(q.High, in.High) &&
		!slices.ContainsFunc(q.Options, func(o option) bool { return !same(o.Text, o.Lang) }) {
		q.Lang = all
		for i := range q.Options {
			q.Options[i].Lang = ""
		}
		return
	}
	if in != (tongues{}) {
		q.Langs = &in
	}
}
