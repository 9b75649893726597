package decide

import (
	"slices"

	"github.com/expr-lang/expr/ast"
)

// textComparison reads `name == "text"` and `name != "text"`, either way round.
func textComparison(n *ast.BinaryNode) (name, text string, equal, ok bool) {
	if n.Operator != "==" && n.Operator != "!=" {
		return "", "", false, false
	}
	left, right := n.Left, n.Right
	if _, turned := left.(*ast.StringNode); turned {
		left, right = right, left
	}
	constant, ok := right.(*ast.StringNode)
	if !ok {
		return "", "", false, false
	}
	name, ok = dotted(left)
	return name, constant.Value, n.Operator == "==", ok
}

// textsLeft is the texts that a name can still have; the zero value is every text.
type textsLeft struct {
	only string // if one is set
	one  bool
	not  []string
	none bool
}

// meet is what is left by a comparison with a text.
func (t textsLeft) meet(text string, equal bool) textsLeft {
	switch {
	case equal && t.one && t.only != text:
		t.none = true
	case equal:
		t.only, t.one = text, true
	default:
		t.not = append(slices.Clone(t.not), text)
	}
	t.none = t.none || t.one && slices.Contains(t.not, t.only)
	return t
}
