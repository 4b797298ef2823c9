// `json`: JSON values one after another, with or without space between them. Source: RFC 8259; the record
// separator of RFC 7464 counts as space. Only what decides where a value ends is checked, not its whole grammar.
import { Cutter } from '../cutters/cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { Kind } from './kind.ts'
import { sayByte } from '../spec/marks.ts'
import type { JsonSpec } from '../spec/spec.ts'
import { encodeWhole } from './whole-value.ts'

/** At most this many arrays and objects inside one another. */
const DEEPEST = 10_000

const QUOTE = 0x22
const BACKSLASH = 0x5c

/** What the scan reads next. */
const BETWEEN = 0
const NESTED = 1
const STRING = 2
const ESCAPE = 3
const NUMBER = 4
const WORD = 5

class JsonCutter extends Cutter {
  readonly #max: number
  #state = BETWEEN
  #depth = 0
  /** Stream offset of the chunk's first byte. */
  #base = 0
  /** One bit per level: whether it is an object. */
  readonly #objects = new Uint8Array(DEEPEST / 8 + 1)
  #word = ''
  #wordAt = 0

  constructor(max: number) {
    super()
    this.#max = max
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    this.#base = base
    const last = out.count + most
    let pos = from
    while (pos < chunk.length && out.count < last) {
      if (this.#state === BETWEEN) {
        this.frameStart = base + pos
        const byte = chunk[pos] as number
        if (SPACE[byte] === 1) {
          this.frameStart++
          pos++
          continue
        }
        if (!this.#begin(byte))
          return this.fail('VALUE_INVALID', pos, { value: sayByte(byte), limit: 'a JSON value' })
      }
      const allowed = Math.min(chunk.length, this.frameStart + this.#max - base)
      pos = this.#scan(chunk, pos, allowed)
      if (this.fault !== undefined) return pos
      if (this.#state === BETWEEN) {
        out.push(this.frameStart, base + pos, 0, 0)
        this.frameStart = base + pos
      } else if (pos < chunk.length) {
        // Only the byte after a number shows that it is complete. That byte may be the first one beyond the limit.
        if (this.#state === NUMBER && NUMERAL[chunk[pos] as number] === 0) this.#state = BETWEEN
        else return this.fail('FRAME_TOO_LONG', pos, { limit: this.#max })
        out.push(this.frameStart, base + pos, 0, 0)
        this.frameStart = base + pos
      }
    }
    return pos
  }

  /** Only the stream's end can complete a number, because a number has no end mark. */
  override finish(offset: number, out: FrameColumns): boolean {
    if (this.#state !== NUMBER) return false
    out.push(this.frameStart, offset, 0, 0)
    this.frameStart = offset
    return true
  }

  /** Sets the state for a value from its first byte; false if no value begins with it. */
  #begin(byte: number): boolean {
    this.#depth = 0
    this.#word = WORDS[byte] ?? ''
    this.#wordAt = 0
    if (byte === 0x7b || byte === 0x5b) this.#state = NESTED
    else if (byte === QUOTE) this.#state = NESTED
    else if (this.#word !== '') this.#state = WORD
    else if (NUMERAL[byte] === 1 && byte !== 0x2b && byte !== 0x2e && (byte | 0x20) !== 0x65)
      this.#state = NUMBER
    else return false
    return true
  }

  /** Reads until the value's end (the state is then BETWEEN) or `limit`. Returns the index after what it read. */
  #scan(chunk: Uint8Array, from: number, limit: number): number {
    let pos = from
    while (pos < limit) {
      switch (this.#state) {
        case NESTED:
          pos = this.#nested(chunk, pos, limit)
          break
        case STRING:
          pos = this.#string(chunk, pos, limit)
          break
        case ESCAPE:
          pos++
          this.#state = STRING
          break
        case NUMBER:
          if (NUMERAL[chunk[pos] as number] === 0) this.#state = BETWEEN
          else pos++
          break
        default:
          if (chunk[pos] !== this.#word.charCodeAt(this.#wordAt)) return this.#invalid(chunk, pos, this.#word)
          pos++
          if (++this.#wordAt === this.#word.length) this.#state = BETWEEN
      }
      if (this.#state === BETWEEN || this.fault !== undefined) return pos
    }
    return pos
  }

  #nested(chunk: Uint8Array, from: number, limit: number): number {
    for (let pos = from; pos < limit; pos++) {
      const byte = chunk[pos] as number
      if (STRUCTURE[byte] === 0) continue
      if (byte === QUOTE) {
        this.#state = STRING
        return pos + 1
      }
      const isObject = byte === 0x7b || byte === 0x7d
      if (byte === 0x7b || byte === 0x5b) {
        if (this.#depth === DEEPEST)
          return this.fail('NESTING_TOO_DEEP', pos, {
            limit: DEEPEST,
            within: this.#base + pos - this.frameStart,
          })
        const at = this.#depth >> 3
        const bit = 1 << (this.#depth & 7)
        this.#objects[at] = isObject
          ? (this.#objects[at] as number) | bit
          : (this.#objects[at] as number) & ~bit
        this.#depth++
        continue
      }
      this.#depth--
      const opened = ((this.#objects[this.#depth >> 3] as number) & (1 << (this.#depth & 7))) !== 0
      if (opened !== isObject) return this.#invalid(chunk, pos, opened ? '}' : ']')
      if (this.#depth > 0) continue
      this.#state = BETWEEN
      return pos + 1
    }
    return limit
  }

  #string(chunk: Uint8Array, from: number, limit: number): number {
    for (let pos = from; pos < limit; pos++) {
      const byte = chunk[pos] as number
      if (byte === BACKSLASH) {
        this.#state = ESCAPE
        return pos + 1
      }
      if (byte === QUOTE) {
        this.#state = this.#depth === 0 ? BETWEEN : NESTED
        return pos + 1
      }
      if (byte < 0x20)
        return this.#invalid(chunk, pos, 'a character of a string (control characters must be escaped)')
    }
    return limit
  }

  #invalid(chunk: Uint8Array, pos: number, wanted: string): number {
    return this.fail('VALUE_INVALID', pos, {
      value: sayByte(chunk[pos]),
      limit: wanted,
      within: this.#base + pos - this.frameStart,
    })
  }
}

function table(characters: string): Uint8Array {
  const flags = new Uint8Array(256)
  for (const character of characters) flags[character.charCodeAt(0)] = 1
  return flags
}

const SPACE = table(' \t\r\n\x1e')
const STRUCTURE = table('"{}[]')
const NUMERAL = table('0123456789+-.eE')
const WORDS: Readonly<Record<number, string>> = { 0x74: 'true', 0x66: 'false', 0x6e: 'null' }

/** A line feed after the value ends even a number. */
const LINE_END = Uint8Array.of(0x0a)

/**
 *     {"a":[1,2]} "x" 17 ▁             each value is a frame, all body; space between them belongs to none
 */
export const json: Kind<JsonSpec> = {
  grammar: { says: 'JSON values one after another', keys: [] },
  cutter: (_spec, max) => new JsonCutter(max),
  encode: (_spec, body, max) =>
    encodeWhole({
      cutter: new JsonCutter(max),
      body,
      end: LINE_END,
      wanted: 'one JSON value without space around it',
      max,
    }),
  fields: () => [],
  sentence: () => 'Each JSON value is a frame; it ends where its brackets, its quotes or its digits do.',
  diagram: () => [{ name: 'one JSON value', size: undefined, role: 'body' }],
}
