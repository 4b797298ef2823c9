// A place in one line of text, as bytes. Reading never throws: what cannot be read sets `failedAt`, and everything read
// afterwards is empty, so that a decoder needs to look only once, at its end.

export const EMPTY = new Uint8Array(0)

export const SPACE = 0x20
export const QUOTE = 0x22
export const OPEN = 0x28
export const CLOSE = 0x29
export const COMMA = 0x2c
export const MINUS = 0x2d
export const DOT = 0x2e
export const SLASH = 0x2f
export const ZERO = 0x30
export const NINE = 0x39
export const COLON = 0x3a
export const LESS = 0x3c
export const EQUALS = 0x3d
export const GREATER = 0x3e
export const OPEN_SQUARE = 0x5b
export const BACKSLASH = 0x5c
export const CLOSE_SQUARE = 0x5d
export const OPEN_CURLY = 0x7b
export const CLOSE_CURLY = 0x7d

export class Cursor {
  bytes: Uint8Array = EMPTY
  at = 0
  /** Bytes from here on belong to other lines. */
  end = 0
  /** Where the text was first not as expected; -1 if it was. */
  failedAt = -1

  begin(bytes: Uint8Array, at: number, end: number): void {
    this.bytes = bytes
    this.at = at
    this.end = end
    this.failedAt = -1
  }

  fail(): void {
    if (this.failedAt < 0) this.failedAt = this.at
    this.at = this.end
  }

  /** The next byte; -1 at the end. */
  peek(): number {
    return this.at < this.end ? (this.bytes[this.at] as number) : -1
  }

  /** The byte `ahead` places after the next; -1 beyond the end. */
  ahead(ahead: number): number {
    const at = this.at + ahead
    return at < this.end ? (this.bytes[at] as number) : -1
  }

  /** Goes past `byte` if it is next. */
  take(byte: number): boolean {
    if (this.peek() !== byte) return false
    this.at++
    return true
  }

  expect(byte: number): void {
    if (!this.take(byte)) this.fail()
  }

  /** Goes past `ascii` if it is next. */
  takeText(ascii: string): boolean {
    if (!this.is(ascii)) return false
    this.at += ascii.length
    return true
  }

  /** Whether `ascii` is next. */
  is(ascii: string): boolean {
    const { bytes, at } = this
    if (at + ascii.length > this.end) return false
    for (let index = 0; index < ascii.length; index++)
      if (bytes[at + index] !== ascii.charCodeAt(index)) return false
    return true
  }

  skipSpaces(): void {
    while (this.peek() === SPACE) this.at++
  }

  /** Goes to the next `byte`, or fails if there is none. */
  seek(byte: number): void {
    const { bytes, end } = this
    let at = this.at
    while (at < end && bytes[at] !== byte) at++
    if (at < end) this.at = at
    else this.fail()
  }

  /** Reads decimal digits; `undefined`, without a failure, if there are none. */
  digits(): number | undefined {
    const { bytes, end } = this
    let at = this.at
    let value = 0
    for (; at < end; at++) {
      const digit = (bytes[at] as number) - ZERO
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    if (at === this.at) return undefined
    this.at = at
    return value
  }

  /** Letters, digits and `_`; where they end. */
  wordEnd(): number {
    const { bytes, end } = this
    let at = this.at
    while (at < end && wordBytes[bytes[at] as number] === 1) at++
    return at
  }
}

const wordBytes = new Uint8Array(256)
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_')
  wordBytes[character.charCodeAt(0)] = 1
