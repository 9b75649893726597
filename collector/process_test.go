package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"testing"
)

// process is a real `heed serve --demo` on a folder and a port of its own, which it keeps when it starts anew.
type process struct {
	t                 *testing.T
	data, addr, token string
	cmd               *exec.Cmd
}

func startProcess(t *testing.T) *process {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, data: t.TempDir(), addr: l.Addr().String()}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	p.start()
	t.Cleanup(p.kill)
	out, err := exec.Command("heed", "token", "create", "--name", "test", "--scope", "read", "--data", p.data).Output()
	if err != nil {
		t.Fatalf("heed token create: %v", err)
	}
	p.token = strings.TrimSpace(string(out))
	return p
}

// start returns when the process serves.
func (p *process) start() {
	p.t.Helper()
	var log bytes.Buffer
	p.cmd = exec.Command("heed", "serve", "--demo", "--addr", p.addr, "--public-url", "http://"+p.addr, "--data", p.data)
	p.cmd.Stderr = &log
	out, err := p.cmd.StdoutPipe()
	if err == nil {
		err = p.cmd.Start()
	}
	if err != nil {
		p.t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.Contains(lines.Text(), "Demo shop") { // the last line; it listens by then
			return
		}
	}
	p.t.Fatalf("heed serve ended before it served: %v\n%s", p.cmd.Wait(), &log)
}

// kill ends the process as a power cut does.
func (p *process) kill() {
	if p.cmd.ProcessState == nil {
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
	}
}

// get reads a list of the API.
func get[T any](p *process, address string) (items []T) {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, "http://"+p.addr+"/api/v1/"+address, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+p.token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	var list struct{ Items []T }
	if err := json.NewDecoder(answer.Body).Decode(&list); err != nil || answer.StatusCode != http.StatusOK {
		p.t.Fatalf("%s: %s, %v", address, answer.Status, err)
	}
	return list.Items
}
