// `resp`: values of the Redis protocol, versions 2 and 3, and inline commands. Sources: the Redis serialization
// protocol specification (redis.io/docs/reference/protocol-spec) and RESP3.md with its streamed types.
import { Cutter } from '../cutters/cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { Kind } from './kind.ts'
import { sayByte } from '../spec/marks.ts'
import type { RespSpec } from '../spec/spec.ts'
import { encodeWhole } from './whole-value.ts'

const LF = 0x0a
const CR = 0x0d
const MOST_DIGITS = 15
/** At most this many streamed aggregates inside one another. */
const DEEPEST = 1024

/** What the scan reads next. */
type State = 'type' | 'line' | 'length' | 'lengthLf' | 'data' | 'dataCr' | 'dataLf' | 'inline'

class RespCutter extends Cutter {
  readonly #max: number
  #state: State = 'type'
  /** The type byte of the current value. */
  #type = 0
  #value = 0
  #digits = 0
  #negative = false
  #streamed = false
  /** Bytes of data still to skip. */
  #left = 0
  #lastByte = 0
  /** Stream offset of the chunk's first byte. */
  #base = 0
  /** Values that the frame still needs; infinite inside a streamed type, while the outer counts are on the stack. */
  #pending = 1
  readonly #outer: number[] = []
  /** Whether the frame's first value has begun. An inline command is allowed only in its place. */
  #begun = false

