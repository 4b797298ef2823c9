// Two connections with the same addresses and ports, at the same time, by two ways: two VLANs, labels or tunnels. And one
// connection whose packets came by several ways. The bytes are put together by hand from the RFCs.
import { interfaceBlock, LINK_ETHERNET, packetBlock } from '@unstick/pcapng'
import { describe, expect, it, test } from 'vitest'
import { Session } from '../src/index.ts'
import { began, logOf } from './log-of.ts'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')
const wide = (value: number, bytes: number): string => value.toString(16).padStart(2 * bytes, '0')

const [FIN, SYN, PSH, ACK] = [1, 2, 8, 16] as const

interface Segment {
  readonly from: 'client' | 'server'
  readonly flags: number
  readonly sequence: number
  readonly acknowledgment?: number
  readonly text?: string
}

/** IPv4 and TCP between 10.1.0.1:40000 and 10.1.0.2:7000. */
const packet = ({ from, flags, sequence, acknowledgment = 0, text = '' }: Segment): string => {
  const body = Buffer.from(text).toString('hex')
  const [ends, ports] =
    from === 'client' ? ['0a010001 0a010002', '9c40 1b58'] : ['0a010002 0a010001', '1b58 9c40']
  return `4500 ${wide(40 + text.length, 2)} 00000000 4006 0000 ${ends} ${ports} ${wide(sequence, 4)} ${wide(acknowledgment, 4)} 50${wide(flags, 1)} ffff 0000 0000 ${body}`
}

const outer = (protocol: number, ends: string, body: string): string =>
  `4500 ${wide(20 + hex(body).length, 2)} 00000000 40${wide(protocol, 1)} 0000 ${ends} ${body}`
const overUdp = (port: number, ends: string, body: string): string =>
  outer(17, ends, `${wide(port, 2)} ${wide(port, 2)} ${wide(8 + hex(body).length, 2)} 0000 ${body}`)

const MACS = '020000000002 020000000001'
const there = 'c0000201 c0000202'
const back = 'c0000202 c0000201'

/** How a packet of the first or second connection is wrapped, in either direction. */
type Way = (which: number, from: Segment['from'], inner: string) => string

// IEEE 802.1Q, 9.6: the priority is no part of the number.
const vlan: Way = (which, from, inner) =>
  `${MACS} 8100 ${from === 'client' ? 'e' : '0'}0${wide(20 + which, 1)} 0800 ${inner}`

const ways: Readonly<Record<string, Way>> = {
  VLAN: vlan,
  // RFC 3032, 2.1: each direction has a label of its own.
  MPLS: (which, from, inner) =>
    `${MACS} 8847 ${wide(((from === 'client' ? 100 : 300) + which) * 4096 + 0x100 + 64, 4)} ${inner}`,
  // 3GPP TS 29.281, 5.1.
  'GTP-U': (which, from, inner) =>
    `${MACS} 0800 ${overUdp(2152, from === 'client' ? there : back, `30ff ${wide(hex(inner).length, 2)} ${wide((from === 'client' ? 0x1000 : 0x2000) + which, 4)} ${inner}`)}`,
  // RFC 2784: without a key, only the ends of the tunnel differ.
  GRE: (which, from, inner) =>
    `${MACS} 0800 ${outer(47, from === 'client' ? `c000020${which} c0000209` : `c0000209 c000020${which}`, `0000 0800 ${inner}`)}`,
  // RFC 2661, 3.1, with PPP in it.
  L2TP: (which, from, inner) =>
    `${MACS} 0800 ${overUdp(1701, from === 'client' ? there : back, `0002 ${wide(from === 'client' ? 7 : 8, 2)} ${wide(50 + which, 2)} 0021 ${inner}`)}`,
}

const first: readonly Segment[] = [
  { from: 'client', flags: SYN, sequence: 1_000 },
  { from: 'server', flags: SYN | ACK, sequence: 900_000_000, acknowledgment: 1_001 },
  { from: 'client', flags: ACK | PSH, sequence: 1_001, acknowledgment: 900_000_001, text: 'hello' },
  { from: 'server', flags: ACK | PSH, sequence: 900_000_001, acknowledgment: 1_006, text: 'world' },
  { from: 'client', flags: ACK | PSH, sequence: 1_006, acknowledgment: 900_000_006, text: '!' },
]
const second: readonly Segment[] = [
  { from: 'client', flags: SYN, sequence: 2_000_000_000 },
  { from: 'server', flags: SYN | ACK, sequence: 3_000_000_000, acknowledgment: 2_000_000_001 },
  { from: 'client', flags: ACK | PSH, sequence: 2_000_000_001, acknowledgment: 3_000_000_001, text: 'other' },
  { from: 'server', flags: ACK | PSH, sequence: 3_000_000_001, acknowledgment: 2_000_000_006, text: 'bytes' },
  {
    from: 'client',
    flags: ACK | PSH | FIN,
    sequence: 2_000_000_006,
    acknowledgment: 3_000_000_006,
    text: '?',
  },
]

/** What each stream carried, in the order of their first bytes. */
const streamsOf = (frames: readonly string[]): readonly string[] => {
  const session = new Session()
  session.push(logOf([]))
  session.push(interfaceBlock({ linkType: LINK_ETHERNET, name: 'eth0' }))
  for (const [index, frame] of frames.entries())
    session.push(packetBlock({ interfaceId: 2, time: began + BigInt(index * 1e6), data: hex(frame) }))
  session.end()
  expect(new Set(session.streams.map(({ name }) => name)).size).toBe(session.streams.length)
  return session.streams.map((stream) =>
    Array.from({ length: stream.segment.count }, (_, k) =>
      Buffer.from(stream.intervalBytes(stream.segment, k)).toString(),
    ).join(''),
  )
}

const interleaved = (way: Way, from = 0): readonly string[] =>
  first
    .flatMap((segment, index) => [
      { which: 1, segment },
      { which: 2, segment: second[index] as Segment },
    ])
    .slice(2 * from)
    .map(({ which, segment }) => way(which, segment.from, packet(segment)))

describe.each(Object.entries(ways))('the same addresses by two ways: %s', (_, way) => {
  it('are two connections', () => {
    expect(streamsOf(interleaved(way))).toEqual(['hello!', 'other?', 'world', 'bytes'])
  })

  it('are so, too, if nobody saw how they began', () => {
    expect(streamsOf(interleaved(way, 2))).toEqual(['hello!', 'other?', 'world', 'bytes'])
  })
})

test.each(Object.entries(ways))('one connection that changes its way is one: %s', (_, way) => {
  const frames = first.map((segment, index) => way(1 + (index % 2), segment.from, packet(segment)))
  expect(streamsOf(frames)).toEqual(['hello!', 'world'])
})

test('one connection of which each packet was seen with and without its tag is one', () => {
  const frames = first.flatMap((segment) => [
    vlan(1, segment.from, packet(segment)),
    `${MACS} 0800 ${packet(segment)}`,
  ])
  expect(streamsOf(frames)[0]).toMatch(/^hello/)
  expect(streamsOf(frames)).toHaveLength(2)
})

test('a connection with a tag in one direction only is one', () => {
  const frames = first.map((segment) =>
    segment.from === 'client' ? vlan(1, 'client', packet(segment)) : `${MACS} 0800 ${packet(segment)}`,
  )
  expect(streamsOf(frames)).toEqual(['hello!', 'world'])
})
