// Random runs, read from logs that interleave the lanes in any order, against a simple model that compares every pair.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findOverlaps, type Lane, type LaneKind, Session, type Stream } from '../src/index.ts'
import { logOf, type Step } from './log-of.ts'
import { capturedBlock, captureInterface } from './packets-of.ts'
import { captured, onSocket, recvFailed, recvfrom, sendto, udpSession } from './udp-log.ts'

const seed = 20_261_123

interface Interval {
  readonly start: number
  readonly end: number
}

const intervals = (lane: Lane): Interval[] =>
  Array.from({ length: lane.count }, (_, i) => ({ start: lane.starts[i] ?? 0, end: lane.ends[i] ?? 0 }))

const overlaps = (upper: Lane, lower: Lane) => {
  const { count, uppers, lowers, starts, ends } = findOverlaps(upper, lower)
  return Array.from({ length: count }, (_, k) => [uppers[k], lowers[k], starts[k], ends[k]])
}

const everyPair = (upper: readonly Interval[], lower: readonly Interval[]) =>
  upper.flatMap((a, u) =>
    lower.flatMap((b, l) => {
      const start = Math.max(a.start, b.start)
      const end = Math.min(a.end, b.end)
      return start < end ? [[u, l, start, end]] : []
    }),
  )

/** Interleaves lists at random; each keeps its own order. */
const interleaved = <Item>(lists: readonly (readonly Item[])[], picks: readonly number[]): Item[] => {
  const rest = lists.map((list) => [...list])
  const all: Item[] = []
  for (let k = 0; rest.some((list) => list.length > 0); k += 1) {
    const left = rest.filter((list) => list.length > 0)
    const item = left[(picks[k % picks.length] ?? 0) % left.length]?.shift()
    if (item !== undefined) all.push(item)
  }
  return all
}

const picks = fc.array(fc.nat(5), { minLength: 1, maxLength: 40 })

