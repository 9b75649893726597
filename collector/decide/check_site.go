package decide

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"heed/collector/core"
)

// CheckSite gives everything that is wrong with what a site says to the engine, by field, with what would be right: of frustration,
// of its holdout, of the sample its precision is measured by, of where its widget appears, and of mutes.
func CheckSite(s core.Site) []core.FieldError {
	var errs findings
	checkFrustration(s.Frustration, &errs)
	checkDeal(s, &errs)
	checkPercent("precision.sample", s.Precision.Default(), &errs)
	for _, kind := range slices.Sorted(maps.Keys(s.Precision.Kinds)) {
		path := "precision.kinds." + kind
		checkKind(path, kind, &errs)
		checkPercent(path, s.Precision.Kinds[kind], &errs)
	}
	for i, name := range s.Query {
		if !word.MatchString(name) {
			errs.add("query["+strconv.Itoa(i)+"]", "%q is no name to keep of a query: write one such as utm_source", name)
		}
	}
	if len(s.Query) > maxQuery {
		errs.add("query", "has %d names; keep at most %d", len(s.Query), maxQuery)
	}
	checkWidget(s.Widget, &errs)
	_, wrong := NewMutes(s.Mutes)
	return append(errs, wrong...)
}

// maxLabel bounds what stands on a tab, in characters: it stands upright at the edge, on phones too.
const maxLabel = 24

func checkWidget(w core.Widget, errs *findings) {
	if w.Corner != "" && !slices.Contains(core.Corners(), w.Corner) {
		errs.add("widget.corner", "%s", unknownName("corner", w.Corner, core.Corners()))
	}
	if w.Tab == nil {
		return
	}
	if side := w.Tab.Side; side != "" && !slices.Contains(core.Sides(), side) {
		errs.add("widget.tab.side", "%s", unknownName("side", side, core.Sides()))
	}
	for _, lang := range slices.Sorted(maps.Keys(w.Tab.Label)) {
		if label := w.Tab.Label[lang]; strings.TrimSpace(label) == "" || utf8.RuneCountInString(label) > maxLabel {
			errs.add("widget.tab.label", "%q does not fit a tab: write 1 to %d characters, or leave it out for «Feedback» in the visitor's language", label, maxLabel)
		}
	}
}

// maxQuery bounds what is kept of an address's query.
const maxQuery = 20

// maxSalt bounds the salt of a deal, in bytes.
const maxSalt = 64

func checkDeal(s core.Site, errs *findings) {
	if s.Holdout != nil {
		checkPercent("holdout", *s.Holdout, errs)
	}
	periods := []string{core.Monthly, core.Quarterly, core.Yearly}
	if s.Deal.Period != "" && !slices.Contains(periods, s.Deal.Period) {
		errs.add("deal.period", "%s", unknownName("period", s.Deal.Period, periods))
	}
	if len(s.Deal.Salt) > maxSalt {
		errs.add("deal.salt", "is longer than %d bytes", maxSalt)
	}
	for _, f := range [...]struct {
		path string
		d    core.Duration
	}{{"after_dismissal", s.Budget.AfterDismissal}, {"after_answer", s.Budget.AfterAnswer}} {
		if f.d < 0 {
			errs.add("budget."+f.path, "is negative; write a time such as 14d")
		}
	}
}

func checkPercent(path string, percent float64, errs *findings) {
	if !(percent >= 0 && percent <= 100) {
		errs.add(path, "%v is not a percentage; write 0 to 100", percent)
	}
}
