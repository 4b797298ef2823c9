// An `error` event that nobody hears ends the process, and one may come before or after the time in which somebody
// listens. So whatever emits such events is made through `heard`, which eslint.config.js asks for. Whoever needs to know
// of a failure listens as well.
import { ChildProcess } from 'node:child_process'
import type { EventEmitter } from 'node:events'

/** The same emitter. Of a child process its standard streams are heard too, as far as it has them. */
export const heard = <Emitter extends EventEmitter>(emitter: Emitter): Emitter => {
  emitter.on('error', leave)
  // A child that could not be started because too many files are open has no streams, whatever its type says.
  const streams: ChildProcess['stdio'] | undefined =
    emitter instanceof ChildProcess ? emitter.stdio : undefined
  for (const stream of streams ?? []) stream?.on('error', leave)
  return emitter
}

const leave = (): void => undefined
