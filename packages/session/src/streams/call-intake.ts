// Puts socket calls on their streams: their bytes after the lane's others, and what else a call says about its stream.
import { decodeUtf8, type Payload } from '@unstick/pcapng'
import { type CallName, type CallText, directionOf, isInbound, parseResumedText } from '../log/call.ts'
import type { Connections } from './connections.ts'
import type { LaneColumns } from '../lanes/lane.ts'
import { laneTable } from '../lanes/lane-kinds.ts'
import { type LeftOut, MAX_CALLS, MAX_PRINTED, MAX_PRINTED_LENGTH } from '../log/left-out.ts'
import type { LogBytes } from '../log/log-bytes.ts'
import type { Stream } from './stream.ts'
import type { Opening } from './uses.ts'
import { UdpSockets } from '../udp/udp-sockets.ts'

/** What a program wrote to its standard output. */
export interface Printed {
  readonly program: string
  /** Nanoseconds after the epoch. */
  readonly time: number
  readonly text: string
  /** Of a lab program, the step that printed it. */
  readonly step?: string | undefined
}

/**
 * A call that moved no bytes of a stream: connect, accept, setsockopt, shutdown, close, and recvs and sends that returned 0
 * or an error; and a sleep, which has no stream.
 */
export interface OtherCall {
  readonly program: string
  readonly stream: string | undefined
  readonly time: number
  /** How long it took, in nanoseconds. */
  readonly duration: number
  readonly call: CallText
}

/** A call in the log: who made it, when (nanoseconds after the epoch), and where its bytes are. */
export interface LoggedCall {
  readonly call: CallText
  readonly interfaceIndex: number
  readonly program: string
  readonly time: number
  readonly place: number
}

/** A call whose payload continues in the interface's next packets. */
interface Unfinished {
  readonly name: CallName
  readonly stream: Stream
  readonly lane: LaneColumns
  readonly index: number
  place: number
  kept: number
}

export class CallIntake {
  readonly printed: Printed[] = []
  readonly calls: OtherCall[] = []
  readonly sockets = new UdpSockets()
  readonly #connections: Connections
  readonly #log: LogBytes
  readonly #leftOut: LeftOut
  #printedLength = 0
  /** By interface, because a program's calls come one after another. */
  readonly #unfinished = new Map<number, Unfinished>()

  constructor(connections: Connections, log: LogBytes, leftOut: LeftOut) {
    this.#connections = connections
    this.#log = log
    this.#leftOut = leftOut
  }

  /** Takes one call. Returns its stream, if it belongs to one. */
  take(logged: LoggedCall, payload: Payload): Stream | undefined {
    const { call, program, time } = logged
    const direction = directionOf(call)
    if (direction === 'print') {
      const { data, start, length } = payload
      this.#print({ program, time, text: decodeUtf8(data, start, start + length), step: call.step })
      return undefined
    }
    if (call.name === 'sleep') {
      this.#other(logged, undefined)
      return undefined
    }
    const stream = this.#connections.ofCall(payload, isInbound(call), openingOf(call, time))
    if (!stream) {
      this.#leftOut.add('TOO_MANY_CONNECTIONS')
      return undefined
    }
    if (stream.transport === 'udp') {
      this.#datagram(logged, stream, payload)
      return stream
    }
    if (direction === 'send') stream.writer = program
    if (direction === 'recv') stream.reader = program
    const own = isInbound(call) ? (stream.reverse ?? stream) : stream
    const count = typeof call.result === 'number' ? call.result : 0
    if (direction && count > 0) {
      own.calls?.end.moved()
      this.#append(logged, stream, direction, count, payload.length)
      return stream
    }
    const done = time + Number(call.duration)
    if (direction === 'recv' && call.result === 0 && call.args[0] !== '0') stream.endSeen ??= done
    if (call.name === 'connect') learnRole(stream, 'client')
    if (call.name === 'accept' && own.role === undefined) learnRole(own, 'server')
    own.useCalls().end.take(call, direction, time, done)
    this.#other(logged, stream)
    return stream
  }

