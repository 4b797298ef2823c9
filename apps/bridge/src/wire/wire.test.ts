import { describe, expect, it } from 'vitest'
import { Wire } from './wire.ts'

const settings = {
  mtu: 1500,
  rate: 0,
  delay: 10,
  jitter: 0,
  loss: 0,
  reorder: 0,
  duplicate: 0,
  seed: 1,
}
const MS = 1_000_000

describe('a wire', () => {
  it('gives a frame to the other host when it is due', () => {
    const wire = new Wire(settings)
    wire.take(0, Uint8Array.of(1), 0)
    wire.take(1, Uint8Array.of(2), 1 * MS)
    expect(wire.nextDue).toBe(10 * MS)
    expect(wire.arrive(10 * MS - 1)).toBeUndefined()
    expect(wire.arrive(10 * MS)).toMatchObject({ at: 1, frame: Uint8Array.of(1) })
    expect(wire.arrive(11 * MS)).toMatchObject({ at: 0, frame: Uint8Array.of(2) })
    expect(wire.nextDue).toBeUndefined()
  })

  it('keeps a copy, because the reader reads the next frame into the same room', () => {
    const wire = new Wire(settings)
    const room = Uint8Array.of(1)
    wire.take(0, room, 0)
    room[0] = 9
    expect(wire.arrive(10 * MS)?.frame).toEqual(Uint8Array.of(1))
  })

  it('loses each direction by choices of its own', () => {
    const lost = (end: 0 | 1) => {
      const wire = new Wire({ ...settings, loss: 50 })
      return Array.from({ length: 64 }, () => 'lost' in wire.take(end, Uint8Array.of(1), 0))
    }
    expect(lost(0)).not.toEqual(lost(1))
  })
})
