package server

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"heed/collector/core"
	"heed/collector/decide"
)

// feeling is a visitor's frustration as the console shows it: the score now, what it is made of, and how it came to be.
type feeling struct {
	Percent string
	Parts   []feltPart
	Rest    string // what Parts leave out, in words; "" when they leave out nothing
	Unseen  feltPart
	Curve   *curve // nil when there was no signal
}

// feltPart is one bar: what it was, when, what it weighs now and its share of the whole.
type feltPart struct {
	Text   string
	At     time.Time
	Weight string // 0.52
	Share  string // for people
	Width  string // the same in percent, exact, for the bar
}

// What is worth a line: what still weighs something when it is written with two digits, and no more than can be taken in.
const (
	leastFelt = 0.005
	mostFelt  = 8
)

// feeling judges a visitor by their latest signals that count.
func (c *console) feeling(ctx context.Context, settings core.FrustrationSettings, site, visitor string) (feeling, error) {
	signals, _, err := c.deps.Store.ListSignals(ctx, core.Query{Site: site, Visitor: visitor, Limit: storyLength})
	if err != nil {
		return feeling{}, err
	}
	signals = slices.DeleteFunc(signals, func(s core.Signal) bool { return !s.Counts() })
	return feelingOf(settings, signals[:min(len(signals), core.SignalsKept)], c.deps.Clock()), nil
}

// feelingOf takes the signals newest first.
func feelingOf(settings core.FrustrationSettings, signals []core.Signal, now time.Time) feeling {
	seen, texts := make([]core.Seen, 0, len(signals)), map[string]string{}
	for _, s := range signals {
		if s.Counts() {
			seen, texts[s.ID] = append(seen, s.Seen()), subject(s)
		}
	}
	score := decide.FrustrationAt(settings, now, seen)
	leak := *decide.FrustrationInForce(settings).Leak
	f := feeling{Percent: percent(score.Score), Unseen: feltPartOf("What no signal tells", time.Time{}, leak, score.Unseen)}
	for _, one := range score.Contributions {
		if one.Weight < leastFelt || len(f.Parts) == mostFelt {
			break // the rest is lighter
		}
		f.Parts = append(f.Parts, feltPartOf(texts[one.Signal], one.At, one.Weight, one.Share))
	}
	f.Rest = restWords(len(score.Contributions)-len(f.Parts), len(f.Parts))
	if len(seen) > 0 {
		f.Curve = curveOf(settings, seen, now)
	}
	return f
}

// subject names a signal and what it is about: "Rage click on “Pay”".
func subject(s core.Signal) string {
	text := upper(wordsOf(s.Kind).Noun)
	if t := targetOf(s); t.Text != "" {
		text += " on " + t.String()
	}
	return text
}

func feltPartOf(text string, at time.Time, weight, share float64) feltPart {
	return feltPart{Text: text, At: at, Weight: strconv.FormatFloat(weight, 'f', 2, 64), Share: percent(share),
		Width: strconv.FormatFloat(100*share, 'f', 1, 64)}
}

func restWords(left, shown int) string {
	switch {
	case left == 0 && shown > 0:
		return ""
	case left == 0:
		return "Nothing that weighs anything has been heard of this visitor."
	case shown == 0:
		return "What was heard of this visitor has faded: " + plural(left, "signal") + "."
	}
	return "And " + plural(left, "lighter signal") + "."
}

// mood is the present score beside a visitor on the live page.
type mood struct {
	VisitorURL  string `json:"visitorURL"`
	Frustration string `json:"frustration"`
}

// moodWords is a score beside a visitor's name, "" where none is known.
func moodWords(score float64) string {
	if score == 0 {
		return ""
	}
	return percent(score) + " frustrated"
}

// moods are the present scores of the visitors of some rows, each once.
func (c *console) moods(ctx context.Context, signals []core.Signal) ([]mood, error) {
	catalog, err := c.catalog(ctx)
	if err != nil {
		return nil, err
	}
	out, known := []mood{}, map[string]bool{}
	for _, s := range signals {
		address := visitorURL(s.Site, s.Visitor)
		if known[address] {
			continue
		}
		known[address] = true
		h, err := c.deps.Store.History(ctx, s.Site, s.Visitor)
		if err != nil {
			return nil, err
		}
		now := decide.FrustrationAt(catalog.Sites[s.Site].Frustration, c.deps.Clock(), h.Signals)
		out = append(out, mood{VisitorURL: address, Frustration: moodWords(now.Score)})
	}
	return out, nil
}

// frustrationFacts say how a site measures frustration: what differs from the defaults, or that nothing does.
func frustrationFacts(s core.FrustrationSettings) []fact {
	in := decide.FrustrationInForce(s)
	text := fmt.Sprintf("a signal weighs half after %s; %s without any signal", durationWords(in.HalfLife), percent(*in.Leak))
	if s.HalfLife == 0 && s.Leak == nil && len(s.Weights) == 0 {
		text += ", the default"
	}
	facts := []fact{{"Frustration", text}}
	for _, kind := range sortedKeys(s.Weights) {
		name := strings.ToLower(wordsOf(kind).Noun)
		facts = append(facts, fact{"Weight of " + name, number(s.Weights[kind])})
	}
	return facts
}
