package decide

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/vm/runtime"
)

// Traits and signal data come from the page, so any of them may be missing, and a condition must not need a guard for each. What
// is missing is nothing: it is false as a condition, empty as a text or list, has no members, and is neither below nor above
// anything. Arithmetic with it, and values of the wrong type, stay errors: they are mistakes, and the gate says so.
//
// expr knows the types of everything else, so only operands of unknown type are rewritten; `cart.value >= 40` runs as it is.

// The functions that the rewriting calls. A space in the name keeps them out of reach of what people write.
const (
	fnTruth = "truth of"
	fnText  = "text of"
	fnList  = "list of"
	fnBelow = "is <"
	fnMost  = "is <="
	fnAbove = "is >"
	fnLeast = "is >="
	fnSum   = "sum of"
)

// tolerant is the options that make a condition tolerate what is missing.
func tolerant() []expr.Option {
	return []expr.Option{
		expr.Patch(forgiving{}),
		expr.Function(fnTruth, truthOf, new(func(any) bool)),
		expr.Function(fnText, textOf, new(func(any) string)),
		expr.Function(fnList, listOf, new(func(any) any)),
		expr.Function(fnBelow, ordered(runtime.Less), new(func(any, any) bool)),
		expr.Function(fnMost, ordered(runtime.LessOrEqual), new(func(any, any) bool)),
		expr.Function(fnAbove, ordered(runtime.More), new(func(any, any) bool)),
		expr.Function(fnLeast, ordered(runtime.MoreOrEqual), new(func(any, any) bool)),
		expr.Function(fnSum, sumOf, new(func(any, any) any)),
	}
}

// forgiving rewrites operators whose operands may be missing.
type forgiving struct{}

// Visit implements ast.Visitor. It is called for children before their parents.
func (forgiving) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.MemberNode:
		if unknown(n.Node) && !n.Optional {
			n.Optional = true
			ast.Patch(node, &ast.ChainNode{Node: n})
		}
	case *ast.UnaryNode:
		if n.Operator == "!" || n.Operator == "not" {
			wrap(&n.Node, fnTruth)
		}
	case *ast.ConditionalNode:
		wrap(&n.Cond, fnTruth)
	case *ast.BuiltinNode:
		rewriteBuiltin(n)
	case *ast.BinaryNode:
		rewriteBinary(node, n)
	}
}

func rewriteBinary(node *ast.Node, n *ast.BinaryNode) {
	switch n.Operator {
	case "&&", "and", "||", "or":
		wrap(&n.Left, fnTruth)
		wrap(&n.Right, fnTruth)
	case "contains", "startsWith", "endsWith", "matches":
		wrap(&n.Left, fnText)
		wrap(&n.Right, fnText)
	case "<", "<=", ">", ">=":
		if unknown(n.Left) || unknown(n.Right) {
			ast.Patch(node, call("is "+n.Operator, n.Left, n.Right))
		}
	case "+":
		if kind := n.Type().Kind(); kind == reflect.Interface || kind == reflect.String {
			ast.Patch(node, call(fnSum, n.Left, n.Right))
		}
	}
}

func rewriteBuiltin(n *ast.BuiltinNode) {
	if len(n.Arguments) == 0 {
		return
	}
	switch n.Name {
	case "all", "none", "any", "one", "filter", "map", "count", "find", "sum", "len":
		wrap(&n.Arguments[0], fnList)
	case "lower", "upper", "trim", "hasPrefix", "hasSuffix":
		wrap(&n.Arguments[0], fnText)
	}
	if len(n.Arguments) < 2 {
		return
	}
	switch n.Name {
	case "all", "none", "any", "one", "filter", "count", "find":
		if p, ok := n.Arguments[1].(*ast.PredicateNode); ok {
			wrap(&p.Node, fnTruth)
		}
	}
}

// wrap puts a call around a node whose type is not known before it runs.
func wrap(node *ast.Node, fn string) {
	if unknown(*node) {
		ast.Patch(node, call(fn, *node))
	}
}

func call(fn string, args ...ast.Node) *ast.CallNode {
	return &ast.CallNode{Callee: &ast.IdentifierNode{Value: fn}, Arguments: args}
}

// unknown reports whether only the run will tell a node's type.
func unknown(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.NilNode, *ast.PredicateNode:
		return false
	case *ast.CallNode:
		callee, ok := n.Callee.(*ast.IdentifierNode)
		if ok && strings.Contains(callee.Value, " ") {
			return callee.Value == fnList || callee.Value == fnSum // what the other functions give has a type
		}
	}
	return n.Type().Kind() == reflect.Interface
}

func truthOf(args ...any) (any, error) {
	switch x := args[0].(type) {
	case nil:
		return false, nil
	case bool:
		return x, nil
	}
	return nil, fmt.Errorf("%s is neither true nor false", show(args[0]))
}

func textOf(args ...any) (any, error) {
	switch x := args[0].(type) {
	case nil:
		return "", nil
	case string:
		return x, nil
	}
	return nil, fmt.Errorf("%s is not a text", show(args[0]))
}

func listOf(args ...any) (any, error) {
	if args[0] == nil {
		return []any{}, nil
	}
	return args[0], nil
}

func ordered(compare func(a, b any) bool) func(args ...any) (any, error) {
	return func(args ...any) (any, error) {
		if args[0] == nil || args[1] == nil {
			return false, nil
		}
		return compare(args[0], args[1]), nil
	}
}
