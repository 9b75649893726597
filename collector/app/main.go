// Package app wires everything: it is the one place that knows all packages. Open puts a collector together, Close takes it apart;
// the end-to-end tests start the same. Main is the command line.
package app

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"heed/collector/config"
	"heed/collector/core"
)

// Process is what a command talks to.
type Process struct {
	In       io.Reader
	Out, Err io.Writer
}

// Main runs one command and returns the exit code: 0, or 1 with one clear line on Err.
func Main(args []string, p Process) int {
	if err := run(args, p); err != nil {
		fmt.Fprintln(p.Err, "heed: "+printable(sentence(err)))
		return 1
	}
	return 0
}

func run(args []string, p Process) error {
	cmd, ok, err := config.Parse(args, p.Out)
	if !ok || err != nil {
		return err
	}
	ctx, done := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer done()
	switch cmd.Path {
	case "serve":
		return serve(ctx, cmd.Serve, p)
	case "apply":
		return apply(ctx, cmd.Apply, p)
	case "backtest":
		return backtestCommand(ctx, cmd.Backtest, p)
	case "lint":
		return lintCommand(ctx, cmd.Lint, p)
	case "stop":
		return stop(ctx, cmd.Stop, true, p)
	case "start":
		return stop(ctx, cmd.Start, false, p)
	case "why":
		return why(ctx, cmd.Why, p)
	case "export":
		return export(ctx, cmd.Export, p)
	case "user add":
		return userAdd(ctx, cmd.User.Add, p)
	case "user list":
		return userList(ctx, cmd.User.List, p)
	case "user role":
		return userRole(ctx, cmd.User.Role, p)
	case "user delete":
		return userDelete(ctx, cmd.User.Delete, p)
	case "user link":
		return userLink(ctx, cmd.User.Link, p)
	case "token create":
		return tokenCreate(ctx, cmd.Token.Create, p)
	case "token list":
		return tokenList(ctx, cmd.Token.List, p)
	case "token delete":
		return tokenDelete(ctx, cmd.Token.Delete, p)
	case "link create":
		return linkCreate(ctx, cmd.Link.Create, p)
	case "webhook list":
		return webhookList(ctx, cmd.Webhook.List, p)
	case "webhook test":
		return webhookTest(ctx, cmd.Webhook.Test, p)
	case "webhook retry":
		return webhookRetry(ctx, cmd.Webhook.Retry, p)
	case "webhook rotate":
		return webhookRotate(ctx, cmd.Webhook.Rotate, p)
	case "backup":
		return backup(ctx, cmd.Backup, p)
	case "audit":
		return auditLog(ctx, cmd.Audit, p)
	case "check":
		return check(ctx, cmd.Check, p)
	case "simulate":
		return simulated(ctx, cmd.Simulate, p)
	case "translations export":
		return translationsExport(ctx, cmd.Translations.Export, p)
	case "translations import":
		return translationsImport(ctx, cmd.Translations.Import, p)
	case "version":
		return version(p)
	}
	return fmt.Errorf("no command %q", cmd.Path)
}

// printable is oneLine for a text whose lines are our own, such as one for each thing that is wrong with a file.
func printable(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = oneLine(lines[i])
	}
	return strings.Join(lines, "\n")
}

// sentence is an error for a person at a terminal: there is no log to look into, so the cause is told too.
func sentence(err error) string {
	e := core.AsError(err)
	if e.Kind == core.Internal {
		return err.Error()
	}
	return e.Message
}
