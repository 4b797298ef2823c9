import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { unpackPieces } from './unpack-pieces.ts'

/** What Node's own gzip made of `bytes`, in base64 pieces of `size` packed bytes. */
const packed = (bytes: Uint8Array, size: number): string[] => {
  const whole = gzipSync(bytes)
  return Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
    whole.subarray(i * size, (i + 1) * size).toString('base64'),
  )
}

const unpack = async (pieces: readonly string[]) => {
  const left = [...pieces]
  const given: Uint8Array[] = []
  const trouble = await unpackPieces(
    () => Promise.resolve(left.shift()),
    (bytes) => void given.push(bytes),
  )
  return { bytes: Buffer.concat(given), trouble }
}

test.each([1, 7, 1_000, 1_000_000])('pieces of %i packed bytes come out as what was packed', async (size) => {
  const bytes = randomBytes(3_000)
  const { bytes: out, trouble } = await unpack(packed(bytes, size))
  expect(out.equals(bytes)).toBe(true)
  expect(trouble).toBeUndefined()
})

test('a file that was cut short gives what comes before the cut, and says so', async () => {
  const bytes = randomBytes(100_000)
  const whole = gzipSync(bytes).toString('base64')
  const { bytes: out, trouble } = await unpack([whole.slice(0, 60_001)])
  expect(trouble).toMatch(/cut short or damaged/)
  expect(out.length).toBeGreaterThan(20_000)
  expect(bytes.subarray(0, out.length).equals(out)).toBe(true)
})

test('bytes that are not gzip are reported as damaged', async () => {
  expect(await unpack([Buffer.from('this is no gzip').toString('base64')])).toMatchObject({
    trouble: expect.stringMatching(/damaged/) as string,
  })
})
