package decide

import (
	"errors"
	"fmt"
	"strings"
)

// glob matches a page's path: `*` stands for any characters, slashes included; everything else is exact, case too. It is kept as
// the parts between the stars, which makes a match one pass over the path whatever the pattern is.
type glob struct {
	source string
	parts  []string
}

// maxGlob bounds a pattern; the longest paths that sites write down are far below it.
const maxGlob = 512

func newGlob(pattern string) (glob, error) {
	switch {
	case pattern == "":
		return glob{}, errors.New("is empty; write a path such as /cart*, or leave it out for every page")
	case len(pattern) > maxGlob:
		return glob{}, fmt.Errorf("is longer than %d bytes", maxGlob)
	case strings.ContainsAny(pattern, "?# \t\r\n"):
		return glob{}, fmt.Errorf("%q matches no page: paths carry no query, fragment or space; write a path such as /cart*", pattern)
	case pattern[0] != '/' && pattern[0] != '*':
		return glob{}, fmt.Errorf("%q matches no page: start it with / or *, as in /cart*", pattern)
	}
	return glob{source: pattern, parts: strings.Split(pattern, "*")}, nil
}

func (g *glob) match(path string) bool {
	parts := g.parts
	if len(parts) == 1 {
		return path == parts[0]
	}
	first, last := parts[0], parts[len(parts)-1]
	if len(path) < len(first)+len(last) || path[:len(first)] != first || path[len(path)-len(last):] != last {
		return false
	}
	path = path[len(first) : len(path)-len(last)]
	for _, part := range parts[1 : len(parts)-1] {
		i := strings.Index(path, part)
		if i < 0 {
			return false
		}
		path = path[i+len(part):]
	}
	return true
}
