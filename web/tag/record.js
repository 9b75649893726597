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
export const SWIPE = 18
export const FIELD = 19
export const SUBMIT = 20
export const INVALID = 21
export const HOVER = 22
export const FLIP = 23

// Flags.
export const KEYBOARD = 1
export const TOUCH = 2
export const BUTTONS = 4
export const SURFACE = 8
export const TEXT_FIELD = 16
export const POPUP = 32
export const UNLOAD = 64
export const EXCUSED = 128

/** Signals that the agent emits, by kind: the wire name, then the names of its numbers. */
export const SIGNALS = [
  [],
  ['rage_click', 'presses', 'span_ms', 'error', 'pending'],
  ['dead_click', 'presses', 'pending'],
  ['slow_click', 'presses', 'wait_ms'],
  ['dead_swipe', 'dx', 'dy'],
  ['error_click', 'cause', 'wait_ms'],
  ['thrashed_cursor', 'pending', 'turns'],
  ['excessive_scroll', 'turns', 'depth'],
  ['quick_back', 'away_ms', 'times'],
  ['exit_intent', 'trigger', 'depth'],
  ['hesitation', 'trigger', 'times'],
  ['form_struggle', 'trigger', 'times'],
  ['form_abandonment', 'trigger', 'fields'],
  ['repeated_validation_error', 'times'],
  ['cart_abandonment', 'value', 'items', 'stage', 'trigger'],
  ['error_shown'],
]
