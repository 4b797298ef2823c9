// Lines as the bytes that are written, because making them as text and encoding it takes twice as long.

const FIRST = 64 * 1024
/** Numbers below this one are 32-bit integers, whose digits are found quickly. */
const SMALL = 1e9

export class LineBytes {
  #bytes = Buffer.allocUnsafe(FIRST)
  #length = 0

  /** Makes room for `count` bytes; every other method needs that it was asked for. */
  reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const wider = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + count))
    this.#bytes.copy(wider, 0, 0, this.#length)
    this.#bytes = wider
  }

  raw(byte: number): void {
    this.#bytes[this.#length++] = byte
  }

  bytes(bytes: Uint8Array): void {
    // A call of `set` takes longer than so few bytes.
    let at = 0
    while (at < bytes.length) this.#bytes[this.#length++] = bytes[at++] as number
  }

  /** A whole number from 0 on, in decimal digits. */
  number(value: number): void {
    if (value >= SMALL) {
      this.#length += this.#bytes.write(String(value), this.#length, 'latin1')
      return
    }
    let digits = 1
    for (let next = 10; next <= value; next *= 10) digits += 1
    const end = this.#length + digits
    for (let rest = value, at = end - 1; at >= this.#length; at -= 1) {
      const tenth = (rest / 10) | 0
      this.#bytes[at] = 0x30 + rest - tenth * 10
      rest = tenth
    }
    this.#length = end
  }

  /** All that was written; the next lines get memory of their own. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length)
    this.#bytes = Buffer.allocUnsafe(FIRST)
    this.#length = 0
    return taken
  }
}
