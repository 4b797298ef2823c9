// When each step of a lab's programs made its calls: what is written beside the lines of their Python.
import type { Session, Stream } from '@unstick/session'
import { runAt, tintOf } from '../colours/colour-runs.ts'
import type { ShownStream } from '../stream/shown-stream.ts'

/** The calls that one step made. Times are nanoseconds after the epoch. */
export interface StepMoments {
  readonly program: string
  readonly step: string
  /** When its first call began. */
  readonly first: number
  readonly count: number
  /** The colour of its bytes in the shown stream, if it made one call that moved some. */
  readonly tint: number | undefined
}

export interface ProgramMoments {
  readonly steps: readonly StepMoments[]
  /** When steps began, in order of time; only the first ones. */
  readonly began: readonly { readonly program: string; readonly step: string; readonly time: number }[]
}

export const noMoments: ProgramMoments = { steps: [], began: [] }

/** More calls than this are not looked at, so that a long session stays quick. */
const MOST = 20_000

interface Made {
  readonly program: string
  readonly step: string
  readonly time: number
  readonly tint?: number | undefined
}

export const programMoments = (
  session: Session | undefined,
  shown: ShownStream | undefined,
): ProgramMoments => {
  if (!session) return noMoments
  const began = [...allCalls(session, shown)].sort((a, b) => a.time - b.time)
  const steps = new Map<string, StepMoments>()
  for (const { program, step, time, tint } of began) {
    const key = `${program} ${step}`
    const known = steps.get(key)
    steps.set(
      key,
      known
        ? { ...known, count: known.count + 1, tint: undefined }
        : { program, step, first: time, count: 1, tint },
    )
  }
  return {
    steps: [...steps.values()],
    began: began.map(({ program, step, time }) => ({ program, step, time })),
  }
}

function* allCalls(session: Session, shown: ShownStream | undefined): Generator<Made> {
  let left = MOST
  for (const call of session.calls) {
    if (call.call.step === undefined || (left -= 1) < 0) continue
    yield { program: call.program, step: call.call.step, time: call.time }
  }
  for (const { program, step, time } of session.printed) {
    if (step === undefined || (left -= 1) < 0) continue
    yield { program, step, time }
  }
  for (const stream of session.streams)
    for (const kind of ['send', 'recv'] as const)
      for (let index = 0; index < stream[kind].count && left > 0; index += 1, left -= 1) {
        const made = callMade(stream, kind, index, shown)
        if (made) yield made
      }
}

const callMade = (
  stream: Stream,
  kind: 'send' | 'recv',
  index: number,
  shown: ShownStream | undefined,
): Made | undefined => {
  const program = kind === 'send' ? stream.writer : stream.reader
  const step = stream.callOf(kind, index)?.step
  if (program === undefined || step === undefined) return undefined
  const lane = stream[kind]
  const tint = shown?.stream === stream ? tintAt(shown, lane.starts[index] as number) : undefined
  return { program, step, time: lane.times[index] as number, tint }
}

const tintAt = ({ subject: { runs } }: ShownStream, offset: number): number | undefined => {
  const run = runAt(runs, offset)
  return run < runs.count ? tintOf(runs, run) : undefined
}
