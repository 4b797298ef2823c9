// Looks for records of one size: bytes that are equal, or count up, at one distance.
import type { FixedSpec } from '../spec/spec.ts'
import type { Heard } from './evidence.ts'
import { paddedOf } from './padded.ts'

const LARGEST = 512
/** At least this many records must be there. */
const LEAST = 4

/** The sizes at which most bytes repeat or count up, the best first. */
export const fixedSizes = (
  heards: readonly Heard[],
  surprise: readonly Float32Array[],
  most: number,
): readonly FixedSpec[] => {
  const scores: { readonly size: number; readonly score: number }[] = []
  const longest = Math.max(...heards.map(({ bytes }) => bytes.length))
  const limit = Math.min(LARGEST, Math.floor(longest / LEAST))
  for (let size = 2; size <= limit; size += 1) {
    if (heards.some(({ bytes, isAll }) => isAll && bytes.length % size !== 0)) continue
    let score = 0
    let seen = 0
    for (const [index, { bytes }] of heards.entries()) {
      const bits = surprise[index] as Float32Array
      const end = Math.min(bits.length, 4_096)
      for (let at = size; at < end; at += 1) if (bytes[at] === bytes[at - size]) score += bits[at] as number
      seen += Math.max(0, end - size)
    }
    if (seen > 0) scores.push({ size, score: score / seen })
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
