// Cuts BER values: tag, length and contents, or contents up to the two zeros that end an indefinite length. Source: X.690,
// 8.1.2 to 8.1.5.
import { Cutter } from './cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import { fits, sayByte, sayMark, type Mark } from '../spec/marks.ts'

/** At most this many tag bytes: one, and four more for tags above 30. */
const MOST_TAG = 5
/** At most this many length bytes after the one that counts them. */
const MOST_LENGTH = 8
/** At most this many values of indefinite length inside one another. */
const DEEPEST = 1024
const CONSTRUCTED = 0x20
const INDEFINITE = 0x80

export class BerCutter extends Cutter {
  readonly #max: number
  readonly #starts: Mark
  /** The bytes of a tag and a length that are not whole. */
  #head: number[] = []
  /** Stream offset up to which contents are skipped. */
  #skipTo = 0
  /** How many values of indefinite length are open. */
  #depth = 0
  #isInside = false
  /** Sizes of the frame's own tag and length, and of the zeros that end it. */
  #header = 0
  #trailer = 0

  constructor(max: number, starts: Mark) {
    super()
    this.#max = max
    this.#starts = starts
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    let pos = from
    while (this.fault === undefined) {
      if (this.#skipTo > base + chunk.length) return chunk.length
      pos = Math.max(pos, this.#skipTo - base)
      if (this.#isInside && this.#depth === 0 && this.#header > 0) this.#complete(base + pos, out)
      if (pos >= chunk.length || out.count >= last) break
      if (!this.#isInside) this.frameStart = base + pos
      this.#isInside = true
      this.#head.push(chunk[pos++] as number)
      this.#read(base + pos)
    }
    return pos
  }

  #complete(end: number, out: FrameColumns): void {
    out.push(this.frameStart, end, this.#header, this.#trailer)
    this.frameStart = end
    this.needed = undefined
    this.#isInside = false
    this.#header = 0
    this.#trailer = 0
  }

  /** Reads the tag and length held, which end at the stream offset `end`, if they are whole. */
  #read(end: number): void {
    const head = this.#head
    const within = end - head.length - this.frameStart
    if (this.#header === 0 && !this.#startsRight(head)) return
    const tag = tagSize(head)
    if (tag === undefined) {
      if (head.length >= MOST_TAG)
        this.fail('HEADER_INVALID', 0, { value: 'a longer tag', limit: `at most ${MOST_TAG} bytes of tag` })
      return
    }
    const first = head[tag]
    if (first === undefined) return
    const count = first > INDEFINITE ? first & 0x7f : 0
    const isEndless = first === INDEFINITE
    if (count > MOST_LENGTH || (isEndless && ((head[0] as number) & CONSTRUCTED) === 0)) {
      const value = isEndless ? 'indefinite (0x80)' : `${count} bytes long (${sayByte(first)})`
      const limit = isEndless
        ? 'definite, because the value is primitive'
        : `at most ${MOST_LENGTH} bytes long`
      this.fail('LENGTH_INVALID', 0, { value, limit, within: within + tag })
      return
    }
    if (head.length <= tag + count) return
    const length = count === 0 ? first : head.slice(tag + 1).reduce((sum, byte) => sum * 256 + byte, 0)
    this.#head = []
    if (isEndless) this.#enter(head.length)
    else if (this.#depth > 0 && head[0] === 0 && first === 0) this.#leave()
    else this.#skip(head.length, end, length, within + tag)
  }

  #startsRight(head: readonly number[]): boolean {
    const at = head.length - 1
    const wanted = this.#starts[at]
    if (wanted === undefined || fits(wanted, head[at])) return true
    this.fail('START_WRONG', 0, { value: sayByte(head[at]), limit: sayMark(this.#starts), within: at })
    return false
  }

  #enter(header: number): void {
    if (this.#depth === DEEPEST) {
      this.fail('NESTING_TOO_DEEP', 0, { limit: DEEPEST })
      return
    }
    this.#depth++
    if (this.#header === 0) this.#header = header
  }

  /** Two zeros end the innermost value of indefinite length. */
  #leave(): void {
    this.#depth--
    if (this.#depth === 0) this.#trailer = 2
  }

  #skip(header: number, end: number, length: number, within: number): void {
    const size = end + length - this.frameStart
    if (size > this.#max) {
      this.fail('FRAME_TOO_LONG', 0, { value: size, limit: this.#max, within })
      return
    }
    this.#skipTo = end + length
    if (this.#depth > 0) return
    this.#header = header
    this.needed = size
    this.quietUntil = end + length
  }
}

/** How many bytes the tag has; undefined if it goes on. */
function tagSize(head: readonly number[]): number | undefined {
  if (((head[0] as number) & 0x1f) !== 0x1f) return 1
  const last = head.findIndex((byte, index) => index > 0 && byte < 0x80)
  return last < 0 ? undefined : last + 1
}
