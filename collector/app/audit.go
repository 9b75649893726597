package app

import (
	"context"
	"os"
	"os/user"
	"strconv"
	"time"

	"heed/collector/audit"
	"heed/collector/core"
)

// audited does what a command was asked for, with an entry in the audit log of the store that it works on.
func audited(ctx context.Context, store core.Audits, action, target string, do func() (detail string, err error)) error {
	return audit.New(store, NewID, time.Now).Do(ctx, core.Audit{Who: account(), Action: action, Target: target, From: core.CommandLine}, do)
}

// account is who runs this process: the machine's name for them, or their number where it has none, as in many containers.
func account() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "uid " + strconv.Itoa(os.Getuid())
}
