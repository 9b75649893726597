package decide

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heed/agent"
	"heed/collector/core"
)

func seenAt(id, kind string, at time.Time) core.Seen {
	return core.Seen{ID: id, Session: "one", Kind: kind, Score: 1, Page: "/cart", At: at}
}

// TestFrustrationOfASignal: what was heard before counts, what happened later does not, and the signal itself counts once.
func TestFrustrationOfASignal(t *testing.T) {
	leak := 0.0
	site := core.Site{Name: "shop", Frustration: core.FrustrationSettings{
		Weights: map[string]float64{"rage_click": 0.5, "custom:voucher": 0.25}, HalfLife: core.Duration(time.Minute), Leak: &leak,
	}}
	e := loaded(t, site)
	sig := core.Signal{ID: "now", Site: "shop", Kind: "rage_click", Score: 1, At: noon}
	for name, row := range map[string]struct {
		before []core.Seen
		want   float64
	}{
		"alone":                 {nil, 0.5},
		"heard before":          {[]core.Seen{seenAt("a", "rage_click", noon.Add(-time.Minute))}, 1 - 0.5*0.75},
		"a signal of its own":   {[]core.Seen{seenAt("a", "custom:voucher", noon)}, 1 - 0.5*0.75},
		"in the history itself": {[]core.Seen{seenAt("now", "rage_click", noon)}, 0.5},
		"happened later":        {[]core.Seen{seenAt("a", "rage_click", noon.Add(time.Second))}, 0.5},
		"the default's weight":  {[]core.Seen{seenAt("a", "dead_click", noon)}, 1 - 0.5*(1-agent.DefaultFrustration().Weights["dead_click"])},
	} {
		if got := e.Frustration(sig, row.before); math.Abs(got-row.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", name, got, row.want)
		}
	}
	sig.Site = "unknown"
	if got, want := e.Frustration(sig, nil), 1-0.98*0.4; math.Abs(got-want) > 1e-12 {
		t.Errorf("a site that is not loaded: %v, want the default's %v", got, want)
	}
}

// TestFrustrationRuns feeds signals one after the other: the score given with the last is the one that FrustrationAt explains.
func TestFrustrationRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, h, last := mustLoad(t, loose, nil), history("ann"), noon
		score := 0.0
		for n := range rapid.IntRange(1, core.SignalsKept).Draw(t, "signals") {
			last = last.Add(time.Duration(rapid.IntRange(0, 600_000).Draw(t, "gap")) * time.Millisecond)
			sig := rage("ann", last)
			sig.ID, sig.Kind = string(rune('a'+n)), rapid.SampledFrom(signalKinds()).Draw(t, "kind")
			sig.Frustration = e.Frustration(sig, h.Signals)
			score = sig.Frustration
			e.Decide(sig.At, sig, h)
		}
		f := FrustrationAt(core.FrustrationSettings{}, last, h.Signals)
		shares := f.Unseen
		for _, c := range f.Contributions {
			shares += c.Share
		}
		if f.Score != score || math.Abs(shares-1) > 1e-9 || len(f.Contributions) == 0 {
			t.Fatalf("stored %v, explained %v by shares of %v", score, f.Score, shares)
		}
	})
}

func TestCheckSite(t *testing.T) {
	number := func(v float64) *float64 { return &v }
	weigh := func(kind string, w float64) core.FrustrationSettings {
		return core.FrustrationSettings{Weights: map[string]float64{kind: w}}
	}
	for name, row := range map[string]struct {
		set         core.FrustrationSettings
		path, words string
	}{
		"nothing":         {core.FrustrationSettings{}, "", ""},
		"all of it":       {core.FrustrationSettings{Weights: map[string]float64{"rage_click": 0.99, "custom:a.b": 0}, HalfLife: core.Duration(time.Hour), Leak: number(0)}, "", ""},
		"misspelt":        {weigh("rageclick", 0.5), "frustration.weights.rageclick", "did you mean rage_click?"},
		"bad custom":      {weigh("custom:a b", 0.5), "frustration.weights.custom:a b", "of your own"},
		"certainty":       {weigh("rage_click", 1), "frustration.weights.rage_click", "0 to 0.99"},
		"negative":        {weigh("rage_click", -0.1), "frustration.weights.rage_click", "0 to 0.99"},
		"short half-life": {core.FrustrationSettings{HalfLife: 1}, "frustration.half_life", "1s to 7d"},
		"long half-life":  {core.FrustrationSettings{HalfLife: core.Duration(agent.MaxHalfLife + 1)}, "frustration.half_life", "such as 5m"},
		"leak":            {core.FrustrationSettings{Leak: number(0.51)}, "frustration.leak", "0 to 0.5"},
		"negative leak":   {core.FrustrationSettings{Leak: number(-1)}, "frustration.leak", "0 to 0.5"},
	} {
		found := CheckSite(core.Site{Frustration: row.set})
		if row.path == "" && len(found) == 0 {
			continue
		}
		if len(found) != 1 || found[0].Path != row.path || !strings.Contains(found[0].Message, row.words) {
			t.Errorf("%s: got %+v, want %s: …%s…", name, found, row.path, row.words)
		}
	}
}
