package app

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"runtime/debug"

	"heed/web"
)

// release is the version; the build may set it, and commit, with -ldflags -X.
var (
	release = "0.1.0"
	commit  = ""
)

// Version is the release.
func Version() string { return release }

// version prints the release, the commit, and the hash of the agent that pages get.
func version(p Process) error {
	wasm, err := web.Agent()
	if err != nil {
		return err
	}
	sum := sha256.Sum256(wasm)
	_, err = fmt.Fprintf(p.Out, "heed %s\ncommit %s\nagent %s\n", release, buildCommit(), hex.EncodeToString(sum[:]))
	return err
}

// buildCommit is what the build said, or what the Go tool noted of the checkout.
func buildCommit() string {
	if commit != "" {
		return commit
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value
			}
		}
	}
	return "unknown"
}
