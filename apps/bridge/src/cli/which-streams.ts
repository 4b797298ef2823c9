// Options that choose streams and where framing begins in them.
import { type Command, InvalidArgumentError } from 'commander'
import type { Framing, Session, Stream } from '@unstick/session'
import { refusal } from '../errors.ts'
import { parsePort } from './parse-port.ts'

export interface WhichStreams {
  /** As `unstick info` names it. */
  readonly stream?: string
  readonly port?: number
  /** A stream offset. */
  readonly start?: number
}

export const addWhichStreams = (command: Command): Command =>
  command
    .option('--stream <name>', 'only this stream, as info names it')
    .option('--port <number>', 'only connections with this port', parsePort)
    .option('--start <byte>', 'where a frame begins, as an offset in the stream', parseOffset)

/** `undefined` if all streams are chosen. */
export const chosenBy = ({ stream: name, port }: WhichStreams): ((stream: Stream) => boolean) | undefined =>
  name === undefined && port === undefined
    ? undefined
    : ({ name: each, source, destination }) =>
        (name === undefined || each === name) &&
        (port === undefined || source.port === port || destination.port === port)

/** The same framing, from that byte on. */
export const beginningAt = (framing: Framing, start: number | undefined): Framing => {
  if (start === undefined) return framing
  return framing.kind === 'plan' ? { ...framing, start } : { kind: 'plan', parts: [], rest: framing, start }
}

/** Throws `STREAM_UNKNOWN` if no stream was chosen, `START_BEYOND_END` if one is shorter than its beginning. */
export const checkChosen = ({ streams }: Session, which: WhichStreams): void => {
  const only = chosenBy(which)
  const chosen = only ? streams.filter(only) : streams
  if (only && chosen.length === 0)
    throw refusal('STREAM_UNKNOWN', namesOf(which), streams.map((each) => each.name).join(', '))
  const { start = 0 } = which
  const short = start > 0 ? chosen.find(({ length }) => length < start) : undefined
  if (short) throw refusal('START_BEYOND_END', short.name, start, short.length)
}

const namesOf = ({ stream, port }: WhichStreams): string =>
  [stream === undefined ? '' : `called "${stream}"`, port === undefined ? '' : `with port ${port}`]
    .filter((part) => part !== '')
    .join(' and ')

const parseOffset = (text: string): number => {
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('An offset must be a whole number of bytes.')
}
