import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hex } from '../test/collect.ts'
import { seeded } from '../test/seeded.ts'
import { dissect } from './dissect.ts'
import { LINK_RAW } from './link-type.ts'
import { Payload } from './payload.ts'
import { MAX_AGE, MAX_DATAGRAMS, Reassembler } from './reassembler.ts'

const u16 = (value: number) => value.toString(16).padStart(4, '0')
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()
const udp = (body: string) =>
  hex(`14e9 270f ${u16(8 + body.length)} 0000 ${Buffer.from(body).toString('hex')}`)

/** The part `[start, end)` of a datagram's payload in an IPv4 packet. */
const fragment = (
  payload: Uint8Array,
  start: number,
  end: number,
  { id = 1, last = end === payload.length } = {},
) =>
  hex(
    `4500 ${u16(20 + end - start)} ${u16(id)} ${u16((last ? 0 : 0x2000) | (start / 8))} 4011 0000 c0000201 c6336402 ` +
      Buffer.from(payload.subarray(start, end)).toString('hex'),
  )

const take = (reassembler: Reassembler, packet: Uint8Array, seconds = 0) => {
  const payload = new Payload()
  expect(dissect(LINK_RAW, packet, 0, packet.length, packet.length, payload)).toBe(false)
  expect(payload.problem).toBe('FRAGMENT')
  return reassembler.add(payload, seconds) ? payload : undefined
}

const bodyOf = (payload: Payload | undefined) =>
  payload && text(payload.data.subarray(payload.start, payload.start + payload.length))

describe('a datagram in fragments', () => {
  test('is whole with the last missing fragment, in any order and with repetitions', () => {
    const body = Array.from({ length: 90 }, (_, index) => String.fromCharCode(33 + index)).join('')
    const whole = udp(body)
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 })
    const extra = fc.array(fc.nat(6), { maxLength: 7 })
    fc.assert(
      fc.property(order, extra, (places, repeated) => {
        const reassembler = new Reassembler()
        const missing = new Set(places)
        for (const place of [...repeated, ...places]) {
          if (missing.size === 0) return
          missing.delete(place)
          const end = Math.min((place + 1) * 16, whole.length)
          const payload = take(reassembler, fragment(whole, place * 16, end))
          expect(bodyOf(payload)).toBe(missing.size === 0 ? body : undefined)
        }
      }),
      seeded(6, 500),
    )
  })

  test('keeps the first copy of bytes that come twice', () => {
    const reassembler = new Reassembler()
    expect(take(reassembler, fragment(udp('aaaaaaaaaaaaaaaaaaaaaaaa'), 0, 16))).toBeUndefined()
    expect(bodyOf(take(reassembler, fragment(udp('bbbbbbbbbbbbbbbbbbbbbbbb'), 8, 32)))).toBe(
      'aaaaaaaabbbbbbbbbbbbbbbb',
    )
  })

  test('has no hole if bytes beyond its end were counted', () => {
    const reassembler = new Reassembler()
    const whole = udp('0123456789abcdef')
    take(reassembler, fragment(udp('x'.repeat(64)), 40, 56))
    expect(take(reassembler, fragment(whole, 8, 24))).toBeUndefined()
    expect(bodyOf(take(reassembler, fragment(whole, 0, 8)))).toBe('0123456789abcdef')
  })

  test('is separate from one of another identification', () => {
    const reassembler = new Reassembler()
    const whole = udp('0123456789abcdef')
    take(reassembler, fragment(whole, 0, 16, { id: 1 }))
    expect(take(reassembler, fragment(whole, 16, 24, { id: 2 }))).toBeUndefined()
    expect(reassembler.pending).toBe(2)
  })
})

describe('bounds', () => {
  const whole = udp('0123456789abcdef')

  test('a datagram is given up when it is older than the limit', () => {
    const reassembler = new Reassembler()
    take(reassembler, fragment(whole, 0, 16), 1000)
    expect(take(reassembler, fragment(whole, 16, 24), 1000 + MAX_AGE + 1)).toBeUndefined()
    expect([reassembler.givenUp, reassembler.pending]).toEqual([1, 1])
  })

  test('the oldest datagram is given up when there are too many', () => {
    const reassembler = new Reassembler()
    for (let id = 0; id <= MAX_DATAGRAMS; id++) take(reassembler, fragment(whole, 0, 16, { id }))
    expect([reassembler.givenUp, reassembler.pending]).toEqual([1, MAX_DATAGRAMS])
    expect(take(reassembler, fragment(whole, 16, 24, { id: 0 }))).toBeUndefined()
    expect(bodyOf(take(reassembler, fragment(whole, 16, 24, { id: 9 })))).toBe('0123456789abcdef')
  })

  test('a datagram of the greatest length is reassembled', () => {
    const reassembler = new Reassembler()
    const greatest = udp('x'.repeat(65_535 - 8))
    take(reassembler, fragment(greatest, 0, 32_768))
    expect(bodyOf(take(reassembler, fragment(greatest, 32_768, 65_535)))?.length).toBe(65_527)
  })

  test('impossible fragments are dropped: beyond 65,535 bytes, or an odd piece in the middle', () => {
    const reassembler = new Reassembler()
    const piece = new Uint8Array(65_535)
    expect(
      take(reassembler, hex(`4500 0024 0001 1fff 4011 0000 c0000201 c6336402 ${'00'.repeat(16)}`)),
    ).toBeUndefined()
    expect(take(reassembler, fragment(piece, 0, 13, { last: false }))).toBeUndefined()
    expect(take(reassembler, fragment(whole, 0, 16))).toBeUndefined()
    expect(bodyOf(take(reassembler, fragment(whole, 16, 24)))).toBe('0123456789abcdef')
  })
})
