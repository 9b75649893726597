package survey

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"heed/collector/core"
)

// Ready is a question ready to be asked, with those that belong to it.
type Ready struct {
	Name      string          `json:"name"`
	Title     string          `json:"title"`
	About     string          `json:"about"`
	Questions []core.Question `json:"questions"`
}

// The bank holds the questions; where a text stands, it has the key of words/*.json, so that each is there in every language. Standard
// questions have none and ask in their own wording.
//
//go:embed bank.json
var bankFile []byte

var bank = sync.OnceValue(func() []Ready {
	list, err := readBank()
	if err != nil {
		panic(fmt.Sprintf("survey: %v", err)) // the file is part of the binary, and a test reads it
	}
	return list
})

func readBank() ([]Ready, error) {
	var list []Ready
	if err := json.Unmarshal(bankFile, &list); err != nil {
		return nil, fmt.Errorf("bank.json: %w", err)
	}
	for _, ready := range list {
		for i := range ready.Questions {
			for _, text := range textsOf(&ready.Questions[i]) {
				if key, named := (*text)[""]; named {
					if *text = said(key); *text == nil {
						return nil, fmt.Errorf("bank.json: %s asks in the words of %q, which no language has", ready.Name, key)
					}
				}
			}
		}
	}
	return list, nil
}

// textsOf gives every text of a question, in the order in which it is read.
func textsOf(q *core.Question) []*core.Text {
	list := []*core.Text{&q.Text, &q.Note, &q.Low, &q.High}
	for i := range q.Options {
		list = append(list, &q.Options[i].Text)
	}
	return list
}

// Bank gives the questions that are ready to be asked, in the order in which they are offered. Their texts are shared: nobody may
// change them.
func Bank() []Ready { return slices.Clone(bank()) }
