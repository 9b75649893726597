package survey

import "heed/collector/core"

// callback is the survey behind the action of that type: where and when to call. A site's own survey named «callback» takes
// its place.
func callback() core.Survey {
	return core.Survey{
		Name:      core.ActCallback,
		Languages: []string{"en", "de", "fr", "es", "ar"},
		Questions: []core.Question{
			{
				ID: "phone", Type: core.Phone,
				Text: core.Text{
					"en": "Which number can we call you on?",
					"de": "Unter welcher Nummer können wir Sie anrufen?",
					"fr": "À quel numéro pouvons-nous vous appeler ?",
					"es": "¿A qué número podemos llamarle?",
					"ar": "على أي رقم يمكننا الاتصال بك؟",
				},
				Note: core.Text{
					"en": "We use it for this call only.",
					"de": "Wir nutzen sie nur für diesen Anruf.",
					"fr": "Nous ne l’utiliserons que pour cet appel.",
					"es": "Solo lo usaremos para esta llamada.",
					"ar": "لن نستخدمه إلا لهذه المكالمة.",
				},
			},
			{
				ID: "when", Type: core.Choice,
				Text: core.Text{
					"en": "When suits you?", "de": "Wann passt es Ihnen?", "fr": "Quand cela vous convient-il ?",
					"es": "¿Cuándo le viene bien?", "ar": "متى يناسبك ذلك؟",
				},
				Options: []core.Option{
					{ID: "soon", Text: core.Text{
						"en": "As soon as possible", "de": "So bald wie möglich", "fr": "Dès que possible",
						"es": "Lo antes posible", "ar": "في أقرب وقت ممكن",
					}},
					{ID: "afternoon", Text: core.Text{
						"en": "This afternoon", "de": "Heute Nachmittag", "fr": "Cet après-midi",
						"es": "Esta tarde", "ar": "بعد ظهر اليوم",
					}},
					{ID: "tomorrow", Text: core.Text{
						"en": "Tomorrow morning", "de": "Morgen Vormittag", "fr": "Demain matin",
						"es": "Mañana por la mañana", "ar": "صباح الغد",
					}},
				},
			},
		},
		Thanks: core.Text{
			"en": "Thank you. We will call you.", "de": "Vielen Dank. Wir rufen Sie an.", "fr": "Merci. Nous vous appellerons.",
			"es": "Gracias. Le llamaremos.", "ar": "شكرًا لك. سنتصل بك.",
		},
	}
}
