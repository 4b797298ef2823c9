// Reads a plan of framings: `5432=postgres,6379=redis,*=tls` is one for each port or stream, and one for the rest. Any other
// text is one framing for all.
import { type FramingSpec, type FramingTextError, parseFraming } from '@unstick/framing'
import type { Framing, PlanPart } from './framing-plan.ts'

/** What is wrong in a plan's text; its place is one in the whole text. */
export interface PlanTextError extends Omit<FramingTextError, 'code'> {
  readonly code: FramingTextError['code'] | 'CONNECTIONS_UNKNOWN' | 'PORT_WRONG' | 'CONNECTIONS_TWICE'
}

export type ParsedPlan =
  { readonly ok: true; readonly framing: Framing } | { readonly ok: false; readonly error: PlanTextError }

/** A part of a plan's text: which connections it is for (characters `[from, start - 1)`), and their framing (`[start, end)`). */
export interface PlanPiece {
  readonly of: string
  readonly from: number
  readonly start: number
  readonly end: number
}

/** `5432`, `127.0.0.1:5432>127.0.0.1:40000` or `*`, and the `=` after it. No framing's key begins with a digit. */
const KEY = /\s*((?:\d+|\*|[^\s,=>]+:\d{1,5}>[^\s,=>]+)=)/y
/** A word where a key would be, and which no kind of framing has in front of its first `=`. */
const NO_KEY = /^\s*([^\s:,=]+)=/
const MAY_BE = ['a port', 'a stream', '*']
const MAX_PORT = 65_535

/** Reads a plan, or one framing. It never throws: if the text is wrong, the error names the first wrong word. */
export const parsePlan = (text: string): ParsedPlan => {
  const pieces = planPieces(text)
  const [first] = pieces
  if (!first) {
    const unknown = NO_KEY.exec(text)?.[1]
    return unknown === undefined ? parseOne(text) : notKnown(unknown, text.indexOf(unknown))
  }
  const before = text.slice(0, first.from)
  if (before.trim() !== '') return notNamed(before)
  const parts: PlanPart[] = []
  let rest: FramingSpec = { kind: 'none' }
  for (const [k, { of: typed, from, start, end }] of pieces.entries()) {
    const at = { start: from, end: from + typed.length, expected: MAY_BE }
    const of = nameOf(typed)
    if (isPort(of) && (Number(of) < 1 || Number(of) > MAX_PORT))
      return wrong({
        code: 'PORT_WRONG',
        message: `A port is a number from 1 to 65,535, not ${typed}.`,
        ...at,
      })
    if (pieces.slice(0, k).some((other) => nameOf(other.of) === of))
      return wrong({ code: 'CONNECTIONS_TWICE', message: `${named(of)} already has a framing here.`, ...at })
    const parsed = parseFraming(text.slice(start, end))
    if (!parsed.ok) {
      const { error } = parsed
      return wrong({
        ...error,
        message: `For ${of}: ${error.message}`,
        start: start + error.start,
        end: start + error.end,
      })
    }
    if (of === '*') rest = parsed.spec
    else parts.push({ of, spec: parsed.spec })
  }
  return { ok: true, framing: { kind: 'plan', parts, rest } }
}

const parseOne = (text: string): ParsedPlan => {
  const start = text.length - text.trimStart().length
  const parsed = parseFraming(text.trim())
  if (parsed.ok) return { ok: true, framing: parsed.spec }
  const { error } = parsed
  return wrong({ ...error, start: start + error.start, end: start + error.end })
}

/** The parts, each from its key to the comma before the next; the text before the first key is in none. */
export const planPieces = (text: string): readonly PlanPiece[] => {
  const pieces: PlanPiece[] = []
  let from = 0
  while (from <= text.length) {
    KEY.lastIndex = from
    const key = KEY.exec(text)?.[1]
    const last = pieces.at(-1)
    if (key !== undefined) {
      if (last) pieces.splice(-1, 1, { ...last, end: from - 1 })
      const start = KEY.lastIndex
      pieces.push({ of: key.slice(0, -1), from: start - key.length, start, end: text.length })
    }
    from = afterComma(text, from)
  }
  return pieces
}

/** The place after the next comma that has no backslash before it; past the end if there is none. */
const afterComma = (text: string, from: number): number => {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === ',') return at + 1
  }
  return text.length + 1
}

const isPort = (of: string): boolean => /^\d+$/.test(of)

/** A port as connections have it: `0443` is 443. */
const nameOf = (of: string): string => (isPort(of) ? String(Number(of)) : of)

const named = (of: string): string => (of === '*' ? 'The rest' : isPort(of) ? `Port ${of}` : of)

const wrong = (error: PlanTextError): ParsedPlan => ({ ok: false, error })

const notKnown = (word: string, start: number): ParsedPlan =>
  wrong({
    code: 'CONNECTIONS_UNKNOWN',
    message: `“${word}” names no connections. Write a port, a stream as it is listed, or * for the rest.`,
    start,
    end: start + word.length,
    expected: MAY_BE,
  })

const notNamed = (before: string): ParsedPlan => {
  const start = before.length - before.trimStart().length
  const end = before.replace(/\s*,?\s*$/, '').length
  return wrong({
    code: 'CONNECTIONS_UNKNOWN',
    message: `Say which connections ${before.slice(start, end)} is for: a port, a stream, or * for the rest, and =.`,
    start,
    end,
    expected: MAY_BE,
  })
}
