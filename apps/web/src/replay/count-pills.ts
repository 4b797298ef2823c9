// A stream in numbers: how many calls there were, and their results.
import { counted, grouped, type LaneCount, laneKinds, laneTable, usualLaneKinds } from '@unstick/session'
import type { WordKey } from '../glossary/word-names.ts'
import { intervalNoun, laneTerm, type Transport } from '../model/lanes/lane-words.ts'
import type { FoundCounts, FoundKind } from '../model/findings/finding-columns.ts'
import type { Summary } from '../model/session/summary.ts'

/** `1 recv taken for one message` */
const takenForMessages = (recvs: number): string =>
  `${counted(recvs, 'recv')} taken for one message${recvs === 1 ? '' : ' each'}`

export interface CountPill {
  readonly text: string
  readonly tone: '' | 'bad' | 'good'
  /** Whether it reports the result of the calls: what stuck or split, and what is whole. */
  readonly outcome: boolean
  /** What the number counts. */
  readonly title?: string
  /** The words after its number, which the glossary explains. */
  readonly word?: WordKey
}

/** Which of a stream's counts counts the findings of a kind. */
const countOf = {
  merge: 'merges',
  split: 'splits',
  'short-write': 'shortWrites',
  fate: 'fates',
} as const satisfies Readonly<Record<FoundKind, keyof Summary['counts']>>

type Counted = Pick<Summary, 'counts' | 'framing' | 'framingError' | 'unread'>

/** How far a replay is. What is not given is as it is at the end. */
interface SoFar {
  /** Intervals of each kind. */
  readonly happened?: Readonly<Partial<Record<LaneCount, number>>> | undefined
  readonly found?: FoundCounts | undefined
  /** Whether no message is left unfinished. */
  readonly isWhole?: boolean
}

export const countPills = (
  { counts, framing, framingError, unread }: Counted,
  transport: Transport,
  { happened, found: foundSoFar, isWhole = true }: SoFar = {},
): readonly CountPill[] => {
  const soFar = { ...counts, ...happened }
  const found = (kind: FoundKind): number => foundSoFar?.[kind] ?? counts[countOf[kind]]
  const calls = (text: string, word: WordKey): CountPill => ({ text, tone: '', outcome: false, word })
  const came = (text: string, tone: CountPill['tone'], word?: WordKey): CountPill => ({
    text,
    tone,
    outcome: true,
    ...(word && { word }),
  })
  const bad = (count: number, text: string, word?: WordKey): CountPill =>
    came(text, count > 0 ? 'bad' : '', word)
  // What happened so far includes skipped bytes and tunnels, which are no messages.
  const whole = Math.min(soFar.messages, counts.messages)
  const framed = framing !== 'none'
  // A merge or split that a framing has repaired is not a fault.
  const isRight = framed && isWhole && framingError === undefined && whole > 0
  const lanes = laneKinds
    .map((kind) => laneTable[kind].count)
    .filter((lane) => counts[lane] > 0 && (framed || lane !== 'messages'))
  const pairs = lanes.slice(1).map((lane, k) => `${lanes[k] ?? ''} and ${lane}`)
  const joined = (count: number, noun: 'merge' | 'split'): CountPill => ({
    ...bad(isRight ? 0 : count, counted(count, noun), noun),
    title: `Counted between ${pairs.join(', ')}`,
  })
  const fates = found('fate')
  /** Of packets alone nobody knows the sends and recvs, so none are counted. */
  const isPackets = counts.sends === 0 && counts.recvs === 0 && counts.segments > 0
  const lone = isPackets && !framed
  return [
    ...(counts.frames > 0 ? laneKinds : usualLaneKinds)
      .filter((kind) => kind !== 'message' && (!isPackets || counts[laneTable[kind].count] > 0))
      .map((kind) =>
        calls(
          counted(soFar[laneTable[kind].count], intervalNoun(kind, transport)),
          laneTerm(kind, transport),
        ),
      ),
    ...(transport === 'udp'
      ? [bad(fates, `${grouped(fates)} not delivered whole`)]
      : lone
        ? []
        : [joined(found('merge'), 'merge'), joined(found('split'), 'split')]),
    ...(counts.shortWrites > 0
      ? [bad(found('short-write'), counted(found('short-write'), 'short write'), 'shortWrite')]
      : []),
    // Not while a replay still has recvs to come.
    ...(unread && soFar.recvs === counts.recvs
      ? [came(`${counted(unread.end - unread.start, 'byte')} not read`, '')]
      : []),
    ...(framed
      ? [came(`${counted(whole, 'message')} whole`, whole > 0 ? 'good' : '', 'message')]
      : transport === 'udp'
        ? [came(counted(whole, 'message'), '', 'message')]
        : lone
          ? []
          : [came(takenForMessages(whole), '', 'naive')]),
    ...(framingError === undefined ? [] : [bad(1, 'framing error')]),
  ]
}
