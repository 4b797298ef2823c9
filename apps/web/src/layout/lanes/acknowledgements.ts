// When acknowledgements came back to the sender, on the time axis: marks at the upper edge of the segments.
import { bisectLeft } from 'd3-array'
import type { Subject } from '../../model/stream/subject.ts'
import type { Scale } from '../axis/scale.ts'

/** Marks nearer than this would be one. */
const APART = 5

/**
 * The marks' places in pixels from the left edge, in order, also one width left and right of the view. Marks less than five
 * pixels apart are drawn as the first of them. Bisection finds the next one, so the cost depends on the width alone.
 */
export const layOutAcknowledgements = (
  { acknowledged = new Float64Array(0) }: Subject,
  scale: Scale,
  width: number,
  until: number | undefined,
): Float32Array => {
  const marks: number[] = []
  const last = Math.min(until ?? Infinity, scale.invert(2 * width))
  let k = bisectLeft(acknowledged, scale.invert(-width))
  while (k < acknowledged.length && (acknowledged[k] as number) <= last) {
    const x = scale.px(acknowledged[k] as number)
    marks.push(x)
    k = Math.max(k + 1, bisectLeft(acknowledged, scale.invert(x + APART), k))
  }
  return Float32Array.from(marks)
}
