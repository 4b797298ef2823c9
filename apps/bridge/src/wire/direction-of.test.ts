import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { directionOf } from './direction-of.ts'

interface Ends {
  readonly source: readonly number[]
  readonly destination: readonly number[]
  readonly ports: readonly [number, number]
}

const TCP = 6
/** With the bit "more fragments" (RFC 791, section 3.1). */
const FRAGMENT = 0x20

/** An Ethernet frame with IPv4's 20 bytes and TCP's 20. */
const frame = ({ source, destination, ports: [from, to] }: Ends, fragment = 0): Uint8Array =>
  Uint8Array.from([
    ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0],
    ...[0x45, 0, 0, 40, 0, 1, fragment, 0, 64, TCP, 0, 0, ...source, ...destination],
    ...[from >> 8, from & 0xff, to >> 8, to & 0xff, 0, 0, 0, 1, 0, 0, 0, 1, 0x50, 0x10, 1, 0, 0, 0, 0, 0],
  ])

const port = fc.integer({ min: 1, max: 65_535 })
const address = fc
  .tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 })))
  .map((rest) => [127, ...rest])

describe('directionOf(frame)', () => {
  it('is 1 from the higher port, which is usually the client', () => {
    const home = [127, 0, 0, 1]
    expect(directionOf(frame({ source: home, destination: home, ports: [40_000, 80] }))).toBe(1)
    expect(directionOf(frame({ source: home, destination: home, ports: [80, 40_000] }))).toBe(0)
  })

  it('is another for each direction of a connection, and the same for all of its packets', () => {
    fc.assert(
      fc.property(address, address, port, port, (source, destination, from, to) => {
        fc.pre(from !== to || source.join() !== destination.join())
        const there = directionOf(frame({ source, destination, ports: [from, to] }))
        const back = directionOf(frame({ source: destination, destination: source, ports: [to, from] }))
        expect([there, back].toSorted()).toEqual([0, 1])
      }),
    )
  })

  it('is the same for all fragments, and for frames that are too short', () => {
    fc.assert(
      fc.property(address, address, port, port, (source, destination, from, to) => {
        expect(directionOf(frame({ source, destination, ports: [from, to] }, FRAGMENT))).toBe(0)
      }),
    )
    expect(directionOf(new Uint8Array(3))).toBe(0)
  })
})
