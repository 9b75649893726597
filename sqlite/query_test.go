package sqlite

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

// TestQueriesAreUsed holds the files of query/ against the names in the sources, both ways.
func TestQueriesAreUsed(t *testing.T) {
	name := regexp.MustCompile(`^[a-z]+\.[A-Z][A-Za-z]+$`)
	used := map[string]bool{}
	sources, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range sources {
		if strings.HasSuffix(source, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), source, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, _ := strconv.Unquote(lit.Value); name.MatchString(s) {
					used[s] = true
				}
			}
			return true
		})
	}
	files := loadQueries()
	for name := range used {
		if _, ok := files[name]; !ok {
			t.Errorf("%s is used, but there is no query/%s.sql", name, name)
		}
	}
	for name := range files {
		if !used[name] {
			t.Errorf("query/%s.sql is used nowhere", name)
		}
	}
}

// allFilters is a query in which every field selects.
var allFilters = core.Query{Site: "a", Visitor: "b", Session: "c", Kind: "d", Name: "e", Outcome: "f",
	Since: core.Query{}.Since.AddDate(1, 0, 0), Until: core.Query{}.Until.AddDate(2, 0, 0)}

// combinations calls check with the text and arguments of a list for every subset of its filters.
func combinations(t *testing.T, name, text string, check func(query string, args map[string]any)) {
	t.Helper()
	every, _, err := selection(name, allFilters)
	if err != nil {
		t.Fatal(err)
	}
	every["after"], every["after_seq"] = 1, 1
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(every)) {
		if key != "limit" && key != "after_seq" && strings.Contains(text, ":"+key) {
			keys = append(keys, key)
		}
	}
	for chosen := range 1 << len(keys) {
		args := map[string]any{"limit": 51, "after_seq": 1}
		for bit, key := range keys {
			if chosen>>bit&1 == 1 {
				args[key] = every[key]
			}
		}
		check(render(text, args), args)
	}
}

// TestPlans: no statement reads a whole table or sorts a whole list. What may be scanned is small, or is counted by its index.
func TestPlans(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	small := map[string]bool{
		"document.Current": true, // through its unique index
		"user.List":        true, "token.List": true,
		"user.Administered": true,
		"answer.Of":         true, "message.Of": true, // sort one page
		"signal.Sources": true, "tally.Found": true, // group a bounded number of rows
		"signal.Reach":  true, // likewise
		"response.Span": true, // of a bounded number of rows
	}
	scan := regexp.MustCompile(`^SCAN (\w+)$|USE TEMP B-TREE`)
	for name, text := range s.queries {
		if small[name] || strings.Contains(text, "INSERT INTO") {
			continue
		}
		combinations(t, name, text, func(query string, _ map[string]any) {
			for _, line := range plan(t, s, query) {
				if scan.MatchString(line) && !strings.Contains(line, "json_each") && line != "SCAN newest" && line != "SCAN (subquery-1)" {
					t.Errorf("%s: %s\n%s", name, line, query)
				}
			}
		})
	}
}

// TestPlansOfResponseFilters: whatever selects, a list and a tally of a survey walk back through its index, and a list sorts no rows.
func TestPlansOfResponseFilters(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	score := 6
	for _, f := range []core.ResponseFilter{{Lang: "de"}, {Device: "phone"}, {Intercept: "stuck"}, {Page: "/cart*"}, {Text: "late"}, {Text: "太慢"}, {Question: "why"},
		{Question: "why", Value: "price"}, {Question: "score", High: &score}, {Trait: "plan", TraitValue: "gold"}} {
		for _, name := range []string{"response.List", "tally.Found"} {
			args, _, err := selection(name, core.Query{Site: "shop", Name: "why", Responses: f})
			if err != nil {
				t.Fatal(err)
			}
			lines := plan(t, s, render(s.queries.get(name), args))
			walks := slices.ContainsFunc(lines, func(l string) bool {
				return strings.HasPrefix(l, "SEARCH responses USING") && strings.Contains(l, "INDEX responses_survey (site=? AND survey=?")
			})
			sorts := slices.ContainsFunc(lines, func(l string) bool { return strings.Contains(l, "TEMP B-TREE FOR ORDER BY") })
			if !walks || sorts && name == "response.List" {
				t.Errorf("%s by %+v:\n%s", name, f, strings.Join(lines, "\n"))
			}
		}
	}
}

