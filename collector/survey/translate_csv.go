package survey

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"heed/collector/core"
)

// idColumn is the heading of the first column; the second is headed by the default language and each further one by its own.
const idColumn = "id"

// active is what a spreadsheet would take for a formula, and what was kept from being one by an apostrophe before it.
var active = regexp.MustCompile(`^'*[=+\-@\t\r]`)

// writeCSV writes RFC 4180, one row a text. No cell can be taken for a formula.
func writeCSV(source string, texts []phrase, sheets []sheet) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	head := []string{idColumn, source}
	for _, s := range sheets {
		head = append(head, s.Lang)
	}
	rows := [][]string{head}
	for i, p := range texts {
		row := []string{p.ID, disarm(p.Source)}
		for _, s := range sheets {
			row = append(row, disarm(s.Phrases[i].Target))
		}
		rows = append(rows, row)
	}
	err := w.WriteAll(rows)
	return out.Bytes(), err
}

func disarm(cell string) string {
	if active.MatchString(cell) {
		return "'" + cell
	}
	return cell
}

// rearm is the reverse of disarm.
func rearm(cell string) string {
	if strings.HasPrefix(cell, "'") && active.MatchString(cell) {
		return cell[1:]
	}
	return cell
}

// readCSV reads what writeCSV wrote, also as spreadsheets save it: with a byte order mark, and with semicolons or tabs.
func readCSV(source string, data []byte) ([]sheet, []core.FieldError) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	r := csv.NewReader(bytes.NewReader(data))
	if rest, ok := bytes.CutPrefix(bytes.ReplaceAll(data[:min(len(data), 16)], []byte(`"`), nil), []byte(idColumn)); ok && len(rest) > 0 && strings.ContainsRune(";\t", rune(rest[0])) {
		r.Comma = rune(rest[0])
	}
	head, err := r.Read()
	if err != nil {
		return nil, unreadableCSV(err)
	}
	if len(head) < 3 || head[0] != idColumn || !strings.EqualFold(head[1], source) {
		return nil, []core.FieldError{{Line: 1, Message: fmt.Sprintf("is not headed %s,%s and then the languages translated into", idColumn, source)}}
	}
	sheets := make([]sheet, len(head)-2)
	var wrong []core.FieldError
	for i, lang := range head[2:] {
		sheets[i] = sheet{Lang: lang, Line: 1}
		for _, before := range sheets[:i] {
			if strings.EqualFold(before.Lang, lang) {
				wrong = append(wrong, core.FieldError{Line: 1, Message: fmt.Sprintf("has two columns for %s", lang)})
			}
		}
	}
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return sheets, wrong
		}
		if err != nil {
			return nil, append(wrong, unreadableCSV(err)...)
		}
		line, _ := r.FieldPos(0)
		for i := range sheets {
			sheets[i].Phrases = append(sheets[i].Phrases, phrase{ID: row[0], Source: rearm(row[1]), Target: rearm(row[i+2]), Line: line})
		}
	}
}

func unreadableCSV(err error) []core.FieldError {
	var e *csv.ParseError
	switch {
	case errors.As(err, &e):
		return []core.FieldError{{Line: e.StartLine, Message: "is not CSV: " + e.Err.Error()}}
	case errors.Is(err, io.EOF):
		return []core.FieldError{{Line: 1, Message: "is empty"}}
	}
	return []core.FieldError{{Message: "cannot be read: " + err.Error()}}
}
