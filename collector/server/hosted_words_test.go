package server

import (
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"heed/collector/survey"
)

// alsoOfTheWidget are the texts that a survey says alike on a page of ours and in the widget.
var alsoOfTheWidget = []string{"next", "back", "send", "choose", "write", "email", "phone", "other", "more", "agree", "up", "down", "optional", "of", "thanks"}

// TestHostedWords: the pages of surveys by link speak every language that the standard questions are asked in, leave out no text, and use
// the widget's words where it says the same.
func TestHostedWords(t *testing.T) {
	if _, err := readHostedWords(); err != nil {
		t.Fatal(err)
	}
	feedback, _ := survey.BuiltIn("feedback")
	spoken := slices.Sorted(maps.Keys(hostedVocabulary()))
	if want := slices.Sorted(slices.Values(feedback.Languages)); len(spoken) < 14 || !slices.Equal(spoken, want) {
		t.Fatalf("they speak %v, and the standard questions %v", spoken, want)
	}
	english := rawWords(t, "en")
	fields, err := json.Marshal(hostedWords{})
	if err != nil {
		t.Fatal(err)
	}
	var known map[string]string
	if err := json.Unmarshal(fields, &known); err != nil {
		t.Fatal(err)
	}
	for _, lang := range spoken {
		words, widget := rawWords(t, lang), widgetTexts(t, lang)
		if got, want := slices.Sorted(maps.Keys(words)), slices.Sorted(maps.Keys(known)); !slices.Equal(got, want) {
			t.Errorf("%s has the texts %v, want %v", lang, got, want)
		}
		for key, text := range words {
			if text == "" || strings.TrimSpace(text) != text {
				t.Errorf("%s: %s is %q", lang, key, text)
			}
			if lang != "en" && len(text) > 12 && text == english[key] {
				t.Errorf("%s: %s is still English: %s", lang, key, text)
			}
		}
		if dir := map[bool]string{true: "rtl", false: "ltr"}[lang == "ar" || lang == "he"]; words["lang"] != lang || words["dir"] != dir {
			t.Errorf("%s says that it is %q, written %s", lang, words["lang"], words["dir"])
		}
		for _, key := range alsoOfTheWidget {
			want := strings.NewReplacer("%n", "%d", "%m", "%d").Replace(widget[key])
			if words[key] != want || want == "" {
				t.Errorf("%s: %s is %q, and the widget says %q", lang, key, words[key], want)
			}
		}
		if got := fmt.Sprintf(words["of"], 2, 5); strings.Contains(got, "%") || strings.Index(got, "2") > strings.Index(got, "5") {
			t.Errorf("%s: the second of five is %q", lang, got)
		}
	}
}

// rawWords are the texts of a file as they stand there, also such as no field takes.
func rawWords(t *testing.T, lang string) (words map[string]string) {
	t.Helper()
	content, err := hostedWordFiles.ReadFile("words/" + lang + ".json")
	if err == nil {
		err = json.Unmarshal(content, &words)
	}
	if err != nil {
		t.Fatal(err)
	}
	return words
}

// widgetText is a line of a file of the widget's texts that holds one text.
var widgetText = regexp.MustCompile(`(?m)^  (\w+): '((?:[^'\\]|\\.)*)',$`)

func widgetTexts(t *testing.T, lang string) map[string]string {
	t.Helper()
	content, err := os.ReadFile("../../web/widget/texts/" + lang + ".js")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, found := range widgetText.FindAllStringSubmatch(string(content), -1) {
		texts[found[1]] = strings.ReplaceAll(found[2], `\'`, `'`)
	}
	return texts
}

