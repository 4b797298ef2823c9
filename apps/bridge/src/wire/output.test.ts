import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Output } from './output.ts'

describe('the output', () => {
  it('writes all bytes once, in order, however few the reader takes at a time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 200_000 }), { maxLength: 8 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 70_000 })),
        (lengths, room) => {
          const blocks = lengths.map((length, index) => new Uint8Array(length).fill(index + 1))
          const written: Uint8Array[] = []
          const output = new Output((bytes) => {
            const count = Math.min(bytes.length, Number(room.next().value))
            written.push(bytes.slice(0, count))
            return count
          })
          for (const block of blocks) {
            output.add(block)
            output.flush()
          }
          while (output.waits) output.flush()
          expect(Buffer.concat(written).equals(Buffer.concat(blocks))).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('says that nobody reads any more', () => {
    const output = new Output(() => -1)
    output.add(Uint8Array.of(1))
    expect(output.flush()).toBe(false)
  })

  it('drops and counts what is more than 64 MiB behind its reader', () => {
    const output = new Output(() => 0)
    const block = new Uint8Array(1024 * 1024)
    for (let count = 0; count < 70; count += 1) output.add(block)
    expect(output.unrecorded).toBe(6)
  })
})
