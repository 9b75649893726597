package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"path"
	"regexp"
	"strings"
)

//go:embed query/*.sql
var queryFiles embed.FS

// queries are the texts of query/, by file name without «.sql».
type queries map[string]string

func loadQueries() queries {
	entries, err := queryFiles.ReadDir("query")
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	q := queries{}
	for _, e := range entries {
		text, err := queryFiles.ReadFile(path.Join("query", e.Name()))
		if err != nil {
			panic(err)
		}
		q[strings.TrimSuffix(e.Name(), ".sql")] = string(text)
	}
	return q
}

// get returns a text; a name without a file is a mistake in this package, which its tests find.
func (q queries) get(name string) string {
	text, ok := q[name]
	if !ok {
		panic("no file query/" + name + ".sql")
	}
	return text
}

// compile prepares every statement once, lists with all their filters.
func (q queries) compile(ctx context.Context, db *sql.DB) error {
	for name, text := range q {
		stmt, err := db.PrepareContext(ctx, filter.ReplaceAllString(text, "$1"))
		if err != nil {
			return fmt.Errorf("compile query/%s.sql: %w", name, err)
		}
		if err := stmt.Close(); err != nil {
			return err
		}
	}
	return nil
}

// filter is an optional part of a list: {{AND site = :site}}.
var filter = regexp.MustCompile(`\{\{(.*?)\}\}`)

// parameter is a named parameter in it.
var parameter = regexp.MustCompile(`:(\w+)`)

// render keeps the filters all of whose parameters are among args, and drops the others. So a plan is made for exactly the
// columns that select, and each combination has one text for the cache of compiled statements.
func render(text string, args map[string]any) string {
	return filter.ReplaceAllStringFunc(text, func(part string) string {
		for _, p := range parameter.FindAllStringSubmatch(part, -1) {
			if _, ok := args[p[1]]; !ok {
				return ""
			}
		}
		return part[2 : len(part)-2]
	})
}
