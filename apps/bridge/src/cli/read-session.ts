// Reads a whole session for a command.
import { Session } from '@unstick/session'
import { type Refusal, refusal } from '../errors.ts'
import { endsEarly } from '../input/unpack.ts'

export interface ReadSession {
  readonly session: Session
  /** Why less was read than there is: `FILE_DAMAGED`, or what `unpack` throws. All before it was read. */
  readonly trouble: Refusal | undefined
}

/** Throws `NOT_A_CAPTURE` where nothing can be read, and what reading the pieces throws. */
export const readSession = async (pieces: AsyncIterable<Uint8Array>): Promise<ReadSession> => {
  const session = new Session()
  let early: Refusal | undefined
  try {
    for await (const piece of pieces) session.push(piece)
  } catch (error) {
    if (!endsEarly(error)) throw error
    early = error
  }
  session.end()
  const { problem } = session
  if (session.length === 0) throw early ?? refusal('NOT_A_CAPTURE', problem?.message ?? 'it is empty.')
  const damaged = problem && refusal('FILE_DAMAGED', `${problem.message} What stands before it was read.`)
  return { session, trouble: early ?? damaged }
}
