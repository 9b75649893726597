package widget_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// speech is one language's file of texts.
type speech struct {
	words map[string]string            // texts that are one string
	forms map[string]map[string]string // texts that count, by plural category
}

// room is the most that a text may be long, in cells: a Chinese or Japanese character takes two. The buttons of a footer stand side by
// side at 360 px, which TestEveryLanguageFitsAPhone measures; the others wrap, and are bounded so that they are still read.
var room = map[string]int{
	"lang": 2, "feedback": 16, "message": 14, "chat": 20, "close": 12, "no": 18, "next": 12, "back": 12, "send": 12,
	"choose": 36, "write": 40, "email": 80, "phone": 48, "other": 20, "more": 32, "agree": 20, "up": 6, "down": 6,
	"optional": 18, "of": 12, "stars": 16, "thanks": 24, "refused": 100, "yours": 24, "sending": 20, "sent": 14, "failed": 52, "here": 24, "away": 92,
}

// wide are the scripts whose characters take two cells.
var wide = regexp.MustCompile(`[\p{Han}\p{Hiragana}\p{Katakana}\x{3000}-\x{303f}\x{ff00}-\x{ffef}]`)

func cells(text string) int { return utf8.RuneCountInString(text) + len(wide.FindAllString(text, -1)) }

var placeholder = regexp.MustCompile(`%.`)

// languages are those the widget speaks, English first: its files of texts.
func languages(t *testing.T) []string {
	t.Helper()
	files, err := os.ReadDir("texts")
	if err != nil {
		t.Fatal(err)
	}
	list := []string{"en"}
	for _, file := range files {
		if lang := strings.TrimSuffix(file.Name(), ".js"); lang != "en" {
			list = append(list, lang)
		}
	}
	if len(list) < 14 {
		t.Fatalf("the widget speaks %v only", list)
	}
	return list
}

// speak reads a language's file as the browser does.
func speak(t *testing.T, p *page, lang string) speech {
	t.Helper()
	read := value[string](p, fmt.Sprintf(`import('/texts/%s.js').then((texts) => JSON.stringify(texts.default))`, lang))
	var entries map[string]json.RawMessage
	if err := json.Unmarshal([]byte(read), &entries); err != nil {
		t.Fatal(err)
	}
	s := speech{map[string]string{}, map[string]map[string]string{}}
	for key, raw := range entries {
		var text string
		var forms map[string]string
		switch {
		case json.Unmarshal(raw, &text) == nil:
			s.words[key] = text
		case json.Unmarshal(raw, &forms) == nil:
			s.forms[key] = forms
		default:
			t.Errorf("%s: %s is neither a text nor the forms of one: %s", lang, key, raw)
		}
	}
	return s
}

// TestEveryLanguageSaysEverything compares each language with English: the same texts, with the same placeholders, a form for each number
// the language tells apart, and none longer than there is room for.
func TestEveryLanguageSaysEverything(t *testing.T) {
	p := open(t)
	english := speak(t, p, "en")
	for _, lang := range languages(t) {
		s := speak(t, p, lang)
		if got, want := slices.Sorted(maps.Keys(s.words)), slices.Sorted(maps.Keys(english.words)); !slices.Equal(got, want) {
			t.Errorf("%s has the texts %v, want %v", lang, got, want)
		}
		if got, want := slices.Sorted(maps.Keys(s.forms)), slices.Sorted(maps.Keys(english.forms)); !slices.Equal(got, want) {
			t.Errorf("%s counts %v, want %v", lang, got, want)
		}
		if s.words["lang"] != lang {
			t.Errorf("%s says that it is %q", lang, s.words["lang"])
		}
		for key, text := range s.words {
			want := placeholder.FindAllString(english.words[key], -1)
			got := placeholder.FindAllString(text, -1)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %s has the placeholders %v, want %v: %s", lang, key, got, want, text)
			}
			fits(t, lang, key, text)
			if lang != "en" && len(text) > 12 && text == english.words[key] {
				t.Errorf("%s: %s is still English: %s", lang, key, text)
			}
		}
		categories := value[[]string](p, fmt.Sprintf(`new Intl.PluralRules(%q).resolvedOptions().pluralCategories`, lang))
		for key, forms := range s.forms {
			for _, category := range categories {
				if forms[category] == "" {
					t.Errorf("%s: %s has no form for the category %s", lang, key, category)
				}
			}
			for category, form := range forms {
				if !slices.Contains(categories, category) {
					t.Errorf("%s: %s has a form for %s, which the language does not tell apart", lang, key, category)
				}
				// 0, 1 and 2 may be words of the language; every other category stands for several numbers.
				spelled := category == "zero" || category == "one" || category == "two"
				if found := placeholder.FindAllString(form, -1); !slices.Equal(found, []string{"%n"}) && !(spelled && found == nil) {
					t.Errorf("%s: %s, %s, has the placeholders %v: %s", lang, key, category, found, form)
				}
				fits(t, lang, key, form)
			}
		}
	}
}

