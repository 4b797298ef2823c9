// Headers before a body that is cut into blocks with a checksum after each, as DNP3's link layer has it.
import { HeaderWalk, type HeaderLayout } from './header-walk.ts'

/**
 *     +--------+----------+-------+----------+-------+----------+-------+
 *     | header | block 16 | check | block 16 | check | rest ≤16 | check |     the length counts only the blocks
 *     +--------+----------+-------+----------+-------+----------+-------+
 */
export class BlockWalk extends HeaderWalk {
  readonly #block: number
  readonly #check: number

  constructor(layout: HeaderLayout, { size, check }: NonNullable<HeaderLayout['blocks']>, max: number) {
    super(layout, max)
    this.#block = size
    this.#check = check
  }

  /** The blocks without their checksums, which are not verified. */
  override decode(frame: Uint8Array, header: number, trailer: number): Uint8Array {
    const bytes = frame.subarray(header, frame.length - trailer)
    const body = new Uint8Array(bytes.length)
    let length = 0
    for (let at = 0; at < bytes.length; at += this.#block + this.#check) {
      const block = bytes.subarray(at, Math.min(at + this.#block, bytes.length - this.#check))
      body.set(block, length)
      length += block.length
    }
    return body.subarray(0, length)
  }
}
