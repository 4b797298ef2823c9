// The machine that a lab program runs on: its address and its sockets.
import type { Endpoint } from '@unstick/session'
import { Listener } from '../sockets/listener.ts'
import { connect, type SteppedSocket } from '../sockets/stepped-socket.ts'
import { UdpSocket } from '../sockets/udp-socket.ts'

export interface Host {
  /** IPv4, in dotted decimal. */
  readonly address: string
  /** Listens on its address, on a port that the kernel picks. */
  listen(): Promise<Listener>
  /** Rejects with `ECANCELED` if `signal` is aborted meanwhile. */
  connect(to: Endpoint, signal?: AbortSignal): Promise<SteppedSocket>
  /** An unbound UDP socket. Rejects with `CALLS_UNAVAILABLE`. */
  udp(): Promise<UdpSocket>
}

const LOOPBACK = '127.0.0.1'

/** This machine, on its loopback interface. */
export const thisHost: Host = {
  address: LOOPBACK,
  listen: () => Listener.open({ host: LOOPBACK }),
  connect: (to, signal) => connect(to, { ...(signal && { signal }) }),
  udp: () => UdpSocket.open(),
}
