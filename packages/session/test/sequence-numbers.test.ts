// Sequence numbers that a real capture has and a textbook has not: SYNs with several numbers, damaged ones, and captures
// that began in the middle of a connection.
import { readFileSync } from 'node:fs'
import { LINK_RAW, interfaceBlock, packetBlock, sectionHeaderBlock } from '@unstick/pcapng'
import { describe, expect, it } from 'vitest'
import { Session } from '../src/index.ts'
import { began } from './log-of.ts'

const FIN = 0x01
const SYN = 0x02
const RST = 0x04
const PSH = 0x08
const ACK = 0x10

interface Packet {
  readonly from: 'client' | 'server'
  readonly sequence: number
  readonly flags: number
  readonly acknowledges?: number
  readonly payload?: string
}

/** IPv4 and TCP by hand (RFC 791, RFC 9293): 10.0.0.2:5000 is the client, 10.0.0.1:80 the server. */
const block = ({ from, sequence, flags, acknowledges = 0, payload = '' }: Packet): Uint8Array => {
  const data = Buffer.alloc(40 + payload.length)
  const isClient = from === 'client'
  data.writeUInt16BE(0x4500, 0)
  data.writeUInt16BE(data.length, 2)
  data.writeUInt16BE(0x4006, 8)
  data.writeUInt32BE(isClient ? 0x0a000002 : 0x0a000001, 12)
  data.writeUInt32BE(isClient ? 0x0a000001 : 0x0a000002, 16)
  data.writeUInt16BE(isClient ? 5_000 : 80, 20)
  data.writeUInt16BE(isClient ? 80 : 5_000, 22)
  data.writeUInt32BE(sequence % 2 ** 32, 24)
  data.writeUInt32BE(acknowledges % 2 ** 32, 28)
  data.writeUInt16BE(0x5000 | flags, 32)
  data.write(payload, 40, 'latin1')
  return packetBlock({ interfaceId: 0, time: began, data })
}

const sessionOf = (...packets: readonly Packet[]): Session => {
  const session = new Session()
  session.push(Buffer.concat([sectionHeaderBlock({}), interfaceBlock({ linkType: LINK_RAW })]))
  for (const packet of packets) session.push(block(packet))
  session.end()
  return session
}

/** `client>server: hello`, and what was left out. */
const told = (session: Session) => ({
  streams: session.streams.map((stream) => {
    const name = stream.name.replace('10.0.0.2:5000', 'client').replace('10.0.0.1:80', 'server')
    return `${name}: ${Buffer.from(stream.bytes(0, 200)).toString('latin1')}`
  }),
  leftOut: session.leftOut,
})

const data = (from: Packet['from'], sequence: number, payload: string, acknowledges = 0): Packet => ({
  from,
  sequence,
  flags: PSH | ACK,
  payload,
  acknowledges,
})
const syn: Packet = { from: 'client', sequence: 99, flags: SYN }
const synAck = (sequence: number): Packet => ({
  from: 'server',
  sequence,
  flags: SYN | ACK,
  acknowledges: 100,
})

describe('a SYN', () => {
  it('with another number after bytes came is another connection, also of the server’s side alone', () => {
    const session = new Session()
    session.push(readFileSync(new URL('fixtures/synack-reuse.pcap', import.meta.url)))
    session.end()
    expect(session.streams.map(({ name, length }) => [name, length])).toEqual([
      ['10.1.0.2:7000>10.1.0.1:40000', 100],
      ['10.1.0.2:7000>10.1.0.1:40000#2', 50],
    ])
  })

  it.each([
    ['the other side acknowledges', 4_999],
    ['the other side does not acknowledge', 7_777],
  ])('whose number %s before any byte came counts or not', (_, other) => {
    const right = 4_999
    for (const order of [
      [synAck(other), synAck(right)],
      [synAck(right), synAck(other)],
    ])
      expect(
        told(
          sessionOf(
            syn,
            ...order,
            { from: 'client', sequence: 100, flags: ACK, acknowledges: right + 1 },
            data('server', right + 1, 'hello'),
            data('server', right + 6, 'world'),
          ),
        ),
      ).toEqual({ streams: ['server>client: helloworld'], leftOut: {} })
  })

  it.each([
    ['FIN', { from: 'server', sequence: 9_999, flags: SYN | FIN }],
    ['RST', { from: 'server', sequence: 9_999, flags: SYN | RST }],
  ] as const)('with %s begins nothing', (_, odd) => {
    expect(
      told(
        sessionOf(syn, synAck(4_999), data('server', 5_000, 'hello'), odd, data('server', 5_005, 'world')),
      ),
    ).toEqual({ streams: ['server>client: helloworld'], leftOut: {} })
  })

  it('flag that was damaged in the middle of a stream begins nothing, and its bytes stay', () => {
    const damaged = { ...data('server', 5_005, 'w'), flags: SYN | PSH | ACK }
    const empty = { from: 'server', sequence: 5_010, flags: SYN | ACK } as const
    expect(
      told(
        sessionOf(
          ...[syn, synAck(4_999), data('server', 5_000, 'hello'), damaged],
          ...[data('server', 5_006, 'orld'), empty, data('server', 5_010, '!')],
        ),
      ),
    ).toEqual({ streams: ['server>client: helloworld!'], leftOut: {} })
  })
})

