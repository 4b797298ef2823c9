// Logs of random runs for property tests, block by block: a TCP stream cut at random by sends, segments and recvs, with
// segments that come late, twice or never; and UDP datagrams that are lost, cut, doubled and reordered.
import fc from 'fast-check'
import { interfaceBlock, LINK_RAW } from '@unstick/pcapng'
import { callInterfaceBlock, sessionHeaderBlock } from '../src/index.ts'
import { logOf, type Step } from './log-of.ts'
import { capturedBlock, captureInterface } from './packets-of.ts'
import { captured, recvFailed, recvfrom, sendto } from './udp-log.ts'

interface Interval {
  readonly start: number
  readonly end: number
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 })
const picks = fc.array(fc.nat(5), { minLength: 1, maxLength: 40 })

const cut = (total: number, pieces: readonly number[]): Interval[] => {
  const found: Interval[] = []
  for (let start = 0; start < total;) {
    const end = Math.min(total, start + (pieces[found.length % pieces.length] ?? 1))
    found.push({ start, end })
    start = end
  }
  return found
}

/** Interleaves lists at random; each keeps its own order. */
const interleaved = <Item>(lists: readonly (readonly Item[])[], order: readonly number[]): Item[] => {
  const rest = lists.map((list) => [...list])
  const all: Item[] = []
  for (let k = 0; rest.some((list) => list.length > 0); k += 1) {
    const left = rest.filter((list) => list.length > 0)
    const item = left[(order[k % order.length] ?? 0) % left.length]?.shift()
    if (item !== undefined) all.push(item)
  }
  return all
}

const opening = logOf([])
const blockOf = (step: Step): Uint8Array => logOf([step]).subarray(opening.length)

/** Small bytes, so that length headers fit sometimes. */
export const tcpBlocks: fc.Arbitrary<readonly Uint8Array[]> = fc
  .record({
    bytes: fc.string({
      unit: fc.constantFrom('\0', '\u0001', '\u0002', '\u0005', 'a', '\n'),
      minLength: 1,
      maxLength: 60,
    }),
    sends: sizes,
    segments: sizes,
    recvs: sizes,
    /** The known lanes. */
    known: fc.record({ sends: fc.boolean(), segments: fc.boolean(), recvs: fc.boolean() }),
    /** Which segments come, in which order. */
    seen: fc.array(fc.nat(12), { maxLength: 24 }),
    times: fc.array(fc.nat(60), { minLength: 1, maxLength: 20 }),
    order: picks,
  })
  .map(({ bytes, sends, segments, recvs, known, seen, times, order }) => {
    const text = ({ start, end }: Interval): string => bytes.slice(start, end)
    const at = (k: number): number => times[k % times.length] ?? 0
    const cuts = cut(bytes.length, segments)
    return [
      opening,
      captureInterface(),
      ...interleaved(
        [
          !known.sends
            ? []
            : cut(bytes.length, sends).map((each, k) =>
                blockOf(['client', 'send', [], each.end - each.start, at(k), 1, text(each)]),
              ),
          !known.segments
            ? []
            : [
                capturedBlock(2, { from: 'client', at: 0, mss: 1460 }),
                ...seen.flatMap((which, k) => {
                  const each = cuts[which % cuts.length]
                  return each
                    ? [
                        capturedBlock(2, {
                          from: 'client',
                          at: at(k),
                          offset: each.start,
                          payload: text(each),
                        }),
                      ]
                    : []
                }),
              ],
          !known.recvs
            ? []
            : cut(bytes.length, recvs).map((each, k) =>
                blockOf(['server', 'recv', ['9'], each.end - each.start, at(k) + 1, 1, text(each)]),
              ),
        ],
        order,
      ),
    ]
  })

export const udpBlocks: fc.Arbitrary<readonly Uint8Array[]> = fc
  .record({
    // Few different bytes, so that many datagrams are equal or begin alike.
    sent: fc.array(fc.string({ unit: fc.constantFrom('\u0001', 'b'), maxLength: 4 }), { maxLength: 12 }),
    arrivals: fc.array(fc.record({ of: fc.nat(13), limit: fc.integer({ min: 1, max: 5 }) }), {
      maxLength: 12,
    }),
    seen: fc.array(fc.nat(13), { maxLength: 8 }),
    emptyAtEnd: fc.boolean(),
    order: picks,
  })
  .map(({ sent, arrivals, seen, emptyAtEnd, order }) => [
    sessionHeaderBlock({ title: 'udp' }),
    callInterfaceBlock('server'),
    callInterfaceBlock('client'),
    interfaceBlock({ linkType: LINK_RAW, name: 'lo' }),
    ...interleaved(
      [
        sent.map((text, k) => sendto(k, text)),
        seen.map((which, k) => captured(k + 0.5, sent[which] ?? 'nobody')),
        arrivals.map(({ of, limit }, k) => recvfrom(k + 1, limit, (sent[of] ?? 'nobody').slice(0, limit))),
      ],
      order,
    ),
    ...(emptyAtEnd ? [recvFailed(100, 'EAGAIN')] : []),
  ])
