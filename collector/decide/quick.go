package decide

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// Conditions are expressions of expr, and its machine says what they mean. Most of them only compare names with constants, though, and
// the machine spends a microsecond on each, most of it on wrapping values. So such a condition is also compiled to closures that
// answer it at once; whatever they are not sure of (a wrong type, a rarer operator) is left to the machine, mistakes included.

// verdict is what a quick condition says.
type verdict uint8

const (
	unsure verdict = iota
	no
	yes
)

func verdictOf(pass bool) verdict {
	if pass {
		return yes
	}
	return no
}

// quick answers a condition, given the values of all names.
type quick func(values []fact) verdict

// operand gives one side of a comparison. By pointer, for a fact is seven words and a condition looks at several.
type operand func(values []fact) *fact

// quickener compiles the tree of a condition; place finds a name among the values.
type quickener struct {
	place func(name string) (int, bool)
}

// condition gives nil for what only the machine can answer.
func (q quickener) condition(node ast.Node) quick {
	switch n := node.(type) {
	case *ast.UnaryNode:
		if n.Operator == "!" || n.Operator == "not" {
			return negate(q.condition(n.Node))
		}
	case *ast.BinaryNode:
		return q.binary(n)
	case *ast.IdentifierNode, *ast.MemberNode, *ast.ChainNode, *ast.BoolNode:
		if of := q.operand(node); of != nil {
			return func(values []fact) verdict { return of(values).truth() }
		}
	}
	return nil
}

func negate(of quick) quick {
	if of == nil {
		return nil
	}
	return func(values []fact) verdict { return opposite(of(values)) }
}

func opposite(v verdict) verdict {
	switch v {
	case yes:
		return no
	case no:
		return yes
	}
	return unsure
}

func (q quickener) binary(n *ast.BinaryNode) quick {
	switch n.Operator {
	case "&&", "and":
		return join(q.condition(n.Left), q.condition(n.Right), no)
	case "||", "or":
		return join(q.condition(n.Left), q.condition(n.Right), yes)
	}
	compare := comparisons[n.Operator]
	left, right := q.operand(n.Left), q.operand(n.Right)
	if compare == nil || left == nil || right == nil {
		return nil
	}
	return func(values []fact) verdict { return compare(left(values), right(values)) }
}

// join asks the right side only when the left one does not decide, as the machine does.
func join(left, right quick, decides verdict) quick {
	if left == nil || right == nil {
		return nil
	}
	return func(values []fact) verdict {
		if v := left(values); v == decides || v == unsure {
			return v
		}
		return right(values)
	}
}

func (q quickener) operand(node ast.Node) operand {
	if name, ok := dotted(node); ok {
		place, known := q.place(name)
		if !known {
			return nil
		}
		return func(values []fact) *fact { return &values[place] }
	}
	var constant fact
	switch n := node.(type) {
	case *ast.StringNode:
		constant = textFact(n.Value)
	case *ast.IntegerNode:
		constant = numberFact(float64(n.Value))
	case *ast.FloatNode:
		constant = numberFact(n.Value)
	case *ast.BoolNode:
		constant = truthFact(n.Value)
	default:
		return nil
	}
	return func([]fact) *fact { return &constant }
}

type comparer func(a, b *fact) verdict

// comparisons are sure of two numbers or two texts, and of nothing where the machine is.
var comparisons = map[string]comparer{
	"==": equal,
	"!=": func(a, b *fact) verdict { return opposite(equal(a, b)) },
	"<":  onNumbers(func(a, b float64) bool { return a < b }),
	"<=": onNumbers(func(a, b float64) bool { return a <= b }),
	">":  onNumbers(func(a, b float64) bool { return a > b }),
	">=": onNumbers(func(a, b float64) bool { return a >= b }),

	"in":         within,
	"contains":   onTexts(strings.Contains),
	"startsWith": onTexts(strings.HasPrefix),
	"endsWith":   onTexts(strings.HasSuffix),
}

// truth takes nothing as false, and is not sure of what is no truth.
func (f *fact) truth() verdict {
	switch f.kind {
	case nothing:
		return no
	case truth:
		return verdictOf(f.number == 1)
	}
	return unsure
}

func equal(a, b *fact) verdict {
	switch {
	case a.kind == other || b.kind == other:
		return unsure
	case a.kind == nothing || b.kind == nothing:
		return verdictOf(a.kind == b.kind)
	case a.kind != b.kind:
		return unsure
	}
	return verdictOf(a.number == b.number && a.text == b.text)
}

// onNumbers: nothing is neither below nor above anything.
func onNumbers(compare func(a, b float64) bool) comparer {
	return func(a, b *fact) verdict {
		switch {
		case a.kind == other || b.kind == other:
			return unsure
		case a.kind == nothing || b.kind == nothing:
			return no
		case a.kind == number && b.kind == number:
			return verdictOf(compare(a.number, b.number))
		}
		return unsure
	}
}

// onTexts: nothing is the empty text.
func onTexts(compare func(a, b string) bool) comparer {
	return func(a, b *fact) verdict {
		if (a.kind == text || a.kind == nothing) && (b.kind == text || b.kind == nothing) {
			return verdictOf(compare(a.text, b.text))
		}
		return unsure
	}
}

// within is sure of a text in a list, and that nothing holds nothing.
func within(a, b *fact) verdict {
	if a.kind != text {
		return unsure
	}
	if b.kind == nothing {
		return no
	}
	list, ok := b.other.([]any)
	if !ok {
		return unsure
	}
	return verdictOf(slices.ContainsFunc(list, func(x any) bool { s, ok := x.(string); return ok && s == a.text }))
}
