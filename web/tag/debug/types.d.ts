/** What the collector answers to a pass; collector/server/v1_debug.go and v1_preview.go write it. */

import type { Action } from '../../widget/types.js'

export interface Answer {
  watch?: Watch
  preview?: Preview
}

export interface Watch {
  site: string
  /** Unix milliseconds */
  expires: number
  /** The visitor in the console. */
  url: string
  /** The latest first. */
  signals: Signal[]
  live: Intercept[]
}

export interface Signal {
  id: string
  noun: string
  target?: string
  page: string
  /** In percent. */
  score: string
  /** Unix milliseconds */
  at: number
  outcome?: 'act' | 'hold' | 'none'
  did: string
  why?: string
  /** The decision in the console. */
  url?: string
  considered: Intercept[]
}

export interface Intercept {
  name: string
  eligible: boolean
  won?: boolean
  answer?: string
  gates: Gate[]
}

export interface Gate {
  words: string
  pass: boolean
  saw: string
  wanted: string
  note?: string
}

export interface Preview {
  intercept: string
  revision: number
  status: string
  /** Where the widget lies, a path. */
  widget: string
  acts: { decision: string; action: Action }[]
}

/** One answer in a preview. */
export interface Given {
  survey: unknown
  question: unknown
  value: unknown
}

/** Asks the collector; rejects with Refused when the pass opens nothing any more. */
export type Ask = (more: { visitor?: string; given?: Given[] }) => Promise<Answer>
