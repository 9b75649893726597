package decide

import (
	"testing"
	"time"

	"heed/collector/core"
)

// TestSurveysClose: an intercept that asks a survey stops with it, by its date and by its quota, and says so; others go on.
func TestSurveysClose(t *testing.T) {
	zoned := core.Survey{Site: "shop", Name: "why", Closes: "2026-03-03", Zone: "Europe/Berlin"}
	bounded := core.Survey{Site: "shop", Name: "why", Quota: 3}
	both := core.Survey{Site: "shop", Name: "why", Closes: "2026-03-03", Quota: 3}
	evening := time.Date(2026, 3, 3, 22, 59, 59, 0, time.UTC)
	message := func(i *core.Intercept) { i.Action = core.Action{Type: core.ActMessage, Text: core.Text{"en": "Hello"}} }
	callback := func(i *core.Intercept) { i.Action = core.Action{Type: core.ActCallback} }
	own := core.Survey{Site: "shop", Name: core.ActCallback, Quota: 1}
	for name, c := range map[string]struct {
		survey core.Survey
		edit   func(i *core.Intercept)
		now    time.Time
		begun  int
		pass   bool
		got    string
		want   string
	}{
		"without an end":      {core.Survey{Site: "shop", Name: "why"}, nil, noon, 9, true, "–", "–"},
		"another's end":       {core.Survey{Site: "shop", Name: "other", Quota: 1}, nil, noon, 9, true, "–", "–"},
		"on the last day":     {zoned, nil, evening, 0, true, "2026-03-03 23:59 Europe/Berlin", "until 2026-03-03 Europe/Berlin"},
		"the day is over":     {zoned, nil, evening.Add(time.Second), 0, false, "2026-03-04 00:00 Europe/Berlin", "until 2026-03-03 Europe/Berlin"},
		"below the quota":     {bounded, nil, noon, 2, true, "2 begun", "quota 3"},
		"at the quota":        {bounded, nil, noon, 3, false, "3 begun", "quota 3"},
		"both":                {both, nil, noon, 1, true, "2026-03-03 12:00 UTC, 1 begun", "until 2026-03-03 UTC, quota 3"},
		"a message":           {bounded, message, noon, 9, true, "–", "–"},
		"one's own call back": {own, callback, noon, 1, false, "1 begun", "quota 1"},
	} {
		t.Run(name, func(t *testing.T) {
			e, i := New(counted()), valid("stuck", c.edit)
			if err := e.Load(loose, []core.Intercept{i}, nil, c.survey); err != nil {
				t.Fatal(err)
			}
			e.Begun("shop", c.survey.Name, c.begun)
			d := e.Decide(c.now, rage("ann", c.now), history("ann"))
			g := gateOf(t, d, "stuck", "survey")
			if g.Pass != c.pass || g.Got.String() != c.got || g.Want.String() != c.want || g.Note == "" {
				t.Errorf("%+v, want %t, %s of %s", g, c.pass, c.got, c.want)
			}
			if (d.Outcome == core.Acted) != c.pass || e.Asks(c.now, "shop", i.Action) != c.pass {
				t.Errorf("outcome %s, and asked by hand: %t", d.Outcome, e.Asks(c.now, "shop", i.Action))
			}
			if err := d.Considered.Check(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestBegunIsKeptOverAReload: a reload does not open a full survey for a moment, nor keep a quota that was raised closed.
func TestBegunIsKeptOverAReload(t *testing.T) {
	e, i := New(counted()), valid("stuck", nil)
	load := func(quota int) {
		t.Helper()
		if err := e.Load(loose, []core.Intercept{i}, nil, core.Survey{Site: "shop", Name: "why", Quota: quota}); err != nil {
			t.Fatal(err)
		}
	}
	load(3)
	e.Begun("shop", "why", 3)
	load(3)
	if e.Asks(noon, "shop", i.Action) {
		t.Error("a full survey is asked after a reload")
	}
	load(4)
	if !e.Asks(noon, "shop", i.Action) {
		t.Error("a raised quota does not open the survey")
	}
	e.Begun("shop", "unknown", 3)
	e.Begun("nowhere", "why", 3)
	if !e.Asks(noon, "nowhere", i.Action) {
		t.Error("what is not known is closed")
	}
}
