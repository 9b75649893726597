package survey

import "heed/collector/core"

// precision is the survey behind a tap: one question, asked by two buttons. No survey of a site can take its place.
func precision() core.Survey {
	return core.Survey{
		Name:      core.PrecisionName,
		Languages: []string{"en", "de", "fr", "es", "ar"},
		Questions: []core.Question{{
			ID: core.PrecisionQuestion, Type: core.Choice,
			Text: core.Text{
				"en": "Did something go wrong just now?", "de": "Ist gerade etwas schiefgegangen?",
				"fr": "Quelque chose n’a pas fonctionné à l’instant ?", "es": "¿Algo ha ido mal ahora mismo?",
				"ar": "هل حدث خطأ ما الآن؟",
			},
			Options: []core.Option{
				{ID: core.PrecisionYes, Text: core.Text{"en": "Yes", "de": "Ja", "fr": "Oui", "es": "Sí", "ar": "نعم"}},
				{ID: core.PrecisionNo, Text: core.Text{"en": "No", "de": "Nein", "fr": "Non", "es": "No", "ar": "لا"}},
			},
		}},
		Thanks: core.Text{
			"en": "Thank you.", "de": "Vielen Dank.", "fr": "Merci.", "es": "Gracias.", "ar": "شكرًا لك.",
		},
	}
}
