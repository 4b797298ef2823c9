// What the captures in test/fixtures do not have: cut and contradictory headers. Packets by hand, from the RFCs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect, hex } from '../test/collect.ts'
import { dissect } from './dissect.ts'
import { LINK_ETHERNET, LINK_LOOP, LINK_NULL, LINK_RAW } from './link-type.ts'
import { Payload, TCP_ACK, TCP_PSH } from './payload.ts'

const ip = '4500 002d 0001 4000 4006 0000 c0000201 c6336402'
const tcp = '9c40 1f90 fffffffe 00000007 5018 0200 0000 0000'
const packet = hex(`${ip} ${tcp} 68656c6c6f`)

const dissected = (linkType: number, data: Uint8Array, originalLength = data.length) => {
  const payload = new Payload()
  const found = dissect(linkType, data, 0, data.length, originalLength, payload)
  return { found, payload }
}

const problem = (data: Uint8Array, originalLength = data.length, linkType = LINK_RAW) => {
  const { found, payload } = dissected(linkType, data, originalLength)
  return found ? undefined : payload.problem
}

const patched = (bytes: Uint8Array, at: number, ...values: number[]) => {
  const copy = bytes.slice()
  copy.set(values, at)
  return copy
}

test('a segment has its addresses, ports, numbers and the place of its payload', () => {
  const { found, payload } = dissected(LINK_RAW, packet)
  expect(found).toBe(true)
  expect(payload).toMatchObject({
    transport: 'tcp',
    sourceAddress: '192.0.2.1',
    sourcePort: 40_000,
    destinationAddress: '198.51.100.2',
    destinationPort: 8080,
    sequence: 0xffff_fffe,
    acknowledgment: 7,
    flags: TCP_PSH | TCP_ACK,
    window: 512,
    start: 40,
    length: 5,
    originalLength: 5,
    problem: undefined,
  })
  expect(payload.data).toBe(packet)
})

describe('a packet that the capture cut', () => {
  test('after its headers says how much of the payload is missing', () => {
    for (let length = 40; length <= 45; length++) {
      const { found, payload } = dissected(LINK_RAW, packet.subarray(0, length), 45)
      expect(found).toBe(true)
      expect([payload.length, payload.originalLength]).toEqual([length - 40, 5])
    }
  })

  test('within its headers is HEADER_CUT', () => {
    for (let length = 0; length < 40; length++)
      expect(problem(packet.subarray(0, length), 45)).toBe('HEADER_CUT')
  })

  test('within the last header of a packet without payload is HEADER_CUT', () => {
    const empty = patched(packet, 2, 0, 40).subarray(0, 40)
    expect(problem(empty)).toBeUndefined()
    for (let length = 0; length < 40; length++)
      expect(problem(empty.subarray(0, length), 40)).toBe('HEADER_CUT')
  })

  test('within its TCP options has no payload, but ports and numbers', () => {
    const long = patched(hex(`${ip} ${tcp} 0204 05b4 01030307`), 32, 0x70)
    const { found, payload } = dissected(LINK_RAW, patched(long, 3, 48).subarray(0, 45), 48)
    expect(found).toBe(true)
    expect([payload.length, payload.originalLength, payload.maximumSegmentSize]).toEqual([0, 0, 1460])
    expect(payload.windowScale).toBeUndefined()
  })
})

describe('a header that contradicts itself is BAD_HEADER:', () => {
  test.each([
    ['an IPv4 header under 20 bytes', patched(packet, 0, 0x44)],
    ['an IPv4 header longer than its packet', patched(packet, 2, 0, 19)],
    ['a TCP header under 20 bytes', patched(packet, 32, 0x40)],
    ['a TCP header longer than its packet', patched(packet, 32, 0xf0)],
    ['an IPv4 packet with too few bytes for TCP', patched(packet, 2, 0, 39)],
    ['a UDP length under 8', patched(patched(packet, 9, 17), 24, 0, 7)],
    ['an IPv6 packet with too few bytes for TCP', hex(`6000 0000 0002 0640 ${'00'.repeat(32)} 0102`)],
  ])('%s', (_, data) => {
    expect(problem(data)).toBe('BAD_HEADER')
  })
})

