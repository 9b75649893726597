package survey

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"heed/collector/core"
)

// The formats in which translators get a survey's texts. XLIFF is written as 2.0, and read as 2.x and 1.2.
const (
	CSV   = "csv"
	XLIFF = "xliff"
)

// maxTranslations bounds a file in bytes, as configuration is bounded.
const maxTranslations = 1 << 20

// languageTag is the form of a language's name, such as de or pt-BR.
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// phrase is one text of a survey on its way to and from translators.
type phrase struct {
	ID     string // made of the ids of question and option, so that it stays when they move
	Source string // in the survey's default language
	Target string // "" for none
	Line   int    // where it stands in a file that was read, from 1
}

// sheet is a file's translations into one language.
type sheet struct {
	Lang    string
	Line    int // where the language is named
	Phrases []phrase
}

// ExportTranslations writes the texts of a survey for translators: those into lang, or, as CSV without a lang, into every language of the
// survey. What has no translation yet stands there without one. Questions that ask in the standard wording have no texts of their own.
func ExportTranslations(s core.Survey, format, lang string) ([]byte, error) {
	if err := knownFormat(format); err != nil {
		return nil, err
	}
	source := languagesOf(s)[0]
	langs := languagesOf(s)[1:]
	switch {
	case lang == "" && format == XLIFF:
		return nil, core.Errorf(core.Invalid, "no_language", "A file in XLIFF is into one language; name it with lang, as in de.")
	case lang == "":
	case !languageTag.MatchString(lang) || strings.EqualFold(lang, source):
		return nil, core.Errorf(core.Invalid, "bad_language", "%q is no language to translate into: write a tag such as de or pt-BR, other than %s.", lang, source)
	default:
		lang = spelled(s, lang)
		langs = []string{lang}
	}
	if format == XLIFF {
		return writeXLIFF(s.Name, source, sheet{Lang: lang, Phrases: phrases(s, lang)}), nil
	}
	sheets := make([]sheet, len(langs))
	for i, lang := range langs {
		sheets[i] = sheet{Lang: lang, Phrases: phrases(s, lang)}
	}
	return writeCSV(source, phrases(s, ""), sheets)
}

// ImportTranslations puts what translators wrote into a survey. A text without a translation stays as it is; a language that the survey
// does not speak yet is added to it. A file with anything wrong in it is refused whole: each fault has its line, the text's id and what
// would be right. The result still has to pass Check.
func ImportTranslations(s core.Survey, format string, data []byte) (core.Survey, error) {
	if err := knownFormat(format); err != nil {
		return s, err
	}
	if len(data) > maxTranslations {
		return s, refused([]core.FieldError{{Message: fmt.Sprintf("is larger than %d MB", maxTranslations>>20)}})
	}
	if bad := notUTF8(data); bad > 0 {
		return s, refused([]core.FieldError{{Line: bad, Message: "is not written in UTF-8; save the file with that encoding"}})
	}
	read := readCSV
	if format == XLIFF {
		read = readXLIFF
	}
	source := languagesOf(s)[0]
	sheets, wrong := read(source, data)
	s = separate(s)
	for _, each := range sheets {
		wrong = append(wrong, put(&s, source, each)...)
	}
	if len(wrong) > 0 {
		return s, refused(wrong)
	}
	return s, nil
}

// notUTF8 is the first line of a file that is not in UTF-8, 0 for none. Read as it is, its letters would be lost.
func notUTF8(data []byte) int {
	for n, line := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(line) {
			return n + 1
		}
	}
	return 0
}

// spelled gives a language as the survey writes it, in whatever case it is asked for.
func spelled(s core.Survey, lang string) string {
	if i := slices.IndexFunc(languagesOf(s), func(l string) bool { return strings.EqualFold(l, lang) }); i >= 0 {
		return languagesOf(s)[i]
	}
	return lang
}

func knownFormat(format string) error {
	if format == CSV || format == XLIFF {
		return nil
	}
	return core.Errorf(core.Invalid, "bad_format", "%q is no format of translations; write %s or %s.", format, CSV, XLIFF)
}

// refused is the error of a file with these faults.
func refused(wrong []core.FieldError) error {
	slices.SortStableFunc(wrong, func(a, b core.FieldError) int { return a.Line - b.Line })
	lines := make([]string, len(wrong))
	for i, w := range wrong {
		if w.Line > 0 {
			lines[i] = fmt.Sprintf("line %d: ", w.Line)
		}
		if w.Path != "" {
			lines[i] += w.Path + ": "
		}
		lines[i] += w.Message
	}
	return &core.Error{Kind: core.Invalid, Code: "invalid_translations", Message: strings.Join(lines, "\n"), Fields: wrong}
}

