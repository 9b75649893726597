package app

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"heed/collector/core"
)

// TestTranslationsByAPI: a survey's texts go to translators and back, in both formats, by the checks of the command line.
func TestTranslationsByAPI(t *testing.T) {
	a := open(t)
	secret, _, err := a.auth.CreateToken(t.Context(), machine(), "translate", []core.Permission{core.CanRead, core.CanWrite})
	if err != nil {
		t.Fatal(err)
	}
	call := func(method, query, body string) (int, string, http.Header) {
		t.Helper()
		r, err := http.NewRequest(method, a.PublicURL+"/api/v1/surveys/cart-why/translations"+query, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+secret)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(text), answer.Header
	}
	m := newMarketer(t, a)
	before := m.survey("cart-why")
	for format, media := range map[string]string{"csv": "text/csv; charset=utf-8", "xliff": "application/xliff+xml; charset=utf-8"} {
		query := "?site=demo&lang=nl&format=" + format
		status, file, head := call(http.MethodGet, query, "")
		if status != http.StatusOK || head.Get("Content-Type") != media || !strings.Contains(head.Get("Content-Disposition"), `filename="cart-why.nl.`) {
			t.Fatalf("%s: %d %v", format, status, head)
		}
		status, answer, _ := call(http.MethodPut, query, file)
		if status != http.StatusOK || !strings.Contains(answer, `"unchanged"`) {
			t.Errorf("%s, back as it was: %d %s", format, status, answer)
		}
	}
	source := before.Questions[0].Text.In("en")
	rows := "id,en,nl\nquestions." + before.Questions[0].ID + ".text,\"" + source + "\",Wat hield u tegen?\n"
	if status, answer, _ := call(http.MethodPut, "?dry_run=true", rows); status != http.StatusOK || !strings.Contains(answer, "questions[0].text.nl") {
		t.Errorf("dry: %d %s", status, answer)
	}
	if s := m.survey("cart-why"); s.Revision != before.Revision {
		t.Errorf("a dry run wrote revision %d", s.Revision)
	}
	if status, answer, _ := call(http.MethodPut, "", rows); status != http.StatusOK || !strings.Contains(answer, `"changed"`) {
		t.Errorf("%d %s", status, answer)
	}
	if s := m.survey("cart-why"); s.Revision != before.Revision+1 || s.Questions[0].Text["nl"] != "Wat hield u tegen?" || s.Languages[len(s.Languages)-1] != "nl" {
		t.Errorf("saved %+v", s)
	}
	status, answer, _ := call(http.MethodPut, "", rows+"questions.gone.text,A,B\n")
	if status != http.StatusBadRequest || !strings.Contains(answer, `"invalid_translations"`) || !strings.Contains(answer, `"line":3`) {
		t.Errorf("%d %s", status, answer)
	}
	for query, code := range map[string]string{"?format=po": "bad_format", "?format=xliff": "no_language", "?lang=en": "bad_language"} {
		if status, answer, _ := call(http.MethodGet, query, ""); status < 400 || !strings.Contains(answer, `"`+code+`"`) {
			t.Errorf("%s: %d %s", query, status, answer)
		}
	}
	for _, method := range []string{http.MethodGet, http.MethodPut} {
		if status, answer, _ := call(method, "?site=none", rows); status != http.StatusNotFound || !strings.Contains(answer, `"unknown_survey"`) {
			t.Errorf("%s of no survey: %d %s", method, status, answer)
		}
	}
}

// TestTranslationsInConsole: a file comes back on the survey's page, and one with something wrong is refused there line by line.
func TestTranslationsInConsole(t *testing.T) {
	m := newMarketer(t, open(t))
	const at = "/console/surveys/demo/cart-why"
	file := m.get(at + "/translations?format=xliff&lang=de").body
	upload := func(name, content string) screen {
		t.Helper()
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		if name != "" {
			part, err := form.CreateFormFile("file", name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.WriteString(part, content); err != nil {
				t.Fatal(err)
			}
		}
		if err := form.Close(); err != nil {
			t.Fatal(err)
		}
		return m.shown(m.client.Post(m.app.PublicURL+at+"/translations", form.FormDataContentType(), &body))
	}
	upload("cart-why.de.xlf", file).has(t, "Nothing was different")
	upload("CART.XLIFF", strings.Replace(file, "<target>", "<target>Na ", 1)).has(t, "The changes were saved.")
	if s := m.survey("cart-why"); !strings.HasPrefix(s.Questions[0].Text["de"], "Na ") {
		t.Errorf("saved %+v", s.Questions[0])
	}
	p := upload("broken.csv", "id,en,de\nquestions.none.text,A,B\n")
	p.has(t, "Nothing was changed", "Line 2: <code>questions.none.text</code> is no text of the survey as it is now")
	if p.status != http.StatusBadRequest {
		t.Errorf("status %d", p.status)
	}
	upload("", "").has(t, "There is no file with it; choose one.")
}
