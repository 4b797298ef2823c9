// The calls of a stream that were to move bytes and moved none: a recv that returned 0, and errors.
import type { OtherCall } from '@unstick/session'
import type { ShownStream } from '../stream/shown-stream.ts'

export interface EmptyCall {
  readonly time: number
  readonly by: string
  /** `recv(1024) = 0`, `send(10) = -1 EPIPE` */
  readonly text: string
  /** What that means. */
  readonly says: string
}

export interface EmptyCalls {
  readonly empty: readonly EmptyCall[]
  /** How many there are besides. */
  readonly emptyMore: number
}

/** More of them are only counted. */
const MOST = 100

/** Those with `since <= time < until`, the first ones. */
export const emptyCalls = (
  calls: readonly OtherCall[],
  { streams }: Pick<ShownStream['path'], 'streams'>,
  since: number,
  until: number,
): EmptyCalls => {
  const names = new Set(streams.map(({ name }) => name))
  const empty: EmptyCall[] = []
  let emptyMore = 0
  for (const { program, stream, time, call } of calls) {
    if (stream === undefined || !names.has(stream) || time < since || time >= until) continue
    const says = meaning(call)
    if (says === undefined) continue
    if (empty.length === MOST) {
      emptyMore += 1
      continue
    }
    const { name, args, result } = call
    const outcome = typeof result === 'number' ? String(result) : `-1 ${result.errno}`
    empty.push({ time, by: program, text: `${name}(${args.join(', ')}) = ${outcome}`, says })
  }
  return { empty, emptyMore }
}

/** `undefined` if it is none of these. */
const meaning = ({ name, result }: OtherCall['call']): string | undefined => {
  if (typeof result !== 'number') return errors[result.errno] ?? 'It failed.'
  return result === 0 && (name.startsWith('recv') || name.startsWith('read'))
    ? 'End of stream: the other side sends nothing more.'
    : undefined
}

/** By errno (man 2 send, man 2 recv, man 2 connect). */
const errors: Readonly<Record<string, string>> = {
  EAGAIN: 'Nothing was there, or there was no room, and it was not to wait.',
  ECONNREFUSED: 'Nobody listened there.',
  ECONNRESET: 'The other side had reset the connection.',
  EPIPE: 'The other side no longer receives.',
  ETIMEDOUT: 'The other side did not answer.',
}
