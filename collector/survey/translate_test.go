package survey

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heed/collector/core"
)

// anyTexts draws a survey with any words in it, in English, German and for every language.
func anyTexts(t *rapid.T) core.Survey {
	words := rapid.StringOf(rapid.OneOf(rapid.RuneFrom([]rune("ab =+-@'\"<>&;,\t\n{}|\x01\ufffe\u00a0ä何🙂")), rapid.Rune().Filter(func(r rune) bool { return r != '\r' }))).
		Filter(func(s string) bool { return strings.TrimSpace(s) != "" && !strings.Contains(s, "{answer") })
	text := rapid.Custom(func(t *rapid.T) core.Text {
		source := words.Draw(t, "source")
		out := core.Text{rapid.SampledFrom([]string{"", "en"}).Draw(t, "key"): source}
		if rapid.Bool().Draw(t, "translated") {
			out["de"] = words.Draw(t, "target")
		}
		return out
	})
	maybe := rapid.Custom(func(t *rapid.T) core.Text {
		if rapid.Bool().Draw(t, "none") {
			return nil
		}
		return text.Draw(t, "text")
	})
	s := core.Survey{Site: "demo", Name: "x", Languages: []string{"en", "de"}, Thanks: maybe.Draw(t, "thanks")}
	for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"why", "a b", "a.b", "a:2eb", "é", "low"}), 1, 4, rapid.ID).Draw(t, "ids") {
		q := core.Question{ID: id, Type: core.Choice, Text: text.Draw(t, "text"), Note: maybe.Draw(t, "note"), Low: maybe.Draw(t, "low"), High: maybe.Draw(t, "high")}
		for _, o := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"yes", "text", "ü.", "=1"}), 0, 3, rapid.ID).Draw(t, "options") {
			q.Options = append(q.Options, core.Option{ID: o, Text: text.Draw(t, "option")})
		}
		s.Questions = append(s.Questions, q)
	}
	return s
}

// without gives the survey as it was before it was translated.
func without(s core.Survey, lang string) core.Survey {
	s = separate(s)
	for _, t := range identified(&s) {
		delete(*t.text, lang)
	}
	return s
}

// TestTranslationsRoundTrip: what is exported and imported again is the same, into the survey as it is, and into one that has none of it.
func TestTranslationsRoundTrip(t *testing.T) {
	for _, format := range []string{CSV, XLIFF} {
		t.Run(format, rapid.MakeCheck(func(t *rapid.T) {
			s := anyTexts(t)
			want, _ := json.Marshal(s)
			file, err := ExportTranslations(s, format, "de")
			if err != nil {
				t.Fatal(err)
			}
			for what, into := range map[string]core.Survey{"itself": s, "what is not translated": without(s, "de")} {
				got, err := ImportTranslations(into, format, file)
				if err != nil {
					t.Fatalf("into %s: %v\n%s", what, err, file)
				}
				have, _ := json.Marshal(got)
				if d := cmp.Diff(string(want), string(have)); d != "" {
					t.Fatalf("into %s: %s\n%s", what, d, file)
				}
			}
			if now, _ := json.Marshal(s); string(now) != string(want) {
				t.Fatal("the survey itself was changed")
			}
		}))
	}
}

var translated = core.Survey{Site: "demo", Name: "cart-why", Languages: []string{"en", "de"}, Questions: []core.Question{
	{ID: "why", Type: core.Choice, Text: core.Text{"en": "What held you back?", "de": "Was hielt Sie ab?"}, Options: []core.Option{{ID: "price", Text: core.Text{"en": "The price"}}}},
	{ID: "more", Type: core.FreeText, Text: core.Text{"en": "Tell us more about {answer.why|that}."}},
}}

// TestTranslationsAsWritten: the files themselves, as translators and their tools see them.
func TestTranslationsAsWritten(t *testing.T) {
	for format, want := range map[string]string{
		CSV: "id,en,de\r\nquestions.why.text,What held you back?,Was hielt Sie ab?\r\nquestions.why.options.price.text,The price,\r\n" +
			"questions.more.text,Tell us more about {answer.why|that}.,\r\n",
		XLIFF: `<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="de">
  <file id="cart-why" xml:space="preserve">
    <unit id="questions.why.text">
      <segment state="translated"><source>What held you back?</source><target>Was hielt Sie ab?</target></segment>
    </unit>
    <unit id="questions.why.options.price.text">
      <segment state="initial"><source>The price</source></segment>
    </unit>
    <unit id="questions.more.text">
      <notes><note>Keep {answer.why} as it stands; words behind | in it are to be translated.</note></notes>
      <segment state="initial"><source>Tell us more about {answer.why|that}.</source></segment>
    </unit>
  </file>
</xliff>
`} {
		got, err := ExportTranslations(translated, format, "de")
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, string(got)); d != "" {
			t.Errorf("%s: %s", format, d)
		}
	}
	all, err := ExportTranslations(core.Survey{Languages: []string{"en", "de", "ar"}, Thanks: core.Text{"en": "=Thanks", "ar": "شكرًا"}}, CSV, "")
	if want := "id,en,de,ar\r\nthanks,'=Thanks,,شكرًا\r\n"; err != nil || string(all) != want {
		t.Errorf("%q, want %q, %v", all, want, err)
	}
}

