package survey

import "heed/collector/core"

// precision is the survey behind a tap: one question, asked by two buttons. No survey of a site can take its place.
func precision() core.Survey {
	return core.Survey{
		Name:      core.PrecisionName,
		Languages: languages(),
		Questions: []core.Question{{
			ID: core.PrecisionQuestion, Type: core.Choice, Text: said("precision.wrong"),
			Options: []core.Option{
				{ID: core.PrecisionYes, Text: said("precision.yes")},
				{ID: core.PrecisionNo, Text: said("precision.no")},
			},
		}},
		Thanks: said("precision.thanks"),
	}
}
