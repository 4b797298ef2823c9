// One connection of the session: what its streams say directly, and what was counted over them.
import {
  countFindings,
  countLanes,
  type Endpoint,
  endpointText,
  FramedCounts,
  type Framing,
  serverPort,
  specFor,
  startOf,
  type Stream,
} from '@unstick/session'
import { printFraming } from '@unstick/framing'
import type { ConnectionColumn, ConnectionCounts, ConnectionRow, End, TrackHead } from './connection-row.ts'

/** A running count of one connection. */
export interface Counting {
  /** Counts everything before that place in the log. */
  advance(before: number): void
  /** Counts the rest and publishes the result. */
  finish(): void
}

export class ListedConnection {
  readonly #number: number
  readonly #there: Stream
  /** The port of the end that accepted it, as far as that was known when it carried its first byte. */
  readonly port: number
  #counts: ConnectionCounts | undefined
  /** How far its streams had come, and which framing it was, at the time of the count. */
  #counted = ''
  #duration = 0
  #measured = 0

  /** `first`: the stream with the connection's first byte. */
  constructor(number: number, first: Stream) {
    this.#number = number
    this.#there = first.role === 'server' && first.reverse ? first.reverse : first
    this.port = serverPort(first)
  }

  /** The text that a filter's words are looked up in, in lower case. */
  get text(): string {
    const { from, to } = this.#ends
    const ends = [from, to].map((end) => `${endpointText(end)} ${end.program ?? ''}`)
    return `${this.#there.transport} ${ends.join(' ')}`.toLowerCase()
  }

  get head(): TrackHead {
    const [there, back] = this.#streams
    return {
      connection: this.#number,
      transport: there.transport,
      ...this.#ends,
      streams: [indexOf(there), back && indexOf(back)],
      bytes: [there.length, back?.length ?? 0],
    }
  }

  /** There and back, only those that carried bytes. */
  get streams(): readonly Stream[] {
    return this.#streams.filter(({ index }) => index >= 0)
  }

  /** Its row; `framing` is what it is shown through. */
  row(framing: Framing): ConnectionRow {
    const { sends, segments, recvs } = countLanes(this.#streams.flatMap(({ lanes }) => lanes))
    return {
      ...this.head,
      sends,
      segments,
      recvs,
      duration: this.#spanned,
      framing: framing.kind === 'plan' ? printFraming(specFor(framing, this.#there)) : undefined,
      counts: this.#counts,
    }
  }

  /** The key that a column sorts by. `undefined` comes last in either direction. */
  key(column: ConnectionColumn, framing: Framing): number | string | undefined {
    const row = this.row(framing)
    switch (column) {
      case 'from':
      case 'to':
        return sortText(row[column])
      case 'there':
        return row.bytes[0]
      case 'back':
        return row.bytes[1]
      case 'messages':
      case 'merges':
      case 'splits':
        return row.counts?.[column]
      default:
        return row[column]
    }
  }

  /** Whether anything changed since the count: new bytes, an end, or another framing. */
  stale(framing: string): boolean {
    return this.#seen(framing) !== this.#counted
  }

  /** Drops the counts, because they were made through another framing. */
  forgetCounts(): void {
    this.#counts = undefined
  }

  /** Starts counting through a framing, which has this text. The earlier counts are shown until it is done. */
  startCounting(text: string, framing: Framing): Counting {
    const counted = this.#streams
      .filter(({ length }) => length > 0)
      .map((stream) => new FramedCounts(stream, specFor(framing, stream), startOf(framing)))
    return {
      advance: (before) => {
        for (const counts of counted) counts.advance(before)
      },
      finish: () => {
        const total = { messages: 0, merges: 0, splits: 0 }
        for (const framed of counted) {
          framed.advance()
          const { merges, splits } = countFindings(framed.stream)
          total.messages += framed.messages
          total.merges += merges + framed.merges
          total.splits += splits + framed.splits
        }
        this.#counts = total
        this.#counted = this.#seen(text)
      },
    }
  }

  get #streams(): readonly [Stream, ...Stream[]] {
    const { reverse } = this.#there
    return reverse ? [this.#there, reverse] : [this.#there]
  }

  get #ends(): { readonly from: End; readonly to: End } {
    const [there, back] = this.#streams
    return {
      from: { ...there.source, program: there.writer ?? back?.reader },
      to: { ...there.destination, program: there.reader ?? back?.writer },
    }
  }

  get #intervals(): number {
    return this.#streams.reduce((sum, { lanes }) => lanes.reduce((all, { count }) => all + count, sum), 0)
  }

  get #spanned(): number {
    const intervals = this.#intervals
    if (intervals !== this.#measured) this.#duration = durationOf(this.#streams)
    this.#measured = intervals
    return this.#duration
  }

  /** The end counts too, because some messages need it: a body that goes on until the connection closes. */
  #seen(framing: string): string {
    const ends = this.#streams.map(({ endSeen, finOffset, revision }) => [endSeen, finOffset, revision])
    return `${this.#intervals} ${ends.join()} ${framing}`
  }
}

const indexOf = ({ index }: Stream): number | undefined => (index < 0 ? undefined : index)

/** Makes IPv4 addresses and ports sort as numbers. */
const sortText = ({ address, port }: Endpoint): string => {
  const digits = (text: string): string => text.padStart(5, '0')
  const inOrder = address.includes(':') ? address : address.split('.').map(digits).join('.')
  return `${inOrder} ${digits(String(port))}`
}

/** Intervals are in stream order, so the earliest and latest time may be anywhere in a lane. */
const durationOf = (streams: readonly Stream[]): number => {
  let first = Infinity
  let last = -Infinity
  for (const { lanes } of streams)
    for (const { count, times, dones } of lanes)
      for (let i = 0; i < count; i += 1) {
        first = Math.min(first, times[i] as number)
        last = Math.max(last, dones[i] as number)
      }
  return Math.max(0, last - first)
}
