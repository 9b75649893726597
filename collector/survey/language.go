package survey

import (
	"slices"
	"strings"

	"heed/collector/core"
)

// defaultLanguage is that of a survey and of a site that name none.
const defaultLanguage = "en"

// languagesOf gives the survey's languages, the default first.
func languagesOf(s core.Survey) []string {
	if len(s.Languages) == 0 {
		return []string{defaultLanguage}
	}
	return s.Languages
}

// choose gives the language of have that suits somebody who reads lang: the same tag, or else the same language in another
// region, or else the first. The whole card is in one language, so this is asked once.
func choose(lang string, have []string) string {
	for _, same := range []func(string) bool{
		func(tag string) bool { return strings.EqualFold(tag, lang) },
		func(tag string) bool { return strings.EqualFold(tag, base(lang)) },
		func(tag string) bool { return strings.EqualFold(base(tag), base(lang)) },
	} {
		if i := slices.IndexFunc(have, same); i >= 0 {
			return have[i]
		}
	}
	return have[0]
}

// favourite gives the language of have for somebody who reads langs, the best first: that of the first which have suits at all.
func favourite(langs, have []string) string {
	for _, lang := range langs {
		if lang = choose(lang, have); slices.ContainsFunc(langs, func(l string) bool { return strings.EqualFold(base(l), base(lang)) }) {
			return lang
		}
	}
	return have[0]
}

// Covers reports whether t has words for the language itself or for every one, so that nothing has to fall back.
func Covers(t core.Text, lang string) bool {
	for _, tag := range []string{lang, base(lang), ""} {
		if key, ok := t.Key(tag); ok && strings.TrimSpace(t[key]) != "" {
			return true
		}
	}
	return false
}

// base is the tag without script and region.
func base(tag string) string {
	language, _, _ := strings.Cut(tag, "-")
	return language
}

// direction is "rtl" for the languages that are written from right to left.
func direction(lang string) string {
	switch strings.ToLower(base(lang)) {
	case "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}
