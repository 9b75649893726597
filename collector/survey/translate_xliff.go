package survey

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"heed/collector/core"
)

// xliffSpace is the namespace of XLIFF 2.0 and 2.1 (OASIS, 2014 and 2018).
const xliffSpace = "urn:oasis:names:tc:xliff:document:2.0"

// writeXLIFF writes XLIFF 2.0: a unit of one segment for each text.
func writeXLIFF(name, source string, s sheet) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	fmt.Fprintf(&b, "<xliff xmlns=\"%s\" version=\"2.0\" srcLang=\"%s\" trgLang=\"%s\">\n", xliffSpace, xmlText(source), xmlText(s.Lang))
	fmt.Fprintf(&b, "  <file id=\"%s\" xml:space=\"preserve\">\n", xmlText(plainID(name)))
	for _, p := range s.Phrases {
		fmt.Fprintf(&b, "    <unit id=\"%s\">\n", xmlText(p.ID))
		if kept := repeats(p.Source); len(kept) > 0 {
			fmt.Fprintf(&b, "      <notes><note>Keep {answer.%s} as it stands; words behind | in it are to be translated.</note></notes>\n", xmlText(strings.Join(kept, "}, {answer.")))
		}
		state, target := "initial", ""
		if p.Target != "" {
			state, target = "translated", "<target>"+xmlText(p.Target)+"</target>"
		}
		fmt.Fprintf(&b, "      <segment state=\"%s\"><source>%s</source>%s</segment>\n    </unit>\n", state, xmlText(p.Source), target)
	}
	b.WriteString("  </file>\n</xliff>\n")
	return b.Bytes()
}

// xmlText escapes a text. What XML cannot hold becomes <cp hex="…"/>, as XLIFF has it.
func xmlText(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0xfffe || r == 0xffff {
			fmt.Fprintf(&b, `<cp hex="%04X"/>`, r)
			continue
		}
		_ = xml.EscapeText(&b, []byte(string(r))) // a strings.Builder takes everything
	}
	return b.String()
}

// maxXML is how deeply elements may be nested that matter to us; translators' tools nest groups and marks a few levels.
const maxXML = 32

// readXLIFF reads XLIFF 2.x, and 1.2, which many tools still write. Entities of one's own, which could be made to grow or to fetch, are
// not expanded: a document type is refused.
func readXLIFF(source string, data []byte) ([]sheet, []core.FieldError) {
	r := &xliffReader{decoder: xml.NewDecoder(bytes.NewReader(data)), source: source}
	r.decoder.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, r.fault("says that it is written in %q; save it in UTF-8", charset)
	}
	err := r.document()
	if syntax := (*xml.SyntaxError)(nil); errors.As(err, &syntax) {
		r.complain(syntax.Line, "", "is not XML: %s", syntax.Msg)
	} else if fault := (*xliffFault)(nil); errors.As(err, &fault) {
		r.wrong = append(r.wrong, fault.FieldError)
	} else if err != nil {
		r.complain(r.line(), "", "cannot be read: %v", err)
	}
	return r.sheets, r.wrong
}

// xliffReader walks through a file from front to back.
type xliffReader struct {
	decoder *xml.Decoder
	source  string // the survey's default language
	old     bool   // XLIFF 1.2
	depth   int
	sheets  []sheet
	wrong   []core.FieldError
}

// xliffFault ends the reading.
type xliffFault struct{ core.FieldError }

func (f *xliffFault) Error() string { return f.Message }

func (r *xliffReader) fault(format string, args ...any) error {
	return &xliffFault{core.FieldError{Line: r.line(), Message: fmt.Sprintf(format, args...)}}
}

func (r *xliffReader) complain(line int, id, format string, args ...any) {
	r.wrong = append(r.wrong, core.FieldError{Path: id, Line: line, Message: fmt.Sprintf(format, args...)})
}

func (r *xliffReader) line() int {
	line, _ := r.decoder.InputPos()
	return line
}

