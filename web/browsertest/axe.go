package browsertest

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
)

// axe is axe-core's source, read once.
var axe = sync.OnceValues(func() (string, error) {
	root, err := moduleRoot()
	if err != nil {
		return "", err
	}
	source, err := os.ReadFile(filepath.Join(root, "web", "node_modules", "axe-core", "axe.min.js"))
	if errors.Is(err, os.ErrNotExist) {
		return "", errors.New("axe-core is not installed: run npm ci in web/")
	}
	return string(source), err
})

// moduleRoot is the folder with go.mod: tests run somewhere below it.
func moduleRoot() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", errors.New("no go.mod above the tests")
		}
		folder = parent
	}
}

// Axe fails the test with what axe-core has to say about the page as it is now; where names the state in which it is.
func (b *Tab) Axe(where string) {
	b.t.Helper()
	source, err := axe()
	if err != nil {
		b.t.Fatal(err)
	}
	if !Value[bool](b, `'axe' in globalThis`) {
		b.JS(source)
	}
	const run = `axe.run(document, {resultTypes: ['violations']}).then(({violations}) =>
		violations.map(({id, help, nodes}) => id + ': ' + help + nodes.map((node) => '\n  ' + node.html + ' ' + node.failureSummary).join('')))`
	for _, violation := range Value[[]string](b, run) {
		b.t.Errorf("%s: %s", where, violation)
	}
}
