package server

import (
	"encoding/base64"
	"slices"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// answerPage answers a list that is at hand as a whole, as what is configured is: ?limit=&after= cut a page out of it. Without a limit
// it is all of it, for there is not much. key tells the items apart, and the cursor is that of the last one of a page: what comes or
// changes meanwhile neither repeats nor hides any.
func answerPage[T any](c echo.Context, items []T, key func(T) string) error {
	limit, err := readLimit(c)
	if err != nil {
		return err
	}
	cursor := func(item T) string { return base64.RawURLEncoding.EncodeToString([]byte(key(item))) }
	if after := c.QueryParam("after"); after != "" {
		last := slices.IndexFunc(items, func(item T) bool { return cursor(item) == after })
		if last < 0 {
			return core.Errorf(core.Invalid, "bad_cursor",
				"This cursor is not one of this list; take it from `next` of the page before, with the same filters.")
		}
		items = items[last+1:]
	}
	if limit == 0 || len(items) <= limit {
		return answerList(c, items, "")
	}
	return answerList(c, items[:limit], cursor(items[limit-1]))
}

// keyOf joins the parts of a key by what no name contains.
func keyOf(site, name string) string { return site + "\x00" + name }
