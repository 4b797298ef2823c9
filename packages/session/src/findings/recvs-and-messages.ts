// How a framing cut the messages out of what the reader got.
import type { Framed } from '../messages/framed.ts'
import { laneTable } from '../lanes/lane-kinds.ts'
import type { Overlaps } from '../lanes/overlaps.ts'
import { counted, grouped } from '../lanes/quantity.ts'
import { cutText, type Explanation, sizeOf } from './finding.ts'
import type { Group } from './groups.ts'

export const explainStuck = (framed: Framed, overlaps: Overlaps, { index, from, to }: Group): Explanation => {
  const { source, lane } = framed
  const noun = nounOf(framed)
  const first = overlaps.lowers[from] as number
  const last = overlaps.lowers[to - 1] as number
  const which = `messages ${first + 1} ${to - from === 2 ? 'and' : 'to'} ${last + 1}`
  const held = source.kind === 'recv' ? 'returned' : 'has'
  return {
    cause: 'stuck',
    title: `${counted(to - from, 'message')} stuck in one ${noun}.`,
    text: `${noun} #${index + 1} ${held} ${counted(sizeOf(source, index), 'byte')} with ${which}; the framing tells where one ends and the next begins.${cutText('Message', lane, overlaps, to - 1, last)}`,
  }
}

export const explainTorn = (framed: Framed, overlaps: Overlaps, { index, from, to }: Group): Explanation => {
  const { source, lane } = framed
  const first = overlaps.uppers[from] as number
  const { held, needed } = framed.holding(first)
  const holding =
    needed === undefined
      ? `held ${counted(held, 'byte')} and could not yet tell how long the message is`
      : `held ${grouped(held)} of ${counted(needed, 'byte')}`
  return {
    cause: 'torn',
    title: `Message ${index + 1} needed ${counted(to - from, source.kind)}.`,
    text: `After ${source.kind} #${first + 1} the reader ${holding}; it kept them and read on until all ${grouped(sizeOf(lane, index))} were there.`,
  }
}

/** The lane that the messages were cut from. */
const nounOf = ({ source, stream }: Framed): string => laneTable[source.kind].noun[stream.transport]
