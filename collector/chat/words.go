package chat

import "heed/collector/core"

// greet gives the action's own greeting, or the built-in one, and its language where that is not the visitor's.
func greet(a core.Action, lang string) (text, in string) {
	if len(a.Text) > 0 {
		return a.Text.Say(lang, "en")
	}
	return greeting().Say(lang, "en")
}

func greeting() core.Text {
	return core.Text{
		"en": "Hello! How can we help?",
		"de": "Hallo! Wie können wir helfen?",
		"fr": "Bonjour ! Comment pouvons-nous vous aider ?",
		"es": "¡Hola! ¿En qué podemos ayudarle?",
		"ar": "مرحبًا! كيف يمكننا مساعدتك؟",
	}
}

func farewell() core.Text {
	return core.Text{
		"en": "This conversation was closed.",
		"de": "Diese Unterhaltung wurde beendet.",
		"fr": "Cette conversation a été fermée.",
		"es": "Esta conversación se ha cerrado.",
		"ar": "أُغلقت هذه المحادثة.",
	}
}
