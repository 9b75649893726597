package survey

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

// condition is a `show_if` or an `if`: the part of expr-lang that the widget can evaluate as well, so that both sides always agree.
// It has no run-time errors: an answer that was not given is null, equal to null only, and neither greater nor smaller than anything.
//
// A choice that was answered in the visitor's own words, {"other": "text"}, equals "other", here and in the widget.
type condition struct {
	op    string      // "" for a literal, answerOp, or an operator
	args  []condition // of an operator
	value any         // of a literal: nil, bool, float64 or string; of answerOp: the question's id
}

// answerOp stands for the answer to a question.
const answerOp = "answer"

// maxCondition bounds the runes of a condition; it keeps the parser's recursion shallow.
const maxCondition = 1000

// allowed ends every complaint about an expression that expr-lang knows and we do not.
const allowed = "a condition may use answer.ID or answer[\"ID\"], text, numbers, true, false, nil, " +
	"the operators == != < <= > >= in && || ! and parentheses"

// parse reads a condition.
func parse(source string) (condition, error) {
	if utf8.RuneCountInString(source) > maxCondition {
		return condition{}, fmt.Errorf("is longer than %d characters", maxCondition)
	}
	tree, err := parser.Parse(source)
	if syntax := (*file.Error)(nil); errors.As(err, &syntax) {
		return condition{}, fmt.Errorf("is not a condition: %s at character %d", syntax.Message, syntax.From+1)
	}
	if err != nil {
		return condition{}, err
	}
	return logical(tree.Node)
}

// logical translates a node where true or false is wanted.
func logical(n ast.Node) (condition, error) {
	switch n := n.(type) {
	case *ast.BoolNode:
		return condition{value: n.Value}, nil
	case *ast.MemberNode: // `answer.agree` alone asks whether it is true
		return both("==", operand, n, &ast.BoolNode{Value: true})
	case *ast.UnaryNode:
		if n.Operator == "!" || n.Operator == "not" {
			arg, err := logical(n.Node)
			return condition{op: "!", args: []condition{arg}}, err
		}
	case *ast.BinaryNode:
		return binary(n)
	}
	return condition{}, refuse(n)
}

func binary(n *ast.BinaryNode) (condition, error) {
	switch n.Operator {
	case "&&", "and":
		return both("&&", logical, n.Left, n.Right)
	case "||", "or":
		return both("||", logical, n.Left, n.Right)
	case "==", "!=":
		return both(n.Operator, operand, n.Left, n.Right)
	case "<", "<=", ">", ">=":
		return both(n.Operator, ordered, n.Left, n.Right)
	case "in":
		return membership(n.Left, n.Right)
	}
	return condition{}, refuse(n)
}

// both translates the two sides of an operator.
func both(op string, side func(ast.Node) (condition, error), left, right ast.Node) (condition, error) {
	l, err := side(left)
	if err != nil {
		return condition{}, err
	}
	r, err := side(right)
	return condition{op: op, args: []condition{l, r}}, err
}

// operand translates an answer or a literal.
func operand(n ast.Node) (condition, error) {
	switch n := n.(type) {
	case *ast.NilNode:
		return condition{}, nil
	case *ast.BoolNode:
		return condition{value: n.Value}, nil
	case *ast.StringNode:
		return condition{value: n.Value}, nil
	case *ast.IntegerNode:
		return condition{value: float64(n.Value)}, nil
	case *ast.FloatNode:
		return condition{value: n.Value}, nil
	case *ast.UnaryNode:
		return negative(n)
	case *ast.MemberNode:
		from, isName := n.Node.(*ast.IdentifierNode)
		id, isText := n.Property.(*ast.StringNode)
		if isName && from.Value == answerOp && isText {
			return condition{op: answerOp, value: id.Value}, nil
		}
	}
	return condition{}, refuse(n)
}

// negative folds the sign into a number.
func negative(n *ast.UnaryNode) (condition, error) {
	arg, err := operand(n.Node)
	number, ok := arg.value.(float64)
	if err != nil || !ok || n.Operator != "-" {
		return condition{}, refuse(n)
	}
	return condition{value: -number}, nil
}

// ordered translates a side of < and its kin. Only numbers have an order that collector and browser agree on.
func ordered(n ast.Node) (condition, error) {
	c, err := operand(n)
	if err != nil {
		return condition{}, err
	}
	if _, number := c.value.(float64); c.op == "" && !number {
		return condition{}, fmt.Errorf("only numbers can be compared with < <= > >=, not %s", n)
	}
	return c, nil
}

// membership translates `in`. A list is written out, x == a || x == b, and a range as two comparisons, because in the JSON
// form a list like ["answer", "why"] could not be told from an answer.
func membership(left, right ast.Node) (condition, error) {
	switch right := right.(type) {
	case *ast.MemberNode:
		return both("in", operand, left, right)
	case *ast.ArrayNode:
		return oneOf(left, right.Nodes)
	case *ast.BinaryNode:
		if right.Operator == ".." {
			return between(left, right)
		}
	}
	return condition{}, refuse(right)
}

func oneOf(n ast.Node, list []ast.Node) (condition, error) {
	if len(list) == 0 {
		return condition{value: false}, nil
	}
	either := condition{op: "||"}
	for _, each := range list {
		equal, err := both("==", operand, n, each)
		if err != nil {
			return condition{}, err
		}
		either.args = append(either.args, equal)
	}
	return either, nil
}

func between(n ast.Node, bounds *ast.BinaryNode) (condition, error) {
	low, err := both(">=", ordered, n, bounds.Left)
	if err != nil {
		return condition{}, err
	}
	high, err := both("<=", ordered, n, bounds.Right)
	return condition{op: "&&", args: []condition{low, high}}, err
}

func refuse(n ast.Node) error { return fmt.Errorf("%s is not possible here: %s", n, allowed) }
