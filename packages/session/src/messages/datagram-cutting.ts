// Frames a UDP stream datagram by datagram. Each is its own stream that ends with it, so no frame spans two, and a datagram
// that does not fit the framing does not affect the others.
import { createFramer, type FramingSpec } from '@unstick/framing'
import type { LaneColumns } from '../lanes/lane.ts'
import type { Stream } from '../streams/stream.ts'
import type { Cutting, FrameTaker, Unframed } from './cutting.ts'
import { isDue, isWhole } from './framed-source.ts'
import { PlacedFramer } from './placed-framer.ts'

export class DatagramCutting implements Cutting {
  taken = 0
  failures: Unframed[] = []
  readonly holes = []
  /** A datagram leaves no unfinished frame to wait with, and its error is one of the failures. */
  readonly frameStart = 0
  readonly error = undefined
  readonly lastFrame = undefined
  readonly mayBeginLater = false
  readonly #stream: Stream
  readonly #spec: FramingSpec
  readonly #source: LaneColumns
  readonly #taker: FrameTaker
  /** Of the datagram that is being framed. */
  #framer: PlacedFramer | undefined

  constructor(stream: Stream, spec: FramingSpec, source: LaneColumns, taker: FrameTaker) {
    this.#stream = stream
    this.#spec = spec
    this.#source = source
    this.#taker = taker
  }

  get held(): number {
    return this.#framer?.held ?? 0
  }

  get needed(): number | undefined {
    return this.#framer?.needed
  }

  findMissing(): undefined {
    return undefined
  }

  advance(before: number): void {
    for (; isDue(this.#stream, this.#source, this.taken, before); this.taken += 1)
      this.#takeDatagram(this.taken)
  }

  forget(): void {
    this.#source.drop(this.taken)
    this.taken = 0
    this.failures = []
  }

  #takeDatagram(index: number): void {
    const source = this.#source
    const start = source.starts[index] as number
    const end = source.ends[index] as number
    const time = source.dones[index] as number
    if (!isWhole(this.#stream, source, index)) {
      const message = 'Not all of the datagram is in the log; it is left unframed.'
      this.failures.push({ time, start, end, code: 'BYTES_MISSING', message })
      return
    }
    const framer = new PlacedFramer(start, createFramer(this.#spec, this.#stream.role), this.#taker)
    this.#framer = framer
    framer.push([this.#stream.intervalBytes(source, index)], time)
    if (framer.held > 0 && !framer.error) framer.end(time)
    this.#framer = undefined
    const { error } = framer
    if (!error) return
    const message = error.message.replace(/^The stream ended/, 'The datagram ended')
    this.failures.push({ time, start: error.offset, end, code: error.code, message })
  }
}