// document finds the root.
func (r *xliffReader) document() error {
	for {
		token, err := r.token()
		if errors.Is(err, io.EOF) {
			return r.fault("is empty")
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		version := attr(start, "version")
		if start.Name.Local != "xliff" || !strings.HasPrefix(version, "2.") && version != "1.2" {
			return r.fault("is not XLIFF 2 or 1.2: it begins with <%s> of version %q", start.Name.Local, version)
		}
		if r.old = version == "1.2"; !r.old {
			if err := r.languages(attr(start, "srcLang"), attr(start, "trgLang")); err != nil {
				return err
			}
		}
		if err := r.children(r.part); err != nil {
			return err
		}
		_, err = r.token()
		for err == nil {
			_, err = r.token()
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		return err
	}
}

// token is the next one, but for a document type.
func (r *xliffReader) token() (xml.Token, error) {
	token, err := r.decoder.Token()
	if _, ok := token.(xml.Directive); ok {
		return nil, r.fault("has a document type, which is not taken; leave the line with <! out")
	}
	return token, err
}

// children gives every element in the current one to do, which reads it to its end.
func (r *xliffReader) children(do func(xml.StartElement) error) error {
	if r.depth++; r.depth > maxXML {
		return r.fault("is nested deeper than %d levels", maxXML)
	}
	defer func() { r.depth-- }()
	for {
		token, err := r.token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if err := do(token); err != nil {
				return err
			}
		}
	}
}

// languages opens a sheet.
func (r *xliffReader) languages(source, target string) error {
	if !strings.EqualFold(source, r.source) {
		return r.fault("is from %q, and the survey's default language is %s", source, r.source)
	}
	if n := len(r.sheets); n == 0 || r.sheets[n-1].Lang != target {
		r.sheets = append(r.sheets, sheet{Lang: target, Line: r.line()})
	}
	return nil
}

// part reads what holds units, or is one. What else there is, such as a tool's own, is passed over.
func (r *xliffReader) part(start xml.StartElement) error {
	switch start.Name.Local {
	case "file":
		if r.old {
			if err := r.languages(attr(start, "source-language"), attr(start, "target-language")); err != nil {
				return err
			}
		}
		return r.children(r.part)
	case "body", "group":
		return r.children(r.part)
	case "unit", "trans-unit":
		if len(r.sheets) == 0 {
			return r.fault("has <%s> outside a <file>", start.Name.Local)
		}
		return r.unit(attr(start, "id"))
	}
	return r.decoder.Skip()
}

// unit reads one text. A tool may have cut it into segments, whose parts are put together again; it is translated when all of them are.
func (r *xliffReader) unit(id string) error {
	p := phrase{ID: id, Line: r.line()}
	complete := true
	segment := func(ignorable bool) error {
		source, target, given, err := r.segment()
		if !given {
			target = source
		}
		p.Source, p.Target, complete = p.Source+source, p.Target+target, complete && (given || ignorable)
		return err
	}
	var err error
	if r.old { // the unit is the segment
		err = segment(false)
	} else {
		err = r.children(func(start xml.StartElement) error {
			if start.Name.Local == "segment" || start.Name.Local == "ignorable" {
				return segment(start.Name.Local == "ignorable")
			}
			return r.decoder.Skip()
		})
	}
	if !complete {
		p.Target = ""
	}
	last := &r.sheets[len(r.sheets)-1]
	last.Phrases = append(last.Phrases, p)
	return err
}

// segment reads a source and its target, which may not be given.
func (r *xliffReader) segment() (source, target string, given bool, err error) {
	err = r.children(func(start xml.StartElement) error {
		var err error
		switch start.Name.Local {
		case "source":
			source, err = r.text()
		case "target":
			target, err = r.text()
			given = target != ""
		default:
			err = r.decoder.Skip()
		}
		return err
	})
	return source, target, given, err
}

// text reads the words of the current element. Marks around words are passed over; codes stand for something that our texts cannot hold.
func (r *xliffReader) text() (string, error) {
	if r.depth++; r.depth > maxXML {
		return "", r.fault("is nested deeper than %d levels", maxXML)
	}
	defer func() { r.depth-- }()
	var b strings.Builder
	for {
		token, err := r.token()
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.EndElement:
			return b.String(), nil
		case xml.CharData:
			b.Write(token)
		case xml.StartElement:
			words, err := r.inline(token)
			if err != nil {
				return "", err
			}
			b.WriteString(words)
		}
	}
}

func (r *xliffReader) inline(start xml.StartElement) (string, error) {
	name := start.Name.Local
	switch {
	case name == "cp":
		code, err := strconv.ParseUint(attr(start, "hex"), 16, 32)
		if err != nil || !utf8.ValidRune(rune(code)) {
			return "", r.fault("<cp hex=%q> is no character", attr(start, "hex"))
		}
		return string(rune(code)), r.decoder.Skip()
	case slices.Contains([]string{"mrk", "pc", "g"}, name):
		return r.text()
	case name == "sm" || name == "em":
		return "", r.decoder.Skip()
	}
	return "", r.fault("has the code <%s>, which a survey's text cannot hold; write plain text", name)
}

// attr is an attribute of ours: one without a namespace.
func attr(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Space == "" && a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
