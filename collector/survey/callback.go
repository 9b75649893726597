package survey

import "heed/collector/core"

// callback is the survey behind the action of that type: where and when to call. A site's own survey named «callback» takes
// its place.
func callback() core.Survey {
	return core.Survey{
		Name:      core.ActCallback,
		Languages: languages(),
		Questions: []core.Question{
			{ID: "phone", Type: core.Phone, Text: said("callback.phone"), Note: said("callback.note")},
			{ID: "when", Type: core.Choice, Text: said("callback.when"), Options: []core.Option{
				{ID: "soon", Text: said("callback.soon")},
				{ID: "afternoon", Text: said("callback.afternoon")},
				{ID: "tomorrow", Text: said("callback.tomorrow")},
			}},
		},
		Thanks: said("callback.thanks"),
	}
}
