// Whether another rule explains the same bytes about as well and cuts them elsewhere. Of true messages only the true rule
// explains much; tables and numbers let many rules fit, because each of them meets the same few values again and again.
import type { Candidate } from './candidate.ts'
import { countedBytes } from './counted-bytes.ts'
import { mainSpec } from '../composition.ts'

/** A rival explains at least this share. Of drawn protocols none reaches a twentieth. */
const SHARE = 0.25
/** Of fewer frames than these, more may fit by chance. */
const FEW = 16
const SHARE_OF_FEW = 0.8
/** Frames that are compared, and by how many bytes two rules may differ in where each frame begins. */
const FRAMES = 64
const SHIFT = 48
/** So many frames in common, at one shift, are the same frames. */
const ALIKE = 0.6

export const hasRival = (best: Candidate, others: readonly Candidate[]): boolean => {
  if (best.isNamed || countedBytes(mainSpec(best.spec)) === undefined) return false
  const ends = endsOf(best)
  const share = ends.length < FEW ? SHARE_OF_FEW : SHARE
  return others.some(
    (other) =>
      !other.isNamed &&
      other.bits >= share * best.bits &&
      other.key !== best.key &&
      countedBytes(mainSpec(other.spec)) !== undefined &&
      !areAlike(ends, endsOf(other)),
  )
}

const endsOf = ({ fits }: Candidate): readonly number[] => {
  const [columns] = fits[0]?.found ?? []
  return columns === undefined ? [] : [...columns.end.subarray(0, columns.count)]
}

/** Whether most frames of one are frames of the other, but for where each begins. */
const areAlike = (a: readonly number[], b: readonly number[]): boolean => {
  const [few, many] = a.length < b.length ? [a, b] : [b, a]
  const known = new Set(many)
  const looked = few.slice(0, FRAMES)
  const counts = new Map<number, number>()
  for (const end of looked)
    for (let shift = -SHIFT; shift <= SHIFT; shift += 1)
      if (known.has(end + shift)) counts.set(shift, (counts.get(shift) ?? 0) + 1)
  return Math.max(0, ...counts.values()) >= ALIKE * looked.length
}
