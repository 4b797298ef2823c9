// Finds where elements of XML end, without keeping them. Source: XML 1.0, fifth edition, 2.3 to 2.8 and 3.1. Only what decides
// where an element ends is checked, not the whole grammar. Each byte of the marks is ASCII, so the text may be UTF-8.
import { Cutter } from './cutter.ts'
import { bytesOf } from '../frames/escapes.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import { sayByte } from '../spec/marks.ts'

const LESS = 0x3c
const GREATER = 0x3e
const SLASH = 0x2f
const QUESTION = 0x3f
const EXCLAMATION = 0x21
const COLON = 0x3a
const DASH = 0x2d

/** What the bytes after `<!` may be, and what ends it: comments (2.5), CDATA sections (2.7), the document type (2.8). */
const DECLARATIONS = [
  { begins: bytesOf('--'), ends: bytesOf('-->') },
  { begins: bytesOf('[CDATA['), ends: bytesOf(']]>') },
  { begins: bytesOf('DOCTYPE'), ends: undefined },
] as const
const INSTRUCTION_END = bytesOf('?>')
/** As many bytes of a name are kept to compare it. */
const KEPT = 256

/** What the next byte belongs to. */
type State =
  | 'between'
  | 'text'
  | 'mark'
  | 'declaration'
  | 'until'
  | 'doctype'
  | 'start name'
  | 'end name'
  | 'start tag'
  | 'end tag'
  | 'quoted'

/**
 *     <?xml version='1.0'?> <stream:stream to='a'>  <iq><query/></iq>  <presence/>  </stream:stream>
 *     [ frame, with open=stream                   ) [ frame          ) [ frame    ) [ frame        )
 */
export class XmlCutter extends Cutter {
  readonly #max: number
  /** The local names of elements whose start tags and end tags are frames by themselves. */
  readonly #open: readonly string[]
  #state: State = 'between'
  /** How many elements are open in the frame. */
  #depth = 0
  /** The local name of the tag so far. */
  #name: number[] = []
  /** Whether the byte before was `/`, which makes a start tag that of an empty element. */
  #isEmpty = false
  /** The bytes that end a comment, a CDATA section, an instruction or a quoted value, and how many of them came. */
  #ends: Uint8Array = INSTRUCTION_END
  #matched = 0
  /** What quotes belong to. */
  #quoting: State = 'start tag'
  /** The bytes after `<!` so far. */
  #declared: number[] = []

