package audit_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"heed/collector/audit"
	"heed/collector/core"
	"heed/sqlite"
	"heed/sqlite/sqlitetest"
)

var start = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func open(t *testing.T) (*audit.Service, *sqlite.Store) {
	t.Helper()
	clock := func() time.Time { return start }
	store := sqlitetest.Open(t, sqlite.Options{Clock: clock})
	made := 0
	return audit.New(store, func() string { made++; return strings.Repeat("x", made) }, clock), store
}

// last is the newest entry.
func last(t *testing.T, s *audit.Service) core.Audit {
	t.Helper()
	list, _, err := s.List(context.Background(), core.Query{Limit: 1})
	if err != nil || len(list) != 1 {
		t.Fatalf("entries %v, %v", list, err)
	}
	return list[0]
}

func TestDo(t *testing.T) {
	refusal := core.Errorf(core.Invalid, "bad_role", "There is no such role.")
	for _, c := range []struct {
		name    string
		err     error
		outcome core.AuditOutcome
		detail  string
	}{
		{"done", nil, core.AuditDone, "priority, who"},
		{"refused", refusal, core.AuditRefused, "bad_role: There is no such role."},
		{"failed", errors.New("disk on fire"), core.AuditFailed, "Internal error; the collector's log has the cause."},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _ := open(t)
			want := core.Audit{ID: "x", At: start, Who: "maya", By: "u1", Action: "intercept.restore", Target: "intercepts/stuck", From: "192.0.2.1"}
			err := s.Do(t.Context(), want, func() (string, error) {
				want.Outcome = core.AuditBegun
				if got := last(t, s); got != want {
					t.Errorf("before it is done: %+v, want %+v", got, want)
				}
				return "priority, who", c.err
			})
			if !errors.Is(err, c.err) {
				t.Errorf("error %v, want %v", err, c.err)
			}
			want.Outcome, want.Detail = c.outcome, c.detail
			if got := last(t, s); got != want {
				t.Errorf("afterwards: %+v, want %+v", got, want)
			}
		})
	}
}

// TestNothingIsDoneUnwritten: without a log nothing is done, and who leaves early does not keep the end out of it.
func TestNothingIsDoneUnwritten(t *testing.T) {
	s, store := open(t)
	ctx, leave := context.WithCancel(t.Context())
	if err := s.Do(ctx, core.Audit{Action: "user.add"}, func() (string, error) { leave(); return "", nil }); err != nil {
		t.Error(err)
	}
	if got := last(t, s); got.Outcome != core.AuditDone {
		t.Errorf("of a client that left: %+v", got)
	}
	if err := s.Do(t.Context(), core.Audit{Action: "user.add"}, func() (string, error) { return "", store.Close() }); !errors.Is(err, audit.ErrIncomplete) {
		t.Errorf("done, and its end could not be written: %v", err)
	}
	err := s.Do(t.Context(), core.Audit{Action: "user.add"}, func() (string, error) {
		t.Error("it was done, and cannot be written down")
		return "", nil
	})
	if err == nil || !strings.Contains(err.Error(), "write the audit log") {
		t.Errorf("error %v", err)
	}
	if err := s.Note(t.Context(), core.Audit{Action: "user.add", Outcome: core.AuditDone}); err == nil {
		t.Error("a note was written to a closed store")
	}
}

func TestEntriesAreBounded(t *testing.T) {
	s, _ := open(t)
	long := strings.Repeat("é", 3000)
	a := audit.Refused(core.Audit{Who: long, Action: "sign.in", Target: long, From: long}, core.Errorf(core.Invalid, "bad", "%s", long))
	if err := s.Note(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	got := last(t, s)
	for _, part := range []string{got.Who, got.Target, got.From, got.Detail} {
		if len(part) > 4000 || len(part) < 299 || !utf8.ValidString(part) {
			t.Errorf("a part of %d bytes: %.20q…", len(part), part)
		}
	}
}
