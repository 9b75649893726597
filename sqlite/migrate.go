package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
	"time"

	"heed/collector/core"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// applicationID is in the header of our files; the first migration writes it.
const applicationID = 0x48656564

// migration is one step of the schema. Steps only go forward, and one that was released is never edited.
type migration struct {
	number   int // from 1, without gaps
	name     string
	text     string
	checksum string // hex SHA-256 of text
}

// migrations returns all steps in order.
func migrations() []migration {
	entries, err := migrationFiles.ReadDir("migrations") // sorted by name
	if err != nil {
		panic(err) // embedded: cannot be missing
	}
	var all []migration
	for _, e := range entries {
		text, err := migrationFiles.ReadFile(path.Join("migrations", e.Name()))
		if err != nil {
			panic(err)
		}
		digits, _, _ := strings.Cut(e.Name(), "_")
		number, err := strconv.Atoi(digits)
		if err != nil || number != len(all)+1 {
			panic("migrations/" + e.Name() + ": names are NNNN_name.sql, numbered from 0001 without gaps")
		}
		sum := sha256.Sum256(text)
		all = append(all, migration{number, strings.TrimSuffix(e.Name(), ".sql"), string(text), hex.EncodeToString(sum[:])})
	}
	return all
}

const createMigrations = `CREATE TABLE IF NOT EXISTS migrations (
  number   INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied  INTEGER NOT NULL
) STRICT`

// migrate applies the steps that the file does not have, each in its own transaction. Two processes may do so at once.
func migrate(ctx context.Context, db *sql.DB, steps []migration, now time.Time) error {
	if err := checkOwner(ctx, db); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, createMigrations); err != nil {
		return fmt.Errorf("create the table of migrations: %w", writeError(err))
	}
	if err := checkAge(ctx, db, steps); err != nil {
		return err
	}
	for _, step := range steps {
		if err := apply(ctx, db, step, now); err != nil {
			return err
		}
	}
	return nil
}

// checkOwner refuses a file that is somebody else's.
func checkOwner(ctx context.Context, db *sql.DB) error {
	var id, tables int
	err := db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name <> 'migrations')`).Scan(&id, &tables)
	if err != nil {
		return fmt.Errorf("read the schema: %w", err)
	}
	if id != applicationID && tables > 0 {
		return core.Errorf(core.Invalid, "data_schema",
			"The file %s in the data folder belongs to another program; choose another folder with --data.", fileName)
	}
	return nil
}

// checkAge refuses a file that a newer program has written.
func checkAge(ctx context.Context, db *sql.DB, steps []migration) error {
	var newest int
	if err := db.QueryRowContext(ctx, `SELECT coalesce(max(number), 0) FROM migrations`).Scan(&newest); err != nil {
		return fmt.Errorf("read the applied migrations: %w", err)
	}
	if newest > len(steps) {
		return core.Errorf(core.Invalid, "data_schema",
			"The data was written by a newer Heed (schema %d, this program knows %d); start the newer program.", newest, len(steps))
	}
	return nil
}

// apply applies one step unless the file has it; then its text must be the same.
func apply(ctx context.Context, db *sql.DB, step migration, now time.Time) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("migration %s: %w", step.name, writeError(err))
	}
	defer func() { _ = tx.Rollback() }() // nothing after a commit
	var checksum string
	err = tx.QueryRowContext(ctx, `SELECT checksum FROM migrations WHERE number = ?`, step.number).Scan(&checksum)
	if err == nil {
		if checksum != step.checksum {
			return core.Errorf(core.Invalid, "data_schema",
				"The data was written by another edition of Heed: its migration %s is not this program's.", step.name)
		}
		return nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("read the applied migrations: %w", err)
	}
	if _, err := tx.ExecContext(ctx, step.text); err != nil {
		return fmt.Errorf("migration %s: %w", step.name, writeError(err))
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO migrations (number, name, checksum, applied) VALUES (?, ?, ?, ?)`,
		step.number, step.name, step.checksum, millis(now)); err != nil {
		return fmt.Errorf("record migration %s: %w", step.name, writeError(err))
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("migration %s: %w", step.name, writeError(err))
	}
	return nil
}
