package core

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Text is a text for visitors, by language (BCP 47 tags). The key "" holds a text that was written without a language; it
// serves every language that has none of its own.
type Text map[string]string

// UnmarshalJSON takes {"en": "…", "de": "…"} or a plain string.
func (t *Text) UnmarshalJSON(data []byte) error {
	var plain string
	if json.Unmarshal(data, &plain) == nil {
		*t = Text{"": plain}
		return nil
	}
	m := map[string]string{}
	if err := json.Unmarshal(data, &m); err != nil {
		return err
	}
	*t = m
	return nil
}

// MarshalJSON writes what UnmarshalJSON read.
func (t Text) MarshalJSON() ([]byte, error) {
	if plain, ok := t[""]; ok && len(t) == 1 {
		return json.Marshal(plain)
	}
	return json.Marshal(map[string]string(t))
}

// Key gives the tag under which the text in exactly this language stands: tags are the same in any case (RFC 5646, 2.1.1).
func (t Text) Key(lang string) (string, bool) {
	if _, ok := t[lang]; ok {
		return lang, true
	}
	found, ok := "", false
	for key := range t {
		if strings.EqualFold(key, lang) && (!ok || key < found) {
			found, ok = key, true
		}
	}
	return found, ok
}

// In gives the text in the first of langs that it has, where «de-AT» also finds «de»; then the one without a language; then
// any, in the order of the tags, so that a visitor never sees an empty card.
func (t Text) In(langs ...string) string {
	return t[t.Found(langs...)]
}

// Say gives the text to a reader of lang, or else in the first of fallbacks that it has, and the language it is in where that is known to
// be another than the reader's, so that it is pronounced and set as what it is (WCAG 3.1.2); "" otherwise.
func (t Text) Say(lang string, fallbacks ...string) (text, in string) {
	key := t.Found(append([]string{lang}, fallbacks...)...)
	if text = t[key]; strings.EqualFold(base(key), base(lang)) {
		return text, ""
	}
	return text, key
}

// base is a tag's language, without script and region.
func base(tag string) string {
	language, _, _ := strings.Cut(tag, "-")
	return language
}

// Found gives the tag under which the text stands that In gives: "" for the one without a language, and for no text.
func (t Text) Found(langs ...string) string {
	for _, lang := range langs {
		if key, ok := t.Key(lang); ok {
			return key
		}
		if base, _, cut := strings.Cut(lang, "-"); cut {
			if key, ok := t.Key(base); ok {
				return key
			}
		}
	}
	if len(t) == 0 {
		return ""
	}
	return slices.Min(slices.Collect(maps.Keys(t))) // "" comes before every tag
}
