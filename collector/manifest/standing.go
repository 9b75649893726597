package manifest

import (
	"encoding/json"
	"slices"
	"strings"

	"heed/collector/core"
)

// findings are what check finds in a document, but for what it finds in the one in force too, in a field that stays as it is. Checks
// become stricter from release to release: what was saved before must still go through export and apply, and what is live must be
// possible to pause.
func findings[T any](p *planner, k key, doc T, check func(T) []core.FieldError) []core.FieldError {
	found := check(doc)
	body, stands := p.inForce[k]
	if len(found) == 0 || !stands {
		return found
	}
	var old T
	if json.Unmarshal(body, &old) != nil { // add says what is wrong with it
		return found
	}
	was, err := json.Marshal(old)
	if err != nil {
		return found
	}
	is, err := json.Marshal(doc)
	if err != nil {
		return found
	}
	before, changed := check(old), diff(was, is)
	return slices.DeleteFunc(found, func(f core.FieldError) bool {
		return slices.Contains(before, f) && !slices.ContainsFunc(changed, func(path string) bool { return within(path, f.Path) || within(f.Path, path) })
	})
}

// within reports whether a field is the outer one or a part of it.
func within(path, outer string) bool {
	rest, ok := strings.CutPrefix(path, outer)
	return ok && (rest == "" || outer == "" || rest[0] == '.' || rest[0] == '[')
}
