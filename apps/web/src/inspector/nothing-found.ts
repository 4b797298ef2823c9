// The sentence for a stream in which nothing merged, split or was lost. It says all is well only if all was recorded.
import { laneTable, usualLaneKinds } from '@unstick/session'
import { intervalNoun, type Transport } from '../model/lanes/lane-words.ts'
import type { Summary } from '../model/session/summary.ts'

export interface NothingFound {
  readonly good: boolean
  readonly title: string
  readonly text: string
}

export const nothingFound = (
  { counts, isMatched }: Pick<Summary, 'counts' | 'isMatched'>,
  transport: Transport,
): NothingFound => {
  const udp = transport === 'udp'
  const missing = usualLaneKinds
    .filter((lane) => lane !== 'message' && counts[laneTable[lane].count] === 0)
    .map((lane) => `no ${intervalNoun(lane, transport)}s`)
  if (!isMatched)
    return {
      good: false,
      title: udp
        ? 'No datagram is known to have been lost, cut or late.'
        : 'Nothing merged or split in what was recorded.',
      text: missing.length > 0 ? `The log has ${missing.join(' and ')} of this stream.` : '',
    }
  return udp
    ? {
        good: true,
        title: 'Every datagram arrived, whole and in order.',
        text: 'UDP keeps boundaries: one sendto, one datagram, one recvfrom.',
      }
    : {
        good: true,
        title: 'Nothing merged or split here.',
        text: 'Every interval of a lane has one counterpart on the next.',
      }
}
