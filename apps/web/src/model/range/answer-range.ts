// The worker's answer to a range: where its ends are, what lies in it, and where it is on the other axis.
import { onOtherAxis } from '../stream/other-axis.ts'
import { countRange } from './count-range.ts'
import { placeEnd } from './edges.ts'
import type { Subject } from '../stream/subject.ts'
import type { Range, RangeAnswer, RangeQuestion } from './range.ts'

export const answerRange = (subject: Subject, { axis, ends }: RangeQuestion): RangeAnswer => {
  const [one, other] = [placeEnd(subject, axis, ends[0]), placeEnd(subject, axis, ends[1])]
  const [low, high] = one.at <= other.at ? [one, other] : [other, one]
  const range: Range = { axis, from: low.at, to: high.at }
  return {
    range,
    snapped: [low.snapped, high.snapped],
    counts: countRange(subject, range),
    elsewhere: onOtherAxis(subject, axis, [range.from, range.to], 0),
  }
}
