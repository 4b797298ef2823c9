// Reads a whole session for a command, from a file or standard input.
import { createReadStream } from 'node:fs'
import { Session } from '@unstick/session'
import { errnoOf, refusal } from '../errors.ts'

/** The file's bytes as they come; `-` is standard input. */
const readInput = (file: string): AsyncIterable<Uint8Array> =>
  file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1024 * 1024 })

/** Throws `FILE_UNREADABLE`. Calls `use` with what was read; rejects with what it rejects with. */
export const withInput = async <Result>(
  file: string,
  use: (pieces: AsyncIterable<Uint8Array>) => Promise<Result>,
) => {
  try {
    return await use(readInput(file))
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    throw refusal('FILE_UNREADABLE', file, reasons.get(errno) ?? errno)
  }
}

/** Throws `FILE_UNREADABLE`, and `NOT_A_CAPTURE` where nothing in it can be read. */
export const readSession = async (file: string): Promise<Session> => {
  const session = new Session()
  await withInput(file, async (pieces) => {
    for await (const piece of pieces) session.push(piece)
  })
  session.end()
  if (session.problem && session.length === 0) throw refusal('NOT_A_CAPTURE', session.problem.message)
  return session
}

/** Says where reading stopped, after everything before it was printed. Throws `FILE_DAMAGED`. */
export const refuseDamaged = ({ problem }: Session): void => {
  if (problem) throw refusal('FILE_DAMAGED', `${problem.message} What stands before it was read.`)
}

const reasons = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'it is not readable'],
  ['EISDIR', 'it is a folder'],
])
