package decide

import (
	"errors"
	"fmt"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm/runtime"
)

// A condition runs for every signal, while its visitor waits and everybody behind. So expr is bounded to what looks at values: nothing
// that names, copies or joins them, by which a line of text doubles what it holds with every word; no loops over what is no list of the
// visitor's, and no more than two of those inside each other.

// lookers are the functions of a condition. Each gives a number, a truth, or a part of what it is given.
const lookers = " all none any one filter find findIndex findLast findLastIndex count sum len type abs ceil floor round int float string " +
	"trim trimPrefix trimSuffix upper lower split splitAfter indexOf lastIndexOf hasPrefix hasSuffix max min mean median first last get take " +
	"keys values reverse uniq sort date duration timezone bitand bitor bitxor bitnand bitnot bitshl bitshr bitushr "

// mostLoops is how many loops may stand inside each other: over a list of the visitor's, and over one inside of that.
const mostLoops = 2

// longestText bounds in bytes what two texts may come to with +; none that a condition looks at is nearly as long.
const longestText = 64 << 10

// refuseUnbounded refuses a condition that could take without end.
func refuseUnbounded(source string) error {
	tree, err := parser.Parse(source)
	if err != nil {
		return shorten(err)
	}
	f := unbounded{loops: map[*ast.PredicateNode]int{}}
	ast.Walk(&tree.Node, &f)
	switch {
	case f.makes != "":
		return fmt.Errorf("uses %s, and a condition only looks at values; write it in parts joined by && and ||", f.makes)
	case f.ranges > f.compared:
		return errors.New("uses a range as a list; a range stands only behind in, as in visitor.visits in 2..5")
	case f.deepest > mostLoops:
		return fmt.Errorf("has more than %d loops inside each other", mostLoops)
	}
	return nil
}

// unbounded is what there is in a condition that has no bound.
type unbounded struct {
	makes            string                     // what makes values: a function, or let
	ranges, compared int                        // ranges, and those of them that only bound a number
	loops            map[*ast.PredicateNode]int // how many stand inside each other, from each one down
	deepest          int                        // the most of them
}

// Visit implements ast.Visitor. It is called for children before their parents.
func (f *unbounded) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.VariableDeclaratorNode:
		f.makes = "let"
	case *ast.BuiltinNode:
		if !strings.Contains(lookers, " "+n.Name+" ") {
			f.makes = n.Name
		}
	case *ast.PredicateNode:
		inside := nested{f.loops, 0}
		ast.Walk(&n.Node, &inside)
		f.loops[n] = inside.deepest + 1
		f.deepest = max(f.deepest, f.loops[n])
	case *ast.BinaryNode:
		if n.Operator == ".." {
			f.ranges++
		}
		if right, ok := n.Right.(*ast.BinaryNode); ok && n.Operator == "in" && right.Operator == ".." {
			f.compared++
		}
	}
}

// nested finds the deepest loop inside of another one.
type nested struct {
	loops   map[*ast.PredicateNode]int
	deepest int
}

// Visit implements ast.Visitor.
func (f *nested) Visit(node *ast.Node) {
	if n, ok := (*node).(*ast.PredicateNode); ok {
		f.deepest = max(f.deepest, f.loops[n])
	}
}

// sumOf is + on what may be texts.
func sumOf(args ...any) (any, error) {
	sum := runtime.Add(args[0], args[1])
	if text, ok := sum.(string); ok && len(text) > longestText {
		return nil, fmt.Errorf("it made a text of more than %d bytes", longestText)
	}
	return sum, nil
}