it('a second answer to the same SYN, with another number and after bytes, begins nothing', () => {
  const streams = ['server>client: helloworld']
  const before = [syn, synAck(4_999), data('server', 5_000, 'hello')]
  const after = data('server', 5_005, 'world')
  expect(told(sessionOf(...before, synAck(9_999), after))).toEqual({ streams, leftOut: {} })
  // If the client asked anew, with another number, it answers that.
  const anew = { ...syn, sequence: 49_999 }
  const answer = { ...synAck(9_999), acknowledges: 50_000 }
  expect(told(sessionOf(...before, anew, answer, data('server', 10_000, 'other'))).streams).toEqual([
    'server>client: hello',
    'server>client#2: other',
  ])
})

it('an answer to the same SYN after the end is another connection, whose client used its number again', () => {
  const closed = [
    { from: 'client', sequence: 100, flags: FIN | ACK, acknowledges: 5_005 },
    { from: 'server', sequence: 5_005, flags: FIN | ACK, acknowledges: 101 },
  ] as const
  expect(
    told(
      sessionOf(
        ...[syn, synAck(4_999), data('server', 5_000, 'hello'), ...closed],
        ...[syn, synAck(9_999), data('server', 10_000, 'other')],
      ),
    ),
  ).toEqual({ streams: ['server>client: hello', 'server>client#2: other'], leftOut: {} })
})

it('of many SYNs with different numbers that came without an answer, any may be the one that is answered', () => {
  const syns = Array.from({ length: 9 }, (_, k) => ({ ...syn, sequence: 99 + 1_000 * k }))
  expect(told(sessionOf(...syns, synAck(4_999), data('client', 100, 'hello', 5_000)))).toEqual({
    streams: ['client>server: hello'],
    leftOut: {},
  })
})

it('segments that repeat bytes in part, and with others, are counted', () => {
  const session = sessionOf(syn, data('client', 100, 'AAAAA'), data('client', 102, 'BBBBB'))
  expect(told(session).streams).toEqual(['client>server: AAAAABB'])
  const { overlapping, different } = session.streams[0]?.capture ?? {}
  expect([overlapping, different]).toEqual([1, 1])
})

describe('a capture that begins in the middle of a connection', () => {
  it('takes an earlier segment as soon as what lies between came', () => {
    const [a, b, c] = [data('client', 1_000, 'aa'), data('client', 1_002, 'bb'), data('client', 1_004, 'cc')]
    expect(told(sessionOf(c, a))).toEqual({ streams: ['client>server: cc'], leftOut: { BEFORE_CAPTURE: 1 } })
    expect(told(sessionOf(c, a, b))).toEqual({ streams: ['client>server: aabbcc'], leftOut: {} })
  })

  it('begins with the byte of a window probe, which the other side did not have', () => {
    const probe = { ...data('client', 1_000, 'h'), flags: ACK }
    const closed: Packet = { from: 'server', sequence: 5_000, flags: ACK, acknowledges: 1_000 }
    const session = sessionOf(probe, closed, probe, closed, data('client', 1_001, 'ello'))
    expect(told(session)).toEqual({ streams: ['client>server: hello'], leftOut: {} })
  })

  it('begins with the earliest bytes that it has, in whichever order they came', () => {
    const session = sessionOf(
      data('client', 1_005, 'world'),
      data('client', 1_000, 'hello'),
      data('client', 998, '> hel'),
      data('client', 1_010, '!'),
    )
    expect(told(session)).toEqual({ streams: ['client>server: > helloworld!'], leftOut: {} })
    expect(session.streams[0]?.revision).toBe(2)
  })

  it('counts earlier bytes that neither reach the others nor agree with them', () => {
    expect(
      told(
        sessionOf(
          data('client', 1_005, 'world'),
          data('client', 900, 'other'),
          data('client', 1_000, 'helloW'),
          data('client', 1_010, '!'),
        ),
      ),
    ).toEqual({ streams: ['client>server: world!'], leftOut: { BEFORE_CAPTURE: 1 } })
  })

  it('does not begin with the byte of a keep-alive', () => {
    const keepAlive = { ...data('client', 999, '\0'), flags: ACK }
    const session = sessionOf(keepAlive, data('client', 1_000, 'hello'), keepAlive)
    expect(told(session)).toEqual({ streams: ['client>server: hello'], leftOut: {} })
    expect(session.streams[0]?.capture.keepAlives).toBe(2)
  })
})

describe('a sequence number far ahead', () => {
  it('that nothing else confirms makes no stream of a gigabyte, and is counted', () => {
    const session = sessionOf(
      ...[syn, data('client', 100, 'hello'), data('client', 1_000_000_000, 'wild')],
      data('client', 105, 'world'),
    )
    expect(told(session)).toEqual({ streams: ['client>server: helloworld'], leftOut: { OUT_OF_WINDOW: 1 } })
    expect(session.streams[0]?.length).toBe(10)
  })

  it.each([2 ** 25, 2 ** 30 + 5, 3 * 2 ** 30 - 100])(
    'is a gap of %d bytes if the stream goes on there, or the other side acknowledges it',
    (gap) => {
      for (const next of [
        data('client', 105 + gap + 5, '!'),
        { from: 'server', sequence: 7, flags: ACK, acknowledges: 105 + gap + 5 } as const,
      ]) {
        const session = sessionOf(syn, data('client', 100, 'hello'), data('client', 105 + gap, 'world'), next)
        const [stream] = session.streams
        expect(session.leftOut).toEqual({})
        expect(Buffer.from(stream?.bytes(5 + gap, 5 + gap + 5) ?? []).toString()).toBe('world')
      }
    },
  )
})
