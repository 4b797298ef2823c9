// Looks for records of one size: bytes that are equal, or count up, at one distance.
import type { FixedSpec } from '../spec/spec.ts'
import type { Heard } from './evidence.ts'
import { paddedOf } from './padded.ts'

const LARGEST = 512
/** At least this many records must be there. */
const LEAST = 4
/** As many bytes of each stream are compared. */
const COMPARED = 4 * 1024

/** The sizes at which most bytes repeat or count up, the best first. */
export const fixedSizes = (
  heards: readonly Heard[],
  surprise: readonly Float32Array[],
  most: number,
): readonly FixedSpec[] => {
  const scores: { readonly size: number; readonly score: number }[] = []
  const longest = Math.max(...heards.map(({ bytes }) => bytes.length))
  const limit = Math.min(LARGEST, Math.floor(longest / LEAST))
  const ends = surprise.map((bits) => Math.min(bits.length, COMPARED))
  const repeated = new Float64Array(limit + 1)
  for (const [index, { bytes }] of heards.entries())
    addRepeated(repeated, bytes.subarray(0, ends[index]), surprise[index] as Float32Array)
  for (let size = 2; size <= limit; size += 1) {
    if (heards.some(({ bytes, isAll }) => isAll && bytes.length % size !== 0)) continue
    const seen = ends.reduce((sum, end) => sum + Math.max(0, end - size), 0)
    if (seen > 0) scores.push({ size, score: (repeated[size] as number) / seen })
  }
  const best = scores.sort((a, b) => b.score - a.score || a.size - b.size).slice(0, most)
  // A multiple of the size repeats as well.
  const sizes = new Set(
    best.flatMap(({ size }) => [
      size,
      ...[2, 3, 4, 5].filter((by) => size % by === 0).map((by) => size / by),
    ]),
  )
  const padded = paddedOf(heards)
  if (padded !== undefined) sizes.add(padded.size)
  return [...sizes].filter((size) => size >= 2).map((size) => ({ kind: 'fixed', size }))
}

/**
 * Adds to each distance the bits of the bytes that equal the one so far before them. It goes from each byte to those before it
 * that are equal, which are few, instead of comparing it with all.
 */
const addRepeated = (repeated: Float64Array, bytes: Uint8Array, bits: Float32Array): void => {
  const newest = new Int32Array(256).fill(-1)
  const before = new Int32Array(bytes.length)
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    const gain = bits[at] as number
    const first = newest[byte] as number
    for (let same = first; same >= 0 && at - same < repeated.length; same = before[same] as number)
      repeated[at - same] = (repeated[at - same] as number) + gain
    before[at] = first
    newest[byte] = at
  }
}