describe('a TCP stream cut at random by sends, segments and recvs', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 })

  const cut = (total: number, pieces: readonly number[]): Interval[] => {
    const found: Interval[] = []
    for (let start = 0; start < total;) {
      const end = Math.min(total, start + (pieces[found.length % pieces.length] ?? 1))
      found.push({ start, end })
      start = end
    }
    return found
  }

  it(`has the same lanes, and every overlap between them (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), sizes, sizes, sizes, picks, (total, a, b, c, order) => {
        const bytes = Array.from({ length: total }, (_, k) => String.fromCharCode(97 + (k % 26))).join('')
        const [sends, segments, recvs] = [cut(total, a), cut(total, b), cut(total, c)]
        const opening = logOf([])
        const blockOf = (step: Step) => logOf([step]).subarray(opening.length)
        const text = ({ start, end }: Interval) => bytes.slice(start, end)
        const session = new Session()
        session.push(opening)
        session.push(captureInterface())
        for (const block of interleaved(
          [
            sends.map((each, k) => blockOf(['client', 'send', [], each.end - each.start, k, 0, text(each)])),
            [
              capturedBlock(2, { from: 'client', at: 0, mss: 1460 }),
              ...segments.map((each, k) =>
                capturedBlock(2, { from: 'client', at: k, offset: each.start, payload: text(each) }),
              ),
            ],
            recvs.map((each, k) =>
              blockOf(['server', 'recv', ['9'], each.end - each.start, k, 0, text(each)]),
            ),
          ],
          order,
        ))
          session.push(block)
        const [stream] = session.streams
        if (!stream) throw new Error('no stream')
        expect([stream.send, stream.segment, stream.recv].map(intervals)).toEqual([sends, segments, recvs])
        expect(overlaps(stream.send, stream.segment)).toEqual(everyPair(sends, segments))
        expect(overlaps(stream.segment, stream.recv)).toEqual(everyPair(segments, recvs))
        expect(overlaps(stream.send, stream.recv)).toEqual(everyPair(sends, recvs))
      }),
      { seed, numRuns: 300 },
    )
  })
})

describe('a UDP stream whose datagrams are lost, cut, doubled and reordered', () => {
  /** What arrives: one of the sent datagrams or one that nobody sent, and how many bytes the recv asks for. */
  interface Arrival {
    readonly of: number
    readonly limit: number
  }
  interface Run {
    readonly sent: readonly string[]
    readonly arrivals: readonly Arrival[]
    readonly seen: readonly number[]
    readonly emptyAtEnd: boolean
    readonly drops: number
    readonly order: readonly number[]
  }

  // Few different bytes, so that many datagrams are equal or begin alike.
  const run: fc.Arbitrary<Run> = fc.record({
    sent: fc.array(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 }), { maxLength: 12 }),
    arrivals: fc.array(fc.record({ of: fc.nat(13), limit: fc.integer({ min: 1, max: 5 }) }), {
      maxLength: 12,
    }),
    seen: fc.array(fc.nat(13), { maxLength: 8 }),
    emptyAtEnd: fc.boolean(),
    drops: fc.nat(6),
    order: picks,
  })

  const stranger = 'zz'
  const textOf = (sent: readonly string[], of: number) => sent[of] ?? stranger

  /** For each arrival, the first datagram that it can be and that is not taken yet, or -1. Compares every pair. */
  const matched = (
    sent: readonly string[],
    arrivals: readonly { readonly text: string; readonly limit: number }[],
  ): number[] => {
    const taken = new Set<number>()
    return arrivals.map(({ text, limit }) => {
      const at = sent.findIndex(
        (each, k) =>
          !taken.has(k) &&
          (each === text || (text.length === limit && each.length > limit && each.startsWith(text))),
      )
      taken.add(at)
      return at
    })
  }

  const expectedFates = (
    { sent, emptyAtEnd, drops }: Run,
    recvs: readonly { text: string }[],
    at: readonly number[],
  ) =>
    sent.map((text, k) => {
      const recv = at.indexOf(k)
      const later = sent.flatMap((_, j) => (j > k && at.includes(j) ? [at.indexOf(j)] : []))
      if (recv >= 0) {
        if ((recvs[recv]?.text ?? '').length < text.length) return 'truncated'
        return later.some((each) => each < recv) ? 'reordered' : 'delivered'
      }
      const missing = sent.filter((_, j) => !at.includes(j)).length
      return later.length > 0 || emptyAtEnd || missing === drops ? 'lost' : 'unread'
    })

  it(`has each at its offset, and the fate that comparing every pair gives it (seed ${seed})`, () => {
    fc.assert(
      fc.property(run, (each) => {
        const { sent, arrivals, seen, emptyAtEnd, drops, order } = each
        fc.pre(sent.length > 0)
        const recvs = arrivals.map(({ of, limit }) => ({ text: textOf(sent, of).slice(0, limit), limit }))
        const session = udpSession([])
        const blocks = interleaved(
          [
            sent.map((text, k) => sendto(k, text)),
            seen.map((of, k) => captured(20 + k, textOf(sent, of))),
            [
              ...recvs.map(({ text, limit }, k) => recvfrom(40 + k, limit, text)),
              ...(emptyAtEnd ? [recvFailed(60, 'EAGAIN')] : []),
              onSocket(61, 'getsockopt', ['SO_MEMINFO', 'drops'], drops),
            ],
          ],
          order,
        )
        for (const [k, block] of blocks.entries()) {
          session.push(block)
          // Sometimes read in between.
          if ((order[k % order.length] ?? 0) > 2) session.streams.forEach((stream) => stream.recv.count)
        }
        const stream = session.streams.find(({ source }) => source.port === 40_000)
        if (!stream) throw new Error('no stream')
        const at = matched(sent, recvs)
        expect(Array.from(session.fates(stream), ({ fate }) => fate)).toEqual(expectedFates(each, recvs, at))
        expect(lanesOf(stream)).toEqual(modelLanes(sent, recvs, at, seen))
        expect(overlaps(stream.send, stream.recv)).toEqual(
          everyPair(intervals(stream.send), intervals(stream.recv)),
        )
      }),
      { seed, numRuns: 1_000 },
    )
  })

  const lanesOf = (stream: Stream): Record<Exclude<LaneKind, 'frame' | 'message'>, Interval[]> => ({
    send: intervals(stream.send),
    segment: intervals(stream.segment),
    recv: intervals(stream.recv),
  })

  /** Sent datagrams in order; then captured ones without a send; then received ones without either. */
  const modelLanes = (
    sent: readonly string[],
    recvs: readonly { readonly text: string; readonly limit: number }[],
    at: readonly number[],
    seen: readonly number[],
  ) => {
    const axis = [...sent]
    const captures = seen.map((of) => ({ text: textOf(sent, of), limit: NaN }))
    const capturedAt = matched(sent, captures)
    const strangers: string[] = []
    const place = (index: number, length: number): Interval & { index: number } => {
      const start = axis.slice(0, index).reduce((sum, text) => sum + text.length, 0)
      return { index, start, end: start + length }
    }
    const segment = captures.map(({ text }, k) => {
      const index = capturedAt[k] ?? -1
      if (index >= 0) return place(index, text.length)
      strangers.push(text)
      return place(axis.push(text) - 1, text.length)
    })
    const alone = recvs.filter((_, k) => (at[k] ?? -1) < 0)
    const aloneAt = matched(strangers, alone)
    const recv = recvs.map(({ text }, k) => {
      const index = at[k] ?? -1
      if (index >= 0) return place(index, text.length)
      const other = aloneAt[alone.indexOf(recvs[k] as (typeof recvs)[number])] ?? -1
      return place(other >= 0 ? sent.length + other : axis.push(text) - 1, text.length)
    })
    const inOrder = (lane: readonly (Interval & { index: number })[]) =>
      lane.toSorted((a, b) => a.index - b.index).map(({ start, end }) => ({ start, end }))
    return {
      send: sent.map((text, k) => place(k, text.length)).map(({ start, end }) => ({ start, end })),
      segment: inOrder(segment),
      recv: inOrder(recv),
    }
  }
})
