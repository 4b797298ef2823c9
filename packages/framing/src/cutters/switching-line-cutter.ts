// Lines after some of which something else comes: SMTP's text after DATA, IMAP's literals. Sources: RFC 5321, 4.1.1.4 and
// 4.5.2; RFC 9051, 4.3.
import { bytesOf } from '../frames/escapes.ts'
import { Cutter } from './cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import type { LineSpec } from '../spec/spec.ts'

const LF = 0x0a
const CR = 0x0d
/** As many of a line's last bytes are kept: enough for a word of `dots=` and for a literal's size. */
const KEPT = 64
const TEXT_END = bytesOf('.\r\n')
const TEXT_END_ALONE = bytesOf('.\n')

/**
 *     +--------+------+------------------------+-------+
 *     |  DATA  | \r\n | text, with any lines   | .\r\n |     two frames
 *     +--------+------+------------------------+-------+
 *     +---------------+------+---------+-------+------+
 *     | A LOGIN a {5} | \r\n | 5 bytes | rest  | \r\n |     one frame
 *     +---------------+------+---------+-------+------+
 */
export class SwitchingLineCutter extends Cutter {
  readonly #max: number
  readonly #words: readonly string[]
  readonly #literals: boolean
  /** Whether lines are text up to a dot. */
  #isText = false
  /** The last bytes of the line so far, and how many bytes it has. */
  #tail: number[] = []
  #lineBytes = 0
  /** Bytes of a literal that are still to come. */
  #left = 0

  constructor({ dots = [], literals }: LineSpec, max: number) {
    super()
    this.#max = max
    this.#words = dots.map((word) => word.toUpperCase())
    this.#literals = literals !== undefined
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    let pos = from
    while (pos < chunk.length && out.count < last) {
      const allowed = Math.min(chunk.length, this.frameStart + this.#max - base)
      if (pos >= allowed) return this.fail('FRAME_TOO_LONG', pos, { limit: this.#max })
      pos = this.#left > 0 ? this.#skip(pos, allowed) : this.#line(chunk, pos, allowed, base, out)
    }
    return pos
  }

  #skip(pos: number, limit: number): number {
    const size = Math.min(this.#left, limit - pos)
    this.#left -= size
    return pos + size
  }

  /** Takes bytes up to the line's end, or all. */
  #line(chunk: Uint8Array, pos: number, limit: number, base: number, out: FrameColumns): number {
    const found = chunk.indexOf(LF, pos)
    const end = found < 0 || found >= limit ? limit : found + 1
    for (let at = Math.max(pos, end - KEPT); at < end; at++) this.#tail.push(chunk[at] as number)
    if (this.#tail.length > KEPT) this.#tail.splice(0, this.#tail.length - KEPT)
    this.#lineBytes += end - pos
    if (chunk[end - 1] === LF) this.#endLine(base + end, out)
    return end
  }

  #endLine(end: number, out: FrameColumns): void {
    const tail = this.#tail
    const isWhole = this.#lineBytes === tail.length
    const trailer = tail.at(-2) === CR ? 2 : 1
    this.#tail = []
    this.#lineBytes = 0
    if (this.#isText) {
      const dot = [TEXT_END, TEXT_END_ALONE].find((each) => isWhole && isEqual(tail, each))
      if (dot !== undefined) this.#give(end, dot.length, out)
      return
    }
    const text = String.fromCharCode(...tail.slice(0, -trailer))
    const literal = this.#literals ? /\{(\d{1,15})\+?\}$/.exec(text) : null
    if (literal !== null) {
      this.#left = Number(literal[1])
      return
    }
    this.#give(end, trailer, out)
    this.#isText = isWhole && this.#words.includes(text.trim().toUpperCase())
  }

  #give(end: number, trailer: number, out: FrameColumns): void {
    out.push(this.frameStart, end, 0, trailer)
    this.frameStart = end
    this.#isText = false
  }
}

function isEqual(bytes: readonly number[], wanted: Uint8Array): boolean {
  return bytes.length === wanted.length && wanted.every((byte, index) => bytes[index] === byte)
}
