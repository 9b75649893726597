package sqlite

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// array reads a JSON array of integers and texts as SQLite's json_array writes it: without white space, and with the escapes that Go
// has too. Its texts lie in the array's own memory. Once a value was not there or not of its type, the rest is zero and err says so.
type array struct {
	rest string
	err  error
}

func newArray(text string) array {
	if text == "" || text[0] != '[' {
		return array{err: errors.New("is no JSON array")}
	}
	return array{rest: text[1:]}
}

// integer reads the next value.
func (a *array) integer() int64 {
	end := strings.IndexAny(a.rest, ",]")
	n, err := strconv.ParseInt(a.rest[:max(0, end)], 10, 64)
	if err != nil {
		a.fail("an integer")
		return 0
	}
	a.rest = a.rest[end+1:]
	return n
}

// text reads the next value.
func (a *array) text() string {
	if !strings.HasPrefix(a.rest, `"`) {
		a.fail("a text")
		return ""
	}
	value, rest, closed := strings.Cut(a.rest[1:], `"`)
	if !closed || strings.Contains(value, `\`) {
		return a.escaped()
	}
	a.behind(rest)
	return value
}

func (a *array) escaped() string {
	quoted, err := strconv.QuotedPrefix(a.rest)
	if err != nil {
		a.fail("a text")
		return ""
	}
	value, err := strconv.Unquote(quoted)
	if err != nil {
		a.fail("a text")
		return ""
	}
	a.behind(a.rest[len(quoted):])
	return value
}

// behind goes on behind a value, with what separates it from the next.
func (a *array) behind(rest string) {
	if rest == "" || rest[0] != ',' && rest[0] != ']' {
		a.fail("the end of a value")
		return
	}
	a.rest = rest[1:]
}

func (a *array) fail(want string) {
	if a.err == nil {
		a.err = fmt.Errorf("%s is missing before %q", want, a.rest)
	}
	a.rest = ""
}
