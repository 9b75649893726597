package app

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayImport is who may import whom, of our own packages. Data walks one way: what is not listed is not allowed.
var mayImport = map[string][]string{
	"agent":                    {},
	"agent/agenttest":          {"agent"},
	"wasm":                     {"agent"},
	"web":                      {},
	"web/size":                 {"web"},
	"web/browsertest":          {},
	"web/pagebench":            {"agent", "web/browsertest"},
	"web/hosted/demo":          {},
	"deploy":                   {},
	"collector/core":           {},
	"collector/core/storetest": {"collector/core"},
	"collector/bus":            {"collector/core"},
	"collector/limit":          {},
	"collector/decide":         {"collector/core", "agent"},
	"collector/stats":          {},
	"collector/precision":      {"collector/core", "collector/stats"},
	"collector/survey":         {"collector/core", "collector/stats"},
	"collector/look":           {"collector/core"},
	"collector/pass":           {"collector/core"},
	"collector/link":           {"collector/core", "collector/limit"},
	"collector/chat":           {"collector/core"},
	"collector/outgoing":       {},
	"collector/notify":         {"collector/core"},
	"collector/audit":          {"collector/core"},
	"collector/auth":           {"collector/core", "collector/limit"},
	"collector/manifest":       {"collector/core"},
	"collector/lint":           {"collector/core"},
	"collector/ingest":         {"collector/core", "collector/bus", "collector/limit", "agent"},
	"collector/config":         {"collector/core"},
	"collector/page":           {},
	"collector/wirebench":      {"collector/page"},
	"collector/simulate":       {"collector/core", "collector/page", "collector/stats"},
	"sqlite":                   {"collector/core"},
	"sqlite/sqlitetest":        {"collector/core", "sqlite"},
	"collector/server":         {"collector/*", "web", "web/*"},
	"collector/app":            {"*"},
	"collector":                {"collector/app", "collector/config"},
}

// onlyIn are libraries that one package keeps to itself.
var onlyIn = map[string][]string{
	"github.com/labstack/echo/v4":  {"collector/server"},
	"github.com/mattn/go-sqlite3":  {"sqlite"},
	"github.com/gorilla/websocket": {"collector/ingest", "collector/page"}, // the two ends
	"github.com/alecthomas/kong":   {"collector/config"},
	"rsc.io/qr":                    {"collector/link"},
	"github.com/tdewolff/parse/v2": {"collector/look"}, // and its css
}

// standardOnly are packages that import nothing from outside but the standard library.
var standardOnly = []string{"agent", "wasm", "collector/core", "collector/stats", "collector/outgoing", "collector/notify"}

func TestImports(t *testing.T) {
	root := os.DirFS("../..")
	seen := map[string]bool{}
	err := fs.WalkDir(root, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && file != "." || d.Name() == "node_modules" || d.Name() == "testdata" || file == "wasm/toolchain") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		source, err := fs.ReadFile(root, file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder := path.Dir(file)
		seen[folder] = true
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			checkImport(t, file, folder, imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder := range mayImport {
		if !seen[folder] {
			t.Errorf("the table names %s, which has no Go files", folder)
		}
	}
}

func checkImport(t *testing.T, file, folder, imported string) {
	t.Helper()
	if keepers, ok := onlyIn[imported]; ok && !slices.Contains(keepers, folder) {
		t.Errorf("%s imports %s, which only %v may", file, imported, keepers)
	}
	ours, ok := strings.CutPrefix(imported, "heed/")
	if !ok {
		if host, _, _ := strings.Cut(imported, "/"); strings.Contains(host, ".") && slices.Contains(standardOnly, folder) {
			t.Errorf("%s imports %s; %s keeps to the standard library", file, imported, folder)
		}
		return
	}
	allowed, known := mayImport[folder]
	if !known {
		t.Errorf("%s is in a folder that the table does not know", file)
		return
	}
	if !slices.ContainsFunc(allowed, func(pattern string) bool {
		prefix, wild := strings.CutSuffix(pattern, "*")
		return pattern == ours || wild && strings.HasPrefix(ours, prefix)
	}) {
		t.Errorf("%s imports %s; %s may import only %v", file, ours, folder, allowed)
	}
}
