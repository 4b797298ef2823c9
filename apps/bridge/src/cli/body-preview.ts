// Shows the beginning of a frame's body as one short line, even if the pieces that held the frame are gone.
import type { LineBytes } from './line-bytes.ts'

/** The most bytes of a body that are shown. */
export const SHOWN = 32
/** The most bytes kept from the start of an unfinished frame, because a header may be long. */
const KEPT = 64 * 1024

export class BodyPreview {
  readonly #kept = new Uint8Array(KEPT)
  readonly #shown = new Uint8Array(SHOWN)
  #keptStart = 0
  #keptLength = 0

  /**
   * Writes the body at the stream offsets `[start, end)`. `piece`, whose first byte has the offset `base`, completes its frame.
   * If a header of more than 64 KiB comes before the body, nothing is written, because then its bytes were not kept.
   */
  write(out: LineBytes, piece: Uint8Array, base: number, start: number, end: number): void {
    const last = Math.min(end, start + SHOWN)
    if (start >= base) writeQuoted(out, piece, start - base, last - base, end > last)
    else if (this.#gather(piece, base, start, last))
      writeQuoted(out, this.#shown, 0, last - start, end > last)
  }

  /** Bytes that begin before the piece. They may end inside it. */
  #gather(piece: Uint8Array, base: number, start: number, end: number): boolean {
    const from = start - this.#keptStart
    const to = Math.min(end, base) - this.#keptStart
    if (to > this.#keptLength) return false
    this.#shown.set(this.#kept.subarray(from, to))
    if (end > base) this.#shown.set(piece.subarray(0, end - base), to - from)
    return true
  }

  /** Keeps the part of `piece` that belongs to the beginning of the incomplete frame, which starts at `frameStart`. */
  keep(piece: Uint8Array, base: number, frameStart: number): void {
    if (frameStart !== this.#keptStart) {
      this.#keptStart = frameStart
      this.#keptLength = 0
    }
    const from = frameStart + this.#keptLength - base
    const part = piece.subarray(from, from + KEPT - this.#keptLength)
    this.#kept.set(part, this.#keptLength)
    this.#keptLength += part.length
  }
}

/** Bytes from a body's beginning; if there are more than are shown, they end with `…`. */
export const showBody = (body: Uint8Array): string => {
  let text = ''
  for (const byte of body.subarray(0, SHOWN)) text += SHOWN_AS[byte] ?? ''
  return `"${text}"${body.length > SHOWN ? '…' : ''}`
}

/** Writes a space and the bytes `[from, to)` as {@link showBody} shows them. */
const writeQuoted = (out: LineBytes, bytes: Uint8Array, from: number, to: number, goesOn: boolean): void => {
  out.raw(SPACE)
  out.raw(QUOTE)
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number
    if (PLAIN[byte] === 1) out.raw(byte)
    else out.bytes(SHOWN_BYTES[byte] as Uint8Array)
  }
  out.raw(QUOTE)
  if (goesOn) out.bytes(GOES_ON)
}

const SPACE = 0x20
const QUOTE = 0x22
const GOES_ON = Buffer.from('…')

const short = new Map([
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['"', '\\"'],
  ['\\', '\\\\'],
])

/** How a bytes literal of Python in double quotes shows each byte. */
const SHOWN_AS: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  if (/[ !#-[\]-~]/.test(character)) return character
  return short.get(character) ?? `\\x${byte.toString(16).padStart(2, '0')}`
})
const SHOWN_BYTES = SHOWN_AS.map((shown) => Buffer.from(shown))
/** 1 for bytes that are shown as they are. */
const PLAIN = Uint8Array.from(SHOWN_AS, ({ length }) => (length === 1 ? 1 : 0))
