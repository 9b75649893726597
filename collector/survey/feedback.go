package survey

import "heed/collector/core"

// feedback is the survey a visitor opens by hand to say something. A site's own survey named «feedback» takes its place.
func feedback() core.Survey {
	return core.Survey{
		Name:      core.Feedback,
		Languages: languages(),
		Questions: []core.Question{
			{ID: "rating", Type: core.CSAT, Text: said("feedback.rating")},
			{ID: "more", Type: core.FreeText, Optional: true, Text: said("feedback.more")},
		},
		Thanks: said("feedback.thanks"),
	}
}
