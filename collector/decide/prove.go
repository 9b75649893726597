package decide

import (
	"math"
	"slices"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// prove says whether a `who` gives the same for every visitor, as far as that follows from constants and from what values can be: a
// score is from 0 to 1, a cart is worth 0 or more, and the signal is of one of kinds (of any when there are none). An intercept that
// is triggered through `all` is met by a signal of one of its kinds too. Everything else is not proven.
func prove(source string, kinds []string) (always, proven bool) {
	tree, err := parser.Parse(source)
	if err != nil {
		return false, false
	}
	p := prover{kinds: kinds}
	switch p.judge(tree.Node) {
	case yes:
		return true, true
	case no:
		return false, true
	}
	return false, p.contradiction(tree.Node)
}

// prover judges conditions without any visitor. A condition that cannot be evaluated counts as no, so that one it is unsure of may also
// fail.
type prover struct{ kinds []string }

// judge works from the leaves up. What stands right of an operand it is unsure of is only looked at where expr would not go further anyway.
func (p *prover) judge(n ast.Node) verdict {
	switch n := n.(type) {
	case *ast.BoolNode:
		return verdictOf(n.Value)
	case *ast.UnaryNode:
		if n.Operator == "!" || n.Operator == "not" {
			return [...]verdict{unsure: unsure, no: yes, yes: no}[p.judge(n.Node)]
		}
	case *ast.BinaryNode:
		return p.binary(n)
	}
	return unsure
}

func (p *prover) binary(n *ast.BinaryNode) verdict {
	switch n.Operator {
	case "&&", "and":
		left, right := p.judge(n.Left), p.judge(n.Right)
		switch {
		case left == no || left == yes && right == no:
			return no
		case left == yes && right == yes:
			return yes
		}
	case "||", "or":
		left, right := p.judge(n.Left), p.judge(n.Right)
		switch {
		case left == yes || left == no && right == yes:
			return yes
		case left == no && right == no:
			return no
		}
	case "==", "!=", "<", "<=", ">", ">=":
		return p.compare(n)
	}
	return unsure
}

// compare judges a comparison of two constants, or of a name with a constant.
func (p *prover) compare(n *ast.BinaryNode) verdict {
	if v, ok := p.compareTexts(n); ok {
		return v
	}
	if a, ok := constant(n.Left); ok {
		if b, ok := constant(n.Right); ok {
			return verdictOf(holds(n.Operator, a, b))
		}
	}
	name, op, value, ok := comparison(n)
	if !ok {
		return unsure
	}
	all, ok := bounds(name)
	if !ok {
		return unsure
	}
	met := all.meet(op, value)
	switch {
	case met.empty():
		return no
	case met == all && op != "!=":
		return yes
	}
	return unsure
}

// compareTexts judges comparisons of texts: constants, and the kind of the signal.
func (p *prover) compareTexts(n *ast.BinaryNode) (verdict, bool) {
	if n.Operator != "==" && n.Operator != "!=" {
		return unsure, false
	}
	if one, ok := n.Left.(*ast.StringNode); ok {
		if other, ok := n.Right.(*ast.StringNode); ok {
			return verdictOf((other.Value == one.Value) == (n.Operator == "==")), true
		}
	}
	name, text, _, ok := textComparison(n)
	if !ok || name != "signal.kind" || len(p.kinds) == 0 {
		return unsure, false
	}
	switch only := !slices.ContainsFunc(p.kinds, func(k string) bool { return k != text }); {
	case !slices.Contains(p.kinds, text):
		return verdictOf(n.Operator == "!="), true
	case only:
		return verdictOf(n.Operator == "=="), true
	}
	return unsure, false
}

// contradiction reports whether the parts of a conjunction leave no value for some name. A part that fails counts as no as well, so
// the order does not matter here.
func (p *prover) contradiction(n ast.Node) bool {
	left, texts := map[string]span{}, map[string]textsLeft{}
	for _, part := range conjuncts(n, nil) {
		if p.judge(part) == no {
			return true
		}
		b, ok := part.(*ast.BinaryNode)
		if !ok {
			continue
		}
		if name, text, equal, ok := textComparison(b); ok {
			if texts[name] = texts[name].meet(text, equal); texts[name].none {
				return true
			}
			continue
		}
		name, op, value, ok := comparison(b)
		if !ok {
			continue
		}
		s, known := left[name]
		if !known {
			if s, known = bounds(name); !known {
				continue
			}
		}
		if s = s.meet(op, value); s.empty() {
			return true
		}
		left[name] = s
	}
	return false
}

func conjuncts(n ast.Node, into []ast.Node) []ast.Node {
	if b, ok := n.(*ast.BinaryNode); ok && (b.Operator == "&&" || b.Operator == "and") {
		return conjuncts(b.Right, conjuncts(b.Left, into))
	}
	return append(into, n)
}

// comparison reads `name op number`, either way round.
func comparison(n *ast.BinaryNode) (name, op string, value float64, ok bool) {
	if value, ok = constant(n.Right); ok {
		name, ok = dotted(n.Left)
		return name, n.Operator, value, ok
	}
	if value, ok = constant(n.Left); !ok {
		return "", "", 0, false
	}
	name, ok = dotted(n.Right)
	turned := map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
	return name, turned[n.Operator], value, ok
}

// constant folds numbers, signs and arithmetic.
func constant(n ast.Node) (float64, bool) {
	switch n := n.(type) {
	case *ast.IntegerNode:
		return float64(n.Value), true
	case *ast.FloatNode:
		return n.Value, true
	case *ast.UnaryNode:
		v, ok := constant(n.Node)
		if n.Operator == "-" {
			v = -v
		}
		return v, ok && (n.Operator == "-" || n.Operator == "+")
	case *ast.BinaryNode:
		a, okA := constant(n.Left)
		b, okB := constant(n.Right)
		if !okA || !okB {
			return 0, false
		}
		switch n.Operator {
		case "+":
			return a + b, true
		case "-":
			return a - b, true
		case "*":
			return a * b, true
		}
	}
	return 0, false
}

func holds(op string, a, b float64) bool {
	switch op {
	case "==":
		return a == b
	case "!=":
		return a != b
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	}
	return a >= b
}

// span is the numbers that a name can have: from low to high, both included unless Over or Under says otherwise.
type span struct {
	low, high   float64
	over, under bool // low, or high, itself is left out
	whole       bool // whole numbers only
}

// bounds are the numbers that a name of the facts can have by what the collector takes in, for those that have any.
func bounds(name string) (span, bool) {
	switch name {
	case "signal.score":
		return span{low: 0, high: 1}, true
	case "visitor.frustration":
		return span{low: 0, high: 1, under: true}, true
	case "cart.value":
		return span{low: 0, high: math.Inf(1)}, true
	case "visitor.visits", "cart.items", "device.w", "device.h":
		return span{low: 0, high: math.Inf(1), whole: true}, true
	}
	return span{}, false
}

// meet is what is left of the span by a comparison.
func (s span) meet(op string, v float64) span {
	switch op {
	case "==":
		return s.meet(">=", v).meet("<=", v)
	case ">":
		if v > s.low || v == s.low && !s.over {
			s.low, s.over = v, true
		}
	case ">=":
		if v > s.low {
			s.low, s.over = v, false
		}
	case "<":
		if v < s.high || v == s.high && !s.under {
			s.high, s.under = v, true
		}
	case "<=":
		if v < s.high {
			s.high, s.under = v, false
		}
	}
	return s
}

func (s span) empty() bool {
	low, high := s.low, s.high
	if s.whole {
		if low = math.Ceil(low); s.over && low == s.low {
			low++
		}
		if high = math.Floor(high); s.under && high == s.high {
			high--
		}
		return low > high
	}
	return low > high || low == high && (s.over || s.under)
}
