package decide

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// Comparison is one row of a form for a `who`: a documented name, how it is compared, and with what. Rows are all to hold.
type Comparison struct {
	Name  string // of a Variable
	Key   string // the way into it when it is a map, as in plan or address.city
	Op    string // one of Operators
	Value string // as a person writes it; not used by Yes and No
}

// The operators of a Comparison, as they are written in an expression where there is one sign for it.
const (
	Is         = "=="
	IsNot      = "!="
	AtLeast    = ">="
	Above      = ">"
	AtMost     = "<="
	Below      = "<"
	Contains   = "contains"
	StartsWith = "startsWith"
	EndsWith   = "endsWith"
	Lacks      = "lacks" // a text that does not contain
	Has        = "has"   // a list that holds
	HasNot     = "has not"
	Yes        = "yes" // true
	No         = "no"
)

// Operators are all, in the order in which a form offers them.
func Operators() []string {
	return []string{Is, IsNot, AtLeast, Above, AtMost, Below, Contains, Lacks, StartsWith, EndsWith, Has, HasNot, Yes, No}
}

// Suits gives the operators that go with a type of Variable.
func Suits(typ string) []string {
	switch typ {
	case numberType:
		return []string{Is, IsNot, AtLeast, Above, AtMost, Below}
	case mapType:
		return Operators()
	case listType:
		return []string{Has, HasNot}
	case "text":
		return []string{Is, IsNot, Contains, Lacks, StartsWith, EndsWith}
	}
	return []string{Yes, No}
}

// Compose writes a condition: all rows, and rest, an expression of its own that may be empty.
func Compose(rows []Comparison, rest string) string {
	parts := make([]string, 0, len(rows)+1)
	for _, r := range rows {
		parts = append(parts, r.source())
	}
	rest = strings.TrimSpace(rest)
	if rest != "" {
		if len(rows) > 0 && looser(rest) {
			rest = "(" + rest + ")"
		}
		parts = append(parts, rest)
	}
	return strings.Join(parts, " && ")
}

// Decompose is the way back: the leading parts of a condition that rows can say, and the rest of it. What Compose makes of them means
// exactly what source does; where that cannot be had, all of it is the rest.
func Decompose(source string) (rows []Comparison, rest string) {
	tree, err := parser.Parse(source)
	if err != nil {
		return nil, source
	}
	parts := conjuncts(tree.Node, nil)
	for len(parts) > 0 {
		row, ok := comparisonOf(parts[0])
		if !ok {
			break
		}
		rows, parts = append(rows, row), parts[1:]
	}
	if len(rows) == 0 {
		return nil, source
	}
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = p.String()
		if len(parts) > 1 && looser(texts[i]) {
			texts[i] = "(" + texts[i] + ")"
		}
	}
	rest = strings.Join(texts, " && ")
	if !SameCondition(Compose(rows, rest), source) {
		return nil, source
	}
	return rows, rest
}

// SameCondition reports whether two conditions differ in nothing but their writing.
func SameCondition(a, b string) bool {
	if a == b {
		return true
	}
	x, errX := parser.Parse(a)
	y, errY := parser.Parse(b)
	if errX != nil || errY != nil {
		return false
	}
	ast.Walk(&x.Node, signs{})
	ast.Walk(&y.Node, signs{})
	return ast.Dump(x.Node) == ast.Dump(y.Node)
}

// signs writes operators that have a word as well as a sign with the sign.
type signs struct{}

// Visit implements ast.Visitor.
func (signs) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.BinaryNode:
		switch n.Operator {
		case "and":
			n.Operator = "&&"
		case "or":
			n.Operator = "||"
		}
	case *ast.UnaryNode:
		if n.Operator == "not" {
			n.Operator = "!"
		}
	}
}

// looser reports whether an expression binds less tightly than &&.
func looser(source string) bool {
	tree, err := parser.Parse(source)
	if err != nil {
		return false // it will be refused as it stands
	}
	switch n := tree.Node.(type) {
	case *ast.BinaryNode:
		return n.Operator == "||" || n.Operator == "or" || n.Operator == "??"
	case *ast.ConditionalNode, *ast.VariableDeclaratorNode, *ast.SequenceNode:
		return true
	}
	return false
}

