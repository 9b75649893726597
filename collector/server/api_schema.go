package server

import (
	"encoding"
	"encoding/json"
	"reflect"
	"regexp"
	"strings"
	"time"

	"heed/collector/core"
)

// schemas are JSON Schemas by the name of the Go type they were made from.
type schemas map[string]any

// of gives the schema of a type: inline for simple ones, a reference for structs, whose schema is added.
func (s schemas) of(t reflect.Type) map[string]any {
	switch {
	case t.Kind() == reflect.Pointer:
		return s.of(t.Elem())
	case t == reflect.TypeFor[time.Time]():
		return map[string]any{"type": "string", "format": "date-time"}
	case t == reflect.TypeFor[core.Explanation]():
		return s.of(reflect.TypeFor[[]core.Evaluation]())
	case t == reflect.TypeFor[core.Value]():
		return map[string]any{"type": []string{"number", "string", "null"}}
	case t == reflect.TypeFor[json.RawMessage](), t.Implements(reflect.TypeFor[json.Marshaler]()):
		return map[string]any{} // anything
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return map[string]any{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer"}
	case reflect.Float32, reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": s.of(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": s.of(t.Elem())}
	case reflect.Struct:
		return s.object(t)
	}
	return map[string]any{}
}

// packagePath is what a generic type's name says of its argument's package. It does not belong into the name of a component, which OpenAPI
// makes of letters, digits, dots, hyphens and underscores.
var packagePath = regexp.MustCompile(`[\w/]+\.`)

func (s schemas) object(t reflect.Type) map[string]any {
	name := strings.NewReplacer("View", "", "[", "_", "]", "").Replace(packagePath.ReplaceAllString(t.Name(), ""))
	ref := map[string]any{"$ref": "#/components/schemas/" + name}
	if _, ok := s[name]; ok {
		return ref
	}
	properties, required := map[string]any{}, []string{}
	s[name] = nil // so that a type that holds itself ends
	s.fields(t, properties, &required)
	s[name] = map[string]any{"type": "object", "properties": properties, "required": required}
	return ref
}

// fields adds a struct's fields as encoding/json writes them: embedded ones are its own, what is omitted when empty is optional.
func (s schemas) fields(t reflect.Type, properties map[string]any, required *[]string) {
	for f := range t.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			s.fields(f.Type, properties, required)
			continue
		case name == "-" || !f.IsExported():
			continue
		}
		properties[name] = s.of(f.Type)
		if strings.Contains(options, "omit") {
			continue
		}
		*required = append(*required, name)
		if f.Type.Kind() == reflect.Pointer {
			properties[name] = orNull(s.of(f.Type))
		}
	}
}

// orNull is a schema that also takes null.
func orNull(schema map[string]any) map[string]any {
	return map[string]any{"anyOf": []any{schema, map[string]any{"type": "null"}}}
}
