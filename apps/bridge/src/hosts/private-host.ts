// A host of a private network: a network namespace with one interface, `eth0`. The wire has its other end.
import { spawn, type StdioOptions } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import type { Endpoint } from '@unstick/session'
import { errnoOf } from '../errors.ts'
import { heard } from '../heard.ts'
import { loadLibc } from '../sockets/libc.ts'
import { Listener } from '../sockets/listener.ts'
import { socketAddress } from '../sockets/socket-address.ts'
import { connect, type SteppedSocket } from '../sockets/stepped-socket.ts'
import { UdpSocket } from '../sockets/udp-socket.ts'
import type { Host } from './host.ts'
import { switchOffOffload } from './interface-settings.ts'
import { NetworkNamespace } from './namespace.ts'

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
      namespace.descriptor,
    )
    quietIpv6(wireEnd)
    host.corksBySelf = !namespace.run(() => {
      quietIpv6('all')
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

  async connect(to: Endpoint): Promise<SteppedSocket> {
    const libc = await loadLibc()
    return connect(
      to,
      this.#namespace.run(() => libc.socket('tcp')),
    )
  }

  udp(): Promise<UdpSocket> {
    return UdpSocket.open((open) => this.#namespace.run(open))
  }

  /** The host's own `/proc/net/tcp`. */
  tcpTable(): string {
    return this.#namespace.run(() => readFileSync('/proc/thread-self/net/tcp', 'utf8'))
  }

  #ip(commands: readonly string[]): Promise<void> {
    return this.#namespace.run(() => ip(commands))
  }
}

/**
 * Whether a kernel setting has this value now. A kernel without the setting (`ENOENT`) does not have the feature
 * either. In a container all settings may be read-only.
 */
const setKernel = (name: string, value: string): boolean => {
  try {
    writeFileSync(`/proc/sys/net/${name}`, value)
    return true
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === undefined) throw error
    return errno === 'ENOENT'
  }
}

/** Stops an interface from announcing itself in IPv6, because those packets belong to no connection. */
const quietIpv6 = (name: string): void => void setKernel(`ipv6/conf/${name}/disable_ipv6`, '1')

/**
 * Runs commands of iproute2's `ip` in one process. If `descriptor` is given, `ip` has it as descriptor 3. Rejects with
 * what `ip` said.
 */
const ip = (commands: readonly string[], descriptor?: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const stdio: StdioOptions = ['pipe', 'ignore', 'pipe', ...(descriptor === undefined ? [] : [descriptor])]
    const child = heard(spawn('ip', ['-batch', '-'], { stdio }))
    let complaint = ''
    child.stderr?.on('data', (piece: Buffer) => (complaint += piece.toString()))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`ip: ${complaint.trim()}`))
    })
    child.stdin?.end(`${commands.join('\n')}\n`)
  })
