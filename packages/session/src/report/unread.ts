// The end of a TCP stream that was sent or captured and that no recv returned. TCP loses nothing, so it was not read.
import { counted, grouped } from '../lanes/quantity.ts'
import type { Stream } from '../streams/stream.ts'

/** Stream offsets, in bytes. */
export interface Unread {
  readonly start: number
  readonly end: number
}

/**
 * The unread bytes of the log as it is now, so ask when it is over. `undefined` if everything was read, or if the
 * reader's calls are not in the log. For datagrams, see their fates.
 */
export const unreadOf = ({ transport, reader, recv, length }: Stream): Unread | undefined => {
  if (transport === 'udp' || reader === undefined) return undefined
  const start = recv.count === 0 ? 0 : (recv.ends[recv.count - 1] as number)
  return start < length ? { start, end: length } : undefined
}

/** The same in a sentence. A log that `isCut` may have lost the recvs. */
export const unreadNote = ({ start, end }: Unread, isCut: boolean): string => {
  const bytes = `${counted(end - start, 'byte')}, ${grouped(start)} to ${grouped(end)},`
  const are = end - start === 1 ? 'was' : 'were'
  return isCut
    ? `${bytes} ${are} not received in the recorded part; the log is incomplete.`
    : `${bytes} ${are} not read: no recv in this log returned ${end - start === 1 ? 'it' : 'them'}.`
}
