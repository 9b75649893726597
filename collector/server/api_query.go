package server

import (
	"maps"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// dryRun is the parameter with which a route only says what it would change.
const dryRun = "dry_run"

// readDryRun reads ?dry_run=. A route with a dry run takes no parameter that it does not know: passed over, a misspelt dry_run would write.
func readDryRun(c echo.Context) (bool, error) {
	known := operations()[c.Request().Method+" "+c.Path()].query
	for _, name := range slices.Sorted(maps.Keys(c.QueryParams())) {
		if !slices.Contains(known, name) {
			return false, core.Errorf(core.Invalid, "unknown_parameter", "There is no parameter %q here; known are %s.", name, strings.Join(known, ", "))
		}
	}
	given, ok := c.QueryParams()[dryRun]
	switch {
	case !ok:
		return false, nil
	case len(given) == 1 && (given[0] == "true" || given[0] == "1"):
		return true, nil
	case len(given) == 1 && (given[0] == "false" || given[0] == "0"):
		return false, nil
	}
	return false, core.Errorf(core.Invalid, "bad_dry_run", "dry_run is true or false (or 1 or 0), given once.")
}

// choose refuses a value of a parameter that nothing can have: an empty list would read as «there are none». Empty selects nothing.
func choose[T ~string](name, value string, allowed ...T) error {
	if value == "" || slices.Contains(allowed, T(value)) {
		return nil
	}
	words := make([]string, len(allowed))
	for i, a := range allowed {
		words[i] = string(a)
	}
	return core.Errorf(core.Invalid, "bad_"+name, "%s is one of %s.", name, strings.Join(words, ", "))
}

// readDecisions reads what decisions are selected by.
func readDecisions(c echo.Context) (core.Query, error) {
	q, err := readQuery(c)
	if err == nil {
		err = choose("outcome", q.Outcome, core.Acted, core.Held, core.Idle)
	}
	return q, err
}

// readConversations reads what conversations are selected by.
func readConversations(c echo.Context) (core.Query, error) {
	q, err := readQuery(c)
	if err == nil {
		err = choose("status", q.Name, core.ConversationOpen, core.ConversationClosed)
	}
	return q, err
}
