/**
 * What the widget says by itself. Everything else comes translated from the collector.
 * @module
 */

const en = {
  feedback: 'Feedback',
  message: 'Message',
  chat: 'Chat with us',
  close: 'Close',
  no: 'No thanks',
  next: 'Next',
  back: 'Back',
  send: 'Send',
  choose: 'Please choose an answer.',
  write: 'Please write your answer.',
  email: 'Please check the e-mail address, for example name@example.com.',
  phone: 'Please check the phone number.',
  other: 'Something else',
  more: 'In your own words',
  agree: 'I agree',
  up: 'Yes',
  down: 'No',
  optional: 'Optional',
  of: '%n of %m',
  thanks: 'Thank you.',
  yours: 'Your message',
  sending: 'Sending…',
  sent: 'Sent',
  failed: 'Not sent yet. We keep trying.',
  here: 'We are here',
  away: 'Nobody is here right now. Leave your message, we answer here.',
};

/** @typedef {typeof en} Texts */

/** @type {Record<string, Texts>} */
const TEXTS = {
  en,
  de: {
    feedback: 'Rückmeldung',
    message: 'Nachricht',
    chat: 'Chat mit uns',
    close: 'Schließen',
    no: 'Nein danke',
    next: 'Weiter',
    back: 'Zurück',
    send: 'Senden',
    choose: 'Bitte wählen Sie eine Antwort.',
    write: 'Bitte schreiben Sie Ihre Antwort.',
    email: 'Bitte prüfen Sie die E-Mail-Adresse, zum Beispiel name@example.com.',
    phone: 'Bitte prüfen Sie die Telefonnummer.',
    other: 'Etwas anderes',
    more: 'In Ihren Worten',
    agree: 'Ich stimme zu',
    up: 'Ja',
    down: 'Nein',
    optional: 'Freiwillig',
    of: '%n von %m',
    thanks: 'Vielen Dank.',
    yours: 'Ihre Nachricht',
    sending: 'Wird gesendet…',
    sent: 'Gesendet',
    failed: 'Noch nicht gesendet. Wir versuchen es weiter.',
    here: 'Wir sind da',
    away: 'Gerade ist niemand da. Schreiben Sie uns, wir antworten hier.',
  },
  fr: {
    feedback: 'Votre avis',
    message: 'Message',
    chat: 'Discuter avec nous',
    close: 'Fermer',
    no: 'Non merci',
    next: 'Suivant',
    back: 'Retour',
    send: 'Envoyer',
    choose: 'Veuillez choisir une réponse.',
    write: 'Veuillez écrire votre réponse.',
    email: 'Veuillez vérifier l’adresse e-mail, par exemple name@example.com.',
    phone: 'Veuillez vérifier le numéro de téléphone.',
    other: 'Autre chose',
    more: 'Avec vos mots',
    agree: 'J’accepte',
    up: 'Oui',
    down: 'Non',
    optional: 'Facultatif',
    of: '%n sur %m',
    thanks: 'Merci.',
    yours: 'Votre message',
    sending: 'Envoi…',
    sent: 'Envoyé',
    failed: 'Pas encore envoyé. Nous réessayons.',
    here: 'Nous sommes là',
    away: 'Personne n’est disponible pour le moment. Laissez votre message, nous répondrons ici.',
  },
  es: {
    feedback: 'Tu opinión',
    message: 'Mensaje',
    chat: 'Habla con nosotros',
    close: 'Cerrar',
    no: 'No, gracias',
    next: 'Siguiente',
    back: 'Atrás',
    send: 'Enviar',
    choose: 'Elige una respuesta.',
    write: 'Escribe tu respuesta.',
    email: 'Revisa el correo electrónico, por ejemplo name@example.com.',
    phone: 'Revisa el número de teléfono.',
    other: 'Otra cosa',
    more: 'Con tus palabras',
    agree: 'Acepto',
    up: 'Sí',
    down: 'No',
    optional: 'Opcional',
    of: '%n de %m',
    thanks: 'Gracias.',
    yours: 'Tu mensaje',
    sending: 'Enviando…',
    sent: 'Enviado',
    failed: 'Aún no se ha enviado. Seguimos intentándolo.',
    here: 'Estamos aquí',
    away: 'Ahora no hay nadie. Deja tu mensaje y te responderemos aquí.',
  },
  ar: {
    feedback: 'رأيك',
    message: 'رسالة',
    chat: 'تحدث معنا',
    close: 'إغلاق',
    no: 'لا، شكرًا',
    next: 'التالي',
    back: 'رجوع',
    send: 'إرسال',
    choose: 'يرجى اختيار إجابة.',
    write: 'يرجى كتابة إجابتك.',
    email: 'يرجى التحقق من البريد الإلكتروني، مثل name@example.com.',
    phone: 'يرجى التحقق من رقم الهاتف.',
    other: 'شيء آخر',
    more: 'بكلماتك',
    agree: 'أوافق',
    up: 'نعم',
    down: 'لا',
    optional: 'اختياري',
    of: '%n من %m',
    thanks: 'شكرًا لك.',
    yours: 'رسالتك',
    sending: 'جارٍ الإرسال…',
    sent: 'تم الإرسال',
    failed: 'لم تُرسل بعد. ما زلنا نحاول.',
    here: 'نحن هنا',
    away: 'لا يوجد أحد الآن. اترك رسالتك وسنجيبك هنا.',
  },
};

/** @param {string} lang */
const base = (lang) => lang.toLowerCase().split('-')[0];

/**
 * The strings of a language, English where there are none.
 * @param {string} lang BCP 47
 */
export const textsFor = (lang) => TEXTS[base(lang)] ?? en;

/**
 * The direction a language is written in.
 * @param {string} lang BCP 47
 * @returns {'ltr' | 'rtl'}
 */
export const directionOf = (lang) => (['ar', 'fa', 'he', 'ps', 'ur', 'yi'].includes(base(lang)) ? 'rtl' : 'ltr');
