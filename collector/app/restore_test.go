package app

import (
	"encoding/json"
	"net/http"
	"testing"

	"heed/collector/core"
)

// TestRestore: an earlier revision of an intercept, a survey or a site comes back as a new one, in force at once; the ones in between
// stay, and who did it stands beside each.
func TestRestore(t *testing.T) {
	a := open(t)
	admin := newProgram(t, a, core.CanAdmin)
	call := func(method, path, body string, into any) (status int, code string) {
		t.Helper()
		answer := admin.call(method, "/api/v1/"+path, body)
		var raw json.RawMessage
		var problem struct{ Code string }
		if err := json.NewDecoder(answer.Body).Decode(&raw); err != nil {
			t.Fatalf("%s %s: %v", method, path, err)
		}
		_ = json.Unmarshal(raw, &problem) // only refusals have one
		if into != nil {
			if err := json.Unmarshal(raw, into); err != nil {
				t.Fatalf("%s: %v", raw, err)
			}
		}
		return answer.Code, problem.Code
	}
	revisions := func(path string) (list struct{ Items []core.Document }) {
		t.Helper()
		call("GET", path+"/revisions", "", &list)
		return list
	}

	var was core.Intercept
	call("GET", "intercepts/leaving", "", &was)
	now := "kind: intercept\nname: leaving\nsite: demo\nstatus: draft\nwhen: {any: [{signal: exit_intent}]}\naction: {type: message, text: {en: Wait!}}\n"
	if status, code := call("POST", "apply", now, nil); status != http.StatusOK {
		t.Fatalf("apply: %d %s", status, code)
	}
	if status, code := call("POST", "intercepts/leaving/restore", `{"revision":1}`, nil); status != http.StatusOK {
		t.Fatalf("restore: %d %s", status, code)
	}
	list := revisions("intercepts/leaving").Items
	if len(list) != 3 || list[0].Revision != 3 || string(list[0].Body) != string(list[2].Body) || string(list[1].Body) == string(list[0].Body) {
		t.Fatalf("revisions %+v", list)
	}
	if list[0].Author != t.Name() || list[0].At.IsZero() || list[2].Author != demoAuthor {
		t.Errorf("revision 3 is by %q at %s, revision 1 by %q", list[0].Author, list[0].At, list[2].Author)
	}
	var is core.Intercept
	if call("GET", "intercepts/leaving", "", &is); is.Status != was.Status || is.Priority != was.Priority || was.Status != core.Live {
		t.Errorf("in force is %+v, want what was: %+v", is, was)
	}
	var why struct{ Eligible bool }
	status, code := call("GET", "visitors/nobody/why?site=demo&intercept=leaving", "", &why)
	if code == "unknown_intercept" {
		t.Errorf("the engine does not know the intercept that was restored: %d", status)
	}

	if status, _ := call("POST", "sites/demo/mutes", `{"kind":"dead_click","target":"#next"}`, nil); status != http.StatusOK {
		t.Fatal("mute")
	}
	stopped := func() bool {
		var site core.Site
		call("GET", "sites/demo", "", &site)
		return site.IsStopped()
	}
	call("POST", "sites/demo/stop", "", nil)
	call("POST", "sites/demo/restore", `{"revision":1}`, nil)
	if !stopped() {
		t.Error("restoring the site of before lifted the emergency stop of now")
	}
	call("POST", "sites/demo/start", "", nil)
	call("POST", "sites/demo/restore", `{"revision":3}`, nil) // that of the stop
	if stopped() {
		t.Error("restoring brought an emergency stop back that was lifted")
	}
	call("POST", "sites/demo/restore", `{"revision":1}`, nil)
	var mutes struct{ Items []core.Mute }
	if call("GET", "sites/demo/mutes", "", &mutes); len(mutes.Items) != 0 {
		t.Errorf("the site of before had no mutes, and has %+v", mutes.Items)
	}
	var applied struct{ Items []struct{ What string } }
	if call("POST", "surveys/cart-why/restore", `{"revision":1}`, &applied); len(applied.Items) != 1 || applied.Items[0].What != "unchanged" {
		t.Errorf("restoring what is in force: %+v", applied)
	}
	if n := len(revisions("surveys/cart-why").Items); n != 1 {
		t.Errorf("and it made a revision: %d", n)
	}
	for _, c := range []struct{ path, body, code string }{
		{"intercepts/leaving/restore", `{"revision":9}`, "unknown_revision"},
		{"intercepts/leaving/restore", `{"revision":0}`, "unknown_revision"},
		{"intercepts/leaving/restore?site=nowhere", `{"revision":1}`, "unknown_intercept"},
		{"intercepts/nobody/restore", `{"revision":1}`, "not_found"},
		{"surveys/cart-why/restore", `{"version":1}`, "bad_json"},
	} {
		if status, code := call("POST", c.path, c.body, nil); status < 400 || code != c.code {
			t.Errorf("%s %s: %d %s, want %s", c.path, c.body, status, code, c.code)
		}
	}
}