  constructor(max: number) {
    super()
    this.#max = max
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    this.#base = base
    const last = out.count + most
    let pos = from
    while (out.count < last && pos < chunk.length) {
      const allowed = Math.min(chunk.length, this.frameStart + this.#max - base)
      if (pos >= allowed) return this.fail('FRAME_TOO_LONG', pos, { limit: this.#max })
      pos = this.#step(chunk, pos, allowed, base)
      if (this.fault !== undefined) return pos
      if (this.#pending > 0) continue
      out.push(this.frameStart, base + pos, 0, 0)
      this.frameStart = base + pos
      this.#pending = 1
      this.#begun = false
    }
    return pos
  }

  /** Reads as much as it can of one part of a value. Returns the index after it. */
  #step(chunk: Uint8Array, pos: number, limit: number, base: number): number {
    const byte = chunk[pos] as number
    switch (this.#state) {
      case 'type':
        return this.#begin(byte, pos)
      case 'line':
      case 'inline':
        return this.#line(chunk, pos, limit)
      case 'length':
        return this.#length(byte, pos)
      case 'lengthLf':
        if (byte !== LF) return this.#invalid(byte, pos, 'a line feed after the length')
        return this.#sized(pos + 1, base)
      case 'data': {
        const skip = Math.min(this.#left, limit - pos)
        this.#left -= skip
        if (this.#left === 0) this.#state = 'dataCr'
        return pos + skip
      }
      case 'dataCr':
      case 'dataLf': {
        const wanted = this.#state === 'dataCr' ? CR : LF
        if (byte !== wanted) {
          return this.fail('DELIMITER_MISSING', pos, {
            value: sayByte(byte),
            limit: '\\r\\n after the data',
            within: this.#within(pos),
          })
        }
        if (wanted === CR) this.#state = 'dataLf'
        else this.#complete()
        return pos + 1
      }
    }
  }

  #begin(byte: number, pos: number): number {
    this.#type = byte
    this.#value = 0
    this.#digits = 0
    this.#negative = false
    this.#streamed = false
    this.#lastByte = 0
    const inStream = this.#pending === Infinity
    const isFirst = !this.#begun
    this.#begun = true
    if (LINES.includes(byte)) this.#state = 'line'
    else if (LENGTHS.includes(byte) || (byte === SEMICOLON && inStream)) this.#state = 'length'
    else if (byte === DOT && inStream) this.#state = 'line'
    else if (isFirst) {
      this.#state = 'inline'
      return pos
    } else return this.#invalid(byte, pos, 'a type: one of + - : $ * _ # , ( ! = % ~ > |')
    return pos + 1
  }

  #line(chunk: Uint8Array, pos: number, limit: number): number {
    const end = chunk.indexOf(LF, pos)
    if (end < 0 || end >= limit) {
      this.#lastByte = chunk[limit - 1] as number
      return limit
    }
    const before = end > pos ? (chunk[end - 1] as number) : this.#lastByte
    if (this.#state === 'line' && before !== CR)
      return this.#invalid(LF, end, '\\r\\n at the end of the line')
    if (this.#type === DOT) this.#pending = this.#outer.pop() ?? 1
    this.#complete()
    return end + 1
  }

  #length(byte: number, pos: number): number {
    if (byte >= 0x30 && byte <= 0x39 && !this.#streamed) {
      if (++this.#digits > MOST_DIGITS) return this.fail('FRAME_TOO_LONG', pos, { limit: this.#max })
      this.#value = this.#value * 10 + byte - 0x30
    } else if (byte === MINUS && this.#digits === 0 && !this.#negative && !this.#streamed) {
      this.#negative = true
    } else if (byte === QUESTION && this.#digits === 0 && !this.#negative && STREAMS.includes(this.#type)) {
      this.#streamed = true
    } else if (byte === CR && (this.#digits > 0 || this.#streamed)) {
      this.#state = 'lengthLf'
    } else {
      const facts = {
        value: `interrupted by ${sayByte(byte)}`,
        limit: 'decimal digits and \\r\\n',
        within: this.#within(pos),
      }
      return this.fail('LENGTH_INVALID', pos, facts)
    }
    return pos + 1
  }

  /** The length is complete: decides what follows. */
  #sized(pos: number, base: number): number {
    const value = this.#value
    if (this.#negative && value !== 1) return this.fail('LENGTH_NEGATIVE', pos, { value: -value })
    if (this.#streamed) {
      if (this.#outer.length === DEEPEST) return this.fail('NESTING_TOO_DEEP', pos, { limit: DEEPEST })
      this.#outer.push(this.#pending)
      this.#pending = Infinity
      this.#state = 'type'
    } else if (this.#negative) {
      this.#complete()
    } else if (DATA.includes(this.#type)) {
      if (base + pos + value + 2 - this.frameStart > this.#max) {
        return this.fail('FRAME_TOO_LONG', pos, { limit: this.#max })
      }
      this.#left = value
      this.#state = value === 0 ? 'dataCr' : 'data'
      if (this.#type === SEMICOLON && value === 0) {
        this.#pending = this.#outer.pop() ?? 1
        this.#complete()
      }
      if (this.#pending === 1 && this.#outer.length === 0)
        this.needed = base + pos + value + 2 - this.frameStart
    } else {
      // A map has two values per entry. An attribute comes before its value and is not a value itself.
      const each = this.#type === PERCENT || this.#type === BAR ? 2 : 1
      if (value * each > this.#max) return this.fail('FRAME_TOO_LONG', pos, { limit: this.#max })
      this.#pending += value * each + (this.#type === BAR ? 1 : 0)
      this.#complete()
    }
    return pos
  }

  #complete(): void {
    this.#pending--
    this.#state = 'type'
    this.needed = undefined
  }

  /** How far into the frame a byte of the chunk is. */
  #within(pos: number): number {
    return this.#base + pos - this.frameStart
  }

  #invalid(byte: number, pos: number, wanted: string): number {
    return this.fail('VALUE_INVALID', pos, { value: sayByte(byte), limit: wanted, within: this.#within(pos) })
  }
}

const codes = (text: string): readonly number[] => Array.from(text, (character) => character.charCodeAt(0))
const LINES = codes('+-:_#,(')
const DATA = codes('$=!;')
const LENGTHS = codes('$=!*~>%|')
const STREAMS = codes('$*~>%')
const [SEMICOLON = 0, DOT = 0, MINUS = 0, QUESTION = 0, PERCENT = 0, BAR = 0] = codes(';.-?%|')

/**
 *     *2\r\n$4\r\nECHO\r\n$2\r\nhi\r\n       one value, whole; the body is all of it
 *     +--------------------------------+
 *     |   body                         |
 *     +--------------------------------+
 */
export const resp: Kind<RespSpec> = {
  grammar: { says: 'Redis values, RESP2 and RESP3, and inline commands', keys: [] },
  cutter: (_spec, max) => new RespCutter(max),
  encode: (_spec, body, max) =>
    encodeWhole({
      cutter: new RespCutter(max),
      body,
      end: new Uint8Array(0),
      wanted: 'one whole RESP value',
      max,
    }),
  fields(_spec, frame) {
    const end = frame.indexOf(LF) + 1
    const type = String.fromCharCode(frame[0] ?? 0)
    const name = TYPE_NAMES[type] ?? 'inline command'
    const text = String.fromCharCode(...frame.subarray(1, Math.min(end, 60))).trimEnd()
    if (end === 0) return []
    return [
      { name: 'type', start: 0, end: 1, value: type, text: name },
      ...(end > 1 ? [{ name: 'head', start: 1, end, value: text, text }] : []),
    ]
  },
  sentence: () =>
    'A frame is one Redis value with all values nested in it. Anything else is an inline command, up to \\n.',
  diagram: () => [{ name: 'one value', size: undefined, role: 'body' }],
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  '+': 'simple string',
  '-': 'error',
  ':': 'integer',
  $: 'bulk string',
  '*': 'array',
  _: 'null',
  '#': 'boolean',
  ',': 'double',
  '(': 'big number',
  '!': 'bulk error',
  '=': 'verbatim string',
  '%': 'map',
  '~': 'set',
  '>': 'push',
  '|': 'attribute',
}
