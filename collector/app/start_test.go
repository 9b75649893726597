package app

import (
	"log/slog"
	"net"
	"strings"
	"testing"

	"heed/collector/config"
	"heed/collector/core"
)

func TestStartErrors(t *testing.T) {
	running := open(t)
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	for _, c := range []struct {
		name string
		cfg  config.Serve
		code string
		says string
	}{
		{"port in use", config.Serve{Addr: busy.Addr().String(), Data: config.Data{Data: t.TempDir()}}, "address_in_use", "choose another with --addr"},
		{"folder in use", config.Serve{Addr: "127.0.0.1:0", Data: running.cfg.Data}, "data_in_use", running.cfg.Data.Data},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := Open(t.Context(), c.cfg, slog.New(slog.DiscardHandler))
			if a != nil || err == nil {
				t.Fatal("it started")
			}
			e := core.AsError(err)
			if e.Code != c.code || !strings.Contains(e.Message, c.says) || strings.Contains(e.Message, "\n") {
				t.Fatalf("error %s %q, want %s in one line that says %q", e.Code, e.Message, c.code, c.says)
			}
		})
	}
}

// TestConfigurationOfAnotherProcess: what `heed apply` writes beside the collector takes effect without a restart.
func TestConfigurationOfAnotherProcess(t *testing.T) {
	a := open(t)
	var out, errs strings.Builder
	yaml := "kind: site\nname: second\norigins: [\"https://second.example\"]\n"
	code := Main([]string{"apply", "-", "--data", a.cfg.Data.Data}, Process{In: strings.NewReader(yaml), Out: &out, Err: &errs})
	if code != 0 || !strings.Contains(out.String(), "created") {
		t.Fatalf("heed apply: exit %d, %s%s", code, &out, &errs)
	}
	a.poke()
	for {
		_, err := a.ingest.Admit("second", "https://second.example")
		if err == nil {
			return
		}
		select {
		case <-t.Context().Done():
			t.Fatalf("the new site is not let in: %v", err)
		default:
		}
	}
}
