package decide

import (
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

// TestCheck breaks one thing a row: exactly one finding must follow, with that path and those words.
func TestCheck(t *testing.T) {
	message := core.Action{Type: core.ActMessage, Text: core.Text{"": "Hi"}}
	for _, row := range []struct {
		name  string
		edit  func(i *core.Intercept)
		path  string
		words string
	}{
		{"no site", func(i *core.Intercept) { i.Site = "" }, "site", "is missing"},
		{"no name", func(i *core.Intercept) { i.Name = "" }, "name", "is missing"},
		{"bad name", func(i *core.Intercept) { i.Name = "Cart Rescue" }, "name", "lower-case letters"},
		{"long name", func(i *core.Intercept) { i.Name = strings.Repeat("a", 65) }, "name", "at most 64"},
		{"no status", func(i *core.Intercept) { i.Status = "" }, "status", "write draft, live, paused, archived"},
		{"bad status", func(i *core.Intercept) { i.Status = "lve" }, "status", "did you mean live?"},
		{"no owner", func(i *core.Intercept) { i.Owner = " " }, "owner", "who answers"},
		{"an owner that turns what follows", func(i *core.Intercept) { i.Owner = "maya\u2066@example.com" }, "owner", "invisible characters"},
		{"no owner, paused", func(i *core.Intercept) { i.Owner, i.Status = "", core.Paused }, "owner", "who answers"},
		{"no hypothesis", func(i *core.Intercept) { i.Hypothesis = "" }, "hypothesis", "why would this help"},
		{"no metric", func(i *core.Intercept) { i.Metric = nil }, "metric", "what should change"},
		{"no metric event", func(i *core.Intercept) { i.Metric.Event = "" }, "metric.event", "purchase"},
		{"no trigger", func(i *core.Intercept) { i.When = core.When{} }, "when", "name a signal"},
		{"any and all", func(i *core.Intercept) { i.When.All = i.When.Any }, "when", "both any and all"},
		{"within of any", func(i *core.Intercept) { i.When.Within = 1 }, "when.within", "goes with all"},
		{"misspelt signal", func(i *core.Intercept) { i.When.Any[0].Signal = "rageclick" }, "when.any[0].signal",
			"did you mean rage_click?"},
		{"half a signal", func(i *core.Intercept) { i.When.Any[0].Signal = "rage" }, "when.any[0].signal", "did you mean rage_click?"},
		{"no such signal", func(i *core.Intercept) { i.When.Any[0].Signal = "x" }, "when.any[0].signal", "known are rage_click, dead_click"},
		{"empty signal", func(i *core.Intercept) { i.When.Any[0].Signal = "" }, "when.any[0].signal", "is missing"},
		{"no frustration to wait for", func(i *core.Intercept) { i.When.Any[0].Frustration = 1 }, "when.any[0].frustration", "below 1"},
		{"negative frustration", func(i *core.Intercept) { i.When.Any[0].Frustration = -0.1 }, "when.any[0].frustration", "such as 0.7"},
		{"bad custom", func(i *core.Intercept) { i.When.Any[0].Signal = "custom:a b" }, "when.any[0].signal", "of your own"},
		{"score", func(i *core.Intercept) { i.When.Any[0].MinScore = 1.5 }, "when.any[0].min_score", "from 0 to 1"},
		{"count", func(i *core.Intercept) { i.When.Any[0].Count = 65 }, "when.any[0].count", "1 to 64"},
		{"trigger page", func(i *core.Intercept) { i.When.Any[0].Page = "cart" }, "when.any[0].page", "start it with / or *"},
		{"include", func(i *core.Intercept) { i.Where.Include = []string{"/a", "/b?c"} }, "where.include[1]", "no query"},
		{"exclude", func(i *core.Intercept) { i.Where.Exclude = []string{""} }, "where.exclude[0]", "is empty"},
		{"who: name", func(i *core.Intercept) { i.Who = "crt.value > 1" }, "who", "unknown name crt (at character 1); known names are visitor.id"},
		{"who: field", func(i *core.Intercept) { i.Who = "cart.vlaue > 1" }, "who", "unknown name vlaue"},
		{"who: syntax", func(i *core.Intercept) { i.Who = "cart.value >" }, "who", "unexpected token"},
		{"who: number", func(i *core.Intercept) { i.Who = "cart.value" }, "who", "gives a number; a condition is true or false"},
		{"who: text", func(i *core.Intercept) { i.Who = "page.path" }, "who", "gives a text; a condition is true or false"},
		{"who: list", func(i *core.Intercept) { i.Who = "visitor.tags" }, "who", "gives a list; a condition is true or false"},
		{"who: table", func(i *core.Intercept) { i.Who = "cart" }, "who", "gives a table; a condition is true or false"},
		{"who: loop over a range", func(i *core.Intercept) { i.Who = "count(1..100000, {# in 1..100000}) > 0" }, "who", "uses a range as a list"},
		{"who: let", func(i *core.Intercept) { i.Who = "let p = page.path; p + p == p" }, "who", "uses let, and a condition only looks at values"},
		{"who: maker", func(i *core.Intercept) { i.Who = `repeat(page.path, 1000000) == ""` }, "who", "uses repeat, and"},
		{"who: maker in a pipe", func(i *core.Intercept) { i.Who = `(traits.tags | join(page.path)) == ""` }, "who", "uses join, and"},
		{"who: copies", func(i *core.Intercept) { i.Who = `len(map(traits.tags, [#, #])) > 2` }, "who", "uses map, and"},
		{"who: three loops", func(i *core.Intercept) { i.Who = `any(traits.a, any(.b, any(.c, # == 1)))` }, "who", "more than 2 loops inside each other"},
		{"who: many loops", func(i *core.Intercept) {
			i.Who = strings.Repeat("any(traits.a, ", 120) + "true" + strings.Repeat(")", 120)
		}, "who", "more than 2 loops inside each other"},
		{"who: clock", func(i *core.Intercept) { i.Who = "now().Hour() > 8" }, "who", "unknown name now"},
		{"who: long", func(i *core.Intercept) { i.Who = strings.Repeat("true && ", 300) + "true" }, "who", "longer than 2000"},
		{"from", func(i *core.Intercept) { i.Schedule = &core.Schedule{From: "2026-02-29"} }, "schedule.from", "not a date of the calendar"},
		{"until", func(i *core.Intercept) { i.Schedule = &core.Schedule{Until: "tomorrow"} }, "schedule.until", "2026-01-31"},
		{"backwards", func(i *core.Intercept) { i.Schedule = &core.Schedule{From: "2026-02-02", Until: "2026-02-01"} }, "schedule.until",
			"is before from"},
		{"hours", func(i *core.Intercept) { i.Schedule = &core.Schedule{Hours: "Mon-Fry 08:00-20:00"} }, "schedule.hours", "names no days"},
		{"hours: day alone", func(i *core.Intercept) { i.Schedule = &core.Schedule{Hours: "Mon, Tue 08:00-20:00"} }, "schedule.hours",
			`"Mon" has no span of time`},
		{"hours: 25", func(i *core.Intercept) { i.Schedule = &core.Schedule{Hours: "08:00-25:00"} }, "schedule.hours", "00:00 to 24:00"},
		{"hours: none", func(i *core.Intercept) { i.Schedule = &core.Schedule{Hours: "08:00-08:00"} }, "schedule.hours", "00:00-24:00"},
		{"zone", func(i *core.Intercept) { i.Schedule = &core.Schedule{Zone: "Berlin"} }, "schedule.zone", "Europe/Berlin"},
		{"zone of the machine", func(i *core.Intercept) { i.Schedule = &core.Schedule{Zone: "Local"} }, "schedule.zone", "IANA"},
		{"limit", func(i *core.Intercept) { i.Limits.Quota = -1 }, "limits.quota", "is negative"},
		{"limit beyond memory", func(i *core.Intercept) { i.Limits.PerVisitor = 401 }, "limits.per_visitor", "at most 400"},
		{"every", func(i *core.Intercept) { i.Limits.Every = -1 }, "limits.every", "write a time such as 30d"},
		{"cool-down", func(i *core.Intercept) { i.Limits.AfterDismissal = -1 }, "limits.after_dismissal", "write a time such as 30d"},
		{"cool-down of answers", func(i *core.Intercept) { i.Limits.AfterAnswer = -1 }, "limits.after_answer", "is negative"},
		{"worthless", func(i *core.Intercept) { i.Value = -1 }, "value", "write 0 or more"},
		{"rollout", func(i *core.Intercept) { i.Rollout = percent(101) }, "rollout", "0 to 100"},
		{"holdout", func(i *core.Intercept) { i.Holdout = percent(-1) }, "holdout", "0 to 100"},
		{"action", func(i *core.Intercept) { i.Action.Type = "surevy" }, "action.type", "did you mean survey?"},
		{"no action", func(i *core.Intercept) { i.Action = core.Action{} }, "action.type", "write survey, message, link, chat, callback or event"},
		{"no survey", func(i *core.Intercept) { i.Action.Survey = "" }, "action.survey", "name the survey"},
		{"foreign field", func(i *core.Intercept) { i.Action.Team = "sales" }, "action.team", "belongs to a chat or callback"},
		{"expires", func(i *core.Intercept) { i.Action.Expires = maxExpires + 1 }, "action.expires", "write 1s to 1h"},
		{"no link", func(i *core.Intercept) { i.Action = core.Action{Type: core.ActLink, Text: core.Text{"": "Hi"}} }, "action.cta", "where does the link lead"},
		{"no event", func(i *core.Intercept) { i.Action = core.Action{Type: core.ActEvent} }, "action.event", "no name for the page"},
		{"event of a message", func(i *core.Intercept) { i.Action = message; i.Action.Event = "x" }, "action.event", "belongs to an event"},
		{"tag of a message", func(i *core.Intercept) { i.Action = message; i.Action.Tag = "x" }, "action.tag", "belongs to a tag"},
		{"tag without answers", func(i *core.Intercept) { i.Action = core.Action{Type: core.ActTag, Tag: "vip"} }, "action.type", "stands under then"},
		{"no tag", func(i *core.Intercept) {
			i.Then = []core.FollowUp{{If: "answer.a", Do: core.Action{Type: core.ActTag, Tag: "a b"}}}
		}, "then[0].do.tag", "is no tag"},
		{"no such place", func(i *core.Intercept) { i.Action.Place = "modl" }, "action.place", "did you mean modal?"},
		{"no such corner", func(i *core.Intercept) { i.Action.Corner = "top-right" }, "action.corner", "did you mean top-start?"},
		{"corner of a sheet", func(i *core.Intercept) { i.Action.Place, i.Action.Corner = core.PlaceSheet, "top-end" }, "action.corner",
			"belongs to place: corner, not to sheet"},
		{"inline without an element", func(i *core.Intercept) { i.Action.Place = core.PlaceInline }, "action.into", "in which element of the page"},
		{"inline into no selector", func(i *core.Intercept) { i.Action.Place, i.Action.Into = core.PlaceInline, "<b>" }, "action.into", "no CSS selector"},
		{"a selector too long", func(i *core.Intercept) {
			i.Action.Place, i.Action.Into = core.PlaceInline, "#"+strings.Repeat("a", maxInto)
		}, "action.into", "at most 200 bytes"},
		{"an element of a corner card", func(i *core.Intercept) { i.Action.Into = "#help" }, "action.into", "belongs to place: inline, not to corner"},
		{"place of an event", func(i *core.Intercept) {
			i.Action = core.Action{Type: core.ActEvent, Event: "x", Place: core.PlaceModal}
		}, "action.place", "belongs to what is shown"},
		{"place of a webhook", func(i *core.Intercept) {
			i.Then = []core.FollowUp{{If: "answer.a", Do: core.Action{Type: core.ActWebhook, Webhook: "crm", Place: core.PlaceModal}}}
		}, "then[0].do.place", "belongs to what is shown, not to a webhook"},
		{"corner of a webhook", func(i *core.Intercept) {
			i.Then = []core.FollowUp{{If: "answer.a", Do: core.Action{Type: core.ActWebhook, Webhook: "crm", Corner: "left"}}}
		}, "then[0].do.place", "belongs to what is shown, not to a webhook"},
		{"moment of a webhook", func(i *core.Intercept) {
			i.Then = []core.FollowUp{{If: "answer.a", Do: core.Action{Type: core.ActWebhook, Webhook: "crm", Expires: core.Duration(time.Minute)}}}
		}, "then[0].do.expires", "not to a webhook"},
		{"moment of a tag", func(i *core.Intercept) {
			i.Then = []core.FollowUp{{If: "answer.a", Do: core.Action{Type: core.ActTag, Tag: "a", Expires: core.Duration(time.Minute)}}}
		}, "then[0].do.expires", "not to a tag"},
		{"chat as a dialog", func(i *core.Intercept) { i.Action = core.Action{Type: core.ActChat, Place: core.PlaceModal} }, "action.place",
			"would lock the page"},
		{"place after an answer", func(i *core.Intercept) {
			i.Then = []core.FollowUp{{If: "answer.a", Do: core.Action{Type: core.ActChat, Place: core.PlaceInline}}}
		}, "then[0].do.into", "is missing"},
		{"webhook of a message", func(i *core.Intercept) { i.Action = message; i.Action.Webhook = "crm" }, "action.webhook", "belongs to a webhook"},
		{"webhook without answers", func(i *core.Intercept) { i.Action = core.Action{Type: core.ActWebhook, Webhook: "crm"} }, "action.type",
			"stands under then"},
		{"no webhook", func(i *core.Intercept) {
			i.Then = []core.FollowUp{{If: "answer.a", Do: core.Action{Type: core.ActWebhook}}}
		}, "then[0].do.webhook", "name the webhook"},
		{"no text", func(i *core.Intercept) { i.Action = core.Action{Type: core.ActMessage} }, "action.text", "is missing"},
		{"empty text", func(i *core.Intercept) { i.Action = message; i.Action.Text = core.Text{"en": "Hi", "de": " "} }, "action.text",
			"is missing"},
		{"script link", func(i *core.Intercept) {
			i.Action = message
			i.Action.CTA = &core.CTA{Text: core.Text{"": "Go"}, URL: "javascript:alert(1)"}
		}, "action.cta.url", "is not a link"},
		{"other host's link", func(i *core.Intercept) {
			i.Action = message
			i.Action.CTA = &core.CTA{Text: core.Text{"": "Go"}, URL: "//evil.example"}
		}, "action.cta.url", "is not a link"},
		{"then without answers", func(i *core.Intercept) {
			i.Action = core.Action{Type: core.ActChat}
			i.Then = []core.FollowUp{{If: `answer.a == "b"`, Do: message}}
		}, "then", "asks nothing"},
		{"then of an event", func(i *core.Intercept) {
			i.Action = core.Action{Type: core.ActEvent, Event: "x"}
			i.Then = []core.FollowUp{{If: `answer.a == "b"`, Do: message}}
		}, "then", "and an event asks nothing"},
		{"then without if", func(i *core.Intercept) { i.Then = []core.FollowUp{{Do: message}} }, "then[0].if", "which answer"},
		{"then with a bad if", func(i *core.Intercept) {
			i.Then = []core.FollowUp{{If: `answer.a == "b"`, Do: message}, {If: "cart.value > 1", Do: message}}
		}, "then[1].if", "the name it can use is answer"},
		{"then with a bad do", func(i *core.Intercept) { i.Then = []core.FollowUp{{If: "answer.a", Do: core.Action{Type: "chta"}}} },
			"then[0].do.type", "did you mean chat?"},
	} {
		t.Run(row.name, func(t *testing.T) {
			found := Check(valid("stuck", row.edit))
			if len(found) != 1 || found[0].Path != row.path || !strings.Contains(found[0].Message, row.words) {
				t.Errorf("got %+v, want %s: …%s…", found, row.path, row.words)
			}
		})
	}
}

func TestCheckTakesWhatIsValid(t *testing.T) {
	for name, edit := range map[string]func(i *core.Intercept){
		"live": nil,
		"draft": func(i *core.Intercept) {
			*i = core.Intercept{Site: "shop", Name: "x", Status: core.Draft, Action: i.Action}
		},
		"all of it": func(i *core.Intercept) {
			i.When = core.When{All: []core.Trigger{{Signal: "custom:Zoom-1.a"}, {Signal: "exit_intent", Count: 64, MinScore: 1}}, Within: 1e9}
			i.Who = `cart.value >= 40 && !("staff" in traits.tags)`
			i.Schedule = &core.Schedule{From: "2026-01-01", Hours: "Mon-Fri 08:00-20:00", Zone: "Europe/Berlin"}
			i.Rollout, i.Holdout = percent(0), percent(100)
			i.Then = []core.FollowUp{{If: `answer.help == "yes"`, Do: core.Action{Type: core.ActChat, Team: "sales"}}}
		},
		"frustration alone": func(i *core.Intercept) { i.When.Any = []core.Trigger{{Frustration: 0.7}} },
		"in the page": func(i *core.Intercept) {
			i.Action.Place, i.Action.Into = core.PlaceInline, `main > [data-x="1"]:first-child`
		},
		"corner": func(i *core.Intercept) { i.Action.Place, i.Action.Corner = core.PlaceCorner, "top-start" },
		"booking link": func(i *core.Intercept) {
			i.Action = core.Action{Type: core.ActLink, Text: core.Text{"": "Hi"}, CTA: &core.CTA{Text: core.Text{"": "Go"}, URL: "https://cal.example/"}}
		},
		"event": func(i *core.Intercept) { i.Action = core.Action{Type: core.ActEvent, Event: "show-banner"} },
		"tag": func(i *core.Intercept) {
			i.Then = []core.FollowUp{{If: "answer.a", Do: core.Action{Type: core.ActTag, Tag: "needs-help"}}}
		},
		"webhook": func(i *core.Intercept) {
			i.Then = []core.FollowUp{{If: "answer.a", Do: core.Action{Type: core.ActWebhook, Webhook: "crm"}}}
		},
		"link": func(i *core.Intercept) {
			i.Action = core.Action{Type: core.ActMessage, Text: core.Text{"": "Hi"}, CTA: &core.CTA{Text: core.Text{"": "Go"}, URL: "/help"}}
		},
	} {
		i := valid("stuck", edit)
		if found := Check(i); len(found) > 0 {
			t.Errorf("%s: %+v", name, found)
		}
		if err := New(counted()).Load(loose, []core.Intercept{i}, nil); err != nil {
			t.Errorf("%s: cannot be loaded: %v", name, err)
		}
	}
}

// FuzzCheck holds the promise that what passes Check can be loaded and decided on.
func FuzzCheck(f *testing.F) {
	f.Add("rage_click", "/cart*", `cart.value >= 40 && !("staff" in traits.tags)`, "Mon-Fri 08:00-20:00", "Europe/Berlin", "2026-01-01")
	f.Add("", "*", "visitor.frustration > 0.5", "", "", "")
	f.Add("custom:x", "*", `any(traits.tags, # > 1) ? traits.a.b : not traits.c`, "22:00-02:00", "", "")
	f.Fuzz(func(t *testing.T, signal, page, who, hours, zone, from string) {
		i := valid("stuck", func(i *core.Intercept) {
			i.When.Any = []core.Trigger{{Signal: signal, Page: page, Frustration: float64(len(hours)) / 16}}
			i.Where.Include = []string{page}
			i.Who, i.Schedule = who, &core.Schedule{Hours: hours, Zone: zone, From: from}
		})
		if len(Check(i)) > 0 {
			return
		}
		e := New(counted())
		if err := e.Load(loose, []core.Intercept{i}, nil); err != nil {
			t.Fatalf("passes Check but cannot be loaded: %v", err)
		}
		e.Decide(noon, rage("ann", noon), history("ann"))
	})
}
