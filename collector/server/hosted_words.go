package server

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"sync"
)

// What the pages of surveys by link say by themselves, a file a language, in the languages of the standard questions. Where the widget says
// the same it uses the same words, which TestHostedWords holds against web/widget/texts.
//
//go:embed words/*.json
var hostedWordFiles embed.FS

// hostedWords are one language's; the survey's own texts are its author's.
type hostedWords struct {
	Lang string `json:"lang"`
	Dir  string `json:"dir"`

	Next     string `json:"next"`
	Back     string `json:"back"`
	Send     string `json:"send"`
	Choose   string `json:"choose"`
	Write    string `json:"write"`
	Email    string `json:"email"`
	Phone    string `json:"phone"`
	Other    string `json:"other"`
	More     string `json:"more"`
	Agree    string `json:"agree"`
	Up       string `json:"up"`
	Down     string `json:"down"`
	Optional string `json:"optional"`
	Of       string `json:"of"` // two numbers: which question this is, and of how many
	Thanks   string `json:"thanks"`

	Answered     string `json:"answered"` // somebody comes back to what is finished
	AnsweredMore string `json:"answeredMore"`
	Again        string `json:"again"`
	Closed       string `json:"closed"`
	ClosedMore   string `json:"closedMore"`
	Expired      string `json:"expired"`
	ExpiredMore  string `json:"expiredMore"`
	Paused       string `json:"paused"` // the site
	PausedMore   string `json:"pausedMore"`
	Several      string `json:"several"` // sites have a survey of that name
	SeveralMore  string `json:"severalMore"`
	Missing      string `json:"missing"`
	MissingMore  string `json:"missingMore"`
	Busy         string `json:"busy"`
	BusyMore     string `json:"busyMore"`
	Broken       string `json:"broken"`
	BrokenMore   string `json:"brokenMore"`
}

// hostedFallback is spoken to who reads no language of ours.
const hostedFallback = "en"

var hostedVocabulary = sync.OnceValue(func() map[string]hostedWords {
	words, err := readHostedWords()
	if err != nil {
		panic(fmt.Sprintf("server: %v", err)) // the files are part of the binary, and the tests read them
	}
	return words
})

// readHostedWords reads the files, by language.
func readHostedWords() (map[string]hostedWords, error) {
	files, err := hostedWordFiles.ReadDir("words")
	if err != nil {
		return nil, err
	}
	all := make(map[string]hostedWords, len(files))
	for _, file := range files {
		content, err := hostedWordFiles.ReadFile("words/" + file.Name())
		if err != nil {
			return nil, err
		}
		var words hostedWords
		if err := json.Unmarshal(content, &words); err != nil {
			return nil, fmt.Errorf("words/%s: %w", file.Name(), err)
		}
		all[strings.TrimSuffix(file.Name(), path.Ext(file.Name()))] = words
	}
	return all, nil
}

// wordsIn gives the words of the first language of langs that has some, and English otherwise.
func wordsIn(langs ...string) hostedWords {
	for _, lang := range langs {
		base, _, _ := strings.Cut(strings.ToLower(lang), "-")
		if words, ok := hostedVocabulary()[base]; ok {
			return words
		}
	}
	return hostedVocabulary()[hostedFallback]
}

// thumbsIn gives what a pair of thumbs is called in a language.
func thumbsIn(lang string) (up, down string) {
	words := wordsIn(lang)
	return words.Up, words.Down
}
