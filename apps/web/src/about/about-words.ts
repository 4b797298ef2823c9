// A session's facts in plain words: what it contains, and line by line what was left out and why.
import { counted, durationText, grouped } from '@unstick/session'
import type { SessionFacts } from '../model/session/session-facts.ts'

export interface AboutLine {
  readonly what: string
  readonly why: string
}

const reasons: Readonly<Record<string, string>> = {
  UNKNOWN_LINK_TYPE: 'Unstick cannot read their link type.',
  NOT_IP: 'They are neither IPv4 nor IPv6: ARP, for example.',
  NOT_TCP_OR_UDP: 'They are neither TCP nor UDP: ICMP, for example.',
  FRAGMENT:
    'Each is one piece of a larger IP datagram. If all its pieces were captured, the session has the whole datagram.',
  HEADER_CUT: 'The capture kept so little of them that their addresses or ports are missing.',
  BAD_HEADER: 'A header in them contradicts itself.',
  NOT_A_CALL: 'They lie among socket calls, but their comment is not a call that Unstick writes.',
}

/** What the file contains, one fact per sentence. */
export const heldWords = (facts: SessionFacts): string[] => [
  `${grouped(facts.packets)} packets and calls in ${counted(facts.size, 'byte')}, over ${durationText(facts.span)}.`,
  `${counted(facts.streams, 'stream')} that carried bytes: ${grouped(facts.tcp)} TCP, ${grouped(facts.udp)} UDP.`,
  `${[counted(facts.sends, 'send'), ...capturedWords(facts), counted(facts.recvs, 'recv')].join(', ')}.`,
]

/** What a capture contains: TCP segments, UDP datagrams. */
const capturedWords = ({ tcp, udp, segments, datagrams }: SessionFacts): string[] => [
  ...(tcp > 0 || udp === 0 ? [counted(segments, 'segment')] : []),
  ...(udp > 0 ? [counted(datagrams, 'captured datagram')] : []),
]

/** What is not shown, or only partly, and why. */
export const leftOutLines = (facts: SessionFacts): AboutLine[] => {
  const lines: AboutLine[] = []
  const add = (count: number, what: string, why: string): void => {
    if (count > 0) lines.push({ what, why })
  }
  if (facts.problem !== undefined) {
    const left = facts.size - facts.read
    lines.push({
      what: left > 0 ? `The last ${counted(left, 'byte')} of the file` : 'The file ends early',
      why: facts.problem,
    })
  }
  for (const [code, count = 0] of Object.entries(facts.leftOut))
    add(count, counted(count, 'packet'), reasons[code] ?? code)
  add(facts.refusedBlocks, counted(facts.refusedBlocks, 'block'), facts.firstRefused ?? '')
  add(
    facts.cutPackets,
    `The ends of ${counted(facts.cutPackets, 'packet')}`,
    'The capture kept only their beginnings (its snap length); the rest of their bytes are shown as missing.',
  )
  add(
    facts.missing,
    `${counted(facts.missing, 'byte')} in ${counted(facts.holes, 'hole')}`,
    'No captured packet carried them; they are holes on the segment lane.',
  )
  return lines
}

/** What was repeated or out of order or in a tunnel, and was put right. */
export const mendedLines = (facts: SessionFacts): AboutLine[] =>
  [
    ...Object.entries(facts.unpacked).map(([tunnel, count = 0]) => ({
      count,
      noun: `${tunnel} packet`,
      why: 'They were taken out of their tunnel.',
    })),
    {
      count: facts.repeated - facts.keepAlives,
      noun: 'repeated segment',
      why: 'Their bytes had come before; the first copy is shown.',
    },
    {
      count: facts.overlapping,
      noun: 'partly repeated segment',
      why: 'They repeat bytes and bring new ones; of the repeated, the first copy is shown.',
    },
    {
      count: facts.different,
      noun: 'repeated segment with other bytes',
      why: 'The first copy is shown; it has other bytes.',
    },
    {
      count: facts.late,
      noun: 'late segment',
      why: 'They came after later bytes and were put in their place.',
    },
    {
      count: facts.keepAlives,
      noun: 'keep-alive',
      why: 'They only ask whether the other end is still there.',
    },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, noun, why }) => ({ what: counted(count, noun), why }))
