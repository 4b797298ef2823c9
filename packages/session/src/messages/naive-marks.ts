// What is wrong with a message. With framing off each recv is taken for one message, and the sends show what is wrong.
import { Growth } from '../columns/growth.ts'
import { type Lane, laneIndexAt } from '../lanes/lane.ts'

export const Mark = {
  /** It is exactly what one send wrote, or no sends are known. */
  whole: 0,
  /** Bytes of several sends. */
  stuck: 1,
  /** It begins or ends inside a send. */
  torn: 2,
  stuckAndTorn: 3,
  /** A frame of which the log does not have all bytes. */
  partial: 4,
  /** Bytes that belong to no message. */
  skipped: 5,
  /** The beginning of a message that goes on after another one. */
  part: 6,
  /** What a tunnel carries, where no message can be seen. */
  tunnel: 7,
} as const

/** One `Mark` per message, from the sends known so far. Call `advance()` as both lanes grow. */
export class NaiveMarks {
  #marks = new Uint8Array(0)
  /** How many messages and sends were read. */
  #count = 0
  #sends = 0
  readonly #growth = new Growth()

  /** Adds marks for the messages that came since the last call, in one sweep. */
  advance(messages: Lane, sends: Lane): Uint8Array {
    if (!this.#growth.continues(messages, sends)) {
      this.#count = 0
      this.#sends = 0
    }
    if (messages.count === this.#count && sends.count === this.#sends)
      return this.#marks.subarray(0, messages.count)
    if (messages.count > this.#marks.length) {
      const wider = new Uint8Array(messages.count * 2)
      wider.set(this.#marks)
      this.#marks = wider
    }
    // A message after the sends known before may get another mark from the sends known now.
    const sentTo = this.#sends === 0 ? 0 : (sends.ends[this.#sends - 1] as number)
    this.#mark(messages, sends, Math.min(this.#count, laneIndexAt(messages, sentTo)))
    this.#count = messages.count
    this.#sends = sends.count
    return this.#marks.subarray(0, messages.count)
  }

  #mark(messages: Lane, sends: Lane, from: number): void {
    const marks = this.#marks
    marks.fill(Mark.whole, from, messages.count)
    let first = from < messages.count ? laneIndexAt(sends, messages.starts[from] as number) : 0
    for (let index = from; index < messages.count; index += 1) {
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
  }
}