func fits(t *testing.T, lang, key, text string) {
	t.Helper()
	if limit, ok := room[key]; !ok {
		t.Errorf("there is no bound for %s", key)
	} else if n := cells(text); n == 0 || n > limit || strings.TrimSpace(text) != text {
		t.Errorf("%s: %s is %d cells long, want 1 to %d and no space around: %q", lang, key, n, limit, text)
	}
}

// TestEveryLanguageFitsAPhone opens a question with every button in every language at 360 px: the file is fetched, the direction is the
// language's, the footer is one line, nothing sticks out, and axe-core finds nothing.
func TestEveryLanguageFitsAPhone(t *testing.T) {
	for _, lang := range languages(t) {
		t.Run(lang, func(t *testing.T) {
			dir := "ltr"
			if lang == "ar" || lang == "he" {
				dir = "rtl"
			}
			p := open(t, "lang", lang, "thanks", "600000")
			p.Size(360, 740)
			want := speak(t, p, lang)
			p.act("d1", fmt.Sprintf(`{"type":"survey","survey":{"name":"demo","lang":%q,"dir":%q,"thanks":"","questions":[
				{"id":"stars","type":"rating","text":"★"},
				{"id":"well","type":"thumbs","text":"?"},
				{"id":"why","type":"choice","text":"?","options":[{"id":"a","text":"A"}],"other":true},
				{"id":"mail","type":"email","text":"@","optional":true}]}}`, lang, dir))
			p.state("survey")
			if got := p.text("[data-action=next]"); got != want.words["next"] {
				t.Fatalf("the button says %q, want %q", got, want.words["next"])
			}
			for _, answer := range []string{"[value='3']", "[value=up]", "[value=other]"} {
				p.check(lang + " " + answer)
				p.click(answer)
				if answer == "[value=other]" {
					p.click("[name=other]")
					p.Keys("!")
				}
				p.click("[data-action=next]")
				p.Until(fmt.Sprintf(`find(%q) === null`, answer))
			}
			p.click("[type=email]")
			p.Keys("ada")
			p.click("[data-action=send]")
			p.Until(fmt.Sprintf(`find('#problem').textContent === %q`, want.words["email"]))
			p.check(lang + " problem")
			if got := value[string](p, `getComputedStyle(find('.card')).direction`); got != dir {
				t.Errorf("it is written %s, want %s", got, dir)
			}
			p.Axe(lang)
			p.Keep("language-" + lang + ".png")
		})
	}
}

// check finds a footer of two lines, and what sticks out of the card.
func (p *page) check(where string) {
	p.t.Helper()
	if n := value[int](p, `new Set([...widget.shadowRoot.querySelectorAll('footer button')].map((each) => Math.round(each.getBoundingClientRect().top))).size`); n != 1 {
		p.t.Errorf("%s: the footer has %d lines", where, n)
	}
	if out := value[int](p, `find('.card').scrollWidth - find('.card').clientWidth`); out > 0 {
		p.t.Errorf("%s: something sticks out by %d px", where, out)
	}
}

// TestAChatSpeaksTheVisitorsLanguage: also right to left, and in a region's form of the tag.
func TestAChatSpeaksTheVisitorsLanguage(t *testing.T) {
	for lang, dir := range map[string]string{"ar-EG": "rtl", "ja-JP": "ltr"} {
		t.Run(lang, func(t *testing.T) {
			p := open(t, "lang", lang)
			p.Size(360, 740)
			want := speak(t, p, lang[:2])
			p.act("d1", `{"type":"chat","conversation":"c1","greeting":"","available":false,"history":[]}`)
			p.state("chat")
			if got := p.text(".presence"); got != want.words["away"] {
				t.Errorf("it says %q", got)
			}
			if got := value[string](p, `getComputedStyle(find('.card')).direction`); got != dir {
				t.Errorf("it is written %s, want %s", got, dir)
			}
			p.Axe(lang)
			p.Keep("chat-" + lang[:2] + ".png")
		})
	}
}