// TestTranslationsFromTools: what translators' tools make of a file is read.
func TestTranslationsFromTools(t *testing.T) {
	xliff := func(units string) string {
		return `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr"><file id="f">` + units + `</file></xliff>`
	}
	for _, test := range []struct{ name, format, file, id, lang, want string }{
		{"a new language", XLIFF, xliff(`<unit id="questions.why.text"><segment><source>What held you back?</source><target>Pourquoi ?</target></segment></unit>`), "why", "fr", "Pourquoi ?"},
		{"segments in a group", XLIFF, xliff(`<group id="g"><unit id="questions.why.text"><segment><source>What held </source><target>Qu’est-ce qui </target></segment>` +
			`<ignorable><source>you </source></ignorable><segment><source>back?</source><target>retient ?</target></segment></unit></group>`), "why", "fr", "Qu’est-ce qui you retient ?"},
		{"half of the segments", XLIFF, xliff(`<unit id="questions.why.text"><segment><source>What held </source><target>Qu’est-ce qui </target></segment>` +
			`<segment><source>you back?</source></segment></unit>`), "why", "fr", ""},
		{"marks and notes", XLIFF, xliff(`<x:tool xmlns:x="urn:x"><target>no</target></x:tool><unit id="questions.why.text"><notes><note>target</note></notes>` +
			`<segment><source>What <mrk id="m">held</mrk> you back?</source><target><pc id="1">Pourquoi</pc><sm id="s"/> ?</target></segment></unit>`), "why", "fr", "Pourquoi ?"},
		{"XLIFF 1.2", XLIFF, `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="fr" original="x" datatype="plaintext"><body>` +
			`<trans-unit id="questions.why.text"><source>What held you back?</source><target state="final"><g id="1">Pourquoi</g> ?</target>` +
			`<alt-trans><source>x</source><target>y</target></alt-trans></trans-unit></body></file></xliff>`, "why", "fr", "Pourquoi ?"},
		{"semicolons and a mark", CSV, "\ufeffid;en;fr\nquestions.why.text;What held you back?;Pourquoi ?\n", "why", "fr", "Pourquoi ?"},
		{"quoted tabs", CSV, "\"id\"\t\"en\"\t\"fr\"\n\"questions.why.text\"\t\"What held you back?\"\t\"Pourquoi ?\"\n", "why", "fr", "Pourquoi ?"},
		{"another word where there is no answer", CSV, "id,en,de\nquestions.more.text,Tell us more about {answer.why|that}.,Mehr über {answer.why|das}?\n", "more", "de", "Mehr über {answer.why|das}?"},
		{"nothing for a text that has one", CSV, "id,en,de\nquestions.why.text,What held you back?, \n", "why", "de", "Was hielt Sie ab?"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := ImportTranslations(translated, test.format, []byte(test.file))
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range got.Questions {
				if q.ID == test.id && q.Text[test.lang] != test.want {
					t.Errorf("%q, want %q", q.Text[test.lang], test.want)
				}
			}
			if spoken := len(got.Languages) == 3; spoken != (test.lang == "fr" && test.want != "") {
				t.Errorf("it speaks %v", got.Languages)
			}
		})
	}
}