  /** Adds bytes to the interface's last call, if `comment` says so and they come next. Returns the call's stream. */
  resume(comment: string, interfaceIndex: number, payload: Payload, place: number): Stream | undefined {
    const resumed = parseResumedText(comment)
    const known = this.#unfinished.get(interfaceIndex)
    if (!resumed || known?.name !== resumed.name || known.kept !== resumed.offset || payload.length === 0)
      return undefined
    const { lane, index } = known
    const size = (lane.ends[index] as number) - (lane.starts[index] as number)
    known.place = this.#log.join(known.place, known.kept, place, payload.length)
    known.kept += payload.length
    if (lane.captured(index) < size) lane.found(index, Math.min(known.kept, size), known.place)
    return known.stream
  }

  /** Every datagram counts, even without bytes, and keeps its boundaries. */
  #datagram(logged: LoggedCall, stream: Stream, payload: Payload): void {
    const { call, program, time, place } = logged
    const direction = directionOf(call)
    if (direction === 'send') stream.writer = program
    if (direction === 'recv') stream.reader = program
    this.sockets.take(call, stream, time)
    if ((direction === 'send' || direction === 'recv') && typeof call.result === 'number') {
      const datagrams = stream.useDatagrams()
      stream.useCalls()[direction === 'send' ? 'sends' : 'recvs'].add(datagrams.countOf(direction), call)
      datagrams.add(direction, {
        length: call.result,
        kept: Math.min(payload.length, call.result),
        place,
        time,
        done: time + Number(call.duration),
        limit: direction === 'recv' ? Number(call.args[0]) : NaN,
      })
    } else this.#other(logged, stream)
  }

  /**
   * Puts a call's `count` bytes after the lane's others; the log has the first `kept` of them at the call's place. Of a
   * short write it may have more than were taken.
   */
  #append(
    { call, interfaceIndex, time, place }: LoggedCall,
    stream: Stream,
    direction: 'send' | 'recv',
    count: number,
    kept: number,
  ): void {
    const lane = stream[direction]
    const index = lane.count
    const start = index === 0 ? 0 : (lane.ends[index - 1] as number)
    const asked = Number(call.args[0])
    const calls = stream.useCalls()
    calls[direction === 'send' ? 'sends' : 'recvs'].add(index, call)
    const isShort = direction === 'send' && asked > count && !fromElsewhere.has(call.name)
    if (isShort) calls.shortWrites.take(index, asked, Math.max(0, Math.min(kept, asked) - count))
    if (kept < count) lane.cut(index, kept)
    if (kept < count || isShort)
      this.#unfinished.set(interfaceIndex, { name: call.name, stream, lane, index, place, kept })
    const limit = laneTable[lane.kind].has.limit ? asked : NaN
    lane.append(start, start + count, time, time + Number(call.duration), limit, place)
  }

  #print(printed: Printed): void {
    const length = this.#printedLength + printed.text.length
    if (this.printed.length === MAX_PRINTED || length > MAX_PRINTED_LENGTH) {
      this.#leftOut.add('TOO_MUCH_PRINTED')
      return
    }
    this.#printedLength = length
    this.printed.push(printed)
  }

  #other({ call, program, time }: LoggedCall, stream: Stream | undefined): void {
    if (this.calls.length === MAX_CALLS) this.#leftOut.add('TOO_MANY_CALLS')
    else this.calls.push({ program, stream: stream?.name, time, duration: Number(call.duration), call })
  }
}

/** Calls whose bytes come from a file or a pipe: fewer than asked for may be all that there are. */
const fromElsewhere: ReadonlySet<CallName> = new Set(['sendfile', 'splice'])

const learnRole = (stream: Stream, role: 'client' | 'server'): void => {
  stream.role = role
  if (stream.reverse) stream.reverse.role = role === 'client' ? 'server' : 'client'
}

/** A connect that would block goes on by itself (EINPROGRESS), and calling it again only asks how it went. */
const openingOf = ({ name, result }: CallText, time: number): Opening | undefined => {
  if (name !== 'connect' && name !== 'accept') return undefined
  const isDone = typeof result === 'number'
  return isDone || result.errno === 'EINPROGRESS' ? { name, isDone, time } : undefined
}
