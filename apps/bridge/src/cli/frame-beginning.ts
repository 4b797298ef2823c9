// The first bytes of the frame that is not finished, for the case that it turns out to be none.
import type { FrameColumns } from '@unstick/framing'

/** How many bytes are kept: enough to see what they look like, and to try another rule on them. */
const MOST = 4_096

export class FrameBeginning {
  #start = -1
  #bytes: Uint8Array = new Uint8Array(0)
  #before: Uint8Array | undefined

  get bytes(): Uint8Array {
    return this.#bytes
  }

  /** The whole frame before it, if it lay in one slice with its end and is short. */
  get before(): Uint8Array | undefined {
    return this.#before
  }

  /** The frames that the slice at the stream offset `base` completed; the newest of them is kept. */
  after({ count, start, end }: FrameColumns, slice: Uint8Array, base: number): void {
    if (count === 0) return
    const from = (start[count - 1] as number) - base
    const to = (end[count - 1] as number) - base
    this.#before = from >= 0 && to - from <= MOST ? slice.slice(from, to) : undefined
  }

  /** Takes the slice at the stream offset `base`; the unfinished frame begins at `start`. */
  keep(slice: Uint8Array, base: number, start: number): void {
    if (start !== this.#start) {
      this.#start = start
      this.#bytes = new Uint8Array(0)
    }
    this.#add(slice.subarray(Math.max(0, start - base)))
  }

  /** Adds what follows, until there is enough. Returns whether the stream ends with the kept bytes. */
  async fill(rest: Uint8Array, pieces: AsyncIterator<Uint8Array>): Promise<boolean> {
    let isAll = this.#add(rest)
    while (this.#bytes.length < MOST) {
      const next = await pieces.next()
      if (next.done === true) return isAll
      isAll = this.#add(next.value)
    }
    return false
  }

  /** Returns whether all of them found room. */
  #add(bytes: Uint8Array): boolean {
    const added = bytes.subarray(0, MOST - this.#bytes.length)
    if (added.length > 0) this.#bytes = Buffer.concat([this.#bytes, added])
    return added.length === bytes.length
  }
}