// negated are the operators that stand inside a negation, by what they are without it.
var negated = map[string]string{Contains: Lacks, Has: HasNot, Yes: No}

// comparisonOf reads one part.
func comparisonOf(n ast.Node) (Comparison, bool) {
	if u, ok := n.(*ast.UnaryNode); ok && (u.Operator == "!" || u.Operator == "not") {
		row, ok := comparisonOf(u.Node)
		row.Op = negated[row.Op]
		return row, ok && row.Op != ""
	}
	b, ok := n.(*ast.BinaryNode)
	if !ok {
		row, ok := subject(n)
		row.Op = Yes
		return row, ok
	}
	name, value, op := b.Left, b.Right, b.Operator
	if op == "in" {
		name, value, op = b.Right, b.Left, Has
	}
	row, ok := subject(name)
	if !ok || !slices.Contains(Operators(), op) {
		return row, false
	}
	row.Op = op
	row.Value, ok = literal(value, row.Key != "")
	return row, ok
}

// subject finds the variable that a node names.
func subject(n ast.Node) (Comparison, bool) {
	name, ok := dotted(n)
	if !ok {
		return Comparison{}, false
	}
	for _, v := range Variables() {
		if v.Type != mapType && name == v.Name {
			return Comparison{Name: v.Name}, true
		}
		if key, inside := strings.CutPrefix(name, v.Name+"."); inside && v.Type == mapType {
			return Comparison{Name: v.Name, Key: key}, true
		}
	}
	return Comparison{}, false
}

// literal writes a constant as a person would write it into a row.
func literal(n ast.Node, inMap bool) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		if text := strconv.Quote(n.Value); inMap && written(n.Value, mapType) != text {
			return text, true
		}
		return n.Value, true
	case *ast.IntegerNode:
		return strconv.Itoa(n.Value), true
	case *ast.FloatNode:
		return strconv.FormatFloat(n.Value, 'f', -1, 64), true
	case *ast.BoolNode:
		return strconv.FormatBool(n.Value), inMap
	case *ast.UnaryNode:
		text, ok := literal(n.Node, inMap)
		return n.Operator + text, ok && n.Operator == "-"
	}
	return "", false
}

// The types of a Variable that decide how a value is written.
const (
	numberType = "number"
	mapType    = "map"
	listType   = "list"
)

// source writes a row as an expression.
func (c Comparison) source() string {
	name, value := c.Name, written(c.Value, typeOf(c.Name))
	if c.Key != "" {
		for part := range strings.SplitSeq(c.Key, ".") {
			if identifier.MatchString(part) {
				name += "." + part
			} else {
				name += "[" + strconv.Quote(part) + "]"
			}
		}
	}
	switch c.Op {
	case Yes:
		return name
	case No:
		return "!" + name
	case Has:
		return value + " in " + name
	case HasNot:
		return "!(" + value + " in " + name + ")"
	case Lacks:
		return "!(" + name + " " + Contains + " " + value + ")"
	}
	return name + " " + c.Op + " " + value
}

var (
	identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)
	numeral    = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)
)

// written writes a value as an expression. The types inside a map are the page's: there 40 is a number and true a truth, and quotes
// make a text of them.
func written(value, typ string) string {
	switch {
	case (typ == numberType || typ == mapType) && numeral.MatchString(value):
		return value
	case typ == mapType && (value == "true" || value == "false"):
		return value
	case typ == mapType:
		if text, err := strconv.Unquote(value); err == nil && value[0] == '"' {
			value = text
		}
	}
	return strconv.Quote(value)
}

// typeOf is the type of a variable, "" for an unknown one.
func typeOf(name string) string {
	for _, v := range Variables() {
		if v.Name == name {
			return v.Type
		}
	}
	return ""
}
