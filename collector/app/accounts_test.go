package app

import (
	"net/http"
	"strings"
	"testing"
)

// TestTokenEnds: a token that is deleted beside a running collector opens nothing from the next request on, and others still do.
func TestTokenEnds(t *testing.T) {
	a := open(t)
	data := []string{"--data", a.cfg.Data.Data}
	create := func(name string) string {
		t.Helper()
		code, out, errs := heed(t, append([]string{"token", "create", "--name", name, "--scope", "read"}, data...)...)
		if code != 0 {
			t.Fatal(errs)
		}
		return strings.TrimSpace(out)
	}
	status := func(secret string) int {
		t.Helper()
		return program{t, a, secret}.call(http.MethodGet, "/api/v1/sites", "").Code
	}
	old, kept := create("old laptop"), create("export")
	_, list, _ := heed(t, append([]string{"token", "list"}, data...)...)
	lines := strings.Split(strings.TrimSpace(list), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], "old laptop  read") || strings.Contains(list, old) {
		t.Fatalf("list:\n%s", list)
	}
	id, _, _ := strings.Cut(lines[0], " ")
	if before := status(old); before != http.StatusOK {
		t.Fatalf("before: status %d", before)
	}
	if code, out, errs := heed(t, append([]string{"token", "delete", id}, data...)...); code != 0 || !strings.Contains(out, "deleted token "+id) {
		t.Fatalf("delete: exit %d, %s%s", code, out, errs)
	}
	if ended, other := status(old), status(kept); ended != http.StatusUnauthorized || other != http.StatusOK {
		t.Errorf("afterwards: status %d, and of the other %d", ended, other)
	}
	if code, _, errs := heed(t, append([]string{"token", "delete", id}, data...)...); code != 1 || !strings.Contains(errs, id) {
		t.Errorf("once more: exit %d, %s", code, errs)
	}
	if _, log, _ := heed(t, append([]string{"audit", "--action", "token.delete"}, data...)...); strings.Count(log, "\n") != 2 || !strings.Contains(log, "refused") {
		t.Errorf("audit log:\n%s", log)
	}
}
