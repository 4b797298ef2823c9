// Bytes that a frame must begin or end with, and how errors write them.

/** A pattern of bytes; -1 is any byte. */
export type Mark = readonly number[]

/** Reads `68??0a` (hex digits in pairs, `??` for any byte). The grammar has checked the text before. */
export function markOf(text: string | undefined): Mark {
  return Array.from((text ?? '').matchAll(/../g), ([pair]) =>
    pair === '??' ? -1 : Number.parseInt(pair, 16),
  )
}

/** Index of the first byte of `mark` that differs from `bytes` at `at`, or -1. All the bytes must be there. */
export function firstUnlike(mark: Mark, bytes: Uint8Array, at: number): number {
  return mark.findIndex((byte, index) => byte >= 0 && bytes[at + index] !== byte)
}

/** `0x0d` */
export function sayByte(byte: number | undefined): string {
  return `0x${(byte ?? 0).toString(16).padStart(2, '0')}`
}

/** `0x68 0x0a any` */
export function sayMark(mark: Mark): string {
  return mark.map((byte) => (byte < 0 ? 'any' : sayByte(byte))).join(' ')
}
