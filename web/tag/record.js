/**
 * The boundary to the agent: the numbers of agent/record.go and agent/signal.go. They never change their meaning; a test
 * compares the two.
 */

export const TICK = 0
export const PRESS = 1
export const ANSWER = 2
export const MUTATION = 3
export const INPUT = 4
export const REQUEST = 5
export const ERROR = 6
export const MOVE = 7
export const LEAVE = 8
export const ENTER = 9
export const SCROLL = 10
export const HIDDEN = 11
export const VISIBLE = 12
export const NAVIGATE = 13
export const CART = 14
export const STAGE = 15
export const GOAL = 16
export const ADDRESS = 17

// Flags.
export const KEYBOARD = 1
export const TOUCH = 2
export const BUTTONS = 4
export const SURFACE = 8
export const TEXT_FIELD = 16
export const POPUP = 32
export const UNLOAD = 64

/** Wire names of the signals by kind. */
export const KINDS = ('|rage_click|dead_click|slow_click|dead_swipe|error_click|thrashed_cursor|excessive_scroll|' +
  'quick_back|exit_intent|hesitation|form_struggle|form_abandonment|repeated_validation_error|cart_abandonment|' +
  'error_shown').split('|')

/** Names of a signal's numbers, by its wire name. */
export const FIELDS = /** @type {Record<string, string[]>} */ ({
  rage_click: ['presses', 'span_ms', 'error', 'pending'],
  exit_intent: ['trigger', 'depth'],
  cart_abandonment: ['value', 'items', 'stage', 'trigger'],
})
