// A connection's two ends in words, short and in full, for the head of its track.
import { counted, endpointText } from '@unstick/session'
import type { TrackHead } from '../../model/connections/connection-row.ts'

/** `ann`, `server` as far as the log names the programs, otherwise the ports: `51076`, `8080`. For little room. */
export const shortNames = ({ from, to }: TrackHead): readonly [string, string] =>
  from.program === undefined && to.program === undefined
    ? [`${from.port}`, `${to.port}`]
    : [nameOf(from), nameOf(to)]

const nameOf = ({ program, port }: TrackHead['from']): string => program ?? `:${port}`

/** `127.0.0.1:51076 → 127.0.0.1:8080` */
export const fullName = ({ from, to }: TrackHead): string => `${endpointText(from)} → ${endpointText(to)}`

/** `TCP · 18 bytes there, 468 bytes back` */
export const carried = ({ transport, bytes: [there, back] }: TrackHead): string =>
  `${transport.toUpperCase()} · ${counted(there, 'byte')} there${back > 0 ? `, ${counted(back, 'byte')} back` : ''}`

/** Who sends to whom: `client`, `server`, or the ports if the log names no programs. */
export const directionNames = (
  { from, to, streams }: TrackHead,
  stream: number,
): readonly [writer: string, reader: string] =>
  streams[0] === stream ? [nameOf(from), nameOf(to)] : [nameOf(to), nameOf(from)]

/** `TCP · 468 bytes` */
export const carriedBy = ({ transport, streams, bytes }: TrackHead, stream: number): string =>
  `${transport.toUpperCase()} · ${counted(bytes[streams[0] === stream ? 0 : 1], 'byte')}`
