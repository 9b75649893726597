/** The shapes that pass between the tag, the widget and its views. */

/** What the tag gives the widget. */
export interface Host {
  /** Puts an item in the outbox. The tag adds id and at, and returns the id, by which a chat message is confirmed. */
  send(item: { t: string } & Record<string, unknown>): string | void;
  /** Tells the page; `event` is what it is called in the dataLayer, if it goes there. */
  emit(name: string, detail: unknown, event?: string): void;
  /** Keeps an act that the visitor has begun to answer for the next page, in place of the one before; nothing forgets it. */
  keep?(act?: Act): void;
  /** The visitor's id and that of the stay as they are now: another tab may have made them others. */
  who?(): [visitor: string, session: string];
  /** Everything that left the page, as heed('sent') has it, and then what is pending. */
  sent?(): ({ t: string } & Record<string, any>)[];
  /** BCP 47 */
  lang: string;
  /** CSP nonce or '' */
  nonce: string;
  /** What stands above everything shown, to tell it from the real thing. */
  mark?: string;
}

/** What the collector wants shown. */
export interface Act {
  decision: string;
  action: Action;
  look?: Look;
  /** After this it must not appear any more: performance.now(), ms. */
  until?: number;
  /** How far the visitor came on the page before. */
  begun?: Begun;
  /** Whose that is: the visitor with the stay. */
  by?: string;
  /** Whom heed('identify') had named last, if anybody. */
  user?: string;
}

/** A survey half-way. */
export interface Begun {
  /** What was answered, in its order. */
  given: { question: string; value: Value }[];
  /** What stands in the open question, not sent yet. */
  open: Value;
  /** When that was, Unix milliseconds. */
  at: number;
}

/** Where an act appears; a card in the usual corner when missing. */
export interface Look {
  place?: 'corner' | 'modal' | 'sheet' | 'inline';
  /** Of a corner card: bottom-end, bottom-start, top-end or top-start. */
  corner?: string;
  /** Of what stands in the page: a CSS selector. */
  into?: string;
  /** A style of the site's that lies over ours. */
  css?: string;
}

/** The feedback tab. */
export interface Tab {
  /** In the visitor's language; the widget has one. */
  label?: string;
  /** BCP 47; where the label is in another language than the page. */
  label_lang?: string;
  /** What it opens, by name. */
  survey: string;
  side: 'start' | 'end';
  css?: string;
}

export type Action = SurveyAction | TapAction | MessageAction | ChatAction | EventAction;

export interface SurveyAction {
  type: 'survey' | 'callback';
  survey: Survey;
}

/** Its one question has options; each becomes a button. */
export interface TapAction {
  type: 'tap';
  survey: Survey;
}

/** Nothing is shown: the page acts, by the event's name. */
export interface EventAction {
  type: 'event';
  expires: number;
  event: string;
}

export interface MessageAction {
  type: 'message';
  title?: string;
  text: string;
  cta?: { text: string; url: string };
  /** BCP 47; of those that are in another language than the page. */
  langs?: { title?: string; text?: string; cta?: string };
}

export interface ChatAction {
  type: 'chat';
  conversation: string;
  greeting: string;
  /** BCP 47; where the greeting is in another language than the page. */
  greeting_lang?: string;
  /** Whether an operator is there now. */
  available: boolean;
  resumed?: boolean;
  /** Oldest first. */
  history: Said[];
}

/** One line of a conversation. */
export interface Said {
  id: string;
  from: 'operator' | 'visitor' | 'system';
  name?: string;
  text: string;
  /** Unix milliseconds */
  at: number;
}

/** A survey whose texts are already in the visitor's language. */
export interface Survey {
  name: string;
  lang: string;
  dir: 'ltr' | 'rtl';
  questions: Question[];
  thanks: string;
  /** BCP 47; where the thanks are in another language than the card. */
  thanks_lang?: string;
}

