// A client's stream of which only some segments were captured, and its messages.
import { parseFraming } from '@unstick/framing'
import { frameStream, messageLines, Session } from '../src/index.ts'
import { logOf } from './log-of.ts'
import { type Captured, capturedBlock, captureInterface } from './packets-of.ts'

export const spec = (text: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

/** A client's stream as the segments `[start, end)` that were captured. */
const captured = (text: string, segments: readonly (readonly [number, number])[], hasSyn = true) => {
  const packets: Captured[] = [
    ...(hasSyn
      ? ([
          { from: 'client', at: 0, mss: 1460 },
          { from: 'server', at: 0, mss: 1460 },
        ] as const)
      : []),
    ...segments.map(([start, end], index): Captured => ({
      from: 'client',
      at: 1 + index,
      offset: start,
      payload: text.slice(start, end),
    })),
    { from: 'client', at: 1 + segments.length, offset: text.length, ends: 'FIN' },
  ]
  const session = new Session()
  session.push(logOf([]))
  session.push(captureInterface())
  for (const packet of packets) session.push(capturedBlock(2, packet))
  session.end()
  const [stream] = session.streams
  if (!stream) throw new Error('no stream')
  return { session, stream }
}

export const linesOf = (
  text: string,
  segments: readonly (readonly [number, number])[],
  framing: string,
  hasSyn = true,
) => {
  const { session, stream } = captured(text, segments, hasSyn)
  return [...messageLines(session, frameStream(stream, spec(framing)))].map(
    ({ lane, start, end, complete, missing, message }) => ({ lane, start, end, complete, missing, message }),
  )
}
