package decide

import (
	"maps"
	"slices"

	"heed/collector/core"
)

// CheckSite gives everything that is wrong with what a site says to the engine, by field, with what would be right: of frustration,
// of the sample its precision is measured by, and of mutes.
func CheckSite(s core.Site) []core.FieldError {
	var errs findings
	checkFrustration(s.Frustration, &errs)
	checkPercent("precision.sample", s.Precision.Default(), &errs)
	for _, kind := range slices.Sorted(maps.Keys(s.Precision.Kinds)) {
		path := "precision.kinds." + kind
		checkKind(path, kind, &errs)
		checkPercent(path, s.Precision.Kinds[kind], &errs)
	}
	_, wrong := NewMutes(s.Mutes)
	return append(errs, wrong...)
}

func checkPercent(path string, percent float64, errs *findings) {
	if !(percent >= 0 && percent <= 100) {
		errs.add(path, "%v is not a percentage; write 0 to 100", percent)
	}
}
