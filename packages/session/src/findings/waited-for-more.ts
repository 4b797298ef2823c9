// Whether a recv was asked to wait for more bytes than were there: then it joined what came meanwhile by request.
import { counted } from '../lanes/quantity.ts'
import type { Stream } from '../streams/stream.ts'
import type { Explanation } from './finding.ts'

/** Ask only for a recv that waited. `undefined` if it was not asked for more than one byte. */
export const waitedForMore = (
  { recv, calls, reverse }: Stream,
  index: number,
): Pick<Explanation, 'cause' | 'text'> | undefined => {
  const cause = 'waited-for-all'
  const limit = recv.limits[index] as number
  if (calls?.recvs.hasFlag(index, 'MSG_WAITALL'))
    return {
      cause,
      text: `MSG_WAITALL asks the recv to wait until ${counted(limit, 'byte')} are there.`,
    }
  const called = recv.times[index] as number
  const least = reverse?.calls?.end.options.at('SO_RCVLOWAT', called) ?? 0
  return least > 1
    ? { cause, text: `SO_RCVLOWAT asks the recv to wait until ${counted(least, 'byte')} are there.` }
    : undefined
}