export interface Question {
  id: string;
  type: 'nps' | 'csat' | 'ces' | 'thumbs' | 'rating' | 'choice' | 'choices' | 'text' | 'email' | 'phone' | 'consent';
  text: string;
  /** BCP 47; of all its texts, where that is not the card's. */
  lang?: string;
  /** Of texts that are not in the card's language, where the question is in several. */
  langs?: { text?: string; note?: string; low?: string; high?: string };
  note?: string;
  /** A fixed one stays in its place when the others are shuffled. With `next` it jumps, as a question does. */
  options?: { id: string; text: string; lang?: string; fixed?: boolean; next?: number }[];
  other?: boolean;
  /** Whether the options stand in any order. */
  shuffle?: boolean;
  optional?: boolean;
  /** The trait that stands in the field already, if the page has told it. */
  prefill?: string;
  show_if?: Ast;
  /** The index of the question that follows, greater than its own; the number of questions for the end. */
  next?: number;
  /** First point of a rating. */
  min?: number;
  /** Last point of a rating, or the most characters of a text. */
  max?: number;
  /** What the first point of a scale means. */
  low?: string;
  /** What the last point of a scale means. */
  high?: string;
}

/** A condition: a literal, `['answer', id]`, or `[operator, …operands]`. */
export type Ast = string | number | boolean | null | unknown[];

export type Chosen = string | { other: string };

/** An answer; null is a question the visitor passed over. */
export type Value = Chosen | Chosen[] | number | boolean | null;

/** The control that takes one answer. */
export interface Field {
  node: HTMLElement;
  /** What it wears: a style takes its time to be read, so a face has only what its own control needs. */
  css: string;
  /** null while it is empty */
  value(): Value;
  /** Names the text to show when the value cannot be accepted, or is ''. */
  problem(): '' | 'choose' | 'write' | 'email' | 'phone';
}

/** What the card shows now. */
export interface Face {
  state: 'survey' | 'tap' | 'message' | 'chat' | 'thanks' | 'refused';
  /** The name of the region. */
  label: string;
  /** The heading. */
  title: string;
  /** Of the heading, where it is in another language than the rest. */
  titleLang?: string;
  lang: string;
  dir: 'ltr' | 'rtl';
  progress?: { value: number; max: number };
  /** A style that faces of this kind need beside the common one. */
  css?: string;
  content: Node[];
  /** Takes the focus instead of the heading, if the focus was in the card already. */
  focus?: HTMLElement;
  /** What to do on submit, on input, and by the data-action of a button that was pressed. */
  on?: Record<string, () => void>;
}

/** What a view gets to work with. */
export interface Card {
  decision: string;
  lang: string;
  send: Host['send'];
  emit: Host['emit'];
  show(face: Face): void;
  /** What the page itself has told in this stay of the user identified last. */
  told(trait: string): string | null;
  /** Keeps this action with what was begun of it for the next page; nothing forgets it. */
  keep(action?: Action, begun?: Begun): void;
  /** Closes the card, if this view's action is still the one on display. */
  close(): void;
  later(work: () => void, ms: number): void;
  pace: Pace;
}

/** An act on display. */
export interface View {
  /** Whether the visitor has had their say, so that closing is no refusal. */
  settled(): boolean;
  /** Whether this action is the one on display, sent again. */
  repeats(action: Action): boolean;
  /** Something that was sent, by its id, is refused for good. */
  refused?(id: string): void;
}

/** A conversation, which can be closed and opened again. */
export interface Talk extends View {
  conversation: string;
  open(): void;
  /** Adds a line, once. */
  hear(said: Said): void;
}

/** Durations in milliseconds. */
export interface Pace {
  /** How long thanks stay. */
  thanks: number;
  /** How long no key must have been pressed before a visitor in a field counts as not typing. */
  idle: number;
  /** How often a waiting act looks whether it may appear. */
  look: number;
  /** After how long a chat message that nobody confirmed says so. */
  unsent: number;
  /** How long a card waits for its language at most; after that it speaks English. */
  words: number;
}
