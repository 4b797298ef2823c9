// Waiting bytes in words: for the transport controls, for screen readers, and above the receive buffer. It says only
// what was measured.
import { counted, durationText, grouped } from '@unstick/session'
import type { InFlightLayout } from '../in-flight-layout.ts'

type HopState = Pick<
  InFlightLayout,
  'receiveBuffer' | 'bytes' | 'oldest' | 'captured' | 'until' | 'lastEvent'
>

export const NOTHING = 'Nothing was sent yet'

/** `18 bytes in the receive buffer for 120 ms`; empty if the log does not show what was read. */
export const waitingWords = ({
  lastEvent,
  receiveBuffer,
  bytes,
  oldest,
  captured,
  until,
}: HopState): string | undefined => {
  if (!receiveBuffer || lastEvent === undefined) return undefined
  if (bytes === 0 || oldest === undefined) return 'nothing waits to be read'
  const where = captured ? 'in the receive buffer' : 'sent, not yet read'
  return `${counted(bytes, 'byte')} ${where} for ${durationText(until - oldest)}`
}

/** The moment as one sentence. */
export const captionOf = (hops: readonly HopState[]): string =>
  [hops[0]?.lastEvent ?? NOTHING, ...hops.map(waitingWords)]
    .filter((words) => words !== undefined)
    .join('; ') + '.'

/** Above the receive buffer, from the longest text to the shortest. */
export const receiveBufferWords = ({ bytes, oldest, captured, until }: HopState): readonly string[] => {
  if (bytes === 0 || oldest === undefined)
    return captured ? ['receive buffer: empty', 'empty'] : ['nothing waits', '']
  const size = `${grouped(bytes)} B`
  const time = durationText(until - oldest)
  return captured
    ? [
        `${size} in the receive buffer · captured, not yet read for ${time}`,
        `${size} in the receive buffer · ${time}`,
        `${size} · ${time}`,
        size,
      ]
    : [`${size} sent, not yet read for ${time}`, `${size} not yet read · ${time}`, `${size} · ${time}`, size]
}
