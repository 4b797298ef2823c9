// The process between Unstick and the person's commands. It starts each under strace, and it ends everything that they
// started when it is asked, and also when Unstick has been killed, because then its input ends.
import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { refusal } from '../errors.ts'
import { heard } from '../heard.ts'
import { Channel } from '../network/channel.ts'
import type { Failure } from '../network/messages.ts'
import { makeProgramNetwork, type ProgramNetwork } from '../network/program-network.ts'
import { becomeSubreaper } from './become-subreaper.ts'
import { descendantsOf, showsThisProcess, signalAll } from './descendants.ts'
import { hostNetwork } from './host-network.ts'
import type { FromRunner, ToRunner } from './messages.ts'
import { TracedCommand } from './traced-command.ts'

// Not process.stdout, which waits for whoever reads it: the programs must not.
const output = heard(new Socket({ fd: 1, readable: false }))
const channel = new Channel<FromRunner, ToRunner>(process.stdin, output)

/** Milliseconds between two looks for processes that are still there. */
const LOOK = 5
/** How many looks processes that were killed get until they are gone. */
const MAX_LOOKS = 1_000

// A Ctrl+C in the terminal is for Unstick, which says what is to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)

const main = async (): Promise<void> => {
  await becomeSubreaper()
  let commands: readonly TracedCommand[] = []
  let network: ProgramNetwork | undefined
  let watchesOnly = false
  for await (const asked of channel.received()) {
    if (asked instanceof Uint8Array) continue
    switch (asked.say) {
      case 'prepare': {
        network = await (asked.network
          ? makeProgramNetwork(asked.network.layout, asked.network.settings)
          : hostNetwork(asked.packets))
        commands = asked.commands.map((command) => new TracedCommand(command))
        for (const command of commands) await command.makeRoom()
        watchesOnly = asked.commands.every(({ traced }) => 'pid' in traced)
        const { interfaces, notes } = network
        channel.send({ say: 'prepared', interfaces, notes })
        break
      }
      case 'start':
        if (!network) throw new Error('a run starts before it is prepared')
        void runAll(commands, network, asked.firstInterface).then(
          (lack) => channel.send({ say: 'over', ...lack }),
          (error: unknown) => channel.send({ say: 'failed', why: whyOf(error) }),
        )
        break
      case 'end':
        for (const command of commands) command.end(asked.signal)
        break
    }
  }
  if (watchesOnly) {
    for (const command of commands) command.end('SIGTERM')
    if (network?.wire !== undefined) signalAll([network.wire], 'SIGTERM')
  } else await endAll()
}

interface Lack {
  readonly failure?: Failure
  readonly note?: string
}

/** Runs all commands and lets their last packets arrive. */
const runAll = async (
  commands: readonly TracedCommand[],
  network: ProgramNetwork,
  firstInterface: number,
): Promise<Lack> => {
  await network.begin(
    firstInterface,
    (blocks) => channel.sendBlocks(blocks),
    () => channel.room(),
  )
  await Promise.all(
    commands.map(async (command, index) => {
      const code = await network.run(index, () => command.run())
      channel.send({ say: 'ended', command: index, code })
    }),
  )
  // Where strace was killed, its programs went on.
  await endAll(network.wire)
  const { overrun, unrecorded, note } = await network.end()
  if (overrun + unrecorded === 0) return { ...(note !== undefined && { note }) }
  const { code, message } = refusal('CAPTURE_DROPPED', overrun + unrecorded)
  return { failure: { code, message } }
}

/** Kills all that is below this process but `spared`, also what starts meanwhile. */
const endAll = async (spared?: number): Promise<void> => {
  // In a process namespace without a /proc of its own, all of them end with this process, which is their first.
  if (!showsThisProcess()) return
  for (let look = 0; look < MAX_LOOKS; look += 1) {
    const left = descendantsOf(process.pid).filter((id) => id !== spared)
    if (left.length === 0) return
    // Stopped first: a process that forks without end could otherwise be ahead of every look.
    signalAll(left, 'SIGSTOP')
    signalAll(left, 'SIGKILL')
    await sleep(LOOK)
  }
}

const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

output.once('error', () => void endAll().then(() => process.exit()))
try {
  await main()
} catch (error) {
  channel.send({ say: 'failed', why: whyOf(error) })
}
output.end(() => process.exit())
