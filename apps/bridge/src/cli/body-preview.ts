// Shows the beginning of a frame's body as one short line, even if the pieces that held the frame are gone.

/** The most bytes of a body that are shown. */
export const SHOWN = 32
/** Pieces from this size on are decoded as a whole. */
const WORTH_IT = 4_096
/** The most bytes kept from the start of an unfinished frame, because a header may be long. */
const KEPT = 64 * 1024

export class BodyPreview {
  readonly #kept = new Uint8Array(KEPT)
  /** The newest large piece, as text of one character a byte. */
  #piece: Uint8Array | undefined
  #text = ''
  #keptStart = 0
  #keptLength = 0

  /**
   * The body at the stream offsets `[start, end)`. `piece`, whose first byte has the offset `base`, completes its frame.
   * `undefined` if a header of more than 64 KiB comes before the body, because then its bytes were not kept.
   */
  text(piece: Uint8Array, base: number, start: number, end: number): string | undefined {
    const last = Math.min(end, start + SHOWN)
    const body =
      start >= base
        ? this.#within(piece, start - base, last - base)
        : this.#spanning(piece, base, start, last)
    if (body === undefined) return undefined
    return quoted(body, end > last)
  }

  /** Decodes a large piece once, because a call for each of its frames takes longer than all else. */
  #within(piece: Uint8Array, from: number, to: number): string {
    if (piece.length < WORTH_IT) return latin1(piece, from, to)
    if (piece !== this.#piece) {
      this.#piece = piece
      this.#text = latin1(piece, 0, piece.length)
    }
    return this.#text.slice(from, to)
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

/** Bytes from a body's beginning; if there are more than are shown, they end with `…`. */
export const showBody = (body: Uint8Array): string =>
  quoted(latin1(body, 0, Math.min(SHOWN, body.length)), body.length > SHOWN)

const quoted = (body: string, goesOn: boolean): string =>
  `"${plain.test(body) ? body : escaped(body)}"${goesOn ? '…' : ''}`

const escaped = (body: string): string => {
  let text = ''
  for (let at = 0; at < body.length; at += 1) text += SHOWN_AS[body.charCodeAt(at)] ?? ''
  return text
}

/** One character for each byte. */
const latin1 = ({ buffer, byteOffset }: Uint8Array, from: number, to: number): string =>
  Buffer.from(buffer, byteOffset + from, to - from).toString('latin1')

/** Text that a bytes literal of Python in double quotes shows as it is. */
const plain = /^[ !#-[\]-~]*$/

const short = new Map([
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['"', '\\"'],
  ['\\', '\\\\'],
])

/** How such a literal shows each byte. */
const SHOWN_AS: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  if (plain.test(character)) return character
  return short.get(character) ?? `\\x${byte.toString(16).padStart(2, '0')}`
})
