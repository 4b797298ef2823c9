// The two private networks that a person's programs can have: which hosts there are, and what is recorded of them.
import { LoopedHost } from '../hosts/looped-host.ts'
import { hostPlaces, makeTwoHosts } from '../hosts/two-hosts.ts'
import type { WireOrder } from '../wire/order.ts'
import type { WireSettings } from '../wire/settings.ts'
import { WireChild } from './wire-child.ts'
import { type LogInterface, loopbackInterfaces, wireInterfaces } from './wire-interfaces.ts'

/** A host that programs can run on. */
interface ProgramHost {
  readonly corksBySelf: boolean
  run<Result>(action: () => Result): Result
  setMtu(bytes: number): Promise<void>
  tcpTables(): readonly string[]
}

export interface MadeLayout {
  readonly hosts: readonly ProgramHost[]
  /** The host of the command with that number. */
  readonly hostOf: (command: number) => ProgramHost
  /** Those that other hosts reach by name. */
  readonly named: readonly { readonly name: string; readonly address: string }[]
  readonly wire: WireChild
  /** What the wire joins, by the names of network interfaces. */
  readonly joins: NonNullable<WireOrder['joins']>
  readonly wireEnds: readonly [string, string]
  /** Of the log, for each of the wire's ends. */
  readonly interfaces: readonly LogInterface[]
  /** What is not as it should be, a sentence each. */
  readonly notes: readonly string[]
}

const oneHost = async ({ mtu }: WireSettings): Promise<MadeLayout> => {
  const host = await LoopedHost.make()
  return {
    hosts: [host],
    hostOf: () => host,
    named: [],
    wire: WireChild.start([host.descriptor]),
    joins: 'a loopback',
    wireEnds: [host.wireEnd, 'lo'],
    interfaces: loopbackInterfaces,
    notes: host.loopsIpv6 && mtu >= LEAST_IPV6_MTU ? [] : [PAST_THE_WIRE],
  }
}

const twoHosts = async (): Promise<MadeLayout> => {
  const [server, client] = await makeTwoHosts()
  return {
    hosts: [server, client],
    hostOf: (command) => (command === 0 ? server : client),
    named: hostPlaces,
    wire: WireChild.start(),
    joins: 'two hosts',
    wireEnds: [server.place.wireEnd, client.place.wireEnd],
    interfaces: wireInterfaces,
    notes: [],
  }
}

/** Makes the hosts and starts the wire. Rejects if this process may not. */
export const makeLayout = { 'one-host': oneHost, 'two-hosts': twoHosts } as const

/** Bytes; a link with less has no IPv6 (RFC 8200, section 5). */
const LEAST_IPV6_MTU = 1_280

const PAST_THE_WIRE =
  'What programs send to ::1 goes past the wire: it is not recorded, and there is no delay, rate or loss. That needs Linux 5.3 and an MTU of 1,280 bytes; 127.0.0.1 needs neither.'
