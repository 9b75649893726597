package survey

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"heed/collector/core"
)

// The texts of the standard questions and of the built-in surveys: a file a language, the same texts in each. Languages that are spoken
// formally with customers are formal here.
//
//go:embed words/*.json
var wordFiles embed.FS

// vocabulary is every text in every language.
type vocabulary struct {
	languages []string // English first, the others by name
	texts     map[string]core.Text
}

var spoken = sync.OnceValue(func() vocabulary {
	v, err := readWords()
	if err != nil {
		panic(fmt.Sprintf("survey: %v", err)) // the files are part of the binary, and the tests read them
	}
	return v
})

func readWords() (vocabulary, error) {
	v := vocabulary{languages: []string{defaultLanguage}, texts: map[string]core.Text{}}
	files, err := wordFiles.ReadDir("words")
	if err != nil {
		return v, err
	}
	for _, file := range files {
		lang := strings.TrimSuffix(file.Name(), path.Ext(file.Name()))
		if lang != defaultLanguage {
			v.languages = append(v.languages, lang)
		}
		content, err := wordFiles.ReadFile("words/" + file.Name())
		if err != nil {
			return v, err
		}
		var words map[string]string
		if err := json.Unmarshal(content, &words); err != nil {
			return v, fmt.Errorf("words/%s: %w", file.Name(), err)
		}
		for key, text := range words {
			if v.texts[key] == nil {
				v.texts[key] = core.Text{}
			}
			v.texts[key][lang] = text
		}
	}
	return v, nil
}

// languages are those that the standard questions and the built-in surveys speak.
func languages() []string { return slices.Clone(spoken().languages) }

// said gives a text of ours in all languages, nil for a key that no file has. It is shared: nobody may change it.
func said(key string) core.Text { return spoken().texts[key] }
