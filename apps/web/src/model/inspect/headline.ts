// What the stage says first: the gravest of what happened, with the intervals that it is about.
import { headlines } from '@unstick/session'
import { laneNamed } from '../lanes/lanes.ts'
import type { IntervalLink } from '../lanes/interval.ts'
import { linkTo } from '../lanes/intervals-inside.ts'
import type { ShownStream } from '../stream/shown-stream.ts'
import type { OpenedSession } from '../session/opened-session.ts'

export interface Headline {
  readonly title: string
  /** Why, as far as it was measured. */
  readonly text: string
  /** Whether a program got something else than was sent. */
  readonly isWrong: boolean
  /** Whether it says that messages came out whole under a framing. */
  readonly isWhole: boolean
  /** How many intervals it is about, and the first of them, to step through. */
  readonly count: number
  readonly links: readonly IntervalLink[]
}

const MOST_LINKS = 500

/** `undefined` if nothing joined, cut or lost any bytes. */
export const headlineOf = ({ session }: OpenedSession, shown: ShownStream): Headline | undefined => {
  const [point] = headlines(session, shown.path)
  if (!point) return undefined
  const lane = laneNamed(shown.subject.lanes, point.lane)
  const there = point.indices.filter((index) => index < lane.count)
  return {
    title: point.title,
    text: point.text,
    isWrong: point.isWrong,
    isWhole: !point.isWrong && lane.kind === 'message' && shown.path.framed?.naive === false,
    count: there.length,
    links: Array.from(there.subarray(0, MOST_LINKS), (index) => linkTo(lane, index)),
  }
}
