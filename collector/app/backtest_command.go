package app

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"heed/collector/config"
	"heed/collector/server"
	"heed/sqlite"
)

// backtestCommand is `heed backtest`. It reads beside a running collector.
func backtestCommand(ctx context.Context, cfg config.Backtest, p Process) error {
	text, err := readFile(cfg.File, p.In)
	if err != nil {
		return err
	}
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		request := server.BacktestRequest{YAML: string(text), File: cfg.File, From: cfg.From, To: cfg.To}
		public, _ := environment(publicURLVariable)
		b, err := newBacktester(store, public, time.Now).Backtest(ctx, request, func(int, int) {})
		if err != nil {
			return err
		}
		if cfg.JSON {
			out := json.NewEncoder(p.Out)
			out.SetIndent("", "  ")
			return out.Encode(b)
		}
		_, err = io.WriteString(p.Out, summary(b))
		return err
	})
}

// summary is a backtest for a terminal.
func summary(b server.Backtest) string {
	var out strings.Builder
	line := func(format string, args ...any) { out.WriteString(oneLine(fmt.Sprintf(format, args...)) + "\n") }
	last := b.To.Add(-1) // the end is no part of it: that of a day is the next one's midnight
	line("%s on %s, %s to %s: %d signals", b.Intercept, b.Site, b.From.Format(time.DateOnly), last.Format(time.DateOnly), b.Signals)
	line("acts       %d times on %d visitors (%d shown, %d held back)", b.Moments, b.Visitors, b.Shown, b.Held)
	line("triggered  %d times", b.Triggered)
	for _, s := range b.Stopped {
		line("  stopped by %-14s %d, alone %d", s.Gate, s.N, s.Only)
	}
	for _, l := range b.Lost {
		line("  lost to %-17s %d", l.Name, l.N)
	}
	for _, c := range b.Contacts {
		line("contacts   %-24s %d without it, %d with it", c.Intercept, c.Without, c.With)
	}
	for _, p := range b.Pages {
		line("on         %-24s %d", p.Name, p.N)
	}
	for _, d := range b.Days {
		line("%s %d", d.Name, d.N)
	}
	for _, s := range b.Doubts() {
		line("%s", s)
	}
	return out.String()
}
