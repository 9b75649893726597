package widget_test

import (
	"fmt"
	"testing"
)

// looks are the widget's states, each worth looking at, once more with something pressed.
var looks = []struct{ name, action, state, press string }{
	{"survey", survey(whyQuestion, moreQuestion, helpQuestion), "survey", "[value=other]"},
	{"score", survey(`{"id":"q","type":"nps","text":"How likely are you to recommend Fjord & Fern to a friend?","low":"Not at all likely","high":"Extremely likely"}`), "survey", "[value='9']"},
	{"effort", survey(`{"id":"q","type":"ces","text":"It was easy to find what I needed.","low":"Disagree","high":"Agree"}`), "survey", "[value='5']"},
	{"rating", survey(`{"id":"q","type":"rating","text":"How do you like your plant?"}`), "survey", "[value='4']"},
	{"thumbs", survey(`{"id":"q","type":"thumbs","text":"Did something go wrong just now?"}`), "survey", "[value=up]"},
	{"tap", tap("en", "ltr", "Did something go wrong just now?", "Yes", "No"), "tap", "h2"},
	{"tap-arabic", tap("ar", "rtl", "هل حدث خطأ ما الآن؟", "نعم", "لا"), "tap", "h2"},
	{"choices", survey(`{"id":"q","type":"choices","text":"What were you looking for?","note":"Choose as many as you like.","options":[{"id":"a","text":"Delivery times"},{"id":"b","text":"The right size"}],"other":true}`), "survey", "[value=a]"},
	{"text", survey(`{"id":"q","type":"text","text":"What could we do better?","optional":true}`), "survey", "textarea"},
	{"email", survey(`{"id":"q","type":"email","text":"Where may we answer?","note":"We use it for this answer only."}`), "survey", "[type=email]"},
	{"phone", survey(`{"id":"q","type":"phone","text":"Where may we call you?","note":"We use it for this call only."}`), "survey", "[type=tel]"},
	{"consent", survey(`{"id":"q","type":"consent","text":"May we keep your answers for a year?"}`), "survey", "[type=checkbox]"},
	{"message", `{"type":"message","title":"Delivery is free today","text":"For every order over 40 €, until midnight. Nothing to enter: it is taken off at the checkout.","cta":{"text":"See how","url":"/help"}}`, "message", "h2"},
	{"chat", `{"type":"chat","conversation":"c1","greeting":"Hello! What can we do for you?","available":true,"resumed":true,"history":[
		{"id":"1","from":"visitor","text":"The «Apply» button does nothing.","at":1767225600000},
		{"id":"2","from":"operator","name":"Maya","text":"I can see that it does not answer. Shall I put the code in for you?","at":1767225660000},
		{"id":"3","from":"visitor","text":"Yes please: FERN10","at":1767225720000}]}`, "chat", "textarea"},
	{"away", `{"type":"chat","conversation":"c1","greeting":"Hello! What can we do for you?","available":false,"history":[]}`, "chat", "textarea"},
	{"arabic", `{"type":"survey","survey":{"name":"demo","lang":"ar","dir":"rtl","thanks":"شكرًا","questions":[{"id":"q","type":"choice","text":"ما الذي أوقفك اليوم؟","options":[{"id":"a","text":"السعر"},{"id":"b","text":"مدة التوصيل"}],"other":true}]}}`, "survey", "[value=a]"},
}

// TestAxeFindsNothing runs axe-core over every state. With HEED_SHOTS set to a folder it also keeps pictures there.
func TestAxeFindsNothing(t *testing.T) {
	for _, look := range looks {
		t.Run(look.name, func(t *testing.T) {
			p := open(t, "thanks", "600000")
			p.act("d1", look.action)
			p.state(look.state)
			for _, width := range []int64{1280, 360} {
				p.Size(width, 740)
				for _, scheme := range []string{"light", "dark"} {
					p.Scheme(scheme)
					p.Axe(fmt.Sprintf("%s, %d px", scheme, width))
					p.Keep(fmt.Sprintf("%s-%s-%d.png", look.name, scheme, width))
				}
				p.click(look.press)
			}
			p.Media("forced-colors", "active", "prefers-reduced-motion", "reduce")
			p.Axe("forced colours, 360 px")
		})
	}
}

