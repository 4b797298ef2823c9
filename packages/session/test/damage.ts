// Damages captures as a bad disk, program or person would, in the same way for the same seed.

/** Numbers in `[0, 1)` from a 32-bit seed: xorshift32 (Marsaglia 2003). */
export const randomFrom = (seed: number): (() => number) => {
  let state = Math.imul(seed, 0x9e3779b1) | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** Lengths and counts that could break a reader. */
const hostile = [0, 1, 8, 11, 12, 13, 28, 0xffff, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff, 0x01000000]

interface Damaged {
  readonly bytes: Uint8Array
  /** Up to here it is the undamaged file. */
  readonly begin: number
}

type Damage = (file: Buffer, random: () => number) => Damaged

const place = (file: Uint8Array, random: () => number): number => Math.floor(random() * file.length)

const flip: Damage = (file, random) => {
  const bytes = Buffer.from(file)
  const begin = place(file, random)
  bytes[begin] = (bytes[begin] ?? 0) ^ (1 << Math.floor(random() * 8))
  return { bytes, begin }
}

const cut: Damage = (file, random) => {
  const begin = place(file, random)
  return { bytes: file.subarray(0, begin), begin }
}

const wrongLength: Damage = (file, random) => {
  const bytes = Buffer.from(file)
  const begin = Math.max(0, Math.min(file.length - 4, place(file, random) & ~3))
  bytes.writeUInt32LE(hostile[Math.floor(random() * hostile.length)] ?? 0, begin)
  return { bytes, begin }
}

const insert: Damage = (file, random) => {
  const begin = place(file, random)
  const junk = Buffer.from(Array.from({ length: 1 + Math.floor(random() * 64) }, () => random() * 256))
  return { bytes: Buffer.concat([file.subarray(0, begin), junk, file.subarray(begin)]), begin }
}

const repeatBlock: Damage = (file, random) => {
  const [start, end] = anyBlock(file, random)
  return { bytes: Buffer.concat([file.subarray(0, end), file.subarray(start)]), begin: end }
}

const moveBlock: Damage = (file, random) => {
  const [start, end] = anyBlock(file, random)
  const bytes = Buffer.concat([file.subarray(0, start), file.subarray(end), file.subarray(start, end)])
  return { bytes, begin: start }
}

const kinds: readonly Damage[] = [flip, cut, wrongLength, insert, repeatBlock, moveBlock]

/** One to three damages, one after the other. */
export const damage = (file: Uint8Array, random: () => number): Damaged => {
  let damaged: Damaged = { bytes: file, begin: file.length }
  for (let left = 1 + Math.floor(random() * 3); left > 0 && damaged.bytes.length > 4; left -= 1) {
    const kind = kinds[Math.floor(random() * kinds.length)] ?? flip
    const { bytes, begin } = kind(Buffer.from(damaged.bytes), random)
    damaged = { bytes, begin: Math.min(begin, damaged.begin) }
  }
  return damaged
}

/** Where one of the file's blocks, or of a classic pcap's records, begins and ends. */
const anyBlock = (file: Buffer, random: () => number): readonly [start: number, end: number] => {
  const blocks: (readonly [number, number])[] = []
  const isPcapng = file.readUInt32LE() === 0x0a0d0d0a
  let at = isPcapng ? 0 : 24
  while (at + 16 <= file.length) {
    const length = isPcapng ? file.readUInt32LE(at + 4) : 16 + file.readUInt32LE(at + 8)
    if (length < 12 || at + length > file.length) break
    blocks.push([at, at + length])
    at += length
  }
  return blocks[Math.floor(random() * blocks.length)] ?? [0, file.length]
}
