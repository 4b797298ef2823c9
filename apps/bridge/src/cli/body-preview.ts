// Shows the beginning of a frame's body as one short line, even if the pieces that held the frame are gone.

/** The most bytes of a body that are shown. */
const SHOWN = 32
/** The most bytes kept from the start of an unfinished frame, because a header may be long. */
const KEPT = 64 * 1024

export class BodyPreview {
  readonly #kept = new Uint8Array(KEPT)
  #keptStart = 0
  #keptLength = 0

  /**
   * The body at the stream offsets `[start, end)`. `piece`, whose first byte has the offset `base`, completes its frame.
   * `undefined` if a header of more than 64 KiB comes before the body, because then its bytes were not kept.
   */
  text(piece: Uint8Array, base: number, start: number, end: number): string | undefined {
    const last = Math.min(end, start + SHOWN)
    const body =
      start >= base ? latin1(piece, start - base, last - base) : this.#spanning(piece, base, start, last)
    if (body === undefined) return undefined
    return `"${plain.test(body) ? body : body.replaceAll(odd, escape)}"${end > last ? '…' : ''}`
  }

  /** Bytes that begin before the piece. They may end inside it. */
  #spanning(piece: Uint8Array, base: number, start: number, end: number): string | undefined {
    const from = start - this.#keptStart
    const to = Math.min(end, base) - this.#keptStart
    if (to > this.#keptLength) return undefined
    return latin1(this.#kept, from, to) + (end > base ? latin1(piece, 0, end - base) : '')
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

/** One character for each byte. */
const latin1 = ({ buffer, byteOffset }: Uint8Array, from: number, to: number): string =>
  Buffer.from(buffer, byteOffset + from, to - from).toString('latin1')

/** Bytes that a bytes literal of Python in double quotes shows as they are, and one byte that it does not. */
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
