// When acknowledgements came back to the sender, on the time axis: marks at the upper edge of the segments.
import { bisectLeft } from 'd3-array'
import type { Subject } from '../../model/stream/subject.ts'
import type { Scale } from '../axis/scale.ts'

/** Marks nearer than this would be one. */
const APART = 5

/**
 * Pixels from the left edge, rising, with a view's width on each side. Each mark that is kept stands for those that come
 * less than five pixels after it. The cost depends on the width, because it goes from mark to mark by bisection.
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
