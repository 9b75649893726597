package server

import (
	"encoding/json"
	"fmt"
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
