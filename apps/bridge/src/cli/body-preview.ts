// The beginning of a frame's body as one short line, though the frame may lie in pieces that are gone.

/** Bytes shown of a body. */
const SHOWN = 32
/** Bytes kept of the unfinished frame's beginning: a header may be long. */
const KEPT = 64 * 1024

export class BodyPreview {
  readonly #kept = new Uint8Array(KEPT)
  #keptStart = 0
  #keptLength = 0

  /**
   * The body at the stream offsets `[start, end)` of a frame that `piece`, whose first byte has the offset `base`,
   * completes; `undefined` where a header of more than 64 KiB put it out of reach.
   */
  text(piece: Uint8Array, base: number, start: number, end: number): string | undefined {
    const last = Math.min(end, start + SHOWN)
    const body =
      start >= base ? latin1(piece, start - base, last - base) : this.#spanning(piece, base, start, last)
    if (body === undefined) return undefined
    return `"${plain.test(body) ? body : body.replaceAll(odd, escape)}"${end > last ? '…' : ''}`
  }

  /** Bytes that begin before the piece; they may end in it. */
  #spanning(piece: Uint8Array, base: number, start: number, end: number): string | undefined {
    const from = start - this.#keptStart
    const to = Math.min(end, base) - this.#keptStart
    if (to > this.#keptLength) return undefined
    return latin1(this.#kept, from, to) + (end > base ? latin1(piece, 0, end - base) : '')
  }

  /** Keeps what `piece` has of the beginning of the frame that is not complete, from the offset `frameStart` on. */
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

/** One character a byte. */
const latin1 = ({ buffer, byteOffset }: Uint8Array, from: number, to: number): string =>
  Buffer.from(buffer, byteOffset + from, to - from).toString('latin1')

/** Bytes that stand for themselves in a bytes literal of Python with double quotes, and one that does not. */
const plain = /^[ !#-[\]-~]*$/
const odd = /[^ !#-[\]-~]/g

const escape = (character: string): string =>
  short.get(character) ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`

const short = new Map([
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['"', '\\"'],
  ['\\', '\\\\'],
])
