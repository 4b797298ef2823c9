// The network of a person's own programs, and the private one, inside the namespaces that `programNamespaces` makes: all of
// them on one host whose loopback is the wire, or the first on one host and the others on another.
import type { WireReport } from '../wire/order.ts'
import type { WireSettings } from '../wire/settings.ts'
import { connectionsClosed } from './connections-closed.ts'
import { giveNames } from './host-names.ts'
import { makeLayout, type MadeLayout } from './program-layouts.ts'
import { autocorkingIsOn } from './why-no-network.ts'

export interface ProgramNetwork {
  /** Of the log, for packets; on a private network at one end of the wire, and at the other. */
  readonly interfaces: MadeLayout['interfaces']
  /** The process that is the wire, or that captures: as this process's own namespace numbers it. It must go on until `end` resolves. */
  readonly wire: number | undefined
  /** What is not here as it should be, a sentence each. */
  readonly notes: readonly string[]
  /**
   * Does something on the host of the command with that number, all of it before this returns: a process that it starts
   * stays there.
   */
  run<Result>(command: number, action: () => Result): Result
  /**
   * Resolves when the wire works; before that nothing arrives. From then on `take` gets whole packet blocks, whose
   * interfaces are numbered from `firstInterface` (of this machine's own network: a capture in pieces), and `room` is waited
   * for before more are read.
   */
  begin(firstInterface: number, take: (blocks: Uint8Array) => void, room: () => Promise<void>): Promise<void>
  /**
   * Lets connections close, for some seconds at most, and ends the wire or the capture. All blocks were taken when it
   * resolves. `note` says what segments lack.
   */
  end(): Promise<WireReport & { readonly note?: string }>
}

/** Call it once, in the first process of the namespaces. Rejects with what could not be made. */
export const makeProgramNetwork = async (
  layout: keyof typeof makeLayout,
  settings: WireSettings,
): Promise<ProgramNetwork> => {
  const { hosts, hostOf, named, wire, joins, wireEnds, interfaces, notes } =
    await makeLayout[layout](settings)
  const namesNote = named.length > 0 ? await giveNames(named) : undefined
  for (const host of hosts) await host.setMtu(settings.mtu)
  const corkNote = hosts.some((host) => host.corksBySelf) ? autocorkingIsOn : undefined
  return {
    interfaces,
    wire: wire.id,
    notes: [namesNote, corkNote, ...notes].filter((note) => note !== undefined),
    run: (command, action) => hostOf(command).run(action),
    begin: (firstInterface, take, room) => {
      const [first, second] = wireEnds
      const ends = [
        { name: first, logInterface: firstInterface },
        { name: second, logInterface: firstInterface + 1 },
      ] as const
      return wire.begin({ settings, joins, ends }, take, room)
    },
    end: async () => {
      await connectionsClosed(hosts, settings)
      return wire.end()
    },
  }
}
