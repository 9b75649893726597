package main

import (
	"bytes"
	"strings"
	"testing"

	"heed/web"
)

func TestReport(t *testing.T) {
	sizes := []web.Size{{Name: "a.js", Raw: 200, Brotli: 60}, {Name: "b.wasm", Raw: 90, Brotli: 41}}
	cases := []struct {
		name  string
		limit int
		files []string
		want  string // part of the error, "" for none
	}{
		{"within", 101, []string{"a.js", "b.wasm"}, ""},
		{"over by one byte", 100, []string{"a.js", "b.wasm"}, "over by one byte: 101 bytes of brotli, the budget is 100"},
		{"unknown file", 100, []string{"c.js"}, "there is no c.js"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			err := report(&out, sizes, []budget{{c.name, c.limit, c.files}})
			if (c.want == "") != (err == nil) || (err != nil && !strings.Contains(err.Error(), c.want)) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			if c.files[0] == "a.js" && !strings.Contains(out.String(), "290        101") {
				t.Errorf("no sum in\n%s", out.String())
			}
		})
	}
}

// TestRunWeighsWhatIsShipped: the command names every file of every budget. Whether the budgets hold is the command's own
// verdict, by its exit code.
func TestRunWeighsWhatIsShipped(t *testing.T) {
	var out bytes.Buffer
	err := run(&out)
	if err != nil && !strings.Contains(err.Error(), "the budget is") {
		t.Fatal(err)
	}
	for _, b := range budgets {
		for _, name := range b.files {
			if !strings.Contains(out.String(), name) {
				t.Errorf("%s is not in\n%s", name, out.String())
			}
		}
	}
	t.Logf("\n%s%v", out.String(), err)
}
