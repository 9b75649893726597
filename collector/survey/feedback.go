package survey

import "heed/collector/core"

// feedback is the survey a visitor opens by hand to say something. A site's own survey named «feedback» takes its place.
func feedback() core.Survey {
	return core.Survey{
		Name:      core.Feedback,
		Languages: []string{"en", "de", "fr", "es", "ar"},
		Questions: []core.Question{
			{
				ID: "rating", Type: core.CSAT,
				Text: core.Text{
					"en": "How do you like it here?", "de": "Wie gefällt es Ihnen hier?", "fr": "Êtes-vous satisfait de ce site ?",
					"es": "¿Qué le parece este sitio?", "ar": "ما رأيك في هذا الموقع؟",
				},
			},
			{
				ID: "more", Type: core.FreeText, Optional: true,
				Text: core.Text{
					"en": "What should we know?", "de": "Was sollten wir wissen?", "fr": "Que devrions-nous savoir ?",
					"es": "¿Qué deberíamos saber?", "ar": "ما الذي ينبغي أن نعرفه؟",
				},
			},
		},
		Thanks: core.Text{
			"en": "Thank you. We read every answer.", "de": "Vielen Dank. Wir lesen jede Antwort.",
			"fr": "Merci. Nous lisons chaque réponse.", "es": "Gracias. Leemos todas las respuestas.",
			"ar": "شكرًا لك. نقرأ كل إجابة.",
		},
	}
}
