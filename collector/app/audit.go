package app

import (
	"context"
	"fmt"
	"os"
	"os/user"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"

	"heed/collector/audit"
	"heed/collector/config"
	"heed/collector/core"
	"heed/sqlite"
)

// audited does what a command was asked for, with an entry in the audit log of the store that it works on.
func audited(ctx context.Context, store core.Audits, action, target string, do func() (detail string, err error)) error {
	return audit.New(store, NewID, time.Now).Do(ctx, core.Audit{Who: account(), Action: action, Target: target, From: core.CommandLine}, do)
}

// auditLog prints the newest entries, a line each.
func auditLog(ctx context.Context, cfg config.Audit, p Process) error {
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		entries, _, err := audit.New(store, NewID, time.Now).List(ctx, core.Query{Kind: cfg.Action, Name: cfg.Who, Limit: cfg.Limit})
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(p.Out, 0, 0, 2, ' ', 0)
		for _, e := range entries {
			parts := []string{e.At.Format(time.RFC3339), e.Who, e.Action, e.Target, e.From, string(e.Outcome), e.Detail}
			for i := range parts {
				parts[i] = oneLine(parts[i])
			}
			fmt.Fprintln(w, strings.TrimRight(strings.Join(parts, "\t"), "\t"))
		}
		return w.Flush()
	})
}

// oneLine keeps what came from outside from forging lines, moving a terminal's cursor and turning the text around it.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || core.Reorders(string(r)) {
			return ' '
		}
		return r
	}, s)
}

// account is who runs this process: the machine's name for them, or their number where it has none, as in many containers.
func account() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "uid " + strconv.Itoa(os.Getuid())
}
