package manifest

import (
	"fmt"
	"math"
	"strconv"

	"github.com/goccy/go-yaml/ast"

	"heed/collector/core"
)

// kind is what a YAML value is.
type kind uint8

const (
	null kind = iota
	text
	number
	truth
	list
	table
)

// String names the kind in an error.
func (k kind) String() string {
	return [...]string{"nothing", "a text", "a number", "true or false", "a list", "a mapping"}[k]
}

// node is a YAML value with its position: what is left of the parser's tree when comments, styles and quotes do not matter.
type node struct {
	kind   kind
	at     position
	text   string
	number float64
	truth  bool
	items  []node  // of a list
	fields []field // of a table, in the order of the file; names differ
}

type field struct {
	name  string
	at    position // of the name
	value node
}

// maxDepth bounds the nesting of a file. Documents need six levels.
const maxDepth = 32

// reader turns the parser's tree into nodes, with variables replaced.
type reader struct {
	file   string
	expand func(name string) (string, bool)
	faults faults
}

func (r *reader) node(from ast.Node, path string, depth int) node {
	at := placeOf(from)
	if depth > maxDepth {
		r.faults.add(r.file, at, path, "is nested deeper than %d levels", maxDepth)
		return node{at: at}
	}
	switch n := from.(type) {
	case *ast.NullNode:
		return node{at: at}
	case *ast.StringNode:
		return node{kind: text, at: at, text: r.replace(n.Value, at, path)}
	case *ast.LiteralNode:
		return node{kind: text, at: at, text: r.replace(n.Value.Value, at, path)}
	case *ast.BoolNode:
		return node{kind: truth, at: at, truth: n.Value}
	case *ast.IntegerNode:
		return r.integer(n, at, path)
	case *ast.FloatNode:
		return node{kind: number, at: at, number: n.Value}
	case *ast.SequenceNode:
		out := node{kind: list, at: at}
		for i, v := range n.Values {
			out.items = append(out.items, r.node(v, path+"["+strconv.Itoa(i)+"]", depth+1))
		}
		return out
	case *ast.MappingNode:
		return r.table(n.Values, at, path, depth)
	case *ast.MappingValueNode:
		return r.table([]*ast.MappingValueNode{n}, at, path, depth)
	}
	r.faults.add(r.file, at, path, "uses %s, which configuration does not need; write the value itself", feature(from))
	return node{at: at}
}

func (r *reader) integer(n *ast.IntegerNode, at position, path string) node {
	v, err := strconv.ParseFloat(fmt.Sprint(n.Value), 64)
	if err != nil || math.Abs(v) > 1<<53 {
		r.faults.add(r.file, at, path, "%s is too large", n.Token.Value)
	}
	return node{kind: number, at: at, number: v}
}

func (r *reader) table(values []*ast.MappingValueNode, at position, path string, depth int) node {
	out := node{kind: table, at: at}
	seen := map[string]bool{}
	for _, v := range values {
		key, keyAt := v.Key, placeOf(v.Key)
		name, ok := keyName(key)
		if !ok {
			r.faults.add(r.file, keyAt, path, "has a name that is no plain text; put it in quotes")
			continue
		}
		if seen[name] {
			r.faults.add(r.file, keyAt, join(path, name), "is given twice; keep one")
			continue
		}
		seen[name] = true
		out.fields = append(out.fields, field{name, keyAt, r.node(v.Value, join(path, name), depth+1)})
	}
	return out
}

// keyName takes plain words for names, also those that YAML reads as something else, such as the language «no».
func keyName(key ast.MapKeyNode) (string, bool) {
	switch k := key.(type) {
	case *ast.StringNode:
		return k.Value, true
	case *ast.BoolNode, *ast.NullNode, *ast.IntegerNode:
		return k.GetToken().Value, true
	}
	return "", false
}

// placeOf is where a value begins. The parser puts a block mapping at its first colon; it begins at its first name.
func placeOf(n ast.Node) position {
	switch m := n.(type) {
	case *ast.MappingNode:
		if !m.IsFlowStyle && len(m.Values) > 0 {
			return placeOf(m.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return placeOf(m.Key)
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return position{t.Position.Line, t.Position.Column}
	}
	return position{}
}

func feature(n ast.Node) string {
	switch n.(type) {
	case *ast.AnchorNode, *ast.AliasNode:
		return "an anchor or alias (& or *)"
	case *ast.TagNode:
		return "a tag (!)"
	case *ast.InfinityNode, *ast.NanNode:
		return "a number without a value"
	}
	return "a feature of YAML"
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// plain gives the node as encoding/json writes it. Nulls are left out: a field that is null is not set.
func (n node) plain() any {
	switch n.kind {
	case text:
		return n.text
	case number:
		return n.number
	case truth:
		return n.truth
	case list:
		out := make([]any, len(n.items))
		for i, item := range n.items {
			out[i] = item.plain()
		}
		return out
	case table:
		out := map[string]any{}
		for _, f := range n.fields {
			if f.value.kind != null {
				out[f.name] = f.value.plain()
			}
		}
		return out
	}
	return nil
}

// note notes where every field of the node stands, by its path, and which are 0, or a time of 0.
func (n node) note(path string, into origin) {
	into.positions[path] = n.at
	if n.isZero() {
		into.zeros[path] = true
	}
	for i, item := range n.items {
		item.note(path+"["+strconv.Itoa(i)+"]", into)
	}
	for _, f := range n.fields {
		f.value.note(join(path, f.name), into)
	}
}

// isZero reports whether the node is the number 0, or a text that reads as no time at all, such as 0s.
func (n node) isZero() bool {
	if n.kind == text {
		d, err := core.ParseDuration(n.text)
		return err == nil && d == 0
	}
	return n.kind == number && n.number == 0
}
