package server

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// shared are the templates that every page is parsed with.
var shared = []string{"layout.gohtml", "icons.gohtml", "parts.gohtml", "builder-parts.gohtml", "survey-builder-parts.gohtml"}

// parsePages gives one template set per page, by the page's file name without .gohtml.
func parsePages(files fs.FS, asset func(string) string) (map[string]*template.Template, error) {
	base, err := template.New("").Funcs(functions(asset)).ParseFS(files, shared...)
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "*.gohtml")
	if err != nil {
		return nil, err
	}
	pages := map[string]*template.Template{}
	for _, name := range names {
		if base.Lookup(name) != nil {
			continue
		}
		set, err := base.Clone()
		if err != nil {
			return nil, err
		}
		if pages[strings.TrimSuffix(name, path.Ext(name))], err = set.ParseFS(files, name); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// functions are what the templates may call.
func functions(asset func(string) string) template.FuncMap {
	return template.FuncMap{
		"asset":  asset,
		"iso":    iso,
		"moment": moment,
		"short":  short,
		"day":    func(t time.Time) string { return t.UTC().Format(dayForm) },
		"choose": func(name, chosen string, choices []choice) selection { return selection{name, chosen, choices} },
		"pair":   func(a, b any) [2]any { return [2]any{a, b} },
		"blank":  func() blankRows { return blankRows{} },
		"plural": plural,
		"words":  func(path string) string { return upper(pathWords(path)) },
	}
}

// selection is a <select> of choices.
type selection struct {
	Name, Chosen string
	Choices      []choice
}

// blankRows fill the <template> elements that the scripts clone.
type blankRows struct {
	Signal       signalRow
	Conversation conversationRow
	Message      messageRow
	Snippet      snippet
}

// iso is the machine's form of a time, for <time datetime>.
func iso(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// moment is how a time reads without a script; with one, the browser shows it in the reader's own zone.
func moment(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return t.UTC().Format("2 Jan 2006, 15:04 UTC")
}

// short is enough of an id to tell two apart. The end is random; the beginning of a UUIDv7 is the time.
func short(id string) string {
	const shown = 6
	if len(id) <= shown {
		return id
	}
	return id[len(id)-shown:]
}

// plural writes a count with its noun: "1 answer", "3 answers".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// times writes how often: "once", "3 times".
func times(n int) string {
	if n == 1 {
		return "once"
	}
	return plural(n, "time")
}

// number writes a float without trailing zeros.
func number(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// readable writes any JSON value in one line.
func readable(v any) string {
	switch v := v.(type) {
	case nil:
		return "–"
	case string:
		return v
	case float64:
		return number(v)
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case []any:
		parts := make([]string, len(v))
		for i, one := range v {
			parts[i] = readable(one)
		}
		return strings.Join(parts, ", ")
	}
	return fmt.Sprint(v)
}

// upper starts a sentence.
func upper(s string) string {
	if s == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