// put writes the translations of a sheet into a survey of its own.
func put(s *core.Survey, source string, each sheet) (wrong []core.FieldError) {
	complain := func(line int, id, format string, args ...any) {
		wrong = append(wrong, core.FieldError{Path: id, Line: line, Message: fmt.Sprintf(format, args...)})
	}
	if !languageTag.MatchString(each.Lang) || strings.EqualFold(each.Lang, source) {
		complain(each.Line, "", "%q is no language to translate into: write a tag such as de or pt-BR, other than %s", each.Lang, source)
		return wrong
	}
	lang := spelled(*s, each.Lang)
	spoken := slices.Contains(languagesOf(*s), lang)
	texts := map[string]*core.Text{}
	for _, t := range identified(s) {
		texts[t.id] = t.text
	}
	seen := map[string]int{}
	written := false
	for _, p := range each.Phrases {
		text, known := texts[p.ID]
		first, twice := seen[p.ID]
		seen[p.ID] = p.Line
		switch {
		case !known:
			complain(p.Line, p.ID, "is no text of the survey as it is now; export it again")
			continue
		case twice:
			complain(p.Line, p.ID, "was translated in line %d already", first)
			continue
		}
		if now := text.In(source); !sameText(now, p.Source) {
			complain(p.Line, p.ID, "has another source by now: it was %q and is %q; export it again", p.Source, now)
			continue
		}
		if fault := placeholders(text.In(source), p.Target); fault != "" {
			complain(p.Line, p.ID, "%s", fault)
			continue
		}
		key, ok := text.Key(lang)
		if !ok {
			key = lang
		}
		if strings.TrimSpace(p.Target) != "" && !sameText((*text)[key], p.Target) {
			(*text)[key] = p.Target
			written = true
		}
	}
	if written && !spoken {
		s.Languages = append(slices.Clone(languagesOf(*s)), lang)
	}
	return wrong
}

// sameText compares without the difference between line ends, which files do not keep.
func sameText(a, b string) bool {
	lf := func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }
	return lf(a) == lf(b)
}

// placeholders says what is wrong with the earlier answers that a translation repeats: they must be the source's. What is said when there
// is none, behind the bar, is for the translator.
func placeholders(source, target string) string {
	if strings.TrimSpace(target) == "" {
		return ""
	}
	want, got := repeats(source), repeats(target)
	for _, id := range want {
		if !slices.Contains(got, id) {
			return fmt.Sprintf("leaves out {answer.%s}, which the source has; write it as it stands there", id)
		}
	}
	for _, id := range got {
		if !slices.Contains(want, id) {
			return fmt.Sprintf("has {answer.%s}, which the source has not; leave it out", id)
		}
	}
	return ""
}

// repeats gives the ids of the questions whose answers a text repeats.
func repeats(text string) (ids []string) {
	for _, found := range recalled.FindAllStringSubmatch(text, -1) {
		ids = append(ids, found[1])
	}
	return ids
}

// phrases are the texts of a survey, with their translations into lang.
func phrases(s core.Survey, lang string) []phrase {
	source := languagesOf(s)[0]
	var list []phrase
	for _, t := range identified(&s) {
		p := phrase{ID: t.id, Source: t.text.In(source)}
		if key, ok := t.text.Key(lang); ok && lang != "" {
			p.Target = (*t.text)[key]
		}
		list = append(list, p)
	}
	return list
}

type identifiedText struct {
	id   string
	text *core.Text
}

// identified gives the texts that a survey has, in the order in which they are read, each with an id that no other has.
func identified(s *core.Survey) []identifiedText {
	var list []identifiedText
	add := func(id string, t *core.Text) {
		if len(*t) > 0 {
			list = append(list, identifiedText{id, t})
		}
	}
	for i := range s.Questions {
		q := &s.Questions[i]
		at := "questions." + plainID(q.ID)
		add(at+".text", &q.Text)
		add(at+".note", &q.Note)
		add(at+".low", &q.Low)
		add(at+".high", &q.High)
		for k := range q.Options {
			add(at+".options."+plainID(q.Options[k].ID)+".text", &q.Options[k].Text)
		}
	}
	add("thanks", &s.Thanks)
	return list
}

// plainID writes an id in letters, digits, _ and -, so that it can be a part of an id of XLIFF; anything else becomes its bytes, as in :2e.
func plainID(id string) string {
	var b strings.Builder
	for i := range len(id) {
		c := id[i]
		if c == '_' || c == '-' || '0' <= c && c <= '9' || 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, ":%02x", c)
		}
	}
	return b.String()
}

// separate gives a survey whose texts can be written to without changing the one it was.
func separate(s core.Survey) core.Survey {
	s.Questions = slices.Clone(s.Questions)
	for i := range s.Questions {
		s.Questions[i].Options = slices.Clone(s.Questions[i].Options)
	}
	for _, t := range identified(&s) {
		*t.text = maps.Clone(*t.text)
	}
	return s
}
