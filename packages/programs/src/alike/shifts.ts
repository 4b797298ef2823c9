// Builds numbers from single bytes, for languages and widths that have no call for it.
import type { HeaderPlan } from '../plans/plan.ts'

/** `b(0) << 16 | b(1) << 8 | b(2)`: the field's bytes, each as the language reads it, the highest first. */
export const shifted = ({ at, width, littleEndian }: HeaderPlan, byte: (index: number) => string): string =>
  Array.from({ length: width }, (_, k) => {
    const shift = 8 * (width - 1 - k)
    const read = byte(littleEndian ? at + width - 1 - k : at + k)
    return shift > 0 ? `${read} << ${shift}` : read
  }).join(' | ')

/** One statement per byte, in order: where it goes, and by how many bits the length is shifted for it. */
export const shiftedOut = (
  { at, width, littleEndian }: HeaderPlan,
  statement: (index: number, shift: number) => string,
): readonly string[] =>
  Array.from({ length: width }, (_, k) => statement(at + k, 8 * (littleEndian ? k : width - 1 - k)))
