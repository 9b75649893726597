package server

import "strings"

// hostedWords are what the pages of surveys by link say by themselves, the survey's own texts being its author's. Where the widget says
// the same it uses the same words: web/widget/texts.js.
type hostedWords struct {
	Lang, Dir string

	Next, Back, Send, Choose, Write, Email, Phone, Other, More, Agree, Up, Down, Optional, Of, Thanks string

	Answered, AnsweredMore, Again string // somebody comes back to what is finished
	Expired, ExpiredMore          string
	Missing, MissingMore          string
	Busy, BusyMore                string
	Broken, BrokenMore            string
	Survey                        string
}

// wordsIn gives the words of the first language of langs that has some, and English otherwise.
func wordsIn(langs ...string) hostedWords {
	for _, lang := range langs {
		base, _, _ := strings.Cut(strings.ToLower(lang), "-")
		for _, words := range allHostedWords() {
			if words.Lang == base {
				return words
			}
		}
	}
	return allHostedWords()[0]
}

func allHostedWords() []hostedWords {
	return []hostedWords{
		{
			Lang: "en", Dir: "ltr", Next: "Next", Back: "Back", Send: "Send", Choose: "Please choose an answer.", Write: "Please write your answer.",
			Email: "Please check the e-mail address, for example name@example.com.", Phone: "Please check the phone number.",
			Other: "Something else", More: "In your own words", Agree: "I agree", Up: "Yes", Down: "No", Optional: "Optional", Of: "%d of %d",
			Thanks: "Thank you.", Answered: "This has been answered already.", AnsweredMore: "Thank you. Your answers are with us; each link takes them once.",
			Again: "Answer anew", Expired: "This link has expired.", ExpiredMore: "It was good for a limited time. What you have answered is kept.",
			Missing: "There is no survey here.", MissingMore: "The link may be incomplete. Open it again as it was sent to you.",
			Busy: "Just a moment.", BusyMore: "Too many requests come from your network. Wait a little, then load this page again.",
			Broken: "Something went wrong on our side.", BrokenMore: "Your last answer may not be kept. Go back and send it again.", Survey: "Survey",
		},
		{
			Lang: "de", Dir: "ltr", Next: "Weiter", Back: "Zurück", Send: "Senden", Choose: "Bitte wählen Sie eine Antwort.", Write: "Bitte schreiben Sie Ihre Antwort.",
			Email: "Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel name@example.com.", Phone: "Bitte prüfen Sie die Telefonnummer.",
			Other: "Etwas anderes", More: "In Ihren Worten", Agree: "Ich stimme zu", Up: "Ja", Down: "Nein", Optional: "Freiwillig", Of: "%d von %d",
			Thanks: "Vielen Dank.", Answered: "Hier wurde schon geantwortet.", AnsweredMore: "Vielen Dank. Ihre Antworten sind bei uns; jeder Link nimmt sie einmal an.",
			Again: "Neu antworten", Expired: "Dieser Link ist abgelaufen.", ExpiredMore: "Er galt nur eine Zeit lang. Was Sie geantwortet haben, bleibt erhalten.",
			Missing: "Hier ist keine Umfrage.", MissingMore: "Vielleicht ist der Link unvollständig. Öffnen Sie ihn noch einmal so, wie Sie ihn erhalten haben.",
			Busy: "Einen Augenblick bitte.", BusyMore: "Aus Ihrem Netz kommen zu viele Anfragen. Warten Sie kurz und laden Sie die Seite neu.",
			Broken: "Bei uns ist etwas schiefgegangen.", BrokenMore: "Ihre letzte Antwort ist vielleicht nicht gespeichert. Gehen Sie zurück und senden Sie sie noch einmal.", Survey: "Umfrage",
		},
		{
			Lang: "fr", Dir: "ltr", Next: "Suivant", Back: "Retour", Send: "Envoyer", Choose: "Veuillez choisir une réponse.", Write: "Veuillez écrire votre réponse.",
			Email: "Veuillez vérifier l’adresse e-mail, par exemple name@example.com.", Phone: "Veuillez vérifier le numéro de téléphone.",
			Other: "Autre chose", More: "Avec vos mots", Agree: "J’accepte", Up: "Oui", Down: "Non", Optional: "Facultatif", Of: "%d sur %d",
			Thanks: "Merci.", Answered: "Une réponse a déjà été donnée.", AnsweredMore: "Merci. Vos réponses nous sont parvenues ; chaque lien ne sert qu’une fois.",
			Again: "Répondre à nouveau", Expired: "Ce lien a expiré.", ExpiredMore: "Il n’était valable qu’un certain temps. Vos réponses sont conservées.",
			Missing: "Il n’y a pas d’enquête ici.", MissingMore: "Le lien est peut-être incomplet. Ouvrez-le de nouveau tel que vous l’avez reçu.",
			Busy: "Un instant.", BusyMore: "Trop de demandes viennent de votre réseau. Patientez un peu, puis rechargez cette page.",
			Broken: "Un problème est survenu chez nous.", BrokenMore: "Votre dernière réponse n’est peut-être pas enregistrée. Revenez en arrière et envoyez-la à nouveau.", Survey: "Enquête",
		},
		{
			Lang: "es", Dir: "ltr", Next: "Siguiente", Back: "Atrás", Send: "Enviar", Choose: "Elige una respuesta.", Write: "Escribe tu respuesta.",
			Email: "Revisa el correo electrónico, por ejemplo name@example.com.", Phone: "Revisa el número de teléfono.",
			Other: "Otra cosa", More: "Con tus palabras", Agree: "Acepto", Up: "Sí", Down: "No", Optional: "Opcional", Of: "%d de %d",
			Thanks: "Gracias.", Answered: "Aquí ya se ha respondido.", AnsweredMore: "Gracias. Tenemos tus respuestas; cada enlace sirve una vez.",
			Again: "Responder de nuevo", Expired: "Este enlace ha caducado.", ExpiredMore: "Solo valía por un tiempo. Lo que has respondido queda guardado.",
			Missing: "Aquí no hay ninguna encuesta.", MissingMore: "Puede que el enlace esté incompleto. Ábrelo de nuevo tal como lo recibiste.",
			Busy: "Un momento.", BusyMore: "Llegan demasiadas peticiones desde tu red. Espera un poco y vuelve a cargar la página.",
			Broken: "Algo ha fallado por nuestra parte.", BrokenMore: "Puede que tu última respuesta no se haya guardado. Vuelve atrás y envíala otra vez.", Survey: "Encuesta",
		},
		{
			Lang: "ar", Dir: "rtl", Next: "التالي", Back: "رجوع", Send: "إرسال", Choose: "يرجى اختيار إجابة.", Write: "يرجى كتابة إجابتك.",
			Email: "يرجى التحقق من البريد الإلكتروني، مثل name@example.com.", Phone: "يرجى التحقق من رقم الهاتف.",
			Other: "شيء آخر", More: "بكلماتك", Agree: "أوافق", Up: "نعم", Down: "لا", Optional: "اختياري", Of: "%d من %d",
			Thanks: "شكرًا لك.", Answered: "تمت الإجابة هنا من قبل.", AnsweredMore: "شكرًا لك. وصلتنا إجاباتك، وكل رابط يُستخدم مرة واحدة.",
			Again: "الإجابة من جديد", Expired: "انتهت صلاحية هذا الرابط.", ExpiredMore: "كان صالحًا لمدة محدودة. ما أجبت عنه محفوظ.",
			Missing: "لا يوجد استبيان هنا.", MissingMore: "قد يكون الرابط ناقصًا. افتحه مرة أخرى كما وصلك.",
			Busy: "لحظة من فضلك.", BusyMore: "تصل طلبات كثيرة من شبكتك. انتظر قليلًا ثم أعد تحميل الصفحة.",
			Broken: "حدث خطأ لدينا.", BrokenMore: "ربما لم تُحفظ إجابتك الأخيرة. ارجع وأرسلها مرة أخرى.", Survey: "استبيان",
		},
	}
}
