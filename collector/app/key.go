package app

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"heed/collector/core"
	"heed/collector/pass"
)

// keyName is the file with the key that signs links into pages. It lies beside the database and not in it: who reads a backup cannot
// sign. Without the file a new key is made, and links that were made with the old one end.
const keyName = "heed.key"

// passKey reads the data folder's key, or makes one.
func passKey(folder string) ([]byte, error) {
	file := filepath.Join(folder, keyName)
	key, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return makeKey(file)
	case err != nil:
		return nil, core.Errorf(core.Invalid, "key_unreadable", "The key %s cannot be read: %w", file, err)
	case len(key) != pass.KeySize:
		return nil, core.Errorf(core.Invalid, "key_damaged",
			"The key %s has %d bytes instead of %d; remove it, and a new one is made.", file, len(key), pass.KeySize)
	}
	return key, nil
}

// makeKey writes a new key under another name first: a power cut leaves a whole key or none.
func makeKey(file string) ([]byte, error) {
	key := make([]byte, pass.KeySize)
	if _, err := rand.Read(key); err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	part := file + ".part"
	if err := errors.Join(writeSecret(part, key), os.Rename(part, file)); err != nil {
		return nil, core.Errorf(core.Invalid, "data_unwritable", "The key %s cannot be written: %w", file, err)
	}
	return key, nil
}

// writeSecret writes a file that only its owner may read, and waits until it is on disk.
func writeSecret(file string, data []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}
