// Reads a whole session for a command.
import { Session } from '@unstick/session'
import { type Refusal, refusal } from '../errors.ts'
import { readLog } from '../input/read-log.ts'
import { endsEarly } from '../input/unpack.ts'

export interface ReadSession {
  readonly session: Session
  /** The result of `readInto`. */
  readonly trouble: Refusal | undefined
}

/** Reads any format that an importer knows. Keeps all bytes in memory. Throws as `readInto`. */
export const readSession = async (pieces: AsyncIterable<Uint8Array>): Promise<ReadSession> => {
  const session = new Session()
  return { session, trouble: await readInto(session, readLog(pieces)) }
}

/**
 * Pushes all pieces of a log. Returns why it could not read all of them, if so: `FILE_DAMAGED`, or what `unpack` throws;
 * everything before the damage was read. Throws `NOT_A_CAPTURE` if nothing can be read, and what reading the pieces throws.
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
