// A lane that was not observed takes no room on the stage. Instead there is a sentence for it, and how to observe it.
import { type LaneKind, laneTable } from '@unstick/session'
import type { Summary } from './summary.ts'

type Observed = Pick<Summary, 'counts' | 'live' | 'hasCalls' | 'header' | 'framing' | 'shown'>

/** While a recording goes on, only what a run's header already says. */
export const unobservedNotes = ({
  counts,
  live,
  hasCalls,
  header,
  framing,
  shown,
}: Observed): readonly string[] => {
  const lacks = (kind: LaneKind): boolean => counts[laneTable[kind].count] === 0
  const network = lacks('segment') && header?.networkNote !== undefined ? [header.networkNote] : []
  if (!shown || live) return network
  return [
    ...(lacks('segment') && network.length === 0 ? ['No packets of this stream were captured.'] : network),
    ...(hasCalls ? [] : lacks('send') || lacks('recv') ? [PACKETS_ALONE] : []),
    ...(hasCalls && lacks('send') ? ['No send of this stream was recorded.'] : []),
    ...(hasCalls && lacks('recv')
      ? ['No recv returned a byte of this stream, or its reader was not recorded.']
      : []),
    ...(lacks('message')
      ? [
          framing === 'none'
            ? 'Nothing was read, so there is no recv to take for a message.'
            : 'No whole message in these bytes.',
        ]
      : []),
  ]
}

const PACKETS_ALONE =
  'Only packets were recorded, so sends and recvs are not known. `unstick run` and the lab record the calls too.'
