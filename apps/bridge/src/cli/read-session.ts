// Reads a whole session for a command.
import { Session } from '@unstick/session'
import { type Refusal, refusal } from '../errors.ts'
import { endsEarly } from '../input/unpack.ts'

export interface ReadSession {
  readonly session: Session
  /** The result of `readInto`. */
  readonly trouble: Refusal | undefined
}

/** Keeps all bytes in memory. Throws what `readInto` throws. */
export const readSession = async (pieces: AsyncIterable<Uint8Array>): Promise<ReadSession> => {
  const session = new Session()
  return { session, trouble: await readInto(session, pieces) }
}

/**
 * Pushes all pieces, and returns why less was read than there is: `FILE_DAMAGED`, or what `unpack` throws. Everything
 * before the fault was read. Throws `NOT_A_CAPTURE` if nothing can be read, and what the pieces throw.
 */
export const readInto = async (
  session: Session,
  pieces: AsyncIterable<Uint8Array>,
  push = (piece: Uint8Array) => session.push(piece),
): Promise<Refusal | undefined> => {
  let early: Refusal | undefined
  try {
    for await (const piece of pieces) push(piece)
  } catch (error) {
    if (!endsEarly(error)) throw error
    early = error
  }
  session.end()
  const { problem } = session
  if (session.length === 0) throw early ?? refusal('NOT_A_CAPTURE', problem?.message ?? 'it is empty.')
  return early ?? (problem && refusal('FILE_DAMAGED', `${problem.message} Everything before it was read.`))
}