// axeInEveryLook runs axe-core over what stands there in light, in dark and with colours of the visitor's own.
func (p *page) axeInEveryLook(state string) {
	p.t.Helper()
	for _, scheme := range []string{"light", "dark"} {
		p.Media("prefers-color-scheme", scheme, "forced-colors", "none", "prefers-reduced-motion", "reduce")
		p.Axe(state + ", " + scheme)
	}
	p.Media("prefers-color-scheme", "light", "forced-colors", "active", "prefers-reduced-motion", "reduce")
	p.Axe(state + ", forced colours")
}

// written is a survey of one question in a language, with words that are read in its direction.
func written(lang, question string) string {
	dir, text, thanks := "ltr", "A question?", "Thank you!"
	if lang == "ar" {
		dir, text, thanks = "rtl", "سؤال؟", "شكرًا!"
	}
	return fmt.Sprintf(`{"type":"survey","survey":{"name":"demo","lang":%q,"dir":%q,"thanks":%q,"questions":[{"id":"q","text":%q,%s}]}}`,
		lang, dir, thanks, text, question)
}

// TestAxeFindsNothingOnTheWay: in what a survey says before, in between and after, from either side.
func TestAxeFindsNothingOnTheWay(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		t.Run(lang, func(t *testing.T) {
			p := open(t, "lang", lang, "thanks", "600000")
			p.axeInEveryLook("closed")
			p.act("d1", written(lang, `"type":"email"`))
			p.click("button[type=submit]")
			p.Until(`find('#problem').textContent !== ''`)
			p.axeInEveryLook("a problem")
			p.Keep("problem-" + lang + ".png")
			p.click("[type=email]")
			p.Keys("ada@example.com")
			p.click("button[type=submit]")
			p.state("thanks")
			p.axeInEveryLook("thanks")
			p.Keep("thanks-" + lang + ".png")
			p.refuse(2)
			p.state("refused")
			p.axeInEveryLook("refused")
			p.Keep("refused-" + lang + ".png")
		})
	}
}

// TestAxeFindsNothingFromRightToLeft runs axe-core over every type of question as it stands in Arabic; looks has them in English.
func TestAxeFindsNothingFromRightToLeft(t *testing.T) {
	for _, question := range questions {
		t.Run(question.name, func(t *testing.T) {
			p := open(t, "lang", "ar")
			p.Size(360, 740)
			p.act("d1", written("ar", question.question))
			p.state("survey")
			p.Want(`getComputedStyle(find('section')).direction`, "rtl")
			p.axeInEveryLook(question.name)
			p.Keep("rtl-" + question.name + ".png")
		})
	}
}

// TestAxeFindsNothingInAnyPlace looks at the places with forced colours too, in both directions. With HEED_SHOTS it keeps pictures.
func TestAxeFindsNothingInAnyPlace(t *testing.T) {
	english := survey(whyQuestion, moreQuestion)
	arabic := `{"type":"survey","survey":{"name":"demo","lang":"ar","dir":"rtl","thanks":"","questions":[{"id":"q","type":"nps","text":"ما مدى احتمال أن توصي بنا؟","low":"غير محتمل","high":"محتمل جدًا"}]}}`
	for _, place := range []string{"corner", "modal", "sheet", "inline"} {
		for lang, action := range map[string]string{"en": english, "ar": arabic} {
			t.Run(place+" "+lang, func(t *testing.T) {
				p := open(t, "lang", lang)
				p.add("main", "div", "slot")
				p.JS(`ui.tab({survey: 'feedback', side: 'end'})`)
				p.Until(`find('.tab') !== null`)
				p.Keep(fmt.Sprintf("tab-%s.png", lang))
				p.show("d1", action, fmt.Sprintf(`{place: %q, into: %q}`, place, map[string]string{"inline": "#slot"}[place]))
				p.state("survey")
				for _, width := range []int64{1280, 360} {
					p.Size(width, 740)
					for _, scheme := range []string{"light", "dark"} {
						p.Media("prefers-color-scheme", scheme, "forced-colors", "none", "prefers-reduced-motion", "reduce")
						p.Axe(fmt.Sprintf("%s, %d px", scheme, width))
						p.Keep(fmt.Sprintf("place-%s-%s-%s-%d.png", place, lang, scheme, width))
					}
					p.Media("forced-colors", "active", "prefers-reduced-motion", "reduce")
					p.Axe(fmt.Sprintf("forced colours, %d px", width))
				}
			})
		}
	}
}