// TestTranslationsRefused: a file with something wrong in it changes nothing, and says where and why.
func TestTranslationsRefused(t *testing.T) {
	xliff := func(head, units string) string {
		return `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" ` + head + `>` + "\n<file id=\"f\">\n" + units + "\n</file></xliff>"
	}
	unit := func(id, source, target string) string {
		return `<unit id="` + id + `"><segment><source>` + source + `</source><target>` + target + `</target></segment></unit>`
	}
	const enDE = `srcLang="en" trgLang="de"`
	for _, test := range []struct{ name, format, file, want string }{
		{"format", "po", "", `"po" is no format`},
		{"an unknown text", CSV, "id,en,de\nquestions.none.text,A,B\n", "line 2: questions.none.text: is no text of the survey as it is now"},
		{"a changed source", CSV, "id,en,de\nquestions.why.text,What stopped you?,Warum?\n", `line 2: questions.why.text: has another source by now: it was "What stopped you?" and is "What held you back?"`},
		{"twice", CSV, "id,en,de\nquestions.why.text,What held you back?,A\nquestions.why.text,What held you back?,B\n", "line 3: questions.why.text: was translated in line 2 already"},
		{"a recall left out", CSV, "id,en,de\nquestions.more.text,Tell us more about {answer.why|that}.,Mehr?\n", "line 2: questions.more.text: leaves out {answer.why}"},
		{"a recall of its own", XLIFF, xliff(enDE, unit("questions.why.text", "What held you back?", "Warum {answer.more}?")), "line 3: questions.why.text: has {answer.more}, which the source has not"},
		{"heading", CSV, "key,en,de\n", "line 1: is not headed id,en"},
		{"another default", CSV, "id,de,en\n", "line 1: is not headed id,en"},
		{"the default again", CSV, "id,en,EN\n", `line 1: "EN" is no language to translate into`},
		{"a language twice", CSV, "id,en,de,DE\n", "line 1: has two columns for DE"},
		{"no language", CSV, "id,en,german!\n", `line 1: "german!" is no language`},
		{"a row too short", CSV, "id,en,de\nquestions.why.text,What held you back?\n", "line 2: is not CSV"},
		{"a quote", CSV, "id,en,de\nquestions.why.text,\"What,\n", "line 2: is not CSV"},
		{"empty", CSV, "", "line 1: is empty"},
		{"empty", XLIFF, "", "is empty"},
		{"not XML", XLIFF, "id,en", "is empty"},
		{"cut off", XLIFF, "<xliff version=\"2.0\" srcLang=\"en\" trgLang=\"de\">\n<file id=\"f\">", "line 2: is not XML"},
		{"another document", XLIFF, "<html/>", "is not XLIFF 2 or 1.2"},
		{"XLIFF 1.1", XLIFF, `<xliff version="1.1"/>`, `of version "1.1"`},
		{"another source", XLIFF, xliff(`srcLang="de" trgLang="en"`, ""), `is from "de"`},
		{"no target language", XLIFF, xliff(`srcLang="en"`, unit("questions.why.text", "What held you back?", "A")), `"" is no language`},
		{"a code", XLIFF, xliff(enDE, `<unit id="questions.why.text"><segment><source>What <ph id="1"/></source></segment></unit>`), "line 3: has the code <ph>"},
		{"a document type", XLIFF, "<!DOCTYPE xliff [<!ENTITY a \"b\">]>\n" + xliff(enDE, ""), "line 1: has a document type"},
		{"a file of the machine", XLIFF, "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + xliff(enDE, unit("questions.why.text", "What held you back?", "&f;")), "has a document type"},
		{"an entity of its own", XLIFF, xliff(enDE, unit("questions.why.text", "What held you back?", "&f;")), "is not XML: invalid character entity"},
		{"another encoding", XLIFF, `<?xml version="1.0" encoding="ISO-8859-1"?>` + xliff(enDE, ""), `says that it is written in "ISO-8859-1"; save it in UTF-8`},
		{"letters of another encoding", CSV, "id,en,de\nquestions.why.text,What held you back?,Gr\xfc\xdfe\n", "line 2: is not written in UTF-8; save the file with that encoding"},
		{"letters of another encoding", XLIFF, xliff(enDE, unit("questions.why.text", "What held you back?", "Gr\xfc\xdfe")), "line 3: is not written in UTF-8"},
		{"two bytes a letter", CSV, "\xff\xfei\x00d\x00", "line 1: is not written in UTF-8"},
		{"groups without end", XLIFF, xliff(enDE, strings.Repeat("<group>", 1000)), "is nested deeper than 32 levels"},
		{"marks without end", XLIFF, xliff(enDE, `<unit id="a"><segment><source>`+strings.Repeat("<mrk>", 1000)), "is nested deeper than 32 levels"},
		{"too large", XLIFF, strings.Repeat(" ", maxTranslations+1), "is larger than 1 MB"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ImportTranslations(translated, test.format, []byte(test.file))
			if !core.IsKind(err, core.Invalid) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
	_, err := ImportTranslations(translated, CSV, []byte("id,en,de\na,b,c\nquestions.why.text,x,y\n"))
	if e := core.AsError(err); len(e.Fields) != 2 || e.Fields[1].Line != 3 || e.Fields[1].Path != "questions.why.text" {
		t.Errorf("not all faults are told: %+v", e.Fields)
	}
	for format, lang := range map[string]string{XLIFF: "", CSV: "en"} {
		if _, err := ExportTranslations(translated, format, lang); !core.IsKind(err, core.Invalid) {
			t.Errorf("%s into %q: %v", format, lang, err)
		}
	}
}

// TestTranslationsInAnyCase: the tag of a language is the same in any case, where it is asked for, in the survey's list and at its texts.
func TestTranslationsInAnyCase(t *testing.T) {
	s := core.Survey{Site: "demo", Name: "x", Languages: []string{"en", "pt-br"}, Questions: []core.Question{
		{ID: "a", Type: core.FreeText, Text: core.Text{"en": "Why?", "pt-BR": "Por quê?"}},
		{ID: "b", Type: core.FreeText, Text: core.Text{"EN": "More?", "pt-br": "Mais?"}},
	}}
	if wrong := Check(s); len(wrong) > 0 {
		t.Fatal(wrong)
	}
	const want = "id,en,pt-br\r\nquestions.a.text,Why?,Por quê?\r\nquestions.b.text,More?,Mais?\r\n"
	for _, lang := range []string{"", "PT-BR", "pt-BR"} {
		if got, err := ExportTranslations(s, CSV, lang); err != nil || string(got) != want {
			t.Errorf("into %q: %q, %v", lang, got, err)
		}
	}
	back, err := ImportTranslations(s, CSV, []byte(strings.Replace(strings.Replace(want, "Mais?", "E mais?", 1), "Por quê?", "Porquê?", 1)))
	if err != nil || len(back.Languages) != 2 || back.Questions[0].Text["pt-BR"] != "Porquê?" || len(back.Questions[0].Text) != 2 || back.Questions[1].Text["pt-br"] != "E mais?" {
		t.Errorf("imported: %+v, %v", back, err)
	}
	s.Languages = []string{"en", "de", "DE"}
	if wrong := Check(s); len(wrong) != 1 || wrong[0].Path != "languages[2]" {
		t.Errorf("a language twice: %v", wrong)
	}
}

// FuzzTranslations: whatever is sent, it is refused or leads to a survey that still has all that was asked.
func FuzzTranslations(f *testing.F) {
	for _, format := range []string{CSV, XLIFF} {
		file, err := ExportTranslations(translated, format, "de")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(format, file)
	}
	f.Add(XLIFF, []byte(`<xliff version="1.2"><file source-language="en" target-language="fr"><body><trans-unit id="thanks"/></body></file></xliff>`))
	f.Fuzz(func(t *testing.T, format string, data []byte) {
		got, err := ImportTranslations(translated, format, data)
		if err != nil {
			if core.AsError(err).Kind == core.Internal {
				t.Fatal(err)
			}
			return
		}
		for i, p := range phrases(translated, "") {
			if now := phrases(got, "")[i]; now != p {
				t.Fatalf("%+v became %+v", p, now)
			}
		}
	})
}

// TestTranslationsInAnotherCase: a language is written as the survey writes it, however the file does, so that visitors read the words.
func TestTranslationsInAnotherCase(t *testing.T) {
	for format, file := range map[string]string{
		CSV: "id,en,DE\nquestions.why.text,What held you back?,Warum?\n",
		XLIFF: `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="DE"><file id="f"><unit id="questions.why.text">` +
			`<segment><source>What held you back?</source><target>Warum?</target></segment></unit></file></xliff>`,
	} {
		got, err := ImportTranslations(translated, format, []byte(file))
		if err != nil {
			t.Fatal(err)
		}
		want := core.Text{"en": "What held you back?", "de": "Warum?"}
		if d := cmp.Diff(want, got.Questions[0].Text); d != "" || len(got.Languages) != 2 {
			t.Errorf("%s: %s, languages %v", format, d, got.Languages)
		}
	}
}

// TestATranslationMayReadAsItsSource: «OK» is translated once somebody has said so.
func TestATranslationMayReadAsItsSource(t *testing.T) {
	for _, source := range []string{"", "en"} {
		s := core.Survey{Site: "demo", Name: "x", Languages: []string{"en", "de"}, Questions: []core.Question{{ID: "ok", Type: core.Thumbs, Text: core.Text{source: "OK?"}}}}
		got, err := ImportTranslations(s, CSV, []byte("id,en,de\nquestions.ok.text,OK?,OK?\n"))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(core.Text{source: "OK?", "de": "OK?"}, got.Questions[0].Text); d != "" {
			t.Errorf("from %q: %s", source, d)
		}
	}
}
