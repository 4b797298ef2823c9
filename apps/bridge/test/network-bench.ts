// Runs on private networks for tests: whether they can be made, and the result of a run.
import { Session } from '@unstick/session'
import type { Network } from '../src/network/network.ts'
import { missingForNetwork, searchPath } from '../src/tools.ts'

/** Why a private network cannot be tested here. It is printed once. */
export const missing = (await missingForNetwork(searchPath(process.env.PATH))).map(({ name }) => name)
if (missing.length > 0) console.log(`${missing.join(', ')} missing: the private network was not tested`)

/** Performs to the end, and gives the session with its file's bytes. */
export const performed = async (
  network: Network,
  signal = new AbortController().signal,
): Promise<{ session: Session; file: Buffer }> => {
  const blocks: Uint8Array[] = [...network.opening]
  const sink = { append: (block: Uint8Array) => void blocks.push(block), room: () => Promise.resolve() }
  try {
    await network.perform(sink, signal)
  } finally {
    await network.leave()
  }
  const file = Buffer.concat(blocks)
  const session = new Session()
  session.push(file)
  session.end()
  return { session, file }
}

export const lengths = (session: Session, lane: 'send' | 'segment' | 'recv'): number[] =>
  session.streams.flatMap((stream) => {
    const { count, starts, ends } = stream[lane]
    return Array.from({ length: count }, (_, index) => Number(ends[index]) - Number(starts[index]))
  })
