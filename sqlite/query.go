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

//go:embed query/*.sql query/part/*.sql
var queryFiles embed.FS

// part is a line that stands for a file of query/part/, which several queries share: {{> responses}}.
var part = regexp.MustCompile(`(?m)^ *\{\{> (\w+)\}\}\n`)

// queries are the texts of query/, by file name without «.sql».
type queries map[string]string

func loadQueries() queries {
	entries, err := queryFiles.ReadDir("query")
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	q := queries{}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		q[strings.TrimSuffix(e.Name(), ".sql")] = part.ReplaceAllStringFunc(queryText(e.Name()), func(line string) string {
			return queryText(path.Join("part", part.FindStringSubmatch(line)[1]+".sql"))
		})
	}
	return q
}

func queryText(name string) string {
	text, err := queryFiles.ReadFile(path.Join("query", name))
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	return string(text)
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