// TestTheNextActDoesNotOvertakeALanguage: a conversation's lines arrive while its language is still being fetched, and are not lost.
func TestTheNextActDoesNotOvertakeALanguage(t *testing.T) {
	p := open(t, "lang", "pl")
	p.JS(`ui.act({decision: 'd1', action: {type: 'chat', conversation: 'c1', greeting: 'Hello', available: true, history: []}});
		ui.chat({conversation: 'c1', id: '1', from: 'operator', name: 'Maya', text: 'the first line', at: 1})`)
	p.Until(`find('.log')?.textContent.includes('the first line')`)
	if got := value[int](p, `widget.shadowRoot.querySelectorAll('.said').length`); got != 2 {
		t.Errorf("the log has %d lines, want the greeting and the operator's", got)
	}
}

// TestALanguageThatDoesNotComeIsEnglish: after an upgrade of the collector an open page asks for files that are gone, and a network may
// be slow.
func TestALanguageThatDoesNotComeIsEnglish(t *testing.T) {
	for texts, missed := range map[string]int{"broken": 1, "slow": 0} {
		t.Run(texts, func(t *testing.T) {
			p := open(t, "lang", "de", "texts", texts, "words", "50")
			p.act("d1", `{"type":"chat","conversation":"c1","greeting":"","available":true,"history":[]}`)
			p.state("chat")
			if got := p.text(".presence"); got != "We are here" {
				t.Errorf("it says %q", got)
			}
			got := value[int](p, `page.told.filter((each) => each.name === 'error' && each.detail.code === 'texts_unavailable').length`)
			if got != missed {
				t.Errorf("the page was told %d times, want %d", got, missed)
			}
		})
	}
}

// TestWordsOfAnotherLanguageKeepTheirDirection: what was not translated is read from left to right in a card that is not, and the other way.
func TestWordsOfAnotherLanguageKeepTheirDirection(t *testing.T) {
	for name, question := range map[string]string{
		"options": `"type":"choice","options":[{"id":"a","text":"The price (too high)."},{"id":"b","text":"مدة التوصيل"}]`,
		"ends":    `"type":"nps","low":"Not likely!","high":"محتمل جدًا"`,
		"thumbs":  `"type":"thumbs","options":[{"id":"up","text":"Yes!"},{"id":"down","text":"لا"}]`,
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.act("d1", `{"type":"survey","survey":{"name":"demo","lang":"ar","dir":"rtl","thanks":"","questions":[{"id":"q","text":"A question?","note":"Choose one.",`+question+`}]}}`)
			p.state("survey")
			const directions = `['#note', ...%s].map((of) => getComputedStyle(typeof of === 'string' ? find(of) : of).direction)`
			p.Want(fmt.Sprintf(directions, `widget.shadowRoot.querySelectorAll('.row span, .ends span, .thumbs span')`), []string{"ltr", "ltr", "rtl"})
		})
	}
}

// TestATextInAnotherLanguageSaysSo: what the card has not in its own language is pronounced and set as what it is (WCAG 3.1.2).
func TestATextInAnotherLanguageSaysSo(t *testing.T) {
	p := open(t)
	p.act("d1", `{"type":"survey","expires":30000,"survey":{"name":"x","lang":"ar","dir":"rtl","thanks":"Thank you","thanks_lang":"en","questions":[
		{"id":"a","type":"choice","text":"Why?","langs":{"text":"en","note":"he"},"note":"N","optional":true,"options":[{"id":"x","text":"X","lang":"de"},{"id":"y","text":"Y"}]},
		{"id":"b","type":"nps","text":"How?","lang":"en","low":"Low","high":"High"}]}}`)
	p.state("survey")
	const in = `(selector) => [...widget.shadowRoot.querySelectorAll(selector)].map((each) => [each.getAttribute('lang') ?? '', each.dir].join(' '))`
	said := func(selector string, want ...string) {
		t.Helper()
		p.Want(fmt.Sprintf(`(%s)(%q)`, in, selector), want)
	}
	said("h2", "en ltr")
	said("#note", "he rtl")
	said("#note span", "ar ")
	said(".row span", "de ltr", " auto")
	const atTheEdge = `(() => {
		const words = document.createRange(), h2 = find('h2');
		words.selectNodeContents(h2);
		return words.getBoundingClientRect().right - h2.getBoundingClientRect().right;
	})()`
	p.Want(atTheEdge, 0)
	for _, scheme := range []string{"light", "dark"} {
		p.Scheme(scheme)
		p.Keep("survey-of-another-language-" + scheme + ".png")
	}
	p.Until(`find('[role=status] span')?.lang === 'en' && find('[role=status]').lang === 'ar'`)
	p.click("[value=y]")
	p.click("button[data-action=next]")
	p.Until(`find('h2').textContent === 'How?'`)
	said("h2", "en ltr")
	said(".ends span", "en ltr", "en ltr")
	p.click("[value='9']")
	p.click("button[data-action=send]")
	p.state("thanks")
	said("h2", "en ltr")
}

