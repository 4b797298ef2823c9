// The two private networks that a person's programs can have: which hosts there are, and what is recorded of them.
import { LoopedHost } from '../hosts/looped-host.ts'
import { hostPlaces, makeTwoHosts } from '../hosts/two-hosts.ts'
import type { WireOrder } from '../wire/order.ts'
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

const oneHost = async (): Promise<MadeLayout> => {
  const host = await LoopedHost.make()
  return {
    hosts: [host],
    hostOf: () => host,
    named: [],
    wire: WireChild.start([host.descriptor]),
    joins: 'a loopback',
    wireEnds: [host.wireEnd, 'lo'],
    interfaces: loopbackInterfaces,
    notes: host.loopsIpv6 ? [] : [PAST_THE_WIRE],
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

/** Makes the one that is asked for. Rejects if this process may not. */
export const makeLayout = { 'one-host': oneHost, 'two-hosts': twoHosts } as const

const PAST_THE_WIRE =
  'The kernel of this machine cannot send packets to ::1 over the wire: what programs send there is not recorded, and has no delay or loss. Let them use 127.0.0.1.'
