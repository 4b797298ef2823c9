// What programs printed, in pieces. Bytes that a reader printed as Python writes them (`b'hello'`) have the colour of
// their bytes in the stream, if they are the stream's next bytes.
import type { Session } from '@unstick/session'
import { runAt, tintOf } from '../colours/colour-runs.ts'
import type { ShownStream } from '../stream/shown-stream.ts'
import { bodyOf, type Subject } from '../stream/subject.ts'

export interface PrintedPiece {
  readonly text: string
  readonly tint?: number
}

export interface PrintedLine {
  readonly program: string
  /** Nanoseconds after the epoch. */
  readonly time: number
  readonly pieces: readonly PrintedPiece[]
}

/**
 * The lab's programs print lines without their ends; a traced program's writes are as it made them, often parts of a
 * line. The most texts that the page gets, and the longest stream whose bytes are compared.
 */
const MOST = 200
const MOST_BYTES = 65_536

export const printedLines = (
  session: Session | undefined,
  shown: ShownStream | undefined,
): readonly PrintedLine[] => {
  if (!session) return []
  const reader = shown?.stream.reader
  const colour = shown && shown.subject.length <= MOST_BYTES ? colourOf(shown.subject) : undefined
  const areLines = session.header?.experiment !== undefined
  return session.printed.slice(0, MOST).map(({ program, time, text: written }) => {
    const text = areLines && !written.endsWith('\n') ? `${written}\n` : written
    return { program, time, pieces: colour && program === reader ? [...piecesOf(text, colour)] : [{ text }] }
  })
}

/** The colours of bytes if they are the stream's next ones, and then goes on after them. */
type Colour = (bytes: Uint8Array) => readonly number[] | undefined

/** Python's bytes literals. */
const LITERAL = /b(['"])((?:\\.|(?!\1)[^\\])*)\1/g
const SIGNS = /\\x[\da-f]{2}|\\.|[^\\]/g

function* piecesOf(text: string, colour: Colour): Generator<PrintedPiece> {
  let from = 0
  for (const match of text.matchAll(LITERAL)) {
    const signs = match[2]?.match(SIGNS) ?? []
    const tints = colour(Uint8Array.from(signs, byteOf))
    if (!tints || signs.length === 0) continue
    const start = match.index + 2
    yield { text: text.slice(from, start) }
    for (let at = 0; at < signs.length;) {
      let end = at + 1
      while (end < signs.length && tints[end] === tints[at]) end += 1
      yield { text: signs.slice(at, end).join(''), tint: tints[at] ?? 0 }
      at = end
    }
    from = start + signs.join('').length
  }
  if (from < text.length) yield { text: text.slice(from) }
}

const ESCAPES: Readonly<Record<string, number>> = { '\\n': 10, '\\r': 13, '\\t': 9 }

const byteOf = (sign: string): number =>
  sign.startsWith('\\x')
    ? Number.parseInt(sign.slice(2), 16)
    : (ESCAPES[sign] ?? sign.codePointAt(sign.length - 1) ?? 0)

/** A reader that frames prints bodies, so the bytes may begin at the next body too. */
const colourOf = (subject: Subject): Colour => {
  const { runs, length } = subject
  const all = subject.read(0, length)
  let next = 0
  return (bytes) => {
    const body = runAt(runs, next)
    const starts = [next, ...(body < runs.count ? [bodyOf(subject, body).start] : [])]
    const start = starts.find((from) => bytes.every((byte, k) => all[from + k] === byte))
    if (start === undefined || start + bytes.length > length) return undefined
    next = start + bytes.length
    return Array.from(bytes, (_, k) => tintOf(runs, Math.min(runAt(runs, start + k), runs.count - 1)))
  }
}