// TestAMessageInAnotherLanguageSaysSo: so do a chat's greeting and the words on the tab; the widget's own words are the page's.
func TestAMessageInAnotherLanguageSaysSo(t *testing.T) {
	const in = `(selector) => { const e = find(selector); return [e.textContent, e.getAttribute('lang') ?? '', e.dir].join(' ') }`
	p := open(t, "lang", "ar")
	p.Size(360, 740)
	said := func(selector, want string) {
		t.Helper()
		p.Want(fmt.Sprintf(`(%s)(%q)`, in, selector), want)
	}
	p.JS(`ui.tab({survey: 'feedback', side: 'end', label: 'Tell us', label_lang: 'en'})`)
	p.Until(`find('.tab') !== null`)
	said(".tab span", "Tell us en ltr")
	p.act("d1", `{"type":"message","title":"العنوان","text":"For every order.","cta":{"text":"Comment ?","url":"/"},"langs":{"text":"en","cta":"fr"}}`)
	p.state("message")
	said("h2", "العنوان  auto")
	said(".text", "For every order. en ltr")
	said(".primary", "Comment ? fr ltr")
	p.Want(`find('section').lang`, "ar")
	for _, scheme := range []string{"light", "dark"} {
		p.Scheme(scheme)
		p.Axe(scheme)
		p.Keep("message-of-another-language-" + scheme + ".png")
	}
	p.click("[data-action=close]")
	p.state("closed")
	p.act("d2", `{"type":"message","text":"Only this.","langs":{"text":"en"}}`)
	p.state("message")
	said("h2", "Only this. en ltr")
	p.click("[data-action=close]")
	p.state("closed")
	p.act("d3", `{"type":"chat","conversation":"c1","greeting":"Hello! How can we help?","greeting_lang":"en","available":true,"history":[]}`)
	p.state("chat")
	said(".said p", "Hello! How can we help? en ltr")
}

// TestDirections: the widget and the collector know the same languages that are written from right to left.
func TestDirections(t *testing.T) {
	words := func(file string, list *regexp.Regexp) []string {
		t.Helper()
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := list.FindSubmatch(source)
		if found == nil {
			t.Fatalf("%s names no languages", file)
		}
		return regexp.MustCompile(`[a-z]+`).FindAllString(string(found[1]), -1)
	}
	got := words("texts.js", regexp.MustCompile(`LEFTWARDS = '([^']+)'`))
	want := words("../../collector/survey/language.go", regexp.MustCompile(`case ("ar".*):`))
	if !slices.Equal(got, want) {
		t.Errorf("the widget has %v, the collector %v", got, want)
	}
}

// TestOurWordsInALanguageWeDoNotSpeak: they are English and say so, and what the site says is marked as what it is.
func TestOurWordsInALanguageWeDoNotSpeak(t *testing.T) {
	p := open(t, "lang", "fi")
	said := func(want ...string) {
		t.Helper()
		p.Want(`[find('section').lang, ...[...widget.shadowRoot.querySelectorAll('h2, .text, .row span, .said p, a')].map((e) => e.closest('[lang]').lang)]`, want)
	}
	p.JS(`ui.tab({survey: 'feedback', side: 'end', label: 'Palaute'})`)
	p.Until(`find('.tab') !== null`)
	p.Want(`[find('.tab').lang, find('.tab span').lang]`, []string{"en", "fi"})
	p.act("d1", `{"type":"survey","survey":{"name":"x","lang":"fi","dir":"ltr","thanks":"Kiitos","questions":[
		{"id":"a","type":"choice","text":"Miksi?","options":[{"id":"x","text":"Hinta"},{"id":"y","text":"Why not","lang":"en"}],"other":true}]}}`)
	p.state("survey")
	said("en", "fi", "fi", "en", "en")
	p.click("[value=x]")
	p.click("[data-action=send]")
	p.state("thanks")
	said("en", "fi")
	p.click("[data-action=close]")
	p.act("d2", `{"type":"message","title":"Otsikko","text":"Teksti","cta":{"text":"More","url":"/"},"langs":{"cta":"en"}}`)
	p.state("message")
	said("en", "fi", "fi", "en")
	p.click("[data-action=close]")
	p.act("d3", `{"type":"chat","conversation":"c1","greeting":"Hei","available":true,"history":[]}`)
	p.state("chat")
	said("en", "en", "fi")
}
