package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"heed/collector/core"
)

// Backup implements core.Store. The copy is compact, readable by its owner only, and on disk when this returns. It is written
// in one read of one moment, so commits go on beside it; the write-ahead log grows by them until it ends.
func (s *Store) Backup(ctx context.Context, file string) (err error) {
	if err := reserve(file); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(file))
		}
	}()
	db, err := sql.Open("sqlite3", source(s.file, map[string]string{"mode": "ro"}))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if _, err := db.ExecContext(ctx, `VACUUM INTO ?`, file); err != nil {
		return fmt.Errorf("back up to %s: %w", file, writeError(err))
	}
	return flush(file)
}

// reserve creates an empty file, which VACUUM INTO takes as missing; so no other program can put one there in between.
func reserve(file string) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return core.Errorf(core.Invalid, "backup_exists", "%s exists already; name a new file for the backup.", file)
	}
	if err != nil {
		return core.Errorf(core.Invalid, "backup_unwritable", "The backup cannot be written: %w", err)
	}
	return f.Close()
}

// flush waits until a file is on disk.
func flush(file string) error {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Check implements core.Store. It reads everything, so it has no timeout but the caller's.
func (s *Store) Check(ctx context.Context) error {
	var broken []string
	for _, pragma := range []string{
		`SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'`,
		`SELECT format('%s, row %d: refers to a missing row of %s', "table", rowid, parent) FROM pragma_foreign_key_check`,
	} {
		found, err := s.complaints(ctx, pragma)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil { // too damaged to be checked
			found = append(found, err.Error())
		}
		broken = append(broken, found...)
	}
	if len(broken) > 0 {
		return core.Errorf(core.Internal, "data_broken", "The database is damaged; restore a backup:\n  %s",
			strings.Join(broken, "\n  "))
	}
	return nil
}

func (s *Store) complaints(ctx context.Context, pragma string) (found []string, err error) {
	err = s.searches.readTx(ctx, func(ctx context.Context, tx *sql.Tx) error {
		found, err = rows(ctx, tx, pragma, nil, func(scan scanner) (line string, err error) {
			err = scan(&line)
			return line, err
		})
		return err
	})
	return found, err
}
