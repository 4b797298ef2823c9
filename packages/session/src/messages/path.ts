// A path: the lanes that the same bytes pass, from the program that sent them to the messages they meant, one stream
// after another where a relay passes them on.
import type { Lane, LaneColumns } from '../lanes/lane.ts'
import type { LaneName } from '../lanes/lane-kinds.ts'
import type { Stream } from '../streams/stream.ts'
import type { Framed } from './framed.ts'

/** `framed` frames the last stream; without it there is no message lane. */
export class Path {
  constructor(
    /** From the first sender to the last reader; at least one. Bytes have the same offsets in all of them. */
    readonly streams: readonly [Stream, ...Stream[]],
    readonly framed: Framed | undefined,
  ) {
    if (streams.length > 1) this.#namePlaces()
  }

  /** The path's name: that of its first connection. */
  get name(): string {
    return this.streams[0].name
  }

  get last(): Stream {
    return this.streams.at(-1) ?? this.streams[0]
  }

  /** Every lane that can have intervals, in the order in which bytes pass them. */
  get lanes(): readonly LaneColumns[] {
    const lanes = this.streams.flatMap((stream) => stream.lanes)
    return this.framed ? [...lanes, ...this.framed.carriers, this.framed.lane] : lanes
  }

  /** The lanes that have intervals. */
  get observed(): readonly LaneColumns[] {
    return this.lanes.filter(({ count }) => count > 0)
  }

  lane(name: LaneName): LaneColumns | undefined {
    return this.lanes.find((lane) => lane.name === name)
  }

  /** The stream of a lane; the last stream for messages. */
  streamOf({ name }: Pick<Lane, 'name'>): Stream {
    return this.streams.find(({ lanes }) => lanes.some((lane) => lane.name === name)) ?? this.last
  }

  /** How many bytes of the path any of its lanes knows. */
  get length(): number {
    return Math.max(0, ...this.streams.map(({ length }) => length))
  }

  /** A copy of the bytes `[start, end)`, from the known lane nearest to the last reader; like `Stream.bytes`. */
  bytes(start: number, end: number): Uint8Array {
    const to = Math.min(end, this.length)
    return (this.streams.findLast(({ length }) => length >= to) ?? this.last).bytes(start, end)
  }

  /** Lanes of one kind differ in the connection on which they were seen, counted from 1. */
  #namePlaces(): void {
    for (const [index, { lanes }] of this.streams.entries())
      for (const lane of lanes) lane.place = String(index + 1)
  }
}
