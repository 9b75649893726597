package decide

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// fact is one value that a condition looks at, without the allocation that an interface costs.
type fact struct {
	kind   factKind
	number float64 // of a number; 1 for true
	text   string
	other  any // of what is neither: lists, maps
}

type factKind uint8

const (
	nothing factKind = iota
	number
	text
	truth
	other
)

func numberFact(n float64) fact { return fact{kind: number, number: n} }

func textFact(s string) fact { return fact{kind: text, text: s} }

func truthFact(b bool) fact {
	if b {
		return fact{kind: truth, number: 1}
	}
	return fact{kind: truth}
}

func factOf(x any) fact {
	switch x := x.(type) {
	case nil:
		return fact{}
	case bool:
		return truthFact(x)
	case float64:
		return numberFact(x)
	case string:
		return textFact(x)
	}
	return fact{kind: other, other: x}
}

// member is what a fact that is no table has inside. Of nothing that is nothing; of anything else it is a mistake that the machine
// finds words for, so here it is a value of which nobody is sure.
func (f fact) member() fact {
	if f.kind == nothing {
		return f
	}
	return fact{kind: other}
}

// maxShown bounds in runes what an explanation quotes of one value: traits are the page's and may be long.
const maxShown = 80

// show writes a value for an explanation.
func show(x any) string { return string(factOf(x).append(nil)) }

// append writes the fact for an explanation.
func (f fact) append(to []byte) []byte {
	switch f.kind {
	case nothing:
		return append(to, "nothing"...)
	case number:
		return strconv.AppendFloat(to, f.number, 'f', -1, 64)
	case text:
		return strconv.AppendQuote(to, clip(f.text))
	case truth:
		return strconv.AppendBool(to, f.number == 1)
	}
	if f.other == nil {
		return append(to, "nothing"...)
	}
	from := len(to)
	if list, ok := f.other.([]any); ok {
		to = appendList(to, list)
	} else {
		to = fmt.Append(to, f.other)
	}
	if utf8.RuneCount(to[from:]) > maxShown {
		to = append(to[:from], clip(string(to[from:]))...)
	}
	return to
}

func appendList(to []byte, list []any) []byte {
	to = append(to, '[')
	for i, x := range list {
		if i > 0 {
			to = append(to, ' ')
		}
		if s, ok := x.(string); ok {
			to = append(to, s...)
		} else {
			to = fmt.Append(to, x)
		}
	}
	return append(to, ']')
}

func clip(s string) string {
	if len(s) <= maxShown || utf8.RuneCountInString(s) <= maxShown {
		return s
	}
	return string([]rune(s)[:maxShown-1]) + "…"
}
