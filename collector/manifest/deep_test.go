package manifest

import (
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

// TestHostileNesting: whatever a file nests, it is refused in a moment.
func TestHostileNesting(t *testing.T) {
	fill := func(unit string) []byte { return []byte(strings.Repeat(unit, (256<<10)/len(unit))) }
	for name, data := range map[string][]byte{
		"lists":               append([]byte("a: "), fill("[")...),
		"mappings":            append([]byte("a: "), fill("{a: ")...),
		"dashes":              fill("- "),
		"question marks":      fill("? "),
		"anchors":             append([]byte("a: "), fill("&a ")...),
		"tags":                append([]byte("a: "), fill("!!seq ")...),
		"closing brackets":    append([]byte("a: "), fill("]")...),
		"indented mappings":   []byte(indented(2000)),
		"opened on each line": append([]byte("a:\n"), fill(" [\n")...),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			if _, err := Parse("x.yaml", data, nil); !core.IsKind(err, core.Invalid) {
				t.Fatalf("it was taken: %v", err)
			}
			if took := time.Since(start); took > 10*time.Second {
				t.Fatalf("it took %s", took)
			}
		})
	}
}

func indented(levels int) string {
	var b strings.Builder
	for i := range levels {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}
