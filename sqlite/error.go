package sqlite

import (
	"database/sql"
	"errors"
	"time"

	"github.com/mattn/go-sqlite3"

	"heed/collector/core"
)

// openError says what keeps a file from being opened; what already says so stays.
func openError(file string, err error) error {
	var said *core.Error
	var e sqlite3.Error
	if errors.As(err, &said) || !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case sqlite3.ErrNotADB, sqlite3.ErrCorrupt:
		return core.Errorf(core.Invalid, "data_schema", "%s is no Heed database; move it away, or restore a backup: %w", file, err)
	case sqlite3.ErrCantOpen, sqlite3.ErrReadonly, sqlite3.ErrPerm, sqlite3.ErrAuth, sqlite3.ErrIoErr, sqlite3.ErrFull:
		return core.Errorf(core.Invalid, "data_unwritable", "%s cannot be written: %w", file, err)
	}
	return writeError(err)
}

// writeError gives the failures of a write that have a remedy their own code; others stay as they are, which makes them
// Internal for the outside.
func writeError(err error) error {
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case sqlite3.ErrConstraint:
		if e.ExtendedCode == sqlite3.ErrConstraintForeignKey {
			return core.Errorf(core.NotFound, "unknown_reference", "What was sent belongs to something that is not stored: %w", err)
		}
		return core.Errorf(core.Invalid, "data_rule", "What was sent breaks a rule of the stored data: %w", err)
	case sqlite3.ErrFull:
		return core.Errorf(core.Internal, "data_full", "The disk that holds the data folder is full: %w", err)
	case sqlite3.ErrBusy:
		busy := core.Errorf(core.Limited, "data_busy", "Another process is writing to the data folder; try again: %w", err)
		busy.RetryAfter = time.Second
		return busy
	}
	return err
}

// isUnique reports whether err is the violation of a uniqueness.
func isUnique(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) &&
		(e.ExtendedCode == sqlite3.ErrConstraintUnique || e.ExtendedCode == sqlite3.ErrConstraintPrimaryKey)
}

// orNotFound turns «no row» into a NotFound error with that sentence.
func orNotFound(err error, code, format string, args ...any) error {
	if errors.Is(err, sql.ErrNoRows) {
		return core.Errorf(core.NotFound, code, format, args...)
	}
	return err
}
