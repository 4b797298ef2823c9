// A connection's two ends in words, short and in full, for the head of its track.
import { counted, endpointText } from '@unstick/session'
import type { TrackHead } from '../../model/connections/connection-row.ts'

/** `ann`, `server` as far as the log names the programs, otherwise the ports: `51076`, `8080`. For little room. */
export const shortNames = ({ from, to }: TrackHead): readonly [string, string] =>
  isNamed(from, to) ? [nameOf(from), nameOf(to)] : portsOf(from, to)

/** `51076`, `8080`, if the names are not the ports already: several connections may be between the same two programs. */
export const portsBeside = (
  { from, to, streams }: TrackHead,
  stream = streams[0],
): readonly [string, string] | undefined => {
  if (!isNamed(from, to)) return undefined
  return streams[0] === stream ? portsOf(from, to) : portsOf(to, from)
}

type End = TrackHead['from']

const isNamed = (from: End, to: End): boolean => from.program !== undefined || to.program !== undefined

const portsOf = (from: End, to: End): readonly [string, string] => [`${from.port}`, `${to.port}`]

const nameOf = ({ program, port }: End): string => program ?? `:${port}`

/** `127.0.0.1:51076 → 127.0.0.1:8080` */
export const fullName = ({ from, to }: TrackHead): string => `${endpointText(from)} → ${endpointText(to)}`

/** `TCP · 18 bytes there, 468 bytes back` */
export const carried = ({ transport, bytes: [there, back] }: TrackHead): string =>
  `${transport.toUpperCase()} · ${counted(there, 'byte')} there${back > 0 ? `, ${counted(back, 'byte')} back` : ''}`

/** Who sends to whom: `client`, `server`, or the ports if the log names no programs. */
export const directionNames = (
  { from, to, streams }: TrackHead,
  stream: number,
): readonly [string, string] => {
  const [writer, reader] = streams[0] === stream ? [from, to] : [to, from]
  return isNamed(from, to) ? [nameOf(writer), nameOf(reader)] : portsOf(writer, reader)
}

/** `TCP · 468 bytes` */
export const carriedBy = ({ transport, streams, bytes }: TrackHead, stream: number): string =>
  `${transport.toUpperCase()} · ${counted(bytes[streams[0] === stream ? 0 : 1], 'byte')}`
