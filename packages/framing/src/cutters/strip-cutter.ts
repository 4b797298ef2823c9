// `strip=`: removes bytes from the front of every body.
import { Cutter } from './cutter.ts'
import { streamError } from '../frames/errors.ts'
import type { FrameColumns } from '../frames/frame-columns.ts'

/** Another cutter, whose bodies begin `strip` bytes later; a body too short for that is the error BODY_TOO_SHORT. */
export class StripCutter extends Cutter {
  readonly #inner: Cutter
  readonly #strip: number

  constructor(inner: Cutter, strip: number) {
    super()
    this.#inner = inner
    this.#strip = strip
  }

  override cut(chunk: Uint8Array, from: number, base: number, out: FrameColumns, most: number): number {
    const first = out.count
    this.#inner.frameStart = this.frameStart
    const next = this.#inner.cut(chunk, from, base, out, most)
    this.#follow(out, first)
    return next
  }

  override finish(offset: number, out: FrameColumns): boolean {
    const first = out.count
    const done = this.#inner.finish?.(offset, out) ?? false
    this.#follow(out, first)
    return done
  }

  override decode(frame: Uint8Array, header: number, trailer: number, start: number): Uint8Array {
    const front = header - this.#strip
    const decoded = this.#inner.decode?.(frame, front, trailer, start)
    return decoded?.subarray(this.#strip) ?? frame.subarray(header, frame.length - trailer)
  }

  /** Copies the inner cutter's state, and moves the body's start in the rows from `first` on. */
  #follow(out: FrameColumns, first: number): void {
    this.frameStart = this.#inner.frameStart
    this.needed = this.#inner.needed
    this.quietUntil = this.#inner.quietUntil
    this.fault = this.#inner.fault
    for (let row = first; row < out.count; row++) {
      const header = out.header[row] as number
      const start = out.start[row] as number
      const body = (out.end[row] as number) - start - header - (out.trailer[row] as number)
      if (body < this.#strip) {
        this.fault = streamError('BODY_TOO_SHORT', start, {
          value: body,
          limit: this.#strip,
          within: header,
        })
        out.count = row
        return
      }
      out.header[row] = header + this.#strip
    }
  }
}
