// What the calls of one end of a connection say about it, apart from its bytes: its options, what it could not do at
// once, and how it ended the connection.
import type { CallName, CallText } from '../log/call.ts'
import { SocketOptions } from './socket-options.ts'

/** A call that ended something, and when it was made: nanoseconds after the epoch. */
export interface Ending {
  readonly name: CallName
  readonly time: number
}

export class SocketEnd {
  readonly options = new SocketOptions()
  /** How many recvs and sends returned EAGAIN, and how many recvs only peeked. */
  recvsInVain = 0
  sendsInVain = 0
  peeks = 0
  /** Its first call of close, or of shutdown for sending, after which it moved no byte. */
  closed: Ending | undefined
  /** Its first call that returned ECONNRESET or EPIPE. */
  reset: (Ending & { readonly errno: string; readonly duration: number }) | undefined

  /** Takes a call that moved no bytes. `time` is when it was made, `done` when it returned. */
  take({ name, args, result }: CallText, way: 'send' | 'recv' | undefined, time: number, done: number): void {
    if (args.includes('MSG_PEEK')) this.peeks += 1
    if (typeof result !== 'number') this.#fail({ name, time }, result.errno, way, done - time)
    else if (name === 'setsockopt') this.options.set(args, done)
    else if (name === 'close' || (name === 'shutdown' && args[0] !== 'SHUT_RD'))
      this.closed ??= { name, time }
  }

  /** It moved bytes, so what had been closed was another descriptor of the same socket. */
  moved(): void {
    this.closed = undefined
  }

  #fail(made: Ending, errno: string, way: 'send' | 'recv' | undefined, duration: number): void {
    if (errno === 'EAGAIN' && way === 'send') this.sendsInVain += 1
    if (errno === 'EAGAIN' && way === 'recv') this.recvsInVain += 1
    if (errno === 'ECONNRESET' || errno === 'EPIPE') this.reset ??= { ...made, errno, duration }
  }
}
