package manifest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// YAML writes a document's body, the noun as JSON, the way people write it and Parse reads it: fields in the order of the noun, short
// tables on one line.
func YAML(kind string, body json.RawMessage) (string, error) {
	n, err := nodeOf(body)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", kind, err)
	}
	n.fields = append([]field{{name: "kind", value: node{kind: text, text: kind}}}, n.fields...)
	var w writer
	w.table(n, 0)
	return w.String(), nil
}

// nodeOf reads JSON into a node. The order of fields is kept, which a map would not.
func nodeOf(body json.RawMessage) (node, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	return nextNode(d)
}

func nextNode(d *json.Decoder) (node, error) {
	token, err := d.Token()
	if err != nil {
		return node{}, err
	}
	switch t := token.(type) {
	case string:
		return node{kind: text, text: t}, nil
	case float64:
		return node{kind: number, number: t}, nil
	case bool:
		return node{kind: truth, truth: t}, nil
	case json.Delim:
		return collection(d, t)
	}
	return node{}, nil
}

func collection(d *json.Decoder, open json.Delim) (node, error) {
	out := node{kind: list}
	if open == '{' {
		out.kind = table
	}
	for d.More() {
		var name string
		if out.kind == table {
			key, err := d.Token()
			if err != nil {
				return node{}, err
			}
			name, _ = key.(string)
		}
		value, err := nextNode(d)
		if err != nil {
			return node{}, err
		}
		if out.kind == list {
			out.items = append(out.items, value)
		} else if value.kind != null { // a field that is null is not set
			out.fields = append(out.fields, field{name: name, value: value})
		}
	}
	_, err := d.Token()
	return out, err
}

// writer writes nodes as YAML in blocks, two spaces a level.
type writer struct{ strings.Builder }

// flowWidth is the longest table or list that is written on one line.
const flowWidth = 100

func (w *writer) table(n node, level int) {
	for i, f := range n.fields {
		if i > 0 {
			w.indent(level)
		}
		w.WriteString(name(f.name) + ":")
		w.value(f.value, level+1)
	}
}

func (w *writer) indent(level int) { w.WriteString(strings.Repeat("  ", level)) }

// value writes what stands behind «name:», to the end of its last line.
func (w *writer) value(n node, level int) {
	if flow, ok := inline(n); ok {
		w.WriteString(" " + flow + "\n")
		return
	}
	w.WriteString("\n")
	if n.kind == table {
		w.indent(level)
		w.table(n, level)
		return
	}
	for _, item := range n.items {
		w.indent(level)
		w.item(item, level)
	}
}

func (w *writer) item(n node, level int) {
	w.WriteString("-")
	flow, ok := inline(n)
	switch {
	case ok:
		w.WriteString(" " + flow + "\n")
	case n.kind == table:
		w.WriteString(" ")
		w.table(n, level+1)
	default:
		w.value(n, level+1)
	}
}

// inline writes a scalar, or a table or list of scalars that is short enough, on one line.
func inline(n node) (string, bool) {
	var parts []string
	switch n.kind {
	case list:
		for _, item := range n.items {
			if item.kind == list || item.kind == table {
				return "", false
			}
			parts = append(parts, scalar(item))
		}
		line := "[" + strings.Join(parts, ", ") + "]"
		return line, fits(line, parts)
	case table:
		for _, f := range n.fields {
			if f.value.kind == list || f.value.kind == table {
				return "", false
			}
			parts = append(parts, name(f.name)+": "+scalar(f.value))
		}
		line := "{" + strings.Join(parts, ", ") + "}"
		return line, fits(line, parts)
	}
	return scalar(n), true
}

// fits: what is empty has no other form.
func fits(line string, parts []string) bool {
	return len(parts) == 0 || utf8.RuneCountInString(line) <= flowWidth
}

func scalar(n node) string {
	switch n.kind {
	case text:
		return quoted(strings.ReplaceAll(n.text, "${", "$${")) // or Parse would look for a variable
	case number:
		return numeral(n.number)
	case truth:
		return strconv.FormatBool(n.truth)
	}
	return "null"
}

// numeral writes a number that is read back as the same: whole ones beyond 2^53 only with an exponent, and −0 with a point.
func numeral(f float64) string {
	if f == 0 && math.Signbit(f) {
		return "-0.0"
	}
	if size := math.Abs(f); f == 0 || size >= 1e-6 && size <= 1<<53 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	s := strconv.FormatFloat(f, 'e', -1, 64)
	if !strings.Contains(s, ".") { // YAML wants a point: 1.0e+18
		s = strings.Replace(s, "e", ".0e", 1)
	}
	return s
}

var (
	plainName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*$`)
	// plainText needs no quotes anywhere, also between brackets: no sign that means something to YAML, and no space at the end.
	plainText = regexp.MustCompile(`^[\p{L}/][\p{L}0-9 ._/;()@'’–-]*[\p{L}0-9._/;()'’]$`)
	// plainTime is a time such as 30d or 1h30m; without its letters it would be a number.
	plainTime = regexp.MustCompile(`^([0-9]{1,6}(d|h|ms|m|s))+$`)
)

// reserved are words that some reader of YAML takes for something else.
var reserved = []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}

func name(s string) string {
	if plainName.MatchString(s) && !slices.Contains(reserved, strings.ToLower(s)) {
		return s
	}
	return quote(s)
}

func quoted(s string) string {
	if (plainText.MatchString(s) || plainTime.MatchString(s)) && !slices.Contains(reserved, strings.ToLower(s)) {
		return s
	}
	return quote(s)
}

// quote writes any text between double quotes, where what is no plain line of text is escaped; or between single ones, where nothing
// can be, when that saves the escapes: 'answer.help == "yes"'.
func quote(s string) string {
	if strings.ContainsAny(s, `"\`) && !strings.ContainsFunc(s, func(r rune) bool { return r == '\'' || !strconv.IsPrint(r) }) {
		return "'" + s + "'"
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case strconv.IsPrint(r):
			b.WriteRune(r)
		case r <= 0xff:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
