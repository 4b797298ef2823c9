// Steps that begin and end a TCP connection.
import { setTimeout as sleep } from 'node:timers/promises'
import { BACKLOG } from '../../sockets/listener.ts'
import type { Actions } from '../actions.ts'
import type { NumberValue, ToggleValue } from '../values.ts'

export interface ConnectingSteps {
  /** Binds and listens on a port that the kernel picks. */
  listen: object
  accept: object
  /** Connects to the program of that name as soon as it listens. */
  connect: { readonly to: string }
  /** Turns Nagle's algorithm off if `on` is false. Leaving it on takes no call. */
  nagle: { readonly on: ToggleValue }
  sleep: { readonly ms: NumberValue }
  /** Ends this side's direction, `shutdown(SHUT_WR)`. The other direction goes on. */
  shutdown: object
  close: object
}

export const connecting: Actions<ConnectingSteps> = {
  listen: async (program) => {
    await program.call(
      { name: 'listen', args: [String(BACKLOG)] },
      async () => (program.listener = program.owns(await program.host.listen())),
      ({ local }) => ({ ends: { local, remote: program.nowhere } }),
    )
    if (program.listener) program.stage.listens(program.name, program.listener.local)
  },

  accept: async (program) => {
    const { listener } = program
    if (!listener) throw new Error(`${program.name} accepts before it listens`)
    await program.call(
      { name: 'accept' },
      async () => (program.connection = await listener.accept()),
      (ends) => ({ ends }),
    )
  },

  connect: async (program, { to }) => {
    const remote = await program.stage.whereListens(to)
    await program.call(
      { name: 'connect', ends: { local: program.nowhere, remote } },
      async () => (program.connection = await program.host.connect(remote, program.signal)),
      (ends) => ({ ends }),
    )
  },

  nagle: async (program, { on }) => {
    if (program.values.toggle(on)) return
    await program.call({ name: 'setsockopt', args: ['TCP_NODELAY', '1'] }, () =>
      program.connection.setNoDelay(),
    )
  },

  sleep: async (program, { ms }) => {
    const time = program.values.number(ms)
    if (time === 0) return
    const ends = { local: program.nowhere, remote: program.nowhere }
    await program.call({ name: 'sleep', args: [String(time / 1000)], ends }, () =>
      sleep(time, undefined, { signal: program.signal }),
    )
  },

  shutdown: async (program) => {
    await program.call({ name: 'shutdown', args: ['SHUT_WR'] }, () => program.connection.shutdown())
  },

  close: (program) => program.close(),
}
