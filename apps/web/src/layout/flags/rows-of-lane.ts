// The rows that a lane is shown in on the time axis: a row for each line of its program, or for each of a few messages.
import type { Lane } from '@unstick/session'
import type { LineCall, ProgramLine, ProgramLines } from '../../model/programs/program-lines.ts'
import type { Subject } from '../../model/stream/subject.ts'

/** More messages than this are columns. */
const MOST_MESSAGES = 4

export interface LaneRows {
  readonly count: number
  /** The row of an interval. */
  readonly of: (index: number) => number
  /** The lines of the program; none for messages. */
  readonly lines: readonly ProgramLine[]
}

/** Whether a reader who takes each recv for a message gets an empty one at the end of the stream. */
const endsEmpty = ({ frames, lanes, programs }: Subject): boolean =>
  frames.naive && endOfRecvs(programs?.[lanes.findLastIndex(({ kind }) => kind === 'recv')]) !== undefined

/** The call that returned 0, if there is one. */
export const endOfRecvs = (program: ProgramLines | undefined): LineCall | undefined =>
  program?.lines.flatMap(({ calls }) => calls).find(({ outcome }) => outcome === '0 B')

/** `undefined` if its intervals are columns in one row. */
export const rowsOfLane = (subject: Subject, lane: Lane): LaneRows | undefined => {
  if (lane.kind === 'message')
    return lane.count > 0 && lane.count <= MOST_MESSAGES
      ? { count: lane.count + Number(endsEmpty(subject)), of: (index) => index, lines: [] }
      : undefined
  const lines = subject.programs?.[subject.lanes.indexOf(lane)]?.lines
  if (!lines) return undefined
  const rows = new Uint8Array(lane.count)
  lines.forEach(({ calls }, row) => {
    for (const { index } of calls) if (index >= 0) rows[index] = row
  })
  return { count: lines.length, of: (index) => rows[index] ?? 0, lines }
}
