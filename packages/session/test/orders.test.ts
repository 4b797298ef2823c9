// The order of a log's records changes nothing that does not depend on it. Compared with simple models that track each
// byte.
import { parseFraming } from '@unstick/framing'
import { interfaceBlock, LINK_RAW, packetBlock, sectionHeaderBlock } from '@unstick/pcapng'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Session, type Stream, SummaryReader } from '../src/index.ts'
import { began } from './log-of.ts'
import { captured, recvfrom, sendto, udpSession } from './udp-log.ts'

const seed = 20_261_129

interface Segment {
  readonly start: number
  readonly length: number
  /** How many bytes of its payload the capture kept. */
  readonly kept: number
}

/** IPv4 and TCP by hand (RFC 791, RFC 9293): stream offset 0 has the sequence number 1. */
const packet = (flags: number, sequence: number, payload: Uint8Array, kept: number): Uint8Array => {
  const data = Buffer.alloc(40 + payload.length)
  data.writeUInt16BE(0x4500, 0)
  data.writeUInt16BE(data.length, 2)
  data.writeUInt16BE(0x4006, 8)
  data.writeUInt32BE(0x0a000002, 12)
  data.writeUInt32BE(0x0a000001, 16)
  data.writeUInt16BE(4_000, 20)
  data.writeUInt16BE(80, 22)
  data.writeUInt32BE(sequence, 24)
  data.writeUInt16BE(0x5000 | flags, 32)
  data.set(payload, 40)
  return packetBlock({
    interfaceId: 0,
    time: began,
    data: data.subarray(0, 40 + kept),
    originalLength: data.length,
  })
}

const SYN = 2
const opening = Buffer.concat([
  sectionHeaderBlock({}),
  interfaceBlock({ linkType: LINK_RAW }),
  packet(SYN, 0, new Uint8Array(0), 0),
])

/** Each segment's bytes are its number, so that bytes show their segment. */
const blockOf = ({ start, length, kept }: Segment, number: number): Uint8Array =>
  packet(0, 1 + start, new Uint8Array(length).fill(number + 1), kept)

/** For each byte: which segment has it, and whether only its length is known. */
const modelOf = (segments: readonly Segment[]) => {
  const owners: (number | undefined)[] = []
  const counts = { late: 0, repeated: 0, overlapping: 0, different: 0 }
  const bytes: number[] = []
  segments.forEach(({ start, length, kept }, number) => {
    const next = owners.length
    const isNew = (offset: number) => owners[offset] === undefined
    const range = (from: number, to: number) =>
      Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k)
    // Before the newest byte, a segment fills gaps with the bytes that were kept; after it, all its bytes count.
    const old = range(start, Math.min(start + kept, next))
    const fills = old.filter(isNew)
    const isRepeated = start < next && start + length <= next && fills.length === 0
    if (fills.length > 0) counts.late += 1
    if (isRepeated) counts.repeated += 1
    // One byte before the newest could be a keep-alive, whose bytes mean nothing.
    const isProbe = isRepeated && length === 1 && start + length === next
    const isKnown = (offset: number) => owners[offset] !== undefined && bytes[offset] !== 0
    if (!isProbe && old.some((offset) => isKnown(offset) && bytes[offset] !== number + 1))
      counts.different += 1
    if (start < next && start + length > next) counts.overlapping += 1
    const added = range(Math.max(start, next), start + length)
    for (const offset of range(next, added[0] ?? next)) {
      owners[offset] = undefined
      bytes[offset] = 0
    }
    for (const offset of [...fills, ...added]) {
      owners[offset] = number
      bytes[offset] = offset < start + kept ? number + 1 : 0
    }
  })
  const rows: [number, number][] = []
  owners.forEach((owner, offset) => {
    const last = rows.at(-1)
    if (owner === undefined) return
    if (last?.[1] === offset && owners[offset - 1] === owner) last[1] = offset + 1
    else rows.push([offset, offset + 1])
  })
  return { rows, bytes, ...counts }
}

