import { packetBlock } from '@unstick/pcapng'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BlockSplitter } from './block-splitter.ts'

const block = (length: number): Uint8Array =>
  packetBlock({ interfaceId: 0, time: 1n, data: new Uint8Array(length).fill(length) })

it('gives every byte once, in order, and only whole blocks, however the stream is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1 }),
      (lengths, cuts) => {
        const blocks = lengths.map(block)
        const stream = Buffer.concat(blocks)
        const ends = new Set(blocks.map((_, index) => Buffer.concat(blocks.slice(0, index + 1)).length))
        const splitter = new BlockSplitter()
        const given: Uint8Array[] = []
        let total = 0
        for (let at = 0, k = 0; at < stream.length; k += 1) {
          const size = cuts[k % cuts.length] ?? 1
          const whole = splitter.push(Uint8Array.from(stream.subarray(at, at + size)))
          at += size
          if (!whole) continue
          given.push(whole)
          total += whole.length
          expect(ends.has(total)).toBe(true)
        }
        expect(Buffer.concat(given).equals(stream)).toBe(true)
      },
    ),
  )
})
