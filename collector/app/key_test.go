package app

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"heed/collector/core"
	"heed/collector/pass"
)

// TestPassKey: made once, kept, readable by its owner alone; one that is damaged is told and not replaced.
func TestPassKey(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, keyName)
	first, err := passKey(folder)
	if err != nil || len(first) != pass.KeySize {
		t.Fatalf("%d bytes, %v", len(first), err)
	}
	again, err := passKey(folder)
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("the second time it is another key, %v", err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info.Mode(), err)
	}
	if other, err := passKey(t.TempDir()); err != nil || bytes.Equal(first, other) {
		t.Errorf("two folders have one key, %v", err)
	}
	if err := os.WriteFile(file, first[1:], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := passKey(folder); core.AsError(err).Code != "key_damaged" {
		t.Errorf("a key that lacks a byte: %v", err)
	}
	if _, err := passKey(filepath.Join(folder, "none")); core.AsError(err).Code != "data_unwritable" {
		t.Errorf("without a folder: %v", err)
	}
}
