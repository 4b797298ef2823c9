import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Session } from '@unstick/session'
import { opening, recv, send } from '../../../test/sessions.ts'
import { KeptBytes, type Store } from './kept-bytes.ts'

/** Works as the browser does, in memory. */
const inMemory: Store = (pieces) => {
  const all = Buffer.concat(pieces)
  return { size: all.length, read: (from, to) => new Uint8Array(all.subarray(from, to)) }
}

const MEBI = 1024 * 1024
const byteAt = (place: number): number => (place * 31 + (place >> 8)) & 255

test('any range is read back unchanged, across the borders of stored parts and into what is not stored yet', () => {
  const kept = new KeptBytes(inMemory)
  const size = 21 * MEBI + 1_234
  for (let at = 0, k = 0; at < size; k += 1) {
    const length = Math.min([700_001, 3 * MEBI, 17][k % 3] ?? 1, size - at)
    const start = at
    kept.append(Uint8Array.from({ length }, (_, i) => byteAt(start + i)))
    at += length
  }
  fc.assert(
    fc.property(fc.nat(size - 1), fc.integer({ min: 1, max: 600_000 }), (place, wanted) => {
      const target = new Uint8Array(Math.min(wanted, size - place))
      kept.readBack(target, place)
      expect(target.every((byte, i) => byte === byteAt(place + i))).toBe(true)
    }),
    { seed: 20_261_124, numRuns: 50 },
  )
  expect(() => kept.readBack(new Uint8Array(2), size - 1)).toThrow(RangeError)
})

test('after a jump it reads a page at a time; a reader that continues gets large pieces', () => {
  const reads: number[] = []
  const kept = new KeptBytes((pieces) => {
    const stored = inMemory(pieces)
    return { size: stored.size, read: (from, to) => (reads.push(to - from), stored.read(from, to)) }
  })
  for (let k = 0; k < 8; k += 1) kept.append(new Uint8Array(MEBI))
  const piece = MEBI / 4
  for (let k = 0; k < 32; k += 1) kept.readBack(new Uint8Array(200), k * piece + 300)
  expect(reads).toEqual(Array.from({ length: 32 }, () => 16 * 1024))
  reads.length = 0
  for (let at = 0; at < 4 * MEBI; at += 1024) kept.readBack(new Uint8Array(1024), at)
  // The first page was known; two more of its pages are read, and then whole pieces.
  expect(reads).toEqual([16 * 1024, 16 * 1024, ...Array.from({ length: 16 }, () => piece)])
})

test('a session larger than its window still has the bytes of its first calls', () => {
  const kept = new KeptBytes(inMemory)
  const session = new Session({ window: 64 * 1024, readBack: kept.readBack })
  const push = (block: Uint8Array): void => {
    kept.append(block)
    session.push(block)
  }
  for (const block of opening('long')) push(block)
  const text = (k: number): string => `call ${k} `.padEnd(1_000, '.')
  for (let k = 0; k < 1_000; k += 1) {
    push(send(k, text(k)))
    push(recv(k, 4_096, text(k)))
  }
  const [stream] = session.streams
  expect(new TextDecoder().decode(stream?.bytes(0, 2_000))).toBe(text(0) + text(1))
  expect(new TextDecoder().decode(stream?.bytes(500_000, 501_000))).toBe(text(500))
  expect(Buffer.concat([...session.log()]).length).toBe(session.length)
})