// TestPlanOfTaps: the answers of one site to the built-in question are found among those of its other surveys.
func TestPlanOfTaps(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	args, _, err := selection("tap.List", core.Query{Site: "shop", Name: core.PrecisionName, Since: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	if lines := plan(t, s, render(s.queries.get("tap.List"), args)); !strings.Contains(lines[0], "INDEX responses_survey (site=? AND survey=? AND started>?") {
		t.Error(strings.Join(lines, "\n"))
	}
}

// TestPlanPrefersVisitor: a visitor has few rows, whatever else selects; so have the statistics of the migrations said.
func TestPlanPrefersVisitor(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	byVisitor := regexp.MustCompile(`visitor = [:?]`)
	for name, text := range s.queries {
		if !byVisitor.MatchString(text) {
			continue
		}
		combinations(t, name, text, func(query string, _ map[string]any) {
			lines := plan(t, s, query)
			if byVisitor.MatchString(query) && !strings.Contains(lines[0], "_visitor (") {
				t.Errorf("%s: %s\n%s", name, lines[0], query)
			}
		})
	}
}

// plan explains a query.
func plan(t *testing.T, s *Store, query string) []string {
	t.Helper()
	rows, err := s.searches.db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+regexp.MustCompile(`[?:]\w*`).ReplaceAllString(query, "1"))
	if err != nil {
		t.Fatalf("%v\n%s", err, query)
	}
	defer func() { _ = rows.Close() }()
	var lines []string
	for rows.Next() {
		var id, parent, unused int
		var line string
		if err := rows.Scan(&id, &parent, &unused, &line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	if err := rows.Err(); err != nil || len(lines) == 0 {
		t.Fatalf("no plan, error %v, for\n%s", err, query)
	}
	return lines
}

func TestRender(t *testing.T) {
	const text = "WHERE true {{AND a = :a}} {{AND (b, c) < (:b, :c)}} LIMIT :n"
	for _, test := range []struct {
		args map[string]any
		want string
	}{
		{map[string]any{}, "WHERE true   LIMIT :n"},
		{map[string]any{"a": 1, "b": 2}, "WHERE true AND a = :a  LIMIT :n"},
		{map[string]any{"b": 1, "c": 2}, "WHERE true  AND (b, c) < (:b, :c) LIMIT :n"},
	} {
		if got := render(text, test.args); got != test.want {
			t.Errorf("%v: got %q, want %q", test.args, got, test.want)
		}
	}
}

// TestCursorsAreOfOneList: every filter makes another list, in which a cursor of this one is none.
func TestCursorsAreOfOneList(t *testing.T) {
	one, text := 1, cursor("response.List", core.Query{}, position{1, 2})
	with := func(name string, set func(*core.Query)) {
		t.Helper()
		q := core.Query{After: text}
		set(&q)
		if _, err := parseCursor("response.List", q); core.AsError(err).Code != "bad_cursor" {
			t.Errorf("with another %s it is taken: %v", name, err)
		}
	}
	each := func(of func(*core.Query) reflect.Value) {
		for i := range of(new(core.Query)).NumField() {
			name := of(new(core.Query)).Type().Field(i).Name
			switch of(new(core.Query)).Field(i).Interface().(type) {
			case string:
				if name != "After" {
					with(name, func(q *core.Query) { of(q).Field(i).SetString("x") })
				}
			case *int:
				with(name, func(q *core.Query) { of(q).Field(i).Set(reflect.ValueOf(&one)) })
			}
		}
	}
	each(func(q *core.Query) reflect.Value { return reflect.ValueOf(q).Elem() })
	each(func(q *core.Query) reflect.Value { return reflect.ValueOf(&q.Responses).Elem() })
	if _, err := parseCursor("response.List", core.Query{After: text, Limit: 7, Since: time.UnixMilli(1)}); err != nil {
		t.Errorf("with another limit and time: %v", err)
	}
}

// FuzzCursor: whatever is sent as a cursor is refused or is one that could have been given out.
func FuzzCursor(f *testing.F) {
	q := core.Query{Site: "shop"}
	f.Add(cursor("signal.List", q, position{1, 2}))
	f.Add("")
	f.Add("////")
	f.Fuzz(func(t *testing.T, text string) {
		q.After = text
		p, err := parseCursor("signal.List", q)
		if err == nil && cursor("signal.List", q, p) != text {
			t.Errorf("%q was taken as %+v", text, p)
		}
		if err != nil && !core.IsKind(err, core.Invalid) {
			t.Errorf("%q: %v", text, err)
		}
	})
}
