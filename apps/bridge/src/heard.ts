// An `error` event without a listener ends the process, and one may come before or after the time in which somebody
// listens. So everything that emits such events is made through `heard`, which eslint.config.js requires. Code that
// needs to know about a failure adds its own listener.
import { ChildProcess } from 'node:child_process'
import type { EventEmitter } from 'node:events'

/** The same emitter. The standard streams of a child process get a listener too, if it has them. */
export const heard = <Emitter extends EventEmitter>(emitter: Emitter): Emitter => {
  emitter.on('error', leave)
  // A child that could not start because too many files are open has no streams, whatever its type says.
  const streams: ChildProcess['stdio'] | undefined =
    emitter instanceof ChildProcess ? emitter.stdio : undefined
  for (const stream of streams ?? []) stream?.on('error', leave)
  return emitter
}

const leave = (): void => undefined
