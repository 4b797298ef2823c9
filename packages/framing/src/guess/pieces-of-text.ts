// Whether the pieces that a delimiter cuts from text are messages, or only lines of a longer text, or a table of strings.
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { Heard } from './evidence.ts'
import type { Side } from './side.ts'

/** How many pieces are looked at. */
const PIECES = 400
/** Fewer pieces than these show no habit. */
const LEAST_PIECES = 8

/** What pieces look like, as shares of all. */
interface Habits {
  readonly pieces: number
  readonly empty: number
  /** Begin with a blank. */
  readonly indented: number
  /** Open a bracket and do not close it, or the reverse. */
  readonly open: number
  /** Hold a line end. */
  readonly broken: number
  /** Hold a control character that is no blank, after their first byte. */
  readonly binary: number
  /** How many different first words there are for each piece; 1 if no two pieces begin alike. */
  readonly firstWords: number
}

const SPACE = 0x20
const TAB = 9
const OPENING = [0x7b, 0x28, 0x5b]
const CLOSING = [0x7d, 0x29, 0x5d]

const habitsOf = ({ heards }: Side, found: readonly FrameColumns[]): Habits => {
  let pieces = 0
  let [empty, indented, open, broken, binary] = [0, 0, 0, 0, 0]
  const words = new Set<string>()
  for (const [index, { count, start, end, trailer }] of found.entries()) {
    const { bytes } = heards[index] as Heard
    for (let row = 0; row < count && pieces < PIECES; row += 1) {
      const from = start[row] as number
      const to = (end[row] as number) - (trailer[row] as number)
      pieces += 1
      if (to === from) {
        empty += 1
        continue
      }
      const first = bytes[from] as number
      if (first === SPACE || first === TAB) indented += 1
      const { balance, isBroken, isBinary } = walk(bytes, from, to)
      if (balance !== 0) open += 1
      if (isBroken) broken += 1
      if (isBinary) binary += 1
      words.add(firstWord(bytes, from, to))
    }
  }
  const share = (of: number) => of / Math.max(1, pieces)
  return {
    pieces,
    empty: share(empty),
    indented: share(indented),
    open: share(open),
    broken: share(broken),
    binary: share(binary),
    firstWords: words.size / Math.max(1, pieces - empty),
  }
}

/** How many more brackets open than close, and whether there are line ends or other control characters. */
const walk = (bytes: Uint8Array, from: number, to: number) => {
  let balance = 0
  let isBinary = false
  let isBroken = false
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number
    if (OPENING.includes(byte)) balance += 1
    else if (CLOSING.includes(byte)) balance -= 1
    else if (byte === 10) isBroken = true
    else if (byte < SPACE && at > from && byte !== TAB && byte !== 13 && byte !== 0x1b) isBinary = true
  }
  return { balance, isBroken, isBinary }
}

const WORD = 40

/** Up to the first character that is neither letter, digit nor `_`. */
const firstWord = (bytes: Uint8Array, from: number, to: number): string => {
  let end = from + 1
  const last = Math.min(to, from + WORD)
  while (end < last && isWordByte(bytes[end] as number)) end += 1
  return String.fromCharCode(...bytes.subarray(from, end))
}

const isWordByte = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  (byte >= 0x41 && byte <= 0x5a) ||
  (byte >= 0x61 && byte <= 0x7a) ||
  byte > 0x7f

/** More than this many indented lines, empty ones, ones with an open bracket, or pieces with a line end, are a text's. */
const MOST_INDENTED = 0.15
const MOST_EMPTY = 0.12
const MOST_OPEN = 0.2
const MOST_BROKEN = 0.15
const MOST_BINARY = 0.25
/** Strings of a table are different, because it holds each once; messages begin with one of a few words. */
const MOST_FIRST_WORDS = 0.8
/** So many strings show that share; of fewer, fewer need begin alike, as fewer are expected to. */
const ENOUGH_STRINGS = 60

/** Why pieces that end with a delimiter are no messages; `undefined` if nothing says so. */
export const whyNoMessages = (
  delimiter: string,
  side: Side,
  found: readonly FrameColumns[],
): string | undefined => {
  const { pieces, empty, indented, open, broken, binary, firstWords } = habitsOf(side, found)
  if (binary > MOST_BINARY) return 'many of its pieces hold binary bytes'
  if (pieces < LEAST_PIECES || side.isBeginning) return undefined
  if (/^(?:\r|\r?\n)$/.test(delimiter)) {
    if (indented > MOST_INDENTED) return `${percent(indented)} of its lines are indented`
    if (open > MOST_OPEN) return `${percent(open)} of its lines leave a bracket open`
    if (empty > MOST_EMPTY) return `${percent(empty)} of its lines are empty`
    return undefined
  }
  if (/[ -~]$/.test(delimiter)) {
    if (broken > MOST_BROKEN) return `${percent(broken)} of its pieces go on over a line end`
    return open > MOST_OPEN ? `${percent(open)} of its pieces leave a bracket open` : undefined
  }
  return isDiverse(firstWords, pieces) ? 'hardly two of its strings begin with the same word' : undefined
}

const isDiverse = (firstWords: number, pieces: number): boolean =>
  firstWords > 1 - (1 - MOST_FIRST_WORDS) * Math.min(1, pieces / ENOUGH_STRINGS)

const percent = (share: number): string => `${Math.round(100 * share)} %`
