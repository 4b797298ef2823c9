// The messages of a capture as lines for a person: when each was whole, its stream, its place, its header and its body.
import { counted, type IntervalLine, kindOfLane } from '@unstick/session'
import { SHOWN, showBody } from './body-preview.ts'

/** How many bytes of a body are needed: one more than is shown, because that says whether it goes on. */
export const PREVIEWED = SHOWN + 1

/** What is said of a message's beginning, if another message comes before its end. */
const GOES_ON = 'goes on after the next message'

export function* captureLines(lines: Iterable<IntervalLine>): Generator<string> {
  for (const line of lines) {
    const { lane, stream, index, start, end, apart } = line
    const time = timeText(line.time)
    yield apart === 'skipped' || apart === 'tunnel'
      ? `${time}${stream} ${apart} [${start}, ${end})`
      : `${time}${stream} ${kindOfLane(lane)} ${index} [${start}, ${end}) ${apart === 'part' ? GOES_ON : whatOf(line)}`.trimEnd()
  }
}

const whatOf = ({ complete, error, message, missing, header, body }: IntervalLine): string => {
  if (missing && error !== undefined) {
    const gone = missing.reduce((sum, hole) => sum + hole.end - hole.start, 0)
    return `${error}: ${counted(gone, 'byte')}`
  }
  if (error !== undefined) return error
  if (complete === false) return message === undefined ? 'unfinished' : `unfinished: ${message}`
  const front = header === undefined ? '' : `header ${header}`
  return body ? `${front} ${showBody(body)}` : front
}

/** `2026-11-22 14:30:00.000123 ` in UTC; empty for a log without times. */
const timeText = (nanoseconds: string): string => {
  const all = BigInt(nanoseconds)
  const date = new Date(Number(all / 1_000_000n))
  if (all === 0n || Number.isNaN(date.getTime())) return ''
  const micros = String((all / 1_000n) % 1_000_000n).padStart(6, '0')
  return `${date.toISOString().slice(0, 19).replace('T', ' ')}.${micros} `
}
