// What a naive reader, who takes every recv for a message, got wrong: compared with what was sent.
import type { Lane } from './lane.ts'

export const Mark = {
  /** It is just what one send wrote, or nothing was sent that is known. */
  whole: 0,
  /** Bytes of several sends. */
  stuck: 1,
  /** It begins or ends inside a send. */
  torn: 2,
  stuckAndTorn: 3,
} as const

/** A `Mark` a message. One sweep over both lanes. */
export const naiveMarks = (messages: Lane, sends: Lane): Uint8Array => {
  const marks = new Uint8Array(messages.count)
  let first = 0
  for (let index = 0; index < messages.count; index += 1) {
    const start = messages.starts[index] as number
    const end = messages.ends[index] as number
    while (first < sends.count && (sends.ends[first] as number) <= start) first += 1
    if (first === sends.count) break
    let last = first
    while (last + 1 < sends.count && (sends.starts[last + 1] as number) < end) last += 1
    const torn = start !== sends.starts[first] || end !== sends.ends[last]
    marks[index] = (last > first ? Mark.stuck : Mark.whole) | (torn ? Mark.torn : Mark.whole)
    first = last
  }
  return marks
}
