package manifest

import (
	"fmt"
	"strings"

	"heed/collector/core"
)

// position is a place in a file; both count from 1. The zero position is unknown.
type position struct{ line, column int }

// origin is where a document stands: its file, and the position of every field by its path. The path "" is the document itself.
type origin struct {
	file      string
	positions map[string]position
	zeros     map[string]bool // the fields that were written as 0, which the document does not tell from those left out
}

// find gives the position of a field, or of what it would stand in when it is missing.
func (o origin) find(path string) position {
	for {
		if at, ok := o.positions[path]; ok || path == "" {
			return at
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
}

// fault is one thing that is wrong, and where.
type fault struct{ core.FieldError }

// String is the fault as people and editors read it: FILE:LINE:COL: field: message.
func (f fault) String() string {
	var b strings.Builder
	if f.File != "" {
		b.WriteString(f.File + ":")
	}
	if f.Line > 0 {
		fmt.Fprintf(&b, "%d:%d:", f.Line, f.Column)
	}
	if b.Len() > 0 {
		b.WriteString(" ")
	}
	if f.Path != "" {
		b.WriteString(f.Path + ": ")
	}
	return b.String() + f.Message
}

// faulty is the code of an error that is made of faults.
const faulty = "invalid_config"

// faults collects them.
type faults []fault

func (f *faults) add(file string, at position, path, format string, args ...any) {
	*f = append(*f, fault{core.FieldError{
		Path: path, File: file, Line: at.line, Column: at.column, Message: fmt.Sprintf(format, args...),
	}})
}

// addTo adds a fault of a field of the document at o.
func (f *faults) addTo(o origin, path, format string, args ...any) {
	f.add(o.file, o.find(path), path, format, args...)
}

// err is nothing when there are no faults, and an Error that names all of them otherwise, one a line.
func (f faults) err() error {
	if len(f) == 0 {
		return nil
	}
	lines, fields := make([]string, len(f)), make([]core.FieldError, len(f))
	for i := range f {
		lines[i], fields[i] = f[i].String(), f[i].FieldError
	}
	return &core.Error{Kind: core.Invalid, Code: faulty, Message: strings.Join(lines, "\n"), Fields: fields}
}
