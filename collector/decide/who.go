package decide

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"
)

// condition is a `who`, compiled, and the names it looks at, for the explanation.
type condition struct {
	source  string
	program *vm.Program
	quick   quick // answers most conditions without the program; nil when it cannot
	names   []int // what it looks at, as indices of ruleset.names
	refused error // what bound it lacks; such a condition never runs, and counts as no
}

// input is one name of a condition: a variable, and the way into it when it is a map.
type input struct {
	name string
	get  func(*facts) fact
	path []string
}

// maxExpression bounds a condition in bytes. Nobody can read a longer one.
const maxExpression = 2000

// newCondition compiles a condition over facts, and puts the names it looks at among names.
func newCondition(source string, names *distinct[input]) (condition, error) {
	program, err := compile(source, facts{})
	if err != nil {
		var known []string
		for _, v := range Variables() {
			known = append(known, v.Name)
		}
		return condition{}, fmt.Errorf("%w; known names are %s", err, strings.Join(known, ", "))
	}
	if err := refuseUnbounded(source); err != nil {
		return condition{source: source, refused: err}, nil
	}
	tree, err := parser.Parse(source)
	if err != nil {
		return condition{}, shorten(err)
	}
	place := func(name string) (int, bool) {
		in, ok := newInput(name)
		if !ok {
			return 0, false
		}
		return names.place(name, func() input { return in }), true
	}
	c := condition{source: source, program: program, quick: quickener{place}.condition(tree.Node)}
	for _, name := range namesOf(tree.Node) {
		if i, ok := place(name); ok {
			c.names = append(c.names, i)
		}
	}
	return c, nil
}

// checkFollowUp compiles the condition of a follow-up, which speaks of the answers alone: `answer.help == "yes"`.
func checkFollowUp(source string) error {
	_, err := compile(source, struct {
		Answer map[string]any `expr:"answer"`
	}{})
	if err == nil {
		err = refuseUnbounded(source)
	}
	if err != nil {
		return fmt.Errorf(`%w; the name it can use is answer, as in answer.help == "yes"`, err)
	}
	return nil
}

// compile makes a program whose result is true, false or nothing. The clock is out of reach, so that a decision can be repeated.
func compile(source string, env any) (*vm.Program, error) {
	if len(source) > maxExpression {
		return nil, fmt.Errorf("is longer than %d bytes", maxExpression)
	}
	options := []expr.Option{expr.Env(env), expr.DisableBuiltin("now")}
	// First as it is written: expr does not look for unknown names in what the rewriting has put around them.
	if _, err := expr.Compile(source, options...); err != nil {
		return nil, shorten(err)
	}
	program, err := expr.Compile(source, append(options, tolerant()...)...)
	if err != nil {
		return nil, shorten(err)
	}
	switch kind := program.Node().Type().Kind(); kind {
	case reflect.Bool, reflect.Interface: // an interface is what is known only when it runs
		return program, nil
	default:
		return nil, fmt.Errorf("gives a %s; a condition is true or false", kindWord(kind))
	}
}

// kindWord says what a condition gives instead of true or false, in a word of people's.
func kindWord(kind reflect.Kind) string {
	switch kind {
	case reflect.String:
		return "text"
	case reflect.Slice, reflect.Array:
		return "list"
	case reflect.Map, reflect.Struct:
		return "table"
	}
	return "number"
}

// shorten gives an error of expr as one line, without the drawing of the source and without our Go types.
func shorten(err error) error {
	var at *file.Error
	if !errors.As(err, &at) {
		return errors.New(strings.SplitN(err.Error(), "\n", 2)[0])
	}
	message := at.Message
	if _, field, ok := strings.Cut(message, "has no field "); ok {
		message = "unknown name " + field
	}
	if at.Snippet == "" {
		return errors.New(message)
	}
	return fmt.Errorf("%s (at character %d)", message, at.Column+1)
}

// run evaluates the condition. What is nothing is false.
func (c *condition) run(m *moment) (bool, error) {
	if c.refused != nil {
		return false, c.refused
	}
	if c.quick != nil {
		if v := c.quick(m.values); v != unsure {
			return v == yes, nil
		}
	}
	return c.runProgram(&m.machine, &m.facts)
}

func (c *condition) runProgram(machine *vm.VM, f *facts) (bool, error) {
	out, err := machine.Run(c.program, f)
	if err != nil {
		return false, shorten(err)
	}
	switch out := out.(type) {
	case nil:
		return false, nil
	case bool:
		return out, nil
	}
	return false, fmt.Errorf("it gave %s, which is neither true nor false", show(out))
}

// namesOf finds the names that a condition looks at, in the order in which they are written, each at its full length.
func namesOf(tree ast.Node) []string {
	var names nameCollector
	ast.Walk(&tree, &names)
	var out []string
	for _, name := range names {
		if !covered(name, names) {
			out = append(out, name)
		}
	}
	return out
}

// nameCollector gathers the dotted names of a tree, each once.
type nameCollector []string

// Visit implements ast.Visitor.
func (c *nameCollector) Visit(node *ast.Node) {
	name, ok := dotted(*node)
	if !ok {
		return
	}
	for _, n := range *c {
		if n == name {
			return
		}
	}
	*c = append(*c, name)
}

// dotted gives a.b.c as a name.
func dotted(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.IdentifierNode:
		return n.Value, true
	case *ast.ChainNode:
		return dotted(n.Node)
	case *ast.MemberNode:
		base, ok := dotted(n.Node)
		property, isName := n.Property.(*ast.StringNode)
		if !ok || !isName {
			return "", false
		}
		return base + "." + property.Value, true
	}
	return "", false
}

// covered reports whether a longer name says more about the same thing.
func covered(name string, names []string) bool {
	for _, n := range names {
		if strings.HasPrefix(n, name+".") {
			return true
		}
	}
	return false
}

// newInput finds the variable that a name begins with.
func newInput(name string) (input, bool) {
	for _, v := range variables() {
		if v.Name == name {
			return input{name: name, get: v.get}, true
		}
		if rest, ok := strings.CutPrefix(name, v.Name+"."); ok {
			return input{name: name, get: v.get, path: strings.Split(rest, ".")}, true
		}
	}
	return input{}, false
}

func (in *input) value(f *facts) fact {
	x := in.get(f)
	for _, key := range in.path {
		switch m := x.other.(type) {
		case map[string]any:
			x = factOf(m[key])
		case map[string]map[string]any:
			x = tableFact(m[key])
		default:
			return x.member()
		}
	}
	return x
}
