package ingest

import (
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

const someID = "018f4e7e-6f1c-7000-8000-000000000001"

func TestItemTimes(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name   string
		at     time.Time // by the page's clock
		hello  time.Time // the page's clock at hello; zero when it does not say
		want   time.Time
		refuse bool
	}{
		{"now", now, time.Time{}, now, false},
		{"a day ago", now.Add(-24 * time.Hour), time.Time{}, now.Add(-24 * time.Hour), false},
		{"more than a day ago", now.Add(-24*time.Hour - time.Second), time.Time{}, time.Time{}, true},
		{"five minutes ahead", now.Add(5 * time.Minute), time.Time{}, now.Add(5 * time.Minute), false},
		{"more than that ahead", now.Add(5*time.Minute + time.Second), time.Time{}, time.Time{}, true},
		{"a clock of 1970 that says so", time.UnixMilli(5000), time.UnixMilli(7000), now.Add(-2 * time.Second), false},
		{"a clock years ahead that says so", now.AddDate(4, 0, 0), now.AddDate(4, 0, 0), now, false},
		{"a slow network is no wrong clock", now.Add(-50 * time.Second), now.Add(-50 * time.Second), now.Add(-50 * time.Second), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := Hello{}
			if !c.hello.IsZero() {
				h.At = c.hello.UnixMilli()
			}
			it := Item{T: "page", ID: someID, At: c.at.UnixMilli()}
			at, err := it.check(now, h.skew(now))
			if c.refuse {
				if e := core.AsError(err); err == nil || e.Code != "clock_skew" {
					t.Fatalf("at %s was not refused for its clock: %v", c.at, err)
				}
				return
			}
			if err != nil || !at.Equal(c.want) {
				t.Fatalf("time = %s, %v; want %s", at, err, c.want)
			}
		})
	}
}

func TestItemRefusals(t *testing.T) {
	now := time.UnixMilli(1_700_000_000_000)
	good := Item{T: "signal", ID: someID, At: now.UnixMilli(), Kind: "rage_click", Score: 0.5}
	for _, c := range []struct {
		name string
		with func(*Item)
		code string
	}{
		{"good", func(*Item) {}, ""},
		{"unknown type without a time", func(i *Item) { i.T, i.At = "teleport", 0 }, "unknown_type"},
		{"custom kind", func(i *Item) { i.Kind = "custom:zoomed" }, ""},
		{"no id", func(i *Item) { i.ID = "" }, "bad_id"},
		{"id in braces", func(i *Item) { i.ID = "{" + someID + "}" }, "bad_id"},
		{"id with a quote", func(i *Item) { i.ID = "1' OR '1'='1" }, "bad_id"},
		{"long target", func(i *Item) { i.Target = strings.Repeat("a", maxTarget+1) }, "too_long"},
		{"long path", func(i *Item) { i.Page = pagePath(strings.Repeat("/", maxPath+1)) }, "too_long"},
		{"long referrer", func(i *Item) { i.Ref = strings.Repeat("r", maxPath+1) }, "too_long"},
		{"unknown kind", func(i *Item) { i.Kind = "rageclick" }, "unknown_kind"},
		{"no kind", func(i *Item) { i.Kind = "" }, "unknown_kind"},
		{"custom without a name", func(i *Item) { i.Kind = "custom:" }, "unknown_kind"},
		{"score over one", func(i *Item) { i.Score = 1.01 }, "bad_score"},
		{"score below zero", func(i *Item) { i.Score = -0.01 }, "bad_score"},
	} {
		t.Run(c.name, func(t *testing.T) {
			it := good
			c.with(&it)
			_, err := it.check(now, 0)
			if err == nil {
				err = it.checkSignal()
			}
			if c.code == "" && err != nil {
				t.Fatalf("refused: %v", err)
			}
			if c.code != "" && (err == nil || core.AsError(err).Code != c.code) {
				t.Fatalf("error = %v, want code %s", err, c.code)
			}
		})
	}
}

func TestItemDropsQueries(t *testing.T) {
	it := Item{T: "page", ID: someID, At: 1000, Page: "/cart?email=a@b.example#top", Path: "/x?token=1", Ref: "https://mail.example/inbox?q=secret#7"}
	if _, err := it.check(time.UnixMilli(1000), 0); err != nil {
		t.Fatal(err)
	}
	if it.Page != "/cart" || it.Path != "/x" || it.Ref != "https://mail.example/inbox" {
		t.Fatalf("page %q, path %q, ref %q: the query must not be kept", it.Page, it.Path, it.Ref)
	}
	h := Hello{Visitor: "v", Session: "s", Page: helloPage{Page: core.Page{Path: "/cart?x=1", Ref: "https://mail.example/?q=secret"}}}
	if err := h.check(); err != nil || h.Page.Path != "/cart" || h.Page.Ref != "https://mail.example/" {
		t.Fatalf("hello's page %+v, %v: the query must not be kept", h.Page, err)
	}
}

// TestLanguageOfAPage: many pages write theirs as programs do, and are taken for what they mean.
func TestLanguageOfAPage(t *testing.T) {
	h := Hello{Visitor: "v", Session: "s", Device: core.Device{Lang: "zh_Hant_TW"}}
	if err := h.check(); err != nil || h.Device.Lang != "zh-Hant-TW" {
		t.Errorf("it is in %s, %v", h.Device.Lang, err)
	}
}

// TestWindows: a window below nothing is taken as nothing; conditions may rely on that.
func TestWindows(t *testing.T) {
	h := Hello{Visitor: "v", Session: "s", Device: core.Device{W: -1, H: -640}}
	if err := h.check(); err != nil || h.Device.W != 0 || h.Device.H != 0 {
		t.Errorf("%d by %d, %v", h.Device.W, h.Device.H, err)
	}
}
