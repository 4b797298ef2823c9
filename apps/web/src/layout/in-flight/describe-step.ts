// A replay's step in words: the next or previous moment, and the state at that moment.
import { scaleOf } from '../axis/scale.ts'
import type { Subject } from '../../model/stream/subject.ts'
import { captionOf } from './caption.ts'
import { stepAfter, stepBefore } from './replay-steps.ts'
import { layOutInFlight } from './lay-out-in-flight.ts'

export interface StepDescription {
  /** Nanoseconds after the epoch. */
  readonly time: number
  readonly text: string
}

/** `by` 0: what had happened by `time`. */
export const describeStep = (subject: Subject, time: number, by: -1 | 0 | 1): StepDescription | undefined => {
  const step = by === 0 ? { time } : by > 0 ? stepAfter(subject, time) : stepBefore(subject, time)
  if (!step) return undefined
  const nowhere = scaleOf(subject.bytes, [0, 1], 1)
  return { time: step.time, text: captionOf(layOutInFlight(subject, 'bytes', nowhere, 1, step.time)) }
}
