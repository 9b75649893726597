package server

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// description is an OpenAPI document as its readers have it.
type description struct {
	OpenAPI string
	Paths   map[string]map[string]struct {
		Summary     string
		RequestBody *struct{ Content map[string]media }
		Responses   map[string]struct{ Content map[string]media }
	}
	Components struct{ Schemas map[string]map[string]any }
}

type media struct{ Schema map[string]any }

func readDescription(t *testing.T, body []byte) description {
	t.Helper()
	var doc description
	if err := json.Unmarshal(body, &doc); err != nil || doc.OpenAPI != "3.1.0" {
		t.Fatalf("openapi %q: %v", doc.OpenAPI, err)
	}
	return doc
}

// componentName is what OpenAPI 3.1 allows as the name of a component.
var componentName = regexp.MustCompile(`^[a-zA-Z0-9._-]+$`)

const componentPath = "#/components/schemas/"

// misfits says where a value is not what a schema promises, of those keywords of JSON Schema that ours use; any other is a misfit too.
func (d description) misfits(schema map[string]any, value any, at string) (out []string) {
	add := func(format string, args ...any) { out = append(out, at+": "+fmt.Sprintf(format, args...)) }
	for keyword, says := range schema {
		switch keyword {
		case "$ref":
			name, _ := strings.CutPrefix(says.(string), componentPath)
			target, ok := d.Components.Schemas[name]
			if !ok || !componentName.MatchString(name) {
				add("there is no component %q", says)
				continue
			}
			out = append(out, d.misfits(target, value, at)...)
		case "anyOf":
			var all []string
			fits := slices.ContainsFunc(says.([]any), func(one any) bool {
				wrong := d.misfits(one.(map[string]any), value, at)
				all = append(all, wrong...)
				return len(wrong) == 0
			})
			if !fits {
				out = append(out, all...)
			}
		case "type":
			names, ok := says.([]any)
			if !ok {
				names = []any{says}
			}
			if !slices.Contains(names, any(typeOf(value))) && !(typeOf(value) == "integer" && slices.Contains(names, any("number"))) {
				add("%.40v is no %v", value, says)
			}
		case "required":
			object, _ := value.(map[string]any)
			for i, name := range says.([]any) {
				if _, ok := object[name.(string)]; object != nil && !ok || slices.Contains(says.([]any)[:i], name) {
					add("%q is missing, or promised twice", name)
				}
			}
		case "properties":
			object, _ := value.(map[string]any)
			for _, name := range slices.Sorted(maps.Keys(object)) {
				if property, ok := says.(map[string]any)[name]; ok {
					out = append(out, d.misfits(property.(map[string]any), object[name], at+"."+name)...)
				} else {
					add("%q is not described", name)
				}
			}
		case "additionalProperties":
			object, _ := value.(map[string]any)
			for name, inside := range object {
				out = append(out, d.misfits(says.(map[string]any), inside, at+"."+name)...)
			}
		case "items":
			list, _ := value.([]any)
			for _, inside := range list {
				out = append(out, d.misfits(says.(map[string]any), inside, at+"[]")...)
			}
		case "format":
		default:
			add("the keyword %q is not known here", keyword)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// typeOf is a value's type in the words of JSON Schema.
func typeOf(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "string"
	case []any:
		return "array"
	case float64:
		if v == math.Trunc(v) {
			return "integer"
		}
		return "number"
	}
	return "object"
}

// TestMisfits: what holds the API against its description finds each kind of mistake.
func TestMisfits(t *testing.T) {
	var d description
	d.Components.Schemas = map[string]map[string]any{"ok": {"type": "string"}, "a/b": {}}
	read := func(text string) (value any) {
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		return value
	}
	for _, row := range []struct {
		schema, value string
		fits          bool
	}{
		{`{"type": "number"}`, `1`, true},
		{`{"type": "integer"}`, `1.5`, false},
		{`{"type": "string"}`, `null`, false},
		{`{"type": ["string", "null"]}`, `null`, true},
		{`{"$ref": "#/components/schemas/ok"}`, `"a"`, true},
		{`{"$ref": "#/components/schemas/ok"}`, `1`, false},
		{`{"$ref": "#/components/schemas/none"}`, `1`, false},
		{`{"$ref": "#/components/schemas/a/b"}`, `1`, false},
		{`{"anyOf": [{"type": "string"}, {"type": "null"}]}`, `null`, true},
		{`{"anyOf": [{"type": "string"}, {"type": "null"}]}`, `1`, false},
		{`{"properties": {"a": {"type": "string"}}, "required": ["a"]}`, `{"a": "b"}`, true},
		{`{"properties": {"a": {"type": "string"}}, "required": ["a"]}`, `{}`, false},
		{`{"properties": {"a": {"type": "string"}}, "required": ["a", "a"]}`, `{"a": "b"}`, false},
		{`{"properties": {"a": {"type": "string"}}}`, `{"b": "b"}`, false},
		{`{"properties": {"a": {"type": "string"}}}`, `{"a": 1}`, false},
		{`{"additionalProperties": {"type": "string"}}`, `{"a": 1}`, false},
		{`{"items": {"type": "string"}}`, `["a", 1]`, false},
		{`{"minimum": 1}`, `1`, false},
	} {
		if wrong := d.misfits(read(row.schema).(map[string]any), read(row.value), "it"); (len(wrong) == 0) != row.fits {
			t.Errorf("%s of %s: %v", row.value, row.schema, wrong)
		}
	}
}