test.each([
  ['NOT_IP', patched(packet, 0, 0x55), LINK_RAW],
  ['NOT_IP', hex(`00000007 ${ip}`), LINK_NULL],
  ['NOT_IP', hex('ffffffffffff 020000000001 0806 0001'), LINK_ETHERNET],
  ['NOT_TCP_OR_UDP', patched(packet, 9, 1), LINK_RAW],
  ['UNKNOWN_LINK_TYPE', packet, 147],
])('a packet without TCP or UDP is %s', (code, data, linkType) => {
  expect(problem(data, data.length, linkType)).toBe(code)
})

test('Linux uses 10 for IPv6 when it writes a BSD loopback header', () => {
  const ipv6 = `6000 0000 0019 0640 ${'00'.repeat(32)} ${tcp} 68656c6c6f`
  expect(problem(hex(`0a000000 ${ipv6}`), undefined, LINK_NULL)).toBeUndefined()
  expect(problem(hex(`0000000a ${ipv6}`), undefined, LINK_LOOP)).toBeUndefined()
})

const ipv6 = (payloadLength: string, next: string, rest: string) =>
  hex(`6000 0000 ${payloadLength} ${next} 40 ${'fe80aaaabbbbcccc1111222233334444'.repeat(2)} ${rest}`)

test('the length of an IPv6 packet limits its payload, unless it is 0 or larger than the packet on the wire', () => {
  const lengths = ['0015', '0019', '001c', '0000'].map((payloadLength) => {
    const { payload } = dissected(LINK_RAW, ipv6(payloadLength, '06', `${tcp} 68656c6c6f 0000`))
    return [payload.length, payload.originalLength]
  })
  expect(lengths).toEqual([
    [1, 1],
    [5, 5],
    [7, 7],
    [7, 7],
  ])
})

test('an IPv6 fragment that is the whole datagram is not a FRAGMENT (RFC 6946)', () => {
  const { found } = dissected(LINK_RAW, ipv6('0021', '2c', `0600 0000 00000001 ${tcp} 68656c6c6f`))
  expect(found).toBe(true)
})

test('an IPv4 packet after an IPv6 one keeps nothing of the other address', () => {
  const payload = new Payload()
  for (const data of [ipv6('0019', '06', `${tcp} 68656c6c6f`), packet])
    expect(dissect(LINK_RAW, data, 0, data.length, data.length, payload)).toBe(true)
  expect([payload.sourceAddress, payload.destinationAddress]).toEqual(['192.0.2.1', '198.51.100.2'])
})

test('padding of a short Ethernet frame is not payload', () => {
  const padded = hex(`ffffffffffff 020000000001 0800 4500 0028 ${ip.slice(10)} ${tcp} 000000000000`)
  const { payload } = dissected(LINK_ETHERNET, padded)
  expect([payload.length, payload.originalLength]).toEqual([0, 0])
})

test('a packet of the fixtures, cut at any byte, never reaches beyond its captured bytes', () => {
  const file = readFileSync(join(import.meta.dirname, '../test/fixtures/links.pcapng'))
  const payload = new Payload()
  for (const { linkType, data } of collect(new Uint8Array(file)).packets)
    for (let length = 0; length <= data.length; length++) {
      // A copy of exactly these bytes: reading beyond them would throw.
      const captured = data.slice(0, length)
      if (!dissect(linkType, captured, 0, length, data.length, payload)) continue
      expect(payload.start + payload.length).toBeLessThanOrEqual(length)
      expect(payload.originalLength).toBeGreaterThanOrEqual(payload.length)
    }
})
