package survey

import "heed/collector/core"

// wording is what a question says when the survey leaves its text out.
type wording struct{ text, low, high core.Text }

// standard gives the wording of the scores. That of NPS is fixed by the method (Reichheld, «The One Number You Need to Grow»,
// 2003): a score asked in other words cannot be compared with anybody's.
func standard(questionType string) (w wording, ok bool) {
	switch questionType {
	case core.NPS:
		return nps(), true
	case core.CSAT:
		return csat(), true
	case core.CES:
		return ces(), true
	}
	return wording{}, false
}

func nps() wording {
	return wording{
		text: core.Text{
			"en": "How likely are you to recommend us to a friend or colleague?",
			"de": "Wie wahrscheinlich ist es, dass Sie uns einem Freund oder Kollegen weiterempfehlen?",
			"fr": "Quelle est la probabilité que vous nous recommandiez à un ami ou à un collègue ?",
			"es": "¿Qué probabilidad hay de que nos recomiende a un amigo o colega?",
			"ar": "ما مدى احتمال أن توصي بنا لصديق أو زميل؟",
		},
		low: core.Text{
			"en": "Not at all likely", "de": "Sehr unwahrscheinlich", "fr": "Pas du tout probable", "es": "Nada probable",
			"ar": "غير محتمل إطلاقًا",
		},
		high: core.Text{
			"en": "Extremely likely", "de": "Äußerst wahrscheinlich", "fr": "Extrêmement probable", "es": "Muy probable",
			"ar": "محتمل للغاية",
		},
	}
}

func csat() wording {
	return wording{
		text: core.Text{
			"en": "How satisfied are you with your visit today?",
			"de": "Wie zufrieden sind Sie mit Ihrem heutigen Besuch?",
			"fr": "Êtes-vous satisfait de votre visite aujourd’hui ?",
			"es": "¿Qué tan satisfecho está con su visita de hoy?",
			"ar": "ما مدى رضاك عن زيارتك اليوم؟",
		},
		low: core.Text{
			"en": "Very dissatisfied", "de": "Sehr unzufrieden", "fr": "Pas du tout satisfait", "es": "Muy insatisfecho",
			"ar": "غير راضٍ إطلاقًا",
		},
		high: core.Text{
			"en": "Very satisfied", "de": "Sehr zufrieden", "fr": "Très satisfait", "es": "Muy satisfecho", "ar": "راضٍ جدًا",
		},
	}
}

func ces() wording {
	return wording{
		text: core.Text{
			"en": "How easy was it to do what you came for?",
			"de": "Wie leicht war es, das zu erledigen, wofür Sie gekommen sind?",
			"fr": "A-t-il été facile de faire ce que vous étiez venu faire ?",
			"es": "¿Qué tan fácil fue hacer lo que vino a hacer?",
			"ar": "ما مدى سهولة إنجاز ما أتيت من أجله؟",
		},
		low: core.Text{
			"en": "Very difficult", "de": "Sehr schwer", "fr": "Très difficile", "es": "Muy difícil", "ar": "صعب جدًا",
		},
		high: core.Text{
			"en": "Very easy", "de": "Sehr leicht", "fr": "Très facile", "es": "Muy fácil", "ar": "سهل جدًا",
		},
	}
}

// worded gives the survey with the standard wording where it has none of its own. The words at the ends of a scale come only in a
// survey whose default language they know.
func worded(s core.Survey) core.Survey {
	questions := make([]core.Question, len(s.Questions))
	for i, q := range s.Questions {
		if w, ok := standard(q.Type); ok {
			if len(q.Text) == 0 {
				q.Text = w.text
			}
			if len(q.Low) == 0 && len(q.High) == 0 && covers(w.low, languagesOf(s)[0]) {
				q.Low, q.High = w.low, w.high
			}
		}
		questions[i] = q
	}
	s.Questions = questions
	return s
}
