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

/** Signals that the agent emits, by kind: the wire name, then the names of its numbers. */
export const SIGNALS = /** @type {Record<number, string[]>} */ ({
  1: ['rage_click', 'presses', 'span_ms', 'error', 'pending'],
  9: ['exit_intent', 'trigger', 'depth'],
  14: ['cart_abandonment', 'value', 'items', 'stage', 'trigger'],
})
