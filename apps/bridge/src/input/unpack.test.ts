import { gzipSync } from 'node:zlib'
import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../errors.ts'
import { unpack } from './unpack.ts'

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size))
}

/** What was unpacked, and the code of the error. */
const unpacked = async (bytes: Uint8Array, { size = 1000, limit = 10_000_000 } = {}) => {
  const pieces: Uint8Array[] = []
  try {
    for await (const piece of unpack(inPieces(bytes, size), limit)) pieces.push(piece)
    return { bytes: Buffer.concat(pieces), code: undefined }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { bytes: Buffer.concat(pieces), code: error.code }
  }
}

/** Text that packs to about ten thousand bytes, so that it has many slices and blocks. */
const text = Buffer.from(
  Array.from({ length: 20_000 }, (_, index) => `line ${index} of it: ${(index * 7919) % 10_007}\n`).join(''),
)
const zstd = (input: Uint8Array, ...args: string[]): Buffer =>
  spawnSync('zstd', ['-q', '-c', ...args], { input }).stdout
const hasZstd = spawnSync('zstd', ['--version']).status === 0
if (!hasZstd) console.log('the zstd tool is missing: only checked-in bytes of it were unpacked')

const packings = [
  { name: 'gzip', packed: gzipSync(text) },
  ...(hasZstd ? [{ name: 'zstd', packed: zstd(text) }] : []),
]

/** A number in three bytes, the lowest first, as zstd's block headers are. */
const bytesOf = (number: number): number[] => [number & 0xff, (number >> 8) & 0xff, number >> 16]

describe('unpack(pieces)', () => {
  it('passes on unpacked bytes, however few', async () => {
    for (const bytes of ['', 'a', 'abc', 'not packed at all'].map((each) => Buffer.from(each)))
      expect(await unpacked(bytes, { size: 1 })).toEqual({ bytes, code: undefined })
  })

  it.each(packings)('unpacks $name cut anywhere', async ({ packed }) => {
    for (const size of [1, 7, 4096, packed.length])
      expect((await unpacked(packed, { size })).bytes.equals(text)).toBe(true)
  })

  it.each(packings)('unpacks several members of $name as one', async ({ packed }) => {
    const { bytes, code } = await unpacked(Buffer.concat([packed, packed]))
    expect([bytes.equals(Buffer.concat([text, text])), code]).toEqual([true, undefined])
  })

  it.each(packings)('keeps everything before the place where $name is cut', async ({ packed }) => {
    for (const part of [0.5, 0.9]) {
      const { bytes, code } = await unpacked(packed.subarray(0, packed.length * part))
      expect(code).toBe('PACKED_DAMAGED')
      expect(bytes.equals(text.subarray(0, bytes.length))).toBe(true)
      // A zstd block holds up to 128 KiB and gives nothing before it is complete.
      expect(bytes.length).toBeGreaterThan(text.length * part - 140 * 1024)
    }
    expect(await unpacked(packed.subarray(0, -1))).toMatchObject({ code: 'PACKED_DAMAGED' })
  })

  it.each(packings)('finds every single flipped byte of $name', async ({ packed }) => {
    // The first ten bytes of gzip contain a time and a system, which no checksum covers.
    for (let at = 10; at < packed.length; at += 4999) {
      const damaged = Buffer.from(packed)
      damaged[at] = (damaged[at] ?? 0) ^ 0x10
      expect((await unpacked(damaged)).code).toBe('PACKED_DAMAGED')
    }
  })

  it.each(packings)('stops $name at its limit', async ({ packed }) => {
    const { bytes, code } = await unpacked(packed, { limit: 1234 })
    expect([bytes.equals(text.subarray(0, 1234)), code]).toEqual([true, 'UNPACKED_TOO_LARGE'])
  })

  // printf 'hello, zstd\n' | zstd -c | xxd -p, with zstd 1.5.4
  it('unpacks what the zstd tool made', async () => {
    const packed = Buffer.from('28b52ffd045861000068656c6c6f2c207a7374640a84585ca0', 'hex')
    expect((await unpacked(packed)).bytes.toString()).toBe('hello, zstd\n')
  })

  it('skips the skippable frames of zstd', async () => {
    // RFC 8878, section 3.1.2: magic 0x184D2A50, size 3, three bytes; after it a frame without a checksum.
    const skippable = Buffer.from('502a4d1803000000aabbcc', 'hex')
    const frame = Buffer.from('28b52ffd005821000074776f0a', 'hex')
    expect(await unpacked(Buffer.concat([frame, skippable, frame]))).toEqual({
      bytes: Buffer.from('two\ntwo\n'),
      code: undefined,
    })
  })

  it('holds one block of zstd, and lets others work, although eight kilobytes unpack to a quarter of a gigabyte', async () => {
    // RFC 8878, section 3.1.1: magic, no content size, a window of 1 MiB; then blocks of 128 KiB that repeat one byte
    // (type 1), each of three bytes and that byte; and a last raw block (type 0) of nothing.
    const run = Buffer.from([...bytesOf((1 << 1) | ((128 * 1024) << 3)), 97])
    const packed = Buffer.concat([
      Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 10 << 3]),
      ...Array.from({ length: 2_000 }, () => run),
      Buffer.from(bytesOf(1)),
    ])
    let size = 0
    let largest = 0
    let turns = 0
    const before = process.memoryUsage().arrayBuffers
    const turn = setInterval(() => (turns += 1), 1)
    for await (const piece of unpack(inPieces(packed, packed.length))) {
      if (size === 0) largest = process.memoryUsage().arrayBuffers - before
      size += piece.length
    }
    clearInterval(turn)
    expect(size).toBe(2_000 * 128 * 1024)
    expect(largest).toBeLessThan(16 * 1024 * 1024)
    expect(turns).toBeGreaterThan(1)
  })

  it('refuses a zstd window over 128 MiB before it takes the memory', async () => {
    // Magic; a descriptor without content size; a window descriptor of exponent 18: 256 MiB (section 3.1.1.1.2).
    const header = Buffer.from('28b52ffd0090', 'hex')
    expect((await unpacked(Buffer.concat([header, Buffer.alloc(8)]))).code).toBe('PACKED_DAMAGED')
  })
})
