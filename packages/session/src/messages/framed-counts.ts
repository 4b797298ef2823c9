// Counts a stream's messages under a framing, and the merges and splits between them and the recvs, while the bytes
// pass and without keeping any message.
import { type Apart, createFramer, FrameColumns, type FramingSpec, layersOf } from '@unstick/framing'
import type { Datagram } from '../udp/datagram-match.ts'
import type { Datagrams } from '../udp/datagrams.ts'
import type { Stream } from '../streams/stream.ts'
import { FramedBytes } from './framed-bytes.ts'

/** A datagram leaves its frames here until they are counted. */
const scratch = new FrameColumns()

export class FramedCounts extends FramedBytes {
  messages = 0
  /** How many of them lack bytes that the log does not have. */
  partial = 0
  /** Frames that carry the messages, if the framing has layers. */
  carried = 0
  /** Bytes that belong to no message: skipped ones between frames, and what a tunnel carries. */
  skippedBytes = 0
  tunnelBytes = 0
  /** Source intervals with several messages or pieces of them. */
  merges = 0
  /** Messages that lie in several source intervals. */
  splits = 0
  /** The source interval that the newest message ends in, and how many messages lie in it. */
  #at = 0
  #sharing = 0

  constructor(stream: Stream, spec: FramingSpec, start: number) {
    super(stream, spec, start)
    this.below = layersOf(spec)
      .slice(1)
      .map(() => new FrameColumns())
  }

  /** The datagrams to count, and how many are counted. */
  #counted: readonly Datagram[] | undefined
  #datagrams = 0

  /**
   * If a UDP stream's calls are known, its datagrams move on the lanes as more come. Each is framed on its own, so they
   * are counted once each in the order of the log, and no lane has to be put in order.
   */
  override advance(before = Infinity): void {
    const { datagrams } = this.stream
    if (datagrams) this.#countDatagrams(datagrams, before)
    else super.advance(before)
  }

  protected override forgetAll(): void {
    this.messages = 0
    this.partial = 0
    this.carried = 0
    this.skippedBytes = 0
    this.tunnelBytes = 0
    this.merges = 0
    this.splits = 0
    this.#at = 0
    this.#sharing = 0
  }

  /** The sweep of `findOverlaps`, one message at a time. */
  override take({ count, start, end, apart }: FrameColumns): void {
    this.messages += count - apart.size
    this.#countApart(start, end, apart)
    for (const { count: rows, start: from, end: to, apart: none } of this.below) {
      this.carried += rows - none.size
      this.#countApart(from, to, none)
    }
    if (this.naive) return
    const { starts, ends } = this.source
    for (let k = 0; k < count; k += 1) {
      if (apart.has(k) && apart.get(k) !== 'part') continue
      const from = start[k] as number
      const to = end[k] as number
      if (from === to) continue
      if (this.holes.length > 0 && this.holesIn(from, to).length > 0) this.partial += 1
      while ((ends[this.#at] as number) <= from) this.#next()
      const first = this.#at
      this.#share()
      // A frame that a hole cut may end before the next interval begins.
      while ((ends[this.#at] as number) < to && (starts[this.#at + 1] ?? Infinity) < to) {
        this.#next()
        this.#share()
      }
      if (this.#at > first) this.splits += 1
    }
  }

  #countDatagrams(datagrams: Datagrams, before: number): void {
    const all = this.naive ? datagrams.read : datagrams.nearestToReader
    if (all !== this.#counted) {
      this.#counted = all
      this.#datagrams = 0
      this.forgetAll()
    }
    for (let next = all[this.#datagrams]; next; next = all[this.#datagrams]) {
      if (!this.stream.liesBefore(next.place, before)) return
      this.#countDatagram(next)
      this.#datagrams += 1
    }
  }

  #countApart(start: Float64Array, end: Float64Array, apart: ReadonlyMap<number, Apart>): void {
    for (const [row, is] of apart) {
      const bytes = (end[row] as number) - (start[row] as number)
      if (is === 'skipped') this.skippedBytes += bytes
      else if (is === 'tunnel') this.tunnelBytes += bytes
    }
  }

  #countDatagram(datagram: Datagram): void {
    const bytes = this.stream.datagramBytes(datagram)
    if (!bytes) return
    const framer = createFramer(this.spec, this.stream.role)
    framer.intervals(bytes, scratch)
    const isWhole = framer.position.held === 0
    if (!isWhole && !framer.error) framer.end(scratch)
    this.messages += scratch.count - scratch.apart.size
    this.#countApart(scratch.start, scratch.end, scratch.apart)
    let sharing = 0
    for (let k = 0; k < scratch.count; k += 1) if (scratch.start[k] !== scratch.end[k]) sharing += 1
    if (sharing > 1 && !this.naive) this.merges += 1
    scratch.clear()
  }

  #next(): void {
    this.#at += 1
    this.#sharing = 0
  }

  #share(): void {
    this.#sharing += 1
    if (this.#sharing === 2) this.merges += 1
  }
}
