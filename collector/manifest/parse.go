package manifest

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"heed/collector/core"
)

// Set is documents, with the places where they were written as far as they were read from files.
type Set struct {
	Sites      []core.Site
	Intercepts []core.Intercept
	Surveys    []core.Survey
	Webhooks   []core.Webhook

	// Origins stand beside the documents; a slice may be shorter than its documents, which then have no origin.
	siteAt, interceptAt, surveyAt, webhookAt []origin
}

// Add puts other's documents behind those of s.
func (s *Set) Add(other Set) {
	s.siteAt = slices.Concat(aligned(s.siteAt, len(s.Sites)), other.siteAt)
	s.interceptAt = slices.Concat(aligned(s.interceptAt, len(s.Intercepts)), other.interceptAt)
	s.surveyAt = slices.Concat(aligned(s.surveyAt, len(s.Surveys)), other.surveyAt)
	s.webhookAt = slices.Concat(aligned(s.webhookAt, len(s.Webhooks)), other.webhookAt)
	s.Sites = slices.Concat(s.Sites, other.Sites)
	s.Intercepts = slices.Concat(s.Intercepts, other.Intercepts)
	s.Surveys = slices.Concat(s.Surveys, other.Surveys)
	s.Webhooks = slices.Concat(s.Webhooks, other.Webhooks)
}

// AddIntercept puts an intercept behind those of s. Written is the JSON that it was read from, in which alone a 0 can be told from what was
// left out; nil for one that nobody wrote.
func (s *Set) AddIntercept(i core.Intercept, written json.RawMessage) error {
	at := origin{positions: map[string]position{}, zeros: map[string]bool{}}
	if written != nil {
		n, err := nodeOf(written)
		if err != nil {
			return fmt.Errorf("read intercept %s: %w", i.Name, err)
		}
		n.note("", at)
	}
	s.Add(Set{Intercepts: []core.Intercept{i}, interceptAt: []origin{at}})
	return nil
}

// aligned gives one origin for each of n documents.
func aligned(at []origin, n int) []origin {
	return append(slices.Clip(at[:min(n, len(at))]), make([]origin, max(0, n-len(at)))...)
}

// maxFile bounds a file in bytes; a site with 200 intercepts has some 300 KB.
const maxFile = 1 << 20

// Parse reads a YAML file of one or more documents, strictly: unknown fields, values of another kind and names given twice are
// errors, all of them at once. Variables like ${HEED_PUBLIC_URL} are replaced by expand, in values only. The error is a
// *core.Error of kind Invalid, code invalid_config, whose Message has a line FILE:LINE:COL: field: message for each fault.
func Parse(file string, data []byte, expand func(name string) (string, bool)) (Set, error) {
	r := &reader{file: file, expand: expand}
	var set Set
	if len(data) > maxFile {
		r.faults.add(file, position{}, "", "is larger than %d MB; split it", maxFile>>20)
		return Set{}, r.faults.err()
	}
	tokens := lexer.Tokenize(string(data))
	if r.nesting(tokens); len(r.faults) > 0 {
		return Set{}, r.faults.err()
	}
	parsed, err := parser.Parse(tokens, 0)
	if err != nil {
		r.syntax(err)
		return Set{}, r.faults.err()
	}
	found := false
	for _, doc := range parsed.Docs {
		if _, isNull := doc.Body.(*ast.NullNode); doc.Body == nil || isNull {
			continue
		}
		found = true
		r.document(r.node(doc.Body, "", 0), &set)
	}
	if !found && len(r.faults) == 0 {
		r.faults.add(file, position{1, 1}, "", "holds no document; begin one with kind: site, intercept, survey or webhook")
	}
	if err := r.faults.err(); err != nil {
		return Set{}, err
	}
	return set, nil
}

// nesting notes where brackets, or dashes of one line, are nested too deeply or closed too often. The parser is recursive and takes
// quadratic time and memory over them: 200 KB of brackets would end the process. Nesting by indentation needs no such bound, since
// a file of n bytes has only some √n levels.
func (r *reader) nesting(tokens token.Tokens) {
	brackets, dashes, line := 0, 0, 0
	for _, t := range tokens {
		at := position{t.Position.Line, t.Position.Column}
		if at.line != line {
			dashes, line = 0, at.line
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			brackets++
		case token.SequenceEndType, token.MappingEndType:
			brackets--
		case token.SequenceEntryType, token.MappingKeyType, token.AnchorType, token.TagType:
			dashes++
		}
		switch {
		case brackets > maxDepth || dashes > maxDepth:
			r.faults.add(r.file, at, "", "is nested deeper than %d levels", maxDepth)
			return
		case brackets < 0:
			r.faults.add(r.file, at, "", "is not YAML: this bracket closes nothing")
			return
		}
	}
}

// syntax notes what is no YAML at all.
func (r *reader) syntax(err error) {
	var at position
	message := err.Error()
	var e yaml.Error
	if errors.As(err, &e) {
		message = e.GetMessage()
		if t := e.GetToken(); t != nil && t.Position != nil {
			at = position{t.Position.Line, t.Position.Column}
		}
	}
	r.faults.add(r.file, at, "", "is not YAML: %s", message)
}

// document adds one document to the set, when nothing is wrong with its shape.
func (r *reader) document(n node, set *Set) {
	if n.kind != table {
		r.wrong(n, "", "a document that begins with kind: site, intercept, survey or webhook")
		return
	}
	at := origin{file: r.file, positions: map[string]position{}, zeros: map[string]bool{}}
	n.note("", at)
	switch name, given := kindGiven(n); name {
	case core.KindSite:
		decode(r, n, at, &set.Sites, &set.siteAt)
	case core.KindIntercept:
		decode(r, n, at, &set.Intercepts, &set.interceptAt)
	case core.KindSurvey:
		decode(r, n, at, &set.Surveys, &set.surveyAt)
	case core.KindWebhook:
		decode(r, n, at, &set.Webhooks, &set.webhookAt)
	default:
		if !given {
			r.faults.addTo(at, "kind", "is missing; write kind: site, intercept, survey or webhook")
			return
		}
		r.faults.addTo(at, "kind", "is none of site, intercept, survey and webhook")
	}
}

func kindGiven(n node) (name string, given bool) {
	for _, f := range n.fields {
		if f.name == "kind" {
			return f.value.text, f.value.kind != null
		}
	}
	return "", false
}

// decode checks a document's shape and then reads it the way the store's copy will be read: as JSON.
func decode[T any](r *reader, n node, at origin, docs *[]T, origins *[]origin) {
	before := len(r.faults)
	r.shape(n, reflect.TypeFor[T](), "")
	if len(r.faults) > before {
		return
	}
	var doc T
	body, err := json.Marshal(n.plain())
	if err == nil {
		err = json.Unmarshal(body, &doc)
	}
	if err != nil {
		r.faults.addTo(at, "", "cannot be read: %v", err)
		return
	}
	*docs, *origins = append(*docs, doc), append(*origins, at)
}