  constructor(max: number, open: readonly string[]) {
    super()
    this.#max = max
    this.#open = open
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    let pos = from
    while (pos < chunk.length && out.count < last) {
      if (this.#state === 'between') {
        this.frameStart = base + pos
        if (isSpace(chunk[pos])) {
          this.frameStart++
          pos++
          continue
        }
        if (chunk[pos] !== LESS)
          return this.fail('START_WRONG', pos, { value: sayByte(chunk[pos]), limit: '<' })
      }
      const allowed = Math.min(chunk.length, this.frameStart + this.#max - base)
      if (pos >= allowed) return this.fail('FRAME_TOO_LONG', pos, { limit: this.#max })
      pos = this.#step(chunk, pos, allowed, base)
      if (this.fault !== undefined) return pos
      if (this.#state !== 'between') continue
      out.push(this.frameStart, base + pos, 0, 0)
      this.frameStart = base + pos
    }
    return pos
  }

  /** Takes bytes up to the next change of state; returns the index after them. */
  #step(chunk: Uint8Array, pos: number, limit: number, base: number): number {
    switch (this.#state) {
      case 'between':
        this.#state = 'mark'
        return pos + 1
      case 'text':
        return this.#text(chunk, pos, limit, base)
      case 'until':
      case 'quoted':
        return this.#until(chunk, pos, limit)
      default:
        return this.#byte(chunk, pos, base)
    }
  }

  /** Inside an element, where only the next `<` counts. Outside of all, after a comment or an instruction, only space may come. */
  #text(chunk: Uint8Array, from: number, limit: number, base: number): number {
    if (this.#depth > 0) {
      const found = chunk.indexOf(LESS, from)
      if (found < 0 || found >= limit) return limit
      this.#state = 'mark'
      return found + 1
    }
    if (isSpace(chunk[from])) return from + 1
    if (chunk[from] !== LESS) return this.#wrong(chunk, from, base, '<')
    this.#state = 'mark'
    return from + 1
  }

  /** Looks for `ends`, whose first bytes may be the end of the chunk before. */
  #until(chunk: Uint8Array, from: number, limit: number): number {
    const ends = this.#ends
    for (let pos = from; pos < limit; pos++) {
      const byte = chunk[pos] as number
      if (byte === ends[this.#matched]) this.#matched++
      // In `--->` and `]]]>` the last two of the bytes before are the first two of the end.
      else if (!(this.#matched === 2 && ends.length === 3 && byte === ends[1]))
        this.#matched = byte === ends[0] ? 1 : 0
      if (this.#matched < ends.length) continue
      this.#state = this.#state === 'quoted' ? this.#quoting : 'text'
      return pos + 1
    }
    return limit
  }

  #byte(chunk: Uint8Array, pos: number, base: number): number {
    const byte = chunk[pos] as number
    switch (this.#state) {
      case 'mark':
        return this.#mark(chunk, pos, base)
      case 'declaration':
        return this.#declaration(chunk, pos, base)
      case 'start name':
      case 'end name':
        if (isNameByte(byte)) {
          if (byte === COLON) this.#name = []
          else if (this.#name.length < KEPT) this.#name.push(byte)
          return pos + 1
        }
        if (this.#name.length === 0) return this.#wrong(chunk, pos, base, 'the name of an element')
        this.#state = this.#state === 'start name' ? 'start tag' : 'end tag'
        return pos
      case 'end tag':
        if (isSpace(byte)) return pos + 1
        if (byte !== GREATER) return this.#wrong(chunk, pos, base, '>')
        if (this.#depth === 0 && !this.#isOpen())
          return this.#wrong(chunk, pos, base, 'the end of an open element')
        this.#depth = Math.max(0, this.#depth - 1)
        this.#state = this.#depth === 0 ? 'between' : 'text'
        return pos + 1
      case 'doctype':
        if (byte === 0x5b)
          return this.#wrong(chunk, pos, base, 'a document type without declarations of its own')
        if (byte === GREATER) this.#state = 'text'
        else if (isQuote(byte)) this.#quote(byte)
        return pos + 1
      default:
        return this.#startTag(chunk, pos, base)
    }
  }

  /** The byte after `<`. */
  #mark(chunk: Uint8Array, pos: number, base: number): number {
    const byte = chunk[pos] as number
    this.#name = []
    this.#isEmpty = false
    if (byte === SLASH) {
      this.#state = 'end name'
    } else if (byte === QUESTION) {
      this.#find(INSTRUCTION_END)
    } else if (byte === EXCLAMATION) {
      this.#state = 'declaration'
      this.#declared = []
    } else if (isNameByte(byte) && !isDigitOrMark(byte)) {
      this.#state = 'start name'
      return pos
    } else return this.#wrong(chunk, pos, base, 'the name of an element')
    return pos + 1
  }

  #declaration(chunk: Uint8Array, pos: number, base: number): number {
    const declared = this.#declared
    declared.push(chunk[pos] as number)
    const begun = DECLARATIONS.find(({ begins }) => declared.every((byte, index) => byte === begins[index]))
    if (begun === undefined) return this.#wrong(chunk, pos, base, '-- or [CDATA[ or DOCTYPE')
    if (declared.length < begun.begins.length) return pos + 1
    if (begun.ends !== undefined) this.#find(begun.ends)
    else this.#state = 'doctype'
    return pos + 1
  }

  #startTag(chunk: Uint8Array, pos: number, base: number): number {
    const byte = chunk[pos] as number
    if (byte === LESS || (this.#isEmpty && byte !== GREATER)) return this.#wrong(chunk, pos, base, '>')
    if (byte === SLASH) {
      this.#isEmpty = true
    } else if (isQuote(byte)) {
      this.#quote(byte)
    } else if (byte === GREATER) {
      const isAlone = this.#isEmpty || (this.#depth === 0 && this.#isOpen())
      if (!isAlone) this.#depth++
      this.#state = this.#depth === 0 ? 'between' : 'text'
    }
    return pos + 1
  }

  #isOpen(): boolean {
    return this.#open.includes(String.fromCharCode(...this.#name))
  }

  #find(ends: Uint8Array): void {
    this.#state = 'until'
    this.#ends = ends
    this.#matched = 0
  }

  #quote(byte: number): void {
    this.#quoting = this.#state
    this.#find(Uint8Array.of(byte))
    this.#state = 'quoted'
  }

  #wrong(chunk: Uint8Array, pos: number, base: number, limit: string): number {
    return this.fail('VALUE_INVALID', pos, {
      value: sayByte(chunk[pos]),
      limit,
      within: base + pos - this.frameStart,
    })
  }
}

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

const isQuote = (byte: number): boolean => byte === 0x22 || byte === 0x27

/** What names are made of (2.3); every byte of a character outside ASCII counts. */
const isNameByte = (byte: number): boolean =>
  byte >= 0x80 ||
  (byte >= 0x61 && byte <= 0x7a) ||
  (byte >= 0x41 && byte <= 0x5a) ||
  (byte >= 0x30 && byte <= 0x3a) ||
  byte === 0x5f ||
  byte === DASH ||
  byte === 0x2e

/** What a name may have but not begin with. */
const isDigitOrMark = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || byte === DASH || byte === 0x2e
