package storetest

import (
	"encoding/json"
	"testing"

	"heed/collector/core"
)

func aDocument(kind, name, body string) core.Document {
	return core.Document{Kind: kind, Site: "shop", Name: name, Body: json.RawMessage(body), Author: "maya@example.com",
		At: after(1)}
}

func revision(d core.Document, n int) core.Document {
	d.Revision = n
	return d
}

func testDocuments(t *testing.T, s core.Store) {
	docs, version, err := s.Current(t.Context())
	equal(t, "nothing", must(docs, err)(t), []core.Document{})
	equal(t, "version of nothing", version, must(s.Version(t.Context()))(t))
	_, err = s.Revisions(t.Context(), core.KindSurvey, "shop", "why")
	refused(t, "revisions of an unknown document", err, core.NotFound, "")

	save := func(docs ...core.Document) []core.Document {
		t.Helper()
		before := must(s.Version(t.Context()))(t)
		saved := must(s.SaveDocuments(t.Context(), docs))(t)
		if now := must(s.Version(t.Context()))(t); (now > before) != (len(saved) > 0) || now < before {
			t.Errorf("version went from %d to %d with %d revisions", before, now, len(saved))
		}
		return saved
	}
	survey, site := aDocument(core.KindSurvey, "why", `{"a":1}`), aDocument(core.KindSite, "shop", `{"b":[1,2]}`)
	intercept := aDocument(core.KindIntercept, "stuck", `{"c":"ü"}`)
	equal(t, "first save", save(survey, site, intercept),
		[]core.Document{revision(survey, 1), revision(site, 1), revision(intercept, 1)})
	equal(t, "same again", save(survey, site), []core.Document{})
	spaced := survey
	spaced.Body = json.RawMessage("{\n  \"a\": 1\n}")
	equal(t, "the same JSON", save(spaced), []core.Document{})

	changed := survey
	changed.Body, changed.Author, changed.At = json.RawMessage(`{"a":2}`), "noah@example.com", after(2)
	equal(t, "only what differs", save(site, changed, intercept), []core.Document{revision(changed, 2)})
	back := survey
	back.At = after(3)
	equal(t, "back to the old body", save(back), []core.Document{revision(back, 3)})
	equal(t, "revisions", must(s.Revisions(t.Context(), core.KindSurvey, "shop", "why"))(t),
		[]core.Document{revision(back, 3), revision(changed, 2), revision(survey, 1)})

	elsewhere := aDocument(core.KindSurvey, "why", `{"a":9}`)
	elsewhere.Site = "a-shop"
	save(elsewhere)
	docs, version, err = s.Current(t.Context())
	equal(t, "in force, by kind, site and name", must(docs, err)(t),
		[]core.Document{revision(intercept, 1), revision(site, 1), revision(elsewhere, 1), revision(back, 3)})
	equal(t, "version", version, must(s.Version(t.Context()))(t))

	follow := func(d core.Document, n int, body string) core.Document {
		d.Follows, d.Body = &n, json.RawMessage(body)
		return d
	}
	_, err = s.SaveDocuments(t.Context(), []core.Document{follow(site, 1, `{"b":3}`), follow(survey, 2, `{"a":4}`)})
	refused(t, "made from an old revision", err, core.Invalid, "changed_meanwhile")
	_, err = s.SaveDocuments(t.Context(), []core.Document{follow(survey, 0, `{"a":4}`)})
	refused(t, "a name that is taken", err, core.Invalid, "changed_meanwhile")
	equal(t, "what is in force, made from an old revision", save(follow(survey, 2, `{"a":1}`)), []core.Document{})
	fresh := follow(aDocument(core.KindSurvey, "fresh", `{}`), 0, `{}`)
	equal(t, "made from the revision in force, and new", len(save(follow(survey, 3, `{"a":4}`), fresh)), 2)
	equal(t, "its revision", must(s.Revisions(t.Context(), core.KindSurvey, "shop", "why"))(t)[0].Revision, 4)
	equal(t, "and the one that was refused with another", len(must(s.Revisions(t.Context(), core.KindSite, "shop", "shop"))(t)), 1)

	for name, bad := range map[string]core.Document{
		"no JSON": aDocument(core.KindSurvey, "new", `{`), "no name": aDocument(core.KindSurvey, "", `{}`),
	} {
		_, err := s.SaveDocuments(t.Context(), []core.Document{aDocument(core.KindSurvey, "good", `{}`), bad})
		refused(t, name, err, core.Invalid, "")
	}
	_, err = s.Revisions(t.Context(), core.KindSurvey, "shop", "good")
	refused(t, "all or none", err, core.NotFound, "")
}
