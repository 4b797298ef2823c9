// Steps on a UDP socket, one call each.
import { setImmediate } from 'node:timers/promises'
import type { Endpoint } from '@unstick/session'
import type { UdpSocket } from '../../sockets/udp-socket.ts'
import type { Actions } from '../actions.ts'
import { TimedOut } from '../program-error.ts'
import type { Ends, ProgramState } from '../program-state.ts'
import type { BytesValue, NumberValue } from '../values.ts'

export interface DatagramSteps {
  /** Asks the kernel for a free port and announces it to the other programs before anything is bound to it. This is not a call of the program. */
  'choose port': object
  /** Binds to the chosen port, or to one that the kernel picks. */
  bind: object
  /** Fixes the peer that `send datagram` sends to and `recv datagram` receives from. Nothing is sent. */
  'connect udp': { readonly to: string }
  /** Sends to the program of that name, once its port is known, or to the sender of what was kept under `senderOf`. */
  sendto: { readonly bytes: BytesValue; readonly to: string | { readonly senderOf: string } }
  /**
   * One recvfrom. The sender's address, as Python prints it, is kept under `into` followed by `_from`. If nothing comes
   * for `timeout` milliseconds, the program fails, as Python's does after `settimeout`.
   */
  recvfrom: { readonly limit: NumberValue; readonly into: string; readonly timeout?: NumberValue }
  /** One recv on a connected socket. */
  'send datagram': { readonly bytes: BytesValue }
  'recv datagram': { readonly limit: NumberValue; readonly into: string; readonly timeout?: NumberValue }
  /** Calls recvfrom until nothing comes for `timeout` milliseconds, and keeps how many calls returned a datagram. */
  'read all': { readonly limit: NumberValue; readonly timeout: NumberValue; readonly count: string }
  /** `setsockopt(SO_RCVBUF)`; the kernel keeps twice as much, for its own bookkeeping. */
  'receive buffer': { readonly bytes: NumberValue }
  /** The number of datagrams that the kernel threw away at this socket. */
  'read drops': { readonly into: string }
  'close udp': object
}

export const datagrams: Actions<DatagramSteps> = {
  'choose port': async (program) => {
    const finder = await program.host.udp()
    finder.bind(program.nowhere)
    const at = finder.local
    await finder.close()
    program.chosenPort = at
    program.stage.listens(program.name, at)
  },

  bind: async (program) => {
    const socket = await program.udp()
    const at = program.chosenPort ?? program.nowhere
    await program.call(
      { name: 'bind', transport: 'udp', ends: { local: at, remote: program.nowhere } },
      () => socket.bind(at),
      () => ({ ends: endsOf(program, socket) }),
    )
    program.stage.listens(program.name, socket.local)
  },

  'connect udp': async (program, { to }) => {
    const socket = await program.udp()
    const remote = await program.stage.whereListens(to)
    await program.call(
      { name: 'connect', transport: 'udp', ends: { local: program.nowhere, remote } },
      () => socket.connect(remote),
      () => ({ ends: endsOf(program, socket) }),
    )
  },

  sendto: async (program, { bytes, to }) => {
    const socket = await program.udp()
    const payload = program.values.bytes(bytes)
    const remote = await receiver(program, to)
    await program.call(
      {
        name: 'sendto',
        args: [String(payload.length)],
        transport: 'udp',
        ends: endsOf(program, socket, remote),
      },
      () => socket.sendTo(payload, remote),
      (result) => ({ result, payload, ends: endsOf(program, socket, remote) }),
    )
    await othersTurn()
  },

  recvfrom: async (program, { limit, into, timeout }) => {
    program.values.keep(into, await receiveFrom(program, program.values.number(limit), into, timeout))
  },

  'send datagram': async (program, { bytes }) => {
    const socket = await program.udp()
    const payload = program.values.bytes(bytes)
    await program.call(
      { name: 'send', args: [String(payload.length)], transport: 'udp', ends: endsOf(program, socket) },
      () => socket.send(payload),
      (result) => ({ result, payload }),
    )
    await othersTurn()
  },

  'recv datagram': async (program, { limit, into, timeout }) => {
    const socket = await program.udp()
    const most = program.values.number(limit)
    const bytes = await program.call(
      { name: 'recv', args: [String(most)], transport: 'udp', ends: endsOf(program, socket) },
      async () => {
        await inTime(program, socket, timeout)
        return socket.receive(most)
      },
      (payload) => ({ result: payload.length, payload }),
    )
    program.values.keep(into, bytes)
  },

  'read all': async (program, { limit, timeout, count }) => {
    const most = program.values.number(limit)
    let read = 0
    try {
      for (; ; read += 1) await receiveFrom(program, most, count, timeout)
    } catch (error) {
      if (!(error instanceof TimedOut)) throw error
    }
    program.values.keep(count, read)
  },

  'receive buffer': async (program, { bytes }) => {
    const socket = await program.udp()
    const size = program.values.number(bytes)
    await program.call(
      {
        name: 'setsockopt',
        args: ['SO_RCVBUF', String(size)],
        transport: 'udp',
        ends: endsOf(program, socket),
      },
      () => socket.setReceiveBuffer(size),
    )
  },

  'read drops': async (program, { into }) => {
    const socket = await program.udp()
    const drops = await program.call(
      { name: 'getsockopt', args: ['SO_MEMINFO', 'drops'], transport: 'udp', ends: endsOf(program, socket) },
      () => socket.drops,
      (result) => ({ result }),
    )
    program.values.keep(into, drops)
  },

  'close udp': async (program) => {
    const socket = await program.udp()
    await program.call({ name: 'close', transport: 'udp', ends: endsOf(program, socket) }, () =>
      socket.close(),
    )
  },
}

/** A socket that is bound to no address sends from the one that the kernel chooses for the route: its host's only one. */
const endsOf = (
  { host, nowhere }: ProgramState,
  socket: UdpSocket,
  remote = socket.remote ?? nowhere,
): Ends => {
  const { address, port } = socket.local
  return { local: { address: address === '0.0.0.0' ? host.address : address, port }, remote }
}

/** A sendto does not wait, so without this pause a loop of them would block all other programs of the run. */
const othersTurn = (): Promise<void> => setImmediate()

const receiver = (program: ProgramState, to: string | { readonly senderOf: string }): Promise<Endpoint> => {
  if (typeof to === 'string') return program.stage.whereListens(to)
  const sender = program.senders.get(to.senderOf)
  if (!sender) throw new Error(`nobody sent ${to.senderOf}`)
  return Promise.resolve(sender)
}

/** Waits as Python does after `settimeout`. If nothing comes in time, no recvfrom is made, so none is recorded. */
const inTime = async (
  { values }: ProgramState,
  socket: UdpSocket,
  timeout: NumberValue | undefined,
): Promise<void> => {
  if (timeout !== undefined && !(await socket.readable(values.number(timeout)))) throw new TimedOut()
}

const receiveFrom = async (
  program: ProgramState,
  limit: number,
  into: string,
  timeout: NumberValue | undefined,
): Promise<Uint8Array> => {
  const socket = await program.udp()
  const { bytes, from } = await program.call(
    { name: 'recvfrom', args: [String(limit)], transport: 'udp', ends: endsOf(program, socket) },
    async () => {
      await inTime(program, socket, timeout)
      return socket.receiveFrom(limit)
    },
    (received) => ({
      result: received.bytes.length,
      payload: received.bytes,
      ends: endsOf(program, socket, received.from),
    }),
  )
  program.senders.set(into, from)
  program.values.keep(`${into}_from`, `('${from.address}', ${from.port})`)
  return bytes
}
