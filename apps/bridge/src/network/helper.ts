// The process inside a private network. It makes two hosts, starts the wire between them, performs one run on the
// hosts, and sends back what the programs did and what the wire saw. It talks to the bridge over standard input and
// output, and it ends when the bridge ends, because then its input ends.
import { Socket } from 'node:net'
import { systemClock } from '../clock.ts'
import { Refusal, refusal } from '../errors.ts'
import { heard } from '../heard.ts'
import { type PrivateHost } from '../hosts/private-host.ts'
import { makeTwoHosts } from '../hosts/two-hosts.ts'
import { perform, type RunBounds } from '../lab/perform.ts'
import type { RunData } from '../lab/prepared-run.ts'
import { parseMessageCodec } from '../lab/message-codec.ts'
import { TypedLines } from '../lab/typed-lines.ts'
import type { WireSettings } from '../wire/settings.ts'
import { Channel } from './channel.ts'
import { connectionsClosed } from './connections-closed.ts'
import type { Failure, FromHelper, ToHelper } from './messages.ts'
import { WireChild } from './wire-child.ts'

// Not process.stdout, because that waits for its reader, and a run must not wait.
const output = heard(new Socket({ fd: 1, readable: false }))
const channel = new Channel<FromHelper, ToHelper>(process.stdin, output)

interface PrivateNetwork {
  readonly hosts: readonly [PrivateHost, PrivateHost]
  readonly wire: WireChild
}

const main = async (): Promise<void> => {
  const wire = WireChild.start()
  const network = { hosts: await makeTwoHosts(), wire }
  channel.send({ say: 'warm' })
  let settings: WireSettings | undefined
  const stop = new AbortController()
  let typed: TypedLines | undefined
  for await (const asked of channel.received()) {
    if (asked instanceof Uint8Array) continue
    switch (asked.say) {
      case 'prepare':
        settings = asked.settings
        for (const host of network.hosts) await host.setMtu(settings.mtu)
        channel.send({ say: 'prepared', corksBySelf: network.hosts.some((host) => host.corksBySelf) })
        break
      case 'run':
        if (!settings) throw new Error('a run comes before its network')
        typed = asked.typed && new TypedLines(asked.typed)
        void run(network, settings, asked.run, stop.signal, {
          ...(asked.maxSeconds !== undefined && { maxSeconds: asked.maxSeconds }),
          ...(typed && { typed }),
        }).then((failure) => channel.send({ say: 'over', ...(failure && { failure }) }))
        break
      case 'line':
        typed?.type(asked.program, asked.line)
        break
      case 'stop':
        stop.abort()
        break
    }
  }
}

/** Performs a run and waits until its last packets have arrived. Returns what went wrong, if anything did. */
const run = async (
  { hosts, wire }: PrivateNetwork,
  settings: WireSettings,
  data: RunData,
  signal: AbortSignal,
  bounds: RunBounds,
): Promise<Failure | undefined> => {
  const sink = {
    append: (block: Uint8Array) => channel.sendBlocks(block),
    room: () => channel.room(),
  }
  const firstInterface = data.programs.length
  const [server, client] = hosts
  try {
    await wire.begin(
      {
        settings,
        ends: [
          { name: server.place.wireEnd, logInterface: firstInterface },
          { name: client.place.wireEnd, logInterface: firstInterface + 1 },
        ],
      },
      (blocks) => channel.sendBlocks(blocks),
      () => channel.room(),
    )
    const failure = await failureOf(
      perform(
        { ...data, codec: parseMessageCodec(data.framing) },
        systemClock(),
        sink,
        // Without the wire no packet arrives, and the programs would wait for ever.
        AbortSignal.any([signal, wire.gone]),
        {
          ...bounds,
          // Servers run on one host, and the programs that talk to them on the other: `server`, `udp-server`.
          hostOf: (program) => (data.programs[program]?.name.endsWith('server') ? server : client),
        },
      ),
    )
    if (!wire.gone.aborted) await connectionsClosed(hosts, settings)
    const { overrun, unrecorded } = await wire.end()
    if (failure) return failure
    if (overrun + unrecorded > 0) return asFailure(refusal('CAPTURE_DROPPED', overrun + unrecorded))
    return undefined
  } catch (error) {
    return asFailure(refusal('NETWORK_LOST', error instanceof Error ? error.message : String(error)))
  }
}

/** What JSON says of it: an error's message is not in there. */
const asFailure = ({ code, message }: Refusal): Failure => ({ code, message })

const failureOf = async (running: Promise<void>): Promise<Failure | undefined> => {
  try {
    await running
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return asFailure(error)
    return { code: 'RUN_FAILED', message: String(error) }
  }
}

// The bridge is gone, so nobody needs this run any more.
output.once('error', () => process.exit())
try {
  await main()
} catch (error) {
  channel.send({ say: 'failed', why: error instanceof Error ? error.message : String(error) })
}
// This is the first process of its namespace, so the kernel ends all others with it.
output.end(() => process.exit())