// TestHostedWordsAreTheReaders: the first language that is spoken, in any region, and English for who reads none.
func TestHostedWordsAreTheReaders(t *testing.T) {
	for _, c := range []struct {
		langs []string
		want  string
	}{
		{[]string{"fi", "pt-BR", "de"}, "pt"}, {[]string{"ZH-hant"}, "zh"}, {[]string{"fi"}, "en"}, {nil, "en"},
	} {
		if got := wordsIn(c.langs...).Lang; got != c.want {
			t.Errorf("to readers of %v they speak %s, want %s", c.langs, got, c.want)
		}
	}
}

// TestHostedTongues: a text in another language than its page says so, and is set in its own direction (WCAG 3.1.2).
func TestHostedTongues(t *testing.T) {
	page, err := template.New("page.gohtml").Funcs(template.FuncMap{"asset": func(string) string { return "" }}).
		ParseFS(os.DirFS("../../web/hosted/survey"), "page.gohtml")
	if err != nil {
		t.Fatal(err)
	}
	en, ar := survey.Tongue{Lang: "en", Dir: "ltr"}, survey.Tongue{Lang: "ar", Dir: "rtl"}
	marks := []survey.Mark{{Value: "a", Text: "A"}, {Value: "b", Text: "B", In: en}}
	for name, one := range map[string]struct {
		page hostedPage
		want []string
	}{
		"choice": {hostedPage{Form: survey.Form{Step: &survey.Step{Type: "choice", Text: "T", TextIn: en, Note: "N", NoteIn: ar, Marks: marks}}},
			[]string{`<h1 lang="en" dir="ltr">T`, `id="note" lang="ar" dir="rtl">N`, `<span>A`, `<span lang="en" dir="ltr">B`}},
		"score": {hostedPage{Form: survey.Form{Step: &survey.Step{Type: "nps", Text: "T", Low: "L", High: "H", LowIn: en, HighIn: ar, Marks: marks}}},
			[]string{`<h1>T`, `id="note">`, `<span lang="en" dir="ltr">L`, `<span lang="ar" dir="rtl">H`}},
		"thumbs":  {hostedPage{Form: survey.Form{Step: &survey.Step{Type: "thumbs", Marks: marks}}}, []string{`<span>A`, `<span lang="en" dir="ltr">B`}},
		"text":    {hostedPage{Form: survey.Form{Step: &survey.Step{Type: "text", Text: "T", TextIn: ar}}}, []string{`<h1 lang="ar" dir="rtl"><label for="value">T`}},
		"consent": {hostedPage{Form: survey.Form{Step: &survey.Step{Type: "consent", Text: "T", TextIn: ar}}}, []string{`<h1 id="text" lang="ar" dir="rtl">T`}},
		"title":   {hostedPage{Form: survey.Form{Step: &survey.Step{Type: "text", Text: "T", TextIn: ar}}}, []string{`<title lang="ar" dir="rtl">T`}},
		"ours in English": {hostedPage{Words: wordsIn("fi"), Lang: "fi", Dir: "ltr", Problem: "P", Back: "/", Form: survey.Form{Step: &survey.Step{Type: "choice", Text: "T", Marks: marks, Other: true}}},
			[]string{`<title>P T`, `role="alert" lang="en" dir="ltr">P`, `<button class="primary" lang="en" dir="ltr">Next`, `href="/" lang="en" dir="ltr">Back`, `<span lang="en" dir="ltr">Something else`}},
		"ours in the language of the page": {hostedPage{Words: wordsIn("en"), Lang: "en-GB", Dir: "ltr", Problem: "P", Form: survey.Form{Step: &survey.Step{Type: "consent", Text: "T"}}},
			[]string{`role="alert">P`, `<button class="primary">Next`, `<span>I agree`}},
		"thanks": {hostedPage{Heading: "T", HeadingIn: ar}, []string{`<h1 lang="ar" dir="rtl">T`}},
	} {
		var out strings.Builder
		if err := page.Execute(&out, one.page); err != nil {
			t.Fatal(err)
		}
		for _, want := range one.want {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: %s is missing in %s", name, want, out.String())
			}
		}
	}
}
