package decide

import (
	"maps"
	"slices"
	"strconv"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"

	"heed/collector/core"
)

// fields finds what `who` asks for and nobody can ever have: answers to a survey that the site has not, and what it does not keep of the
// query. A question that a survey does not ask is only doubtful: it may have been asked once, and those answers still count.
func (l *linter) fields() {
	if l.i.Who == "" {
		return
	}
	tree, err := parser.Parse(l.i.Who)
	if err != nil {
		return // Check says so
	}
	var asked memberPaths
	ast.Walk(&tree.Node, &asked)
	seen := map[string]bool{}
	for _, path := range asked {
		severity, message := l.unknownField(path)
		if message != "" && !seen[message] {
			seen[message] = true
			l.add(severity, "unknown_field", "who", "%s", message)
		}
	}
}

// unknownField says what is wrong with one path of names, nothing when it can be there.
func (l *linter) unknownField(path []string) (core.Severity, string) {
	switch {
	case path[0] == "query" && len(path) == 2 && !slices.Contains(l.Site.Query, path[1]):
		return core.Wrong, "asks for query." + path[1] + ", which the site does not keep, so it is always empty; " +
			"add " + path[1] + " to the site's query"
	case path[0] == "answers" && len(path) == 2 && l.Questions[path[1]] == nil:
		return core.Wrong, "asks for answers to a survey that the site has not: " +
			unknownAmong("survey", path[1], slices.Sorted(maps.Keys(l.Questions)))
	case path[0] == "answers" && len(path) == 3 && l.Questions[path[1]] != nil && !slices.Contains(l.Questions[path[1]], path[2]):
		return core.Doubtful, "asks for an answer that survey " + path[1] + " does not ask for: " +
			unknownAmong("question", path[2], l.Questions[path[1]])
	}
	return "", ""
}

// unknownAmong is unknownName where there may be nothing to choose from.
func unknownAmong(what, got string, known []string) string {
	if len(known) == 0 {
		return strconv.Quote(got) + " is no " + what + ", and there is none"
	}
	return unknownName(what, got, known)
}

// memberPaths collects the paths of names that a condition looks up, as in answers, why, help; each of them after its beginnings.
type memberPaths [][]string

// Visit implements ast.Visitor.
func (m *memberPaths) Visit(node *ast.Node) {
	if member, ok := (*node).(*ast.MemberNode); ok {
		if path := memberPath(member); path != nil {
			*m = append(*m, path)
		}
	}
}

// memberPath reads a chain of names, nil when one of them is only known when the condition runs. Unlike dotted it keeps names apart that
// have a dot themselves.
func memberPath(n ast.Node) []string {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return []string{n.Value}
	case *ast.ChainNode:
		return memberPath(n.Node)
	case *ast.MemberNode:
		base := memberPath(n.Node)
		if property, ok := n.Property.(*ast.StringNode); ok && base != nil {
			return append(base, property.Value)
		}
	}
	return nil
}
