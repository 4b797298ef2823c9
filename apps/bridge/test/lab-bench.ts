// A lab on real sockets for tests: reads a run's blocks back as a session.
import type { ConditionValues } from '@unstick/api'
import { type Endpoint, Session } from '@unstick/session'
import { systemClock } from '../src/clock.ts'
import { openingBlocks, perform } from '../src/lab/perform.ts'
import { type PreparedRun, prepareRun } from '../src/lab/prepared-run.ts'

export const runHelloWorld = (conditions: ConditionValues, framing = 'none'): Promise<Session> =>
  sessionOf(prepareRun('hello-world', conditions, framing))

export const sessionOf = async (
  run: PreparedRun,
  signal = new AbortController().signal,
  elsewhere: Readonly<Record<string, Endpoint>> = {},
): Promise<Session> => {
  const session = new Session()
  for (const block of openingBlocks(run, { network: 'loopback' })) session.push(block)
  const sink = { append: (block: Uint8Array) => session.push(block), room: () => Promise.resolve() }
  await perform(run, systemClock(), sink, signal, { elsewhere })
  session.end()
  return session
}

/** What the programs printed, in order. */
export const printedBy = (session: Session): string => session.printed.map(({ text }) => text).join('')

/** A run's blocks, as its session's file would contain them. */
export const blocksOf = async (run: PreparedRun): Promise<readonly Uint8Array[]> => {
  const blocks = [...openingBlocks(run, { network: 'loopback' })]
  const sink = {
    append: (block: Uint8Array) => void blocks.push(block.slice()),
    room: () => Promise.resolve(),
  }
  await perform(run, systemClock(), sink, new AbortController().signal)
  return blocks
}
