// A host whose loopback is the wire: what its programs send to 127.0.0.1, to ::1 or to the host's own address leaves by its
// link like a packet for somebody else, travels over the wire, and arrives at `lo`.
//
//     program ─▶ rule "from this host": table 100 ─▶ eth0 ─▶ wire ─▶ lo ─▶ rule "marked": table local ─▶ program
import { ARRIVING_MARK } from './arriving-mark.ts'
import { switchOffOffload } from './interface-settings.ts'
import { switchOn } from './interface-switches.ts'
import { ip } from './ip.ts'
import { quietIpv6, setKernel } from './kernel-settings.ts'
import { NetworkNamespace } from './namespace.ts'
import { tcpTables } from './tcp-tables.ts'

const WIRE_END = 'at-host'
/** Programs that look for an address other than the loopback's find this one. */
const ADDRESS = '10.0.0.1'

export class LoopedHost {
  /** The wire's end of the host's link, an interface of the namespace in which the wire's process runs. */
  readonly wireEnd = WIRE_END
  /** Whether its TCP may join small sends whatever Nagle's algorithm does, because autocorking could not be turned off. */
  corksBySelf = false
  /** Whether `::1` is on the wire too. */
  loopsIpv6 = false
  readonly #namespace: NetworkNamespace

  private constructor(namespace: NetworkNamespace) {
    this.#namespace = namespace
  }

  /** Rejects if this process may not make it. */
  static async make(): Promise<LoopedHost> {
    const namespace = await NetworkNamespace.make()
    const host = new LoopedHost(namespace)
    await ip(
      [`link add ${WIRE_END} type veth peer name eth0 netns /proc/self/fd/3`, `link set ${WIRE_END} up`],
      { descriptor: namespace.descriptor },
    )
    quietIpv6(WIRE_END)
    await switchOffOffload('eth0', (action) => namespace.run(action))
    await host.#ip(link)
    host.corksBySelf = !host.run(() => setKernel('ipv4/tcp_autocorking', '0'))
    for (const [name, switches] of Object.entries(loopsIpv4))
      await switchOn(name, switches, (action) => namespace.run(action))
    await host.#ip(ipv4)
    host.loopsIpv6 = await host.#loopIpv6()
    return host
  }

  /** The network namespace's descriptor. */
  get descriptor(): number {
    return this.#namespace.descriptor
  }

  /** Bytes of the largest IP packet, at both ends of the host's link. */
  async setMtu(bytes: number): Promise<void> {
    await ip([`link set ${WIRE_END} mtu ${bytes}`])
    await this.#ip([`link set eth0 mtu ${bytes}`])
  }

  tcpTables(): readonly string[] {
    return this.#namespace.run(tcpTables)
  }

  /** Does something on the host, all of it before this returns: a process that it starts stays there. */
  run<Result>(action: () => Result): Result {
    return this.#namespace.run(action)
  }

  async #loopIpv6(): Promise<boolean> {
    try {
      await this.#ip(ipv6, 6)
      return true
    } catch {
      // What was done so far is harmless: without the last of them packets to ::1 go past the wire.
      return false
    }
  }

  #ip(commands: readonly string[], version: 4 | 6 = 4): Promise<void> {
    return this.run(() => ip(commands, { version }))
  }
}

/** Without ARP every frame on the link has the link's own hardware address, and nobody is asked for another. */
const link = ['link set eth0 arp off multicast off addrgenmode none', 'link set lo up', 'link set eth0 up']

/**
 * A link may carry packets from and to 127.0.0.0/8, and packets may arrive whose sender is this host. Where those come from
 * is looked up by their mark, as where they go to: otherwise they would seem to come in by the wrong interface
 * (ip-sysctl, rp_filter).
 */
const loopsIpv4 = {
  eth0: ['route_localnet'],
  lo: ['route_localnet', 'accept_local', 'src_valid_mark'],
} as const

/** Packets from the wire are for this host; those from this host are for the wire; all others as usual. */
const rules = [
  `rule add pref 10 fwmark ${ARRIVING_MARK} lookup local`,
  'rule add pref 20 iif lo lookup 100',
  'rule add pref 30 lookup local',
  'rule del pref 0',
]

const ipv4 = [
  `address add ${ADDRESS}/32 dev eth0`,
  'route add 127.0.0.0/8 dev eth0 src 127.0.0.1 table 100',
  `route add ${ADDRESS}/32 dev eth0 src ${ADDRESS} table 100`,
  ...rules,
]

const ipv6 = [
  // `::1` is an address of `lo`, so the kernel takes it as the source of a route by `lo` alone. The route then moves.
  'nexthop add id 1 dev lo',
  'route add ::1/128 nhid 1 src ::1 table 100',
  'nexthop replace id 1 dev eth0',
  ...rules,
]
