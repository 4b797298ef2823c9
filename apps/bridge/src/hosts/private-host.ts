// A host of a private network: a network namespace with one interface, `eth0`. The wire has its other end.
import type { Endpoint } from '@unstick/session'
import { loadLibc } from '../sockets/libc.ts'
import { Listener } from '../sockets/listener.ts'
import { socketAddress } from '../sockets/socket-address.ts'
import { connect, type SteppedSocket } from '../sockets/stepped-socket.ts'
import { UdpSocket } from '../sockets/udp-socket.ts'
import type { Host } from './host.ts'
import { switchOffOffload } from './interface-settings.ts'
import { ip } from './ip.ts'
import { quietIpv6, setKernel } from './kernel-settings.ts'
import { NetworkNamespace } from './namespace.ts'
import { tcpTables } from './tcp-tables.ts'

/** One of the two hosts on the wire. */
export interface HostPlace {
  readonly name: string
  readonly address: string
  /** The wire's end of the host's link, an interface of the namespace in which the wire's process runs. */
  readonly wireEnd: string
  /** Of `eth0`. Each host knows the other's in advance, so there is no ARP. */
  readonly hardwareAddress: string
}

export class PrivateHost implements Host {
  readonly place: HostPlace
  /** Autocorking could not be turned off, so its TCP may join small sends even with Nagle's algorithm off. */
  corksBySelf = false
  readonly #namespace: NetworkNamespace

  private constructor(place: HostPlace, namespace: NetworkNamespace) {
    this.place = place
    this.#namespace = namespace
  }

  get address(): string {
    return this.place.address
  }

  /**
   * Makes the host and its link. The kernel's TCP keeps its default settings, except autocorking: that joins small
   * sends while earlier packets wait in the device, even with Nagle's algorithm off (tcp(7)).
   */
  static async make(place: HostPlace, other: HostPlace): Promise<PrivateHost> {
    const namespace = await NetworkNamespace.make()
    const host = new PrivateHost(place, namespace)
    const { wireEnd, hardwareAddress, address } = place
    await ip(
      [
        `link add ${wireEnd} type veth peer name eth0 address ${hardwareAddress} netns /proc/self/fd/3`,
        `link set ${wireEnd} up`,
      ],
      { descriptor: namespace.descriptor },
    )
    quietIpv6(wireEnd)
    host.corksBySelf = !namespace.run(() => {
      quietIpv6('eth0')
      return setKernel('ipv4/tcp_autocorking', '0')
    })
    await switchOffOffload('eth0', (action) => namespace.run(action))
    await host.#ip([
      'link set lo up',
      `address add ${address}/24 dev eth0`,
      'link set eth0 up',
      `neighbour add ${other.address} lladdr ${other.hardwareAddress} nud permanent dev eth0`,
    ])
    return host
  }

  /** Bytes of the largest IP packet, at both ends of the host's link. */
  async setMtu(bytes: number): Promise<void> {
    await ip([`link set ${this.place.wireEnd} mtu ${bytes}`])
    await this.#ip([`link set eth0 mtu ${bytes}`])
  }

  async listen(): Promise<Listener> {
    const libc = await loadLibc()
    const fd = this.#namespace.run(() => libc.socket('tcp'))
    libc.bind(fd, socketAddress({ address: this.address, port: 0 }))
    return Listener.open({ fd })
  }

  async connect(to: Endpoint, signal?: AbortSignal): Promise<SteppedSocket> {
    const libc = await loadLibc()
    const fd = this.#namespace.run(() => libc.socket('tcp'))
    return connect(to, { fd, ...(signal && { signal }) })
  }

  udp(): Promise<UdpSocket> {
    return UdpSocket.open((open) => this.#namespace.run(open))
  }

  tcpTables(): readonly string[] {
    return this.#namespace.run(tcpTables)
  }

  /** Does something on the host, all of it before this returns: a process that it starts stays there. */
  run<Result>(action: () => Result): Result {
    return this.#namespace.run(action)
  }

  #ip(commands: readonly string[]): Promise<void> {
    return this.#namespace.run(() => ip(commands))
  }
}
