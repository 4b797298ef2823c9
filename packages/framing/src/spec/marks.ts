// Bytes that a frame must begin or end with, and how errors write them.

/**
 * A pattern of bytes; -1 is any byte, 0 to 255 that byte. From 256 on only some bits count: the lowest eight bits are their
 * values, the eight above say which they are, and 2¹⁶ is added.
 */
export type Mark = readonly number[]

const SOME_BITS = 0x1_00_00

/** What the text of a mark is made of. */
export const MARK_PATTERN = '([0-9a-f]{2}|\\?\\?|\\([01?]{8}\\))'

/** Reads `68??(1???????)`: hex digits in pairs, `??` for any byte, a byte's bits in brackets. The grammar has checked it. */
export function markOf(text: string | undefined): Mark {
  return Array.from((text ?? '').matchAll(/\(([01?]{8})\)|../g), ([part, bits]) => {
    if (part === '??') return -1
    if (bits === undefined) return Number.parseInt(part, 16)
    const values = Number.parseInt(bits.replaceAll('?', '0'), 2)
    const counts = Number.parseInt(bits.replace(/[01]/g, '1').replaceAll('?', '0'), 2)
    return SOME_BITS + (counts << 8) + values
  })
}

/** Whether a byte is what one place of a mark wants. */
export function fits(wanted: number | undefined, byte: number | undefined): boolean {
  if (wanted === undefined || byte === undefined) return false
  if (wanted < SOME_BITS) return wanted < 0 || wanted === byte
  return (byte & (wanted >> 8) & 0xff) === (wanted & 0xff)
}

/** A byte that fits: the one that a frame is written with. */
export function exampleOf(wanted: number): number {
  return wanted < 0 ? 0 : wanted & 0xff
}

/** Index of the first byte of `mark` that differs from `bytes` at `at`, or -1. All the bytes must be there. */
export function firstUnlike(mark: Mark, bytes: Uint8Array, at: number): number {
  return mark.findIndex((wanted, index) => !fits(wanted, bytes[at + index]))
}

/** Whether `bytes` begin with `mark`. */
export function beginsWith(mark: Mark, bytes: Uint8Array): boolean {
  return bytes.length >= mark.length && firstUnlike(mark, bytes, 0) < 0
}

/** `0x0d` */
export function sayByte(byte: number | undefined): string {
  return `0x${(byte ?? 0).toString(16).padStart(2, '0')}`
}

/** `0x68 0x0a any`, and `0b1???????` for bits. */
export function sayMark(mark: Mark): string {
  return mark.map(sayWanted).join(' ')
}

function sayWanted(wanted: number): string {
  if (wanted < SOME_BITS) return wanted < 0 ? 'any' : sayByte(wanted)
  const bits = Array.from({ length: 8 }, (_, index) => 7 - index)
  return `0b${bits.map((bit) => ((wanted >> (8 + bit)) & 1 ? (wanted >> bit) & 1 : '?')).join('')}`
}
