package server

import (
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/precision"
)

type detectorsPage struct {
	Rows    []detectorRow
	Mutes   []muteRow
	MayMute bool
	Enough  int
	Target  string
	Days    int    // how far back answers count
	Samples []fact // by site
	Snippet snippet
}

// detectorRow is one kind of signal on one site.
type detectorRow struct {
	precision.Detector
	Noun     string
	Words    string // what is known of its precision
	Proposal string
	Plot     plot
	Elements []elementRow
	More     int // elements that are not shown
}

type elementRow struct {
	precision.Element
	Subject target
	Words   string
	Plot    plot
}

// plot places a share and its interval on a line from 0 to 100.
type plot struct {
	Any         bool   // there is something to draw
	Low, Spread string // of the interval
	Mid, Mark   string // the mark's place and width
	Target      string
}

type muteRow struct {
	core.Mute
	Site, Noun string
}

// mark is the width of a plot's mark, as a share of the plot.
const mark = .012

// mostElements bounds a detector's list; the API gives all.
const mostElements = 10

// detectors shows how right the detectors are, and what is muted.
func (c *console) detectors(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "Detectors", "detectors")
	if err != nil {
		return err
	}
	r, err := c.deps.Precision.Report(ec.Request().Context(), f.Site, time.Time{})
	if err != nil {
		return err
	}
	page := detectorsPage{MayMute: f.Who.May(core.CanWrite), Enough: r.Enough, Target: percent(r.Target),
		Days: int(precision.Window / (24 * time.Hour)), Snippet: c.snippet(f.Site, catalog)}
	for _, d := range r.Detectors {
		page.Rows = append(page.Rows, detectorRowOf(d, r))
	}
	for _, s := range f.Sites {
		if f.Site != "" && f.Site != s.Name {
			continue
		}
		page.Samples = append(page.Samples, fact{s.Name, sampleWords(s.Precision)})
		for _, m := range s.Mutes {
			page.Mutes = append(page.Mutes, muteRow{m, s.Name, wordsOf(m.Kind).Noun})
		}
	}
	f.Page = page
	return c.render(ec, http.StatusOK, "detectors", f)
}

func detectorRowOf(d precision.Detector, r precision.Report) detectorRow {
	row := detectorRow{Detector: d, Noun: wordsOf(d.Kind).Noun, Words: shareWords(d.Share), Proposal: proposalWords(d.Threshold, r),
		Plot: plotOf(d.Share, r.Target)}
	for _, e := range r.Elements {
		if e.Site != d.Site || e.Kind != d.Kind || e.Target == "" {
			continue
		}
		if len(row.Elements) == mostElements {
			row.More++
			continue
		}
		subject := targetOf(core.Signal{Target: e.Target, Data: map[string]any{"label": e.Label}})
		row.Elements = append(row.Elements, elementRow{e, subject, shareWords(e.Share), plotOf(e.Share, r.Target)})
	}
	return row
}

func plotOf(s precision.Share, target float64) plot {
	p := plot{Low: cent(s.Low), Spread: cent(s.High - s.Low), Mark: cent(mark), Target: cent(target)}
	if s.Precision != nil {
		p.Any, p.Mid = true, cent(min(max(0, *s.Precision-mark/2), 1-mark)) // whole also at the ends
	}
	return p
}

// cent writes a share from 0 to 1 in percent, exactly enough to draw it.
func cent(share float64) string { return strconv.FormatFloat(100*share, 'f', 1, 64) }

// shareWords say what is known of a precision, with its interval.
func shareWords(s precision.Share) string {
	if s.Precision == nil {
		return "No answer yet"
	}
	text := percent(*s.Precision) + " right, " + percent(s.Low) + " to " + percent(s.High)
	if !s.Enough {
		text = "Not enough data yet: " + text
	}
	return text
}

// proposalWords say from which score on a kind can be trusted.
func proposalWords(t precision.Threshold, r precision.Report) string {
	target := percent(r.Target)
	switch t.Verdict {
	case precision.Collecting:
		return "No proposal yet: " + plural(t.Of.N, "answer") + " of the " + strconv.Itoa(r.Enough) + " that it takes."
	case precision.Fine:
		return "It may count at any score: of all together at least " + percent(t.Of.Low) + " are right, 95\u00a0% sure."
	case precision.Raise:
		return "Proposal: let it count from a score of " + number(t.MinScore) + " on, “Sure at least” in an intercept (min_score). Of the " + plural(t.Of.N, "answer") + " from there on " +
			percent(*t.Of.Precision) + " said it was right, at least " + percent(t.Of.Low) + " with 95\u00a0% confidence."
	case precision.Unclear:
		return "The answers cannot tell yet whether " + target + " are right from some score on."
	}
	return "From no score on are " + target + " right. Mute the elements that mislead, or wait for another signal."
}

// sampleWords say how many signals a site asks about.
func sampleWords(p core.Precision) string {
	words := func(share float64) string {
		if share == 0 {
			return "none"
		}
		return number(share) + "\u00a0%"
	}
	text := "asks about " + words(p.Default()) + " of the signals that nothing else answered"
	for _, kind := range sortedKeys(p.Kinds) {
		text += ", " + words(p.Kinds[kind]) + " of " + kind
	}
	return text
}

// mute and unmute are one click each; the page they came from shows what has changed.

func (c *console) mute(ec echo.Context) error {
	detail(ec, "%s", muteWords(ec.FormValue("site"), muteOf(ec)))
	_, err := c.deps.Precision.Mute(ec.Request().Context(), ec.FormValue("site"), muteOf(ec), principal(ec))
	return backToDetectors(ec, err)
}

func (c *console) unmute(ec echo.Context) error {
	detail(ec, "%s", muteWords(ec.FormValue("site"), muteOf(ec)))
	_, err := c.deps.Precision.Unmute(ec.Request().Context(), ec.FormValue("site"), muteOf(ec), principal(ec))
	return backToDetectors(ec, err)
}

func muteOf(ec echo.Context) core.Mute {
	return core.Mute{Kind: ec.FormValue("kind"), Target: ec.FormValue("target"), Page: ec.FormValue("page")}
}

func backToDetectors(ec echo.Context, err error) error {
	if err != nil {
		return err
	}
	return ec.Redirect(http.StatusSeeOther, detectorsURL(ec.FormValue("chosen")))
}
