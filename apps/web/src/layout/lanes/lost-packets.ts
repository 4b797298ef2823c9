// Packets that left and never arrived, on the time axis: a mark below the segment lane at the moment when each left.
import type { Subject } from '../../model/stream/subject.ts'
import type { Scale } from '../axis/scale.ts'

/** Pixels from the left edge, rising. They include a view's width on each side, so that the page can pan meanwhile. */
export const layOutLostPackets = (
  { lostOnWire = [] }: Subject,
  scale: Scale,
  width: number,
  until: number | undefined,
): Float32Array => {
  const marks: number[] = []
  for (const time of lostOnWire) {
    if (until !== undefined && time > until) continue
    const x = scale.px(time)
    // One mark per pixel is enough, however many packets were lost there.
    if (x > -width && x < 2 * width && x - (marks.at(-1) ?? -Infinity) >= 1) marks.push(x)
  }
  return Float32Array.from(marks)
}
