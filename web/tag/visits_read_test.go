package tag_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"heed/agent"
)

// anyNumber stands for a number of signals that nobody wants to argue about.
const anyNumber = -1

// visit is a page, what a visitor does on it, and how many signals of each kind are right.
type visit struct {
	name  string
	pages map[string]string // markup by path
	start string            // path of the first page
	touch bool              // the visitor has a finger and no mouse
	acts  []act
	want  map[string]int // by kind; 0 for those that are not there
	wrong string         // why what is heard is not what is wanted
}

// act is one thing that the visitor does: a verb of hands and what it needs.
type act struct {
	verb string
	args []string
}

// readVisits reads testdata/visits. A file holds visits one after the other:
//
//	=== name
//	want rage_click dead_click=any      (a kind alone is =1)
//	wrong: why it is not so
//	touch
//	press "#menu li" 3                  (acts, one a line, in their order)
//	wait 3500
//	--- /path                           (a page; the first is where the visit starts, --- alone is /)
//	<button>…
func readVisits(t *testing.T) (all []visit) {
	t.Helper()
	files, err := filepath.Glob("testdata/visits/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		topic := strings.TrimSuffix(filepath.Base(file), ".txt")
		for i, part := range strings.Split("\n"+string(text), "\n=== ")[1:] {
			v, err := readVisit(part)
			if err != nil {
				t.Fatalf("%s, visit %d: %v", file, i+1, err)
			}
			v.name = topic + "/" + v.name
			all = append(all, v)
		}
	}
	return all
}

func readVisit(text string) (visit, error) {
	v := visit{pages: map[string]string{}, want: map[string]int{}}
	head, body, _ := strings.Cut(text, "\n---")
	lines := strings.Split(head, "\n")
	v.name = lines[0]
	for _, line := range lines[1:] {
		if err := v.read(line); err != nil {
			return v, fmt.Errorf("%s: %w", v.name, err)
		}
	}
	for _, page := range strings.Split(body, "\n---") {
		path, markup, _ := strings.Cut(page, "\n")
		if path = strings.TrimSpace(path); path == "" {
			path = "/"
		}
		if v.start == "" {
			v.start = path
		}
		v.pages[path] = markup
	}
	return v, nil
}

var words = regexp.MustCompile(`"([^"]*)"|\S+`)

// read takes one line above the pages.
func (v *visit) read(line string) error {
	if reason, ok := strings.CutPrefix(line, "wrong: "); ok {
		v.wrong = reason
		return nil
	}
	var all []string
	for _, word := range words.FindAllString(line, -1) {
		all = append(all, strings.Trim(word, `"`))
	}
	switch {
	case len(all) == 0:
	case all[0] == "want":
		return v.expect(all[1:])
	case all[0] == "touch":
		v.touch = true
	case verbs[all[0]] == nil:
		return fmt.Errorf("there is no act %q", all[0])
	default:
		v.acts = append(v.acts, act{all[0], all[1:]})
	}
	return nil
}

// expect takes what is wanted.
func (v *visit) expect(kinds []string) error {
	for _, word := range kinds {
		kind, number, found := strings.Cut(word, "=")
		if agent.KindOf(kind) == agent.None {
			return fmt.Errorf("there is no kind %q", kind)
		}
		n, err := strconv.Atoi(number)
		switch {
		case !found:
			n = 1
		case number == "any":
			n = anyNumber
		case err != nil:
			return fmt.Errorf("%q is no number", number)
		}
		v.want[kind] = n
	}
	return nil
}
