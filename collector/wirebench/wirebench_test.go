package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestPercentile(t *testing.T) {
	var hundred times
	for i := range 100 {
		hundred = append(hundred, time.Duration(100-i))
	}
	for _, c := range []struct {
		of   times
		p    int
		want time.Duration
	}{
		{nil, 99, 0}, {times{7}, 50, 7}, {times{7}, 99, 7}, {times{2, 1}, 50, 1}, {times{2, 1}, 51, 2}, {times{3, 1, 2}, 50, 2},
		{hundred, 50, 50}, {hundred, 99, 99}, {hundred, 100, 100},
	} {
		if got := c.of.percentile(c.p); got != c.want {
			t.Errorf("percentile %d of %d times: %d, want %d", c.p, len(c.of), got, c.want)
		}
	}
}

func TestMissed(t *testing.T) {
	fine := result{connections: 1, ack: times{10}, act: times{30}}
	slow := result{connections: 100, ack: times{10}, act: times{31}}
	if err := missed([]result{fine}); err != nil {
		t.Errorf("three times as long is within the goal: %v", err)
	}
	if err := missed([]result{fine, slow}); err == nil || !strings.Contains(err.Error(), "100 connections") || strings.Contains(err.Error(), "with 1 ") {
		t.Errorf("3.1 times as long: %v", err)
	}
}

// TestMeasure lets a few pages send signals to the real binary: every turn counts but the first, and nothing is left running.
func TestMeasure(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "heed")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "heed/collector").CombinedOutput(); err != nil {
		t.Fatalf("build heed: %v\n%s", err, out)
	}
	c, err := start(t.Context(), binary)
	if err != nil {
		t.Fatal(err)
	}
	r, err := measure(t.Context(), c, 3, 60)
	if err != nil || len(r.ack) != 60 || len(r.act) != 60 || r.ratio() <= 0 {
		t.Errorf("%d acknowledgements, %d acts, %v; want 60 each", len(r.ack), len(r.act), err)
	}
	if err := c.stop(); err != nil {
		t.Errorf("stop: %v\n%s", err, &c.log)
	}
}
