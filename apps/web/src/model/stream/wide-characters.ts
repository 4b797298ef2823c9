// The characters of a message that take more than one byte, in the encoding of its text. A message is read as text only if
// all of it is text: bytes that happen to look like a character are none.
import type { Kept } from '@unstick/session'
import { bodyOf, type Subject } from './subject.ts'
import { printableText } from '../bytes/text-of-bytes.ts'

export interface WideCharacter {
  readonly text: string
  /** Stream bytes. */
  readonly start: number
  readonly end: number
}

/** By each byte of theirs. */
export type WideCharacters = ReadonlyMap<number, WideCharacter>

/** A longer message is not read. */
const MOST_BYTES = 4_096
const none: WideCharacters = new Map()

const known: Kept<Map<number, WideCharacters>> = { make: () => new Map() }

/** Those in the body of a colour run. */
export const wideCharacters = (subject: Subject, run: number): WideCharacters => {
  const runs = subject.index.current.get(known)
  const found = runs.get(run) ?? find(subject, run)
  runs.set(run, found)
  return found
}

const find = (subject: Subject, run: number): WideCharacters => {
  const { start, end } = bodyOf(subject, run)
  if (end <= start || end - start > MOST_BYTES) return none
  const bytes = subject.read(start, end)
  if (bytes.every((byte) => byte < 0x80) || printableText(bytes, subject.encoding) === undefined) return none
  const decoder = new TextDecoder(subject.encoding ?? 'utf-8')
  const wide = new Map<number, WideCharacter>()
  let from = 0
  for (let k = 0; k < bytes.length; k += 1) {
    // A character comes with its last byte.
    const text = decoder.decode(bytes.subarray(k, k + 1), { stream: true })
    if (text === '') continue
    const character = { text, start: start + from, end: start + k + 1 }
    if (k > from) for (let byte = from; byte <= k; byte += 1) wide.set(start + byte, character)
    from = k + 1
  }
  return wide
}
