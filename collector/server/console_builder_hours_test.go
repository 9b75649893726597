package server

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"heed/collector/core"
	"heed/collector/decide"
)

// TestZones: each can be written into a schedule, and none is there twice.
func TestZones(t *testing.T) {
	if !slices.IsSorted(zones) || len(slices.Compact(slices.Clone(zones))) != len(zones) {
		t.Error("they are not in the order of the alphabet")
	}
	for _, name := range zones {
		i := core.Intercept{Site: "demo", Name: "x", Status: core.Draft, Schedule: &core.Schedule{Zone: name}, Action: core.Action{Type: core.ActChat}}
		if wrong := decide.Check(i); len(wrong) > 0 {
			t.Errorf("%s: %v", name, wrong)
		}
	}
}

// TestHoursInTheForm: what the rows say, and what is wrong with them, by field.
func TestHoursInTheForm(t *testing.T) {
	for _, row := range []struct {
		name, before string
		fields       fields
		want         string
		wrong        string // the field
	}{
		{"nothing", "", fields{}, "", ""},
		{"days and times", "", fields{"hours.0.mon": "on", "hours.0.tue": "on", "hours.0.opens": "08:00", "hours.0.closes": "20:00"}, "Mon-Tue 08:00-20:00", ""},
		{"a row that was just added", "", fields{"hours.0.from": ""}, "", ""},
		{"a whole day", "", fields{"hours.0.sun": "on"}, "Sun 00:00-24:00", ""},
		{"text besides", "", fields{"hours.0.sat": "on", "hours.0.opens": "10:00", "schedule.hours": "Sun 11:00-12:00"}, "Sat 10:00-24:00, Sun 11:00-12:00", ""},
		{"the writing that was there", "mon 08:00-09:00 , Tue 08:00-09:00", fields{"hours.0.mon": "on", "hours.0.tue": "on", "hours.0.opens": "08:00", "hours.0.closes": "09:00"},
			"mon 08:00-09:00 , Tue 08:00-09:00", ""},
		{"no time at all between", "", fields{"hours.0.opens": "08:00", "hours.0.closes": "08:00"}, "08:00-08:00", "hours.0.closes"},
		{"no time", "", fields{"hours.2.opens": "8"}, "8-24:00", "hours.2.opens"},
	} {
		r := &formReader{fields: row.fields}
		got := r.hours(row.before)
		wrong := ""
		if len(r.wrong) > 0 {
			wrong = r.wrong[0].Path
		}
		if got != row.want || wrong != row.wrong || len(r.wrong) > 1 {
			t.Errorf("%s: %q, wrong %v; want %q, wrong %q", row.name, got, r.wrong, row.want, row.wrong)
		}
	}
}

// TestHoursWithoutAScript: rows are added, filled and saved by the form's own buttons.
func TestHoursWithoutAScript(t *testing.T) {
	b := newBench(t)
	b.configure()
	who := b.user(core.Marketer)
	form := map[string]string{"site": "demo", "revision": "0", "template": "blank", "name": "opening", "status": "draft", "when.0.signal": "rage_click",
		"action.type": "chat", "schedule.zone": "Europe/Berlin", wholeField: "on"}
	send := func(to string, more ...string) string {
		t.Helper()
		pairs := more
		for _, name := range slices.Sorted(maps.Keys(form)) {
			pairs = append(pairs, name, form[name])
		}
		w := b.post(who, to, pairs...)
		if w.Code >= http.StatusInternalServerError {
			t.Fatalf("%s: %d %s", to, w.Code, w.Body)
		}
		return w.Body.String()
	}
	if page := send("/console/intercepts/form", "rows", "add hours"); !strings.Contains(page, `name="hours.0.mon"`) || !strings.Contains(page, `value="Asia/Tokyo"`) {
		t.Error("no row of hours, or no zones on offer")
	}
	form["hours.0.mon"], form["hours.0.opens"], form["hours.0.closes"] = "on", "08:00", "08:00"
	if page := send("/console/intercepts/new", "save", "draft"); !strings.Contains(page, `id="f-hours-0-closes-error"`) || strings.Contains(page, "empty span") {
		t.Errorf("an empty span is not said beside its field, once: %s", page)
	}
	form["hours.0.closes"] = "17:30"
	send("/console/intercepts/new", "save", "draft")
	catalog, err := b.server.console.catalog(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	saved, err := storedIntercept(catalog, "demo", "opening")
	if err != nil || saved.Schedule == nil || *saved.Schedule != (core.Schedule{Hours: "Mon 08:00-17:30", Zone: "Europe/Berlin"}) {
		t.Errorf("saved %+v, %v", saved.Schedule, err)
	}
	page := b.get(who, interceptURL("demo", "opening")+"/edit").Body.String()
	for _, want := range []string{`name="hours.0.mon" checked`, `value="17:30"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the form, opened again, is without %s", want)
		}
	}
}
