package manifest

import "strings"

// replace puts the values of variables in the place of ${NAME}; $${ stands for ${ itself. Values are taken as they are, they
// cannot bring in structure or other variables.
func (r *reader) replace(s string, at position, path string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "${")
		if !found {
			return b.String() + s
		}
		if literal, ok := strings.CutSuffix(before, "$"); ok {
			b.WriteString(literal + "${")
			s = rest
			continue
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed || !isVariable(name) {
			r.faults.add(r.file, at, path, "has ${ that begins no variable such as ${HEED_PUBLIC_URL}; write $${ for the characters themselves")
			return ""
		}
		value, known := "", false
		if r.expand != nil {
			value, known = r.expand(name)
		}
		if !known {
			r.faults.add(r.file, at, path, "names the variable ${%s}, which is not set; set it, or write $${ for the characters ${", name)
			return ""
		}
		b.WriteString(before + value)
		s = after
	}
}

func isVariable(name string) bool {
	for i, c := range name {
		letter := c >= 'A' && c <= 'Z' || c == '_'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return name != ""
}
