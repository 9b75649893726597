package app

import (
	"strings"
	"testing"
	"time"

	"heed/collector/core"
	"heed/collector/manifest"
	"heed/collector/server"
	"heed/sqlite"
	"heed/sqlite/sqlitetest"
)

// TestStandingErrors: an error that a live intercept had before is told with a change, and does not keep it from being made.
func TestStandingErrors(t *testing.T) {
	store := sqlitetest.Open(t, sqlite.Options{})
	const survey = "kind: survey\nname: why\nsite: shop\ncloses: 2026-03-10\nquestions: [{id: help, type: thumbs}]\n"
	apply := func(yaml string, now time.Time) []server.Applied {
		t.Helper()
		set, err := manifest.Parse("f", []byte(yaml), environment)
		if err != nil {
			t.Fatal(err)
		}
		planned, found, err := plan(t.Context(), store, set, usual(), now)
		if err != nil {
			t.Fatal(err)
		}
		if err := planned.Apply(t.Context(), "maya", now); err != nil {
			t.Fatal(err)
		}
		return applied(planned, found)
	}
	day := time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)
	apply("kind: site\nname: shop\norigins: [\"https://shop.example\"]\n---\n"+survey+"---\nkind: intercept\nname: asks\nsite: shop\nstatus: live\n"+
		"owner: maya\nhypothesis: They are stuck.\nmetric: {event: purchase}\nwhen: {any: [{signal: rage_click}]}\naction: {type: survey, survey: why}\n", day)
	list := apply(strings.Replace(survey, "help", "more", 1), day.AddDate(0, 1, 0))
	if len(list) != 2 || list[0].What != manifest.Changed || list[1].Kind != core.KindIntercept || list[1].Name != "asks" ||
		list[1].What != manifest.Unchanged || len(list[1].Findings) != 1 || list[1].Findings[0].Code != "closed_survey" {
		t.Errorf("got %+v", list)
	}
}
