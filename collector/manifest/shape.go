package manifest

import (
	"encoding"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"heed/collector/core"
)

// shape holds a node against the Go type it will become, and finds what does not fit: unknown names and values of another kind.
// Types come from the json tags of core's nouns, so a new field there needs nothing here.
func (r *reader) shape(n node, t reflect.Type, path string) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if n.kind == null {
		return
	}
	switch {
	case t == reflect.TypeFor[core.Text]():
		if n.kind != text {
			r.each(n, reflect.TypeFor[string](), path, "a text, or texts by language such as {en: …, de: …}")
		}
	case t == reflect.TypeFor[core.Option]() && n.kind == text: // a bare id
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		r.written(n, t, path)
	case t.Kind() == reflect.Struct:
		r.fields(n, t, path)
	case t.Kind() == reflect.Map:
		r.each(n, t.Elem(), path, "a mapping")
	case t.Kind() == reflect.Slice:
		r.items(n, t.Elem(), path)
	default:
		r.scalar(n, t, path)
	}
}

func (r *reader) fields(n node, t reflect.Type, path string) {
	if n.kind != table {
		r.wrong(n, path, "a mapping with "+strings.Join(names(t), ", "))
		return
	}
	for _, f := range n.fields {
		typ, ok := fieldType(t, f.name)
		if !ok {
			r.faults.add(r.file, f.at, join(path, f.name), "is not known here; known are %s", strings.Join(names(t), ", "))
			continue
		}
		r.shape(f.value, typ, join(path, f.name))
	}
}

// each checks the values of a table whose names are free.
func (r *reader) each(n node, t reflect.Type, path, want string) {
	if n.kind != table {
		r.wrong(n, path, want)
		return
	}
	for _, f := range n.fields {
		if f.value.kind == null {
			r.wrong(f.value, join(path, f.name), kindOf(t))
		}
		r.shape(f.value, t, join(path, f.name))
	}
}

func (r *reader) items(n node, t reflect.Type, path string) {
	if n.kind != list {
		r.wrong(n, path, "a list, such as [a, b]")
		return
	}
	for i, item := range n.items {
		at := path + "[" + strconv.Itoa(i) + "]"
		if item.kind == null {
			r.wrong(item, at, kindOf(t))
		}
		r.shape(item, t, at)
	}
}

// written checks a type that reads itself from a text, such as a duration; its own error says what would be right.
func (r *reader) written(n node, t reflect.Type, path string) {
	if n.kind != text {
		r.wrong(n, path, "a text, such as 30d, 12h or 20s for a time")
		return
	}
	if err := reflect.New(t).Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(n.text)); err != nil {
		r.faults.add(r.file, n.at, path, "%v", err)
	}
}

func (r *reader) scalar(n node, t reflect.Type, path string) {
	switch t.Kind() {
	case reflect.String:
		if n.kind == number || n.kind == truth {
			r.wrong(n, path, "a text; put it in quotes")
		} else if n.kind != text {
			r.wrong(n, path, "a text")
		}
	case reflect.Bool:
		if n.kind != truth {
			r.wrong(n, path, "true or false")
		}
	case reflect.Int:
		if n.kind != number || n.number != math.Trunc(n.number) || math.Abs(n.number) > math.MaxInt32 {
			r.wrong(n, path, "a whole number")
		}
	case reflect.Float64:
		if n.kind != number || math.IsInf(n.number, 0) || math.IsNaN(n.number) {
			r.wrong(n, path, "a number")
		}
	}
}

// wrong says what a value is and what it should be.
func (r *reader) wrong(n node, path, want string) {
	got := n.kind.String()
	switch {
	case n.kind == text && len(n.text) <= 40:
		got = strconv.Quote(n.text)
	case n.kind == number:
		got = strconv.FormatFloat(n.number, 'f', -1, 64)
	case n.kind == truth:
		got = strconv.FormatBool(n.truth)
	}
	r.faults.add(r.file, n.at, path, "is %s and should be %s", got, want)
}

// kindOf names what a value of the type looks like.
func kindOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Struct:
		return table.String()
	case reflect.Float64, reflect.Int:
		return number.String()
	}
	return text.String()
}

// names lists the fields of a struct as they are written, kind first where a document has one.
func names(t reflect.Type) []string {
	var out []string
	if isDocument(t) {
		out = append(out, "kind")
	}
	for i := range t.NumField() {
		if name := fieldName(t.Field(i)); name != "-" {
			out = append(out, name)
		}
	}
	return out
}

func fieldType(t reflect.Type, name string) (reflect.Type, bool) {
	if name == "kind" && isDocument(t) {
		return reflect.TypeFor[string](), true
	}
	for i := range t.NumField() {
		if f := t.Field(i); fieldName(f) == name && name != "-" {
			return f.Type, true
		}
	}
	return nil, false
}

func fieldName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// isDocument reports whether the type stands at the top of a document, where `kind` says which it is.
func isDocument(t reflect.Type) bool {
	return slices.Contains([]reflect.Type{
		reflect.TypeFor[core.Site](), reflect.TypeFor[core.Intercept](), reflect.TypeFor[core.Survey](), reflect.TypeFor[core.Webhook](),
	}, t)
}
