package app

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"heed/collector/config"
	"heed/collector/core"
	"heed/collector/simulate"
)

// heed runs a command line and returns its exit code and what it printed.
func heed(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e strings.Builder
	code = Main(args, Process{In: strings.NewReader(""), Out: &o, Err: &e})
	return code, o.String(), e.String()
}

func reportOf(t *testing.T, args ...string) (r simulate.Report) {
	t.Helper()
	code, out, errs := heed(t, append([]string{"simulate", "--json"}, args...)...)
	if code != 0 {
		t.Fatalf("heed simulate %v: exit %d\n%s", args, code, errs)
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	return r
}

// TestSimulate: visitors of a seed are the same on every collector, those in the control arm are left alone, and an effect that is
// there is seen.
func TestSimulate(t *testing.T) {
	args := []string{"--visitors", "300", "--seed", "7", "--base", "10", "--uplift", "60", "--holdout", "40"}
	r := reportOf(t, args...)
	if r.Neither != 0 || r.Twice != 0 || r.Untrue != 0 || r.Treatment.Visitors+r.Control.Visitors != 300 || r.Asked != r.Treatment.Visitors {
		t.Errorf("report %+v", r)
	}
	if !r.LeftHolds || r.Left.Low < 30 {
		t.Errorf("holdout %+v, want about 40 %%", r.Left)
	}
	if !r.EffectHolds || r.Effect.Low < 30 {
		t.Errorf("effect %+v, want about 60 points", r.Effect)
	}
	if other := reportOf(t, args...); other != r {
		t.Errorf("the same seed once more: %+v\nbefore: %+v", other, r)
	}
	args[slices.Index(args, "7")] = "8"
	if other := reportOf(t, args...); other.Treatment == r.Treatment && other.Control == r.Control {
		t.Errorf("another seed gave the same arms: %+v", other)
	}
}

// TestSimulateElsewhere: a collector that runs already keeps its own holdout, and meets a seed once.
func TestSimulateElsewhere(t *testing.T) {
	a := open(t)
	secret, _, err := a.auth.CreateToken(t.Context(), machine(), "simulate", []core.Permission{core.CanRead})
	if err != nil {
		t.Fatal(err)
	}
	at := []string{"--url", "http://" + a.listener.Addr().String(), "--token", secret, "--visitors", "60"}
	if r := reportOf(t, append(at, "--holdout", "95")...); r.LeftHolds || r.Control.Visitors == 0 {
		t.Errorf("the demo's holdout is 20 %%, and 95 %% was said to hold: %+v", r.Left)
	}
	for _, c := range []struct {
		more []string
		says string
	}{
		{nil, "seed 1 have been on site \"demo\" before; choose another --seed"},
		{[]string{"--seed", "2", "--site", "nobody"}, "no site \"nobody\""},
		{[]string{"--seed", "2", "--uplift", "91"}, "--base and --uplift together"},
		{[]string{"--seed", "2", "--visitors", "0"}, "--visitors is 1 or more"},
		{[]string{"--seed", "2", "--token", "heed_wrong"}, "API token does not exist"},
		{[]string{"--seed", "2", "--token", ""}, "--url needs --token"},
	} {
		code, _, errs := heed(t, append(append([]string{"simulate"}, at...), c.more...)...)
		if code != 1 || !strings.Contains(errs, c.says) {
			t.Errorf("%v: exit %d, %s; want %q", c.more, code, errs, c.says)
		}
	}
}

// TestSimulateKeeps: the data of a collector that was started for it may be looked at afterwards, and a folder in use is left alone.
func TestSimulateKeeps(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "kept")
	args := []string{"simulate", "--visitors", "5", "--keep", folder}
	code, out, errs := heed(t, args...)
	if code != 0 || !strings.Contains(out, "treatment") {
		t.Fatalf("exit %d, %s%s", code, out, errs)
	}
	if code, out, _ := heed(t, "check", "--data", folder); code != 0 || out != "ok\n" {
		t.Errorf("heed check: exit %d, %s", code, out)
	}
	before, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if code, _, errs := heed(t, args...); code != 1 || !strings.Contains(errs, "not empty") {
		t.Errorf("once more: exit %d, %s", code, errs)
	}
	if after, _ := os.ReadDir(folder); len(after) != len(before) {
		t.Errorf("the folder was touched: %v", after)
	}
}

// TestSimulateWaits: an address may open so many connections a second, and whoever is told to wait comes again.
func TestSimulateWaits(t *testing.T) {
	a := open(t, func(c *config.Serve) { c.AddressRate = 5 }) // with a burst of fifty
	secret, _, err := a.auth.CreateToken(t.Context(), machine(), "simulate", []core.Permission{core.CanRead})
	if err != nil {
		t.Fatal(err)
	}
	r := reportOf(t, "--url", "http://"+a.listener.Addr().String(), "--token", secret, "--visitors", "55")
	if r.Treatment.Visitors+r.Control.Visitors != 55 {
		t.Errorf("of 55 visitors not all came: %+v", r)
	}
}
