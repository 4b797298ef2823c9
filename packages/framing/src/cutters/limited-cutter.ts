// A limit on frames that the other direction raises: in HTTP/2 the receiver's SETTINGS allow longer ones (RFC 9113, 4.2).
import { Cutter } from './cutter.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'
import { joinedBytes } from '../frames/joined-bytes.ts'

const NO_BYTES: Uint8Array = new Uint8Array(0)

export interface RaisedLimit {
  /** Bytes before the payload, to which the limit does not apply. */
  readonly header: number
  /** The most bytes of payload at first, and if nothing is known of the other direction. */
  readonly first: number
  readonly unknown: number
  /** What the other direction allowed so far. It never falls. */
  readonly allowed: () => number | undefined
}

/** Asks for the limit only if a frame breaks it. Then a new cutter begins with that frame. */
export class LimitedCutter extends Cutter {
  readonly #limit: RaisedLimit
  readonly #make: (max: number) => Cutter
  #most: number
  #inner: Cutter
  /** The bytes of a header that a chunk's end has cut. */
  #begun = NO_BYTES

  constructor(limit: RaisedLimit, make: (max: number) => Cutter) {
    super()
    this.#limit = limit
    this.#make = make
    this.#most = limit.first
    this.#inner = make(limit.first + limit.header)
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const last = out.count + most
    this.#inner.frameStart = this.frameStart
    let pos = this.#inner.cut(chunk, from, base, out, most)
    while (this.#inner.fault?.code === 'FRAME_TOO_LONG' && this.#raise()) {
      const start = this.frameStart
      if (start < base) {
        this.#inner.cut(this.#begun, 0, start, out, last - out.count)
        pos = 0
      } else pos = start - base
      pos = this.#inner.cut(chunk, pos, base, out, last - out.count)
    }
    const { frameStart, needed, quietUntil, fault } = this.#inner
    this.frameStart = frameStart
    this.needed = needed
    this.quietUntil = quietUntil
    this.fault = fault
    this.#keep(chunk, base)
    return pos
  }

  /** Whether a longer frame is allowed by now. The new cutter begins with the one that was too long. */
  #raise(): boolean {
    const most = this.#limit.allowed() ?? this.#limit.unknown
    if (most <= this.#most) return false
    this.#most = most
    this.frameStart = this.#inner.frameStart
    this.#inner = this.#make(most + this.#limit.header)
    this.#inner.frameStart = this.frameStart
    return true
  }

  #keep(chunk: Uint8Array, base: number): void {
    const end = base + chunk.length
    const held = end - this.frameStart
    if (held <= 0 || held >= this.#limit.header) this.#begun = NO_BYTES
    else if (this.frameStart >= base) this.#begun = chunk.slice(this.frameStart - base)
    else this.#begun = joinedBytes(this.#begun, chunk)
  }
}
