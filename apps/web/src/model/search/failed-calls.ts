// Calls that returned an error, placed on the streams whose bytes are nearest. Some belong to connections that never
// carried a byte.
import type { Lane, OtherCall, Session, Stream } from '@unstick/session'
import { timeOrder, placeOfTime } from '../lanes/moments.ts'
import { seenLanes } from '../lanes/lanes.ts'
import type { CodedRow } from './coded-row.ts'
import { bareHit, type Hit } from './hit.ts'

interface Failed {
  readonly call: OtherCall
  readonly errno: string
}

interface Placed extends Failed {
  readonly lane: Lane
  readonly index: number
  /** A call moved no bytes, so this is the offset after the bytes moved before it. */
  readonly start: number
}

export class FailedCalls {
  readonly #byStream = new Map<Stream, Placed[]>()
  readonly #elsewhere: Failed[] = []

  constructor({ streams, calls }: Session) {
    const byName = new Map<string, Stream>()
    for (const stream of streams) {
      byName.set(stream.name, stream)
      // If the connection's other direction carried nothing, its calls go on this one.
      if (stream.reverse && stream.reverse.index < 0) byName.set(stream.reverse.name, stream)
    }
    for (const call of calls) {
      const { result } = call.call
      if (typeof result === 'number') continue
      const failed = { call, errno: result.errno }
      const stream = call.stream === undefined ? undefined : byName.get(call.stream)
      const placed = stream && placedOn(stream, failed)
      if (!placed) this.#elsewhere.push(failed)
      else if (!this.#byStream.get(stream)?.push(placed)) this.#byStream.set(stream, [placed])
    }
    for (const placed of this.#byStream.values()) placed.sort((a, b) => a.start - b.start)
  }

  /** The failed calls of one stream, in stream order. */
  row(stream: Stream): CodedRow {
    const calls = this.#byStream.get(stream) ?? []
    const at = (index: number): Placed => calls[index] as Placed
    return {
      at: 0,
      count: calls.length,
      startOf: (index) => at(index).start,
      codeOf: (index) => at(index).errno,
      findingAt: (index) => {
        const { lane, index: interval, start, call } = at(index)
        return { lane, index: interval, start, end: start, says: callText(call) }
      },
    }
  }

  /** The failed calls of connections that carried no byte, in the order of the log. */
  *elsewhere(): Generator<{ readonly code: string; readonly hit: Hit }> {
    for (const { call, errno } of this.#elsewhere) {
      const ends = call.stream?.replace('>', ' → ') ?? call.program
      yield { code: errno, hit: bareHit(ends, `${call.call.name}()`, errno, callText(call)) }
    }
  }
}

/** On the last interval at the time of the call, on the lane that such calls fill, if it has any. */
const placedOn = (stream: Stream, failed: Failed): Placed | undefined => {
  const { name } = failed.call.call
  const seen = seenLanes(stream.lanes)
  const lane = name.startsWith('recv') ? seen.at(-1) : seen[0]
  if (!lane) return undefined
  const order = timeOrder(lane)
  const place = Math.max(0, placeOfTime(order, failed.call.time) - 1)
  const index = order.indices?.[place] ?? place
  return { ...failed, lane, index, start: lane.ends[index] as number }
}

/** `client: connect() = -1 ECONNREFUSED`, and when. */
const callText = ({ program, time, call }: OtherCall): string => {
  const errno = typeof call.result === 'number' ? '' : call.result.errno
  const at = (time / 1e6).toLocaleString('en', { minimumFractionDigits: 3, maximumFractionDigits: 3 })
  return `${program}: ${call.name}(${call.args.join(', ')}) = -1 ${errno}, at +${at} ms`
}
