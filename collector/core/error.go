package core

import (
	"errors"
	"fmt"
	"time"
)

// Kind is one of the six ways in which something can be refused. The server maps each to one HTTP status.
type Kind string

// The six kinds.
const (
	Invalid         Kind = "invalid"         // 400: what was sent makes no sense; sending it again will not help
	Unauthenticated Kind = "unauthenticated" // 401: nobody is signed in
	Forbidden       Kind = "forbidden"       // 403: known, but not allowed
	NotFound        Kind = "not_found"       // 404
	Limited         Kind = "limited"         // 429: too much, or too early; try again later
	Internal        Kind = "internal"        // 500: our fault; the cause is in the log and nowhere else
)

// Error is an error the outside may see: a stable code and a sentence that says what to do.
type Error struct {
	Kind    Kind
	Code    string // stable, snake_case, e.g. "unknown_site"
	Message string // one sentence
	// Fields are the places that are wrong, when a document was sent.
	Fields []FieldError
	// RetryAfter is how long to wait, for Limited.
	RetryAfter time.Duration
	// Err is the cause, for the log.
	Err error
}

// FieldError is one wrong place in a document.
type FieldError struct {
	// Path is the place, as in `when.any[0].signal`; empty for the document as a whole.
	Path string `json:"path"`
	// File is the file it stands in, when it came from one.
	File string `json:"file,omitempty"`
	// Line and Column count from 1; 0 when the document did not come as text.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
	// Message says what is wrong and what would be right.
	Message string `json:"message"`
}

// Error gives the sentence, with the cause behind it.
func (e *Error) Error() string {
	if e.Err != nil {
		return e.Message + ": " + e.Err.Error()
	}
	return e.Message
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an Error of that kind and code with a formatted sentence. A %w in the format becomes the cause.
func Errorf(kind Kind, code, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	return &Error{Kind: kind, Code: code, Message: err.Error(), Err: errors.Unwrap(err)}
}

// AsError returns err as an Error. Any other error becomes Internal with a sentence that tells nothing of it.
func AsError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Kind: Internal, Code: "internal", Message: "Internal error; the collector's log has the cause.", Err: err}
}

// IsKind reports whether err is an Error of that kind.
func IsKind(err error, kind Kind) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == kind
}