const result = (stream: Stream | undefined) => {
  if (!stream) throw new Error('no stream')
  const { starts, ends, count } = stream.segment
  const { late, repeated, overlapping, different } = stream.capture
  return {
    rows: Array.from({ length: count }, (_, i) => [starts[i], ends[i]]),
    bytes: [...stream.bytes(0, stream.length)],
    late,
    repeated,
    overlapping,
    different,
  }
}

describe('segments of TCP', () => {
  const segments = fc.array(
    fc
      .record({ start: fc.nat(60), length: fc.integer({ min: 1, max: 20 }), cut: fc.nat(30) })
      .map(({ start, length, cut }) => ({ start, length, kept: cut > length ? length : cut })),
    { minLength: 1, maxLength: 40 },
  )
  const looks = fc.array(fc.boolean(), { minLength: 1, maxLength: 10 })

  it(`in any order and overlapping: each byte is from the first segment that had it (seed ${seed})`, () => {
    fc.assert(
      fc.property(segments, looks, (all, looks) => {
        const session = new Session()
        session.push(opening)
        all.forEach((segment, k) => {
          session.push(blockOf(segment, k))
          // Sometimes read in between.
          if (looks[k % looks.length]) session.streams.forEach((stream) => stream.segment.count)
        })
        expect(result(session.streams[0])).toEqual(modelOf(all))
      }),
      { seed, numRuns: 1_000 },
    )
  })

  it(`in any order, even many, give the same bytes, intervals and messages (seed ${seed})`, () => {
    const count = 6_000
    const whole = Array.from({ length: count }, (_, k) => ({ start: 3 * k, length: 3, kept: 3 }))
    const blocks = whole.map((segment) => blockOf(segment, segment.start % 200))
    const expected = {
      rows: whole.map(({ start }) => [start, start + 3]),
      bytes: whole.flatMap(({ start }) => Array<number>(3).fill((start % 200) + 1)),
    }
    const order = fc.shuffledSubarray(blocks, { minLength: count })
    fc.assert(
      fc.property(fc.oneof(order, fc.constant(blocks), fc.constant(blocks.toReversed())), (order) => {
        const { session, counts } = counted('fixed:2', [opening, ...order])
        expect(result(session.streams[0])).toMatchObject(expected)
        expect(counts).toMatchObject({ segments: count, messages: (count * 3) / 2 })
      }),
      { seed, numRuns: 6 },
    )
  })
})

/** Reads piece by piece, and frames after each piece. */
const counted = (framing: string, pieces: readonly Uint8Array[]) => {
  const reader = new SummaryReader({}, spec(framing))
  for (const piece of pieces) reader.push(piece)
  return { session: reader.session, counts: reader.end() }
}

const spec = (text: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

describe('datagrams of UDP', () => {
  it(`in any order, captured and received, each is counted once (seed ${seed})`, () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom('a', '\n'), maxLength: 5 }), {
      minLength: 1,
      maxLength: 20,
    })
    const run = texts.chain((sent) =>
      fc.record({
        sent: fc.constant(sent),
        order: fc.shuffledSubarray(
          sent.flatMap((text, k) => [sendto(k, text), captured(100 + k, text), recvfrom(200 + k, 9, text)]),
          { minLength: sent.length * 3 },
        ),
      }),
    )
    const header = [...udpSession([]).log()]
    fc.assert(
      fc.property(run, ({ sent, order }) => {
        const { counts } = counted('delimiter:\\n', [...header, ...order])
        const lines = sent.map((text) => text.split('\n').length - 1)
        expect(counts).toEqual({
          streams: 1,
          sends: sent.length,
          segments: sent.length,
          recvs: sent.length,
          messages: lines.reduce((sum, each) => sum + each, 0),
          merges: lines.filter((each) => each > 1).length,
          splits: 0,
          shortWrites: 0,
        })
      }),
      { seed, numRuns: 300 },
    )
  })
})
