package app

import (
	"strings"
	"testing"
	"time"

	"heed/collector/server"
)

// TestTheSummaryNamesTheLastDay: a period ends before its end, which for a whole day is the next one's midnight.
func TestTheSummaryNamesTheLastDay(t *testing.T) {
	day := func(d, hour int) time.Time { return time.Date(2026, 2, d, hour, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		to   time.Time
		want string
	}{
		{day(1, 0), "help on shop, 2026-01-31 to 2026-01-31: 0 signals"},
		{day(1, 9), "help on shop, 2026-01-31 to 2026-02-01: 0 signals"},
	} {
		b := server.Backtest{Site: "shop", Intercept: "help", From: day(0, 0), To: c.to}
		if got, _, _ := strings.Cut(summary(b), "\n"); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
