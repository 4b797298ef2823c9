// A stream in numbers, each with what it says of the stream: how many calls there were, and what came of them.
import { counted, grouped } from '@unstick/session'
import type { WordKey } from '../glossary/words.ts'
import { intervalNoun, laneTerm, type Transport } from '../timeline/lane-words.ts'
import type { FoundCounts, FoundKind } from '../timeline/found-marks.ts'
import type { Summary } from '../worker/protocol.ts'

export interface CountPill {
  readonly text: string
  readonly tone: '' | 'bad' | 'good'
  /** Whether it says what came of the calls: what stuck or split, and what is whole. */
  readonly outcome: boolean
  /** What the glossary explains of it: all behind its number. */
  readonly word?: WordKey
}

type Counted = Pick<Summary, 'counts' | 'framing' | 'framingError'>

/** `happened`: intervals of each lane so far, `foundSoFar`: findings; without: all of them. */
export const countPills = (
  { counts, framing, framingError }: Counted,
  transport: Transport,
  happened: readonly number[] = [],
  foundSoFar?: FoundCounts,
): readonly CountPill[] => {
  const [send, segment, recv, message] = happened
  const found = (kind: FoundKind): number => foundSoFar?.[kind] ?? counts[`${kind}s`]
  const calls = (text: string, word: WordKey): CountPill => ({ text, tone: '', outcome: false, word })
  const bad = (count: number, text: string, word?: WordKey): CountPill => ({
    text,
    tone: count > 0 ? 'bad' : '',
    outcome: true,
    ...(word && { word }),
  })
  const fates = found('fate')
  const merges = found('merge')
  const splits = found('split')
  const whole = message ?? counts.messages
  return [
    calls(counted(send ?? counts.sends, 'send'), 'send'),
    calls(
      counted(segment ?? counts.segments, intervalNoun('segment', transport)),
      laneTerm('segment', transport),
    ),
    calls(counted(recv ?? counts.recvs, 'recv'), 'recv'),
    ...(transport === 'udp'
      ? [bad(fates, `${grouped(fates)} not delivered whole`)]
      : [bad(merges, counted(merges, 'merge'), 'merge'), bad(splits, counted(splits, 'split'), 'split')]),
    framing === 'none'
      ? { text: counted(whole, 'naive message'), tone: '', outcome: true, word: 'naive' }
      : {
          text: `${counted(whole, 'message')} whole`,
          tone: whole > 0 ? 'good' : '',
          outcome: true,
          word: 'message',
        },
    ...(framingError === undefined ? [] : [bad(1, 'framing error')]),
  ]
}
