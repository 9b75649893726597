package sqlite

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"heed/collector/core"
)

// childDir names the data folder for a test binary that was started as another process; see TestMain.
const childDir = "HEED_TEST_CHILD_DIR"

// TestMain lets the test binary be another process: the one that is killed, or that writes beside the first.
func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		if err := commitForever(dir, os.Getenv("HEED_TEST_CHILD_PREFIX")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// numbered is a change of three rows that belong together; the signal's target says which.
func numbered(prefix string, i int) core.Change {
	id, at := fmt.Sprintf("%s-%d", prefix, i), time.UnixMilli(int64(i))
	return core.Change{
		Signals: []core.Signal{{ID: "g" + id, Site: "shop", Visitor: id, Kind: "rage_click", At: at, Received: at, Target: id}},
		Decisions: []core.Decision{{ID: "d" + id, Site: "shop", Visitor: id, Signal: "g" + id, Outcome: core.Acted,
			Intercept: "stuck", At: at}},
		Events: []core.Event{{ID: "e" + id, Site: "shop", Visitor: id, Name: "x", At: at, Received: at}},
	}
}

// commitForever commits from many goroutines, each change twice, and prints the number of each after its acknowledgement.
func commitForever(dir, prefix string) error {
	s, err := Open(context.Background(), dir, Options{})
	if err != nil {
		return err
	}
	const goroutines = 64
	var output sync.Mutex
	failed := make(chan error)
	for g := range goroutines {
		go func() {
			for i := g; ; i += goroutines {
				c := numbered(prefix, i)
				if err := errors.Join(s.Commit(context.Background(), []core.Change{c, c})...); err != nil {
					failed <- err
				}
				output.Lock()
				_, _ = os.Stdout.WriteString(strconv.Itoa(i) + "\n") // unbuffered, so what was written can be read after the kill
				output.Unlock()
			}
		}()
	}
	return <-failed
}

// child starts the test binary as a committing process, and stops it when the test ends.
func child(t *testing.T, dir, prefix string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir, "HEED_TEST_CHILD_PREFIX="+prefix)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // an error says that it has ended
	return cmd, bufio.NewScanner(out)
}

// TestKill kills a committing process again and again. Nothing that was acknowledged is lost, nothing is doubled, and no change
// is there by half.
func TestKill(t *testing.T) {
	rounds := 8
	if testing.Short() {
		rounds = 2
	}
	dir := t.TempDir()
	acknowledged := map[string]bool{}
	for round := range rounds {
		prefix := fmt.Sprint("r", round)
		cmd, out := child(t, dir, prefix)
		// The kill comes at a moment that differs from round to round, counted in acknowledgements, and what is in the pipe
		// by then was acknowledged too.
		for n := 0; out.Scan(); n++ {
			acknowledged[prefix+"-"+out.Text()] = true
			if n == 500+777*round {
				if err := cmd.Process.Kill(); err != nil {
					t.Fatal(err)
				}
			}
		}
		_ = cmd.Wait() // killed, as its error says
		wholeChanges(t, dir, acknowledged)
	}
	t.Logf("%d rounds, %d acknowledged, 0 lost", rounds, len(acknowledged))
}

// wholeChanges opens a folder and holds what is stored against what was acknowledged.
func wholeChanges(t *testing.T, dir string, acknowledged map[string]bool) {
	t.Helper()
	s := open(t, dir, Options{Exclusive: true})
	defer func() { _ = s.Close() }()
	if err := s.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	stored := map[string]int{}
	for _, query := range []string{`SELECT target FROM signals`, `SELECT visitor FROM decisions`, `SELECT visitor FROM events`} {
		rows, err := s.searches.db.QueryContext(t.Context(), query)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var id string
			if err := rows.Scan(&id); err != nil {
				t.Fatal(err)
			}
			stored[id]++
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
	}
	for id, n := range stored {
		if n != 3 {
			t.Errorf("%s has %d of its 3 rows", id, n)
		}
	}
	lost := 0
	for id := range acknowledged {
		if stored[id] == 0 {
			lost++
		}
	}
	if lost > 0 {
		t.Errorf("%d of %d acknowledged changes are lost", lost, len(acknowledged))
	}
}

// TestTwoProcesses changes configuration, as the command line does, while another process commits as fast as it can.
func TestTwoProcesses(t *testing.T) {
	dir := t.TempDir()
	_, out := child(t, dir, "p")
	if !out.Scan() {
		t.Fatal("the other process committed nothing")
	}
	go func() {
		for out.Scan() { // so that the other process is not held up by a full pipe
		}
	}()
	s := open(t, dir, Options{})
	for i := range 10 {
		body := strings.Replace(`{"n":0}`, "0", strconv.Itoa(i), 1)
		saved, err := s.SaveDocuments(t.Context(), []core.Document{{Kind: core.KindSite, Site: "shop", Name: "shop",
			Body: []byte(body)}})
		if err != nil || len(saved) != 1 || saved[0].Revision != i+1 {
			t.Fatalf("save %d: %v, error %v", i, saved, err)
		}
		if v, err := s.Version(t.Context()); err != nil || v != int64(i+1) {
			t.Fatalf("version %d, error %v", v, err)
		}
	}
	if page, _, err := s.ListSignals(t.Context(), core.Query{Site: "shop"}); err != nil || len(page) == 0 {
		t.Errorf("%d signals of the other process, error %v", len(page), err)
	}
}
