package web

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
)

var (
	plainDeclaration = regexp.MustCompile(`^\s*(?:const|let) (\w+) = `)
	destructuring    = regexp.MustCompile(`^\s*(?:const|let) [\[{].*[\]}] = (.*)`)
)

// trapped returns the lines that take apart what the declarations right before them made. tdewolff/minify v2.24 puts a
// destructuring first among neighbouring declarations, sometimes also when it needs one of the others, and the script then
// throws where it is run.
func trapped(script string) []string {
	var found []string
	before := map[string]bool{} // names of the unbroken row of declarations above
	for line := range strings.Lines(script) {
		text := strings.TrimSpace(line)
		if strings.HasPrefix(text, "/*") || strings.HasPrefix(text, "*") || strings.HasPrefix(text, "//") {
			continue
		}
		if match := destructuring.FindStringSubmatch(line); match != nil {
			for _, word := range regexp.MustCompile(`\w+`).FindAllString(match[1], -1) {
				if before[word] {
					found = append(found, text)
					break
				}
			}
			continue
		}
		match := plainDeclaration.FindStringSubmatch(line)
		if match == nil {
			clear(before)
			continue
		}
		before[match[1]] = true
	}
	return found
}

func TestNothingFallsIntoTheMinifiersTrap(t *testing.T) {
	const trap = "const note = make()\n/** @type {any} */\nconst { count } = note.props\n"
	const apart = "const part = make()\nif (!part) return\nconst { id } = part\n"
	if len(trapped(trap)) != 1 || len(trapped(apart)) != 0 {
		t.Fatal("the trap is not recognised")
	}
	names, err := entries(embedded)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if path.Ext(name) != ".js" {
			continue
		}
		script, err := fs.ReadFile(embedded, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range trapped(string(script)) {
			t.Errorf("web/%s: %q takes apart what the line before declares: name the property instead", name, line)
		}
	}
}
