// The process between Unstick and the person's commands. It starts each under strace, and it ends everything that they
// started when it is asked, and also when Unstick has been killed, because then its input ends.
import { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { heard } from '../heard.ts'
import { Channel } from '../network/channel.ts'
import { becomeSubreaper } from './become-subreaper.ts'
import { descendantsOf, signalAll } from './descendants.ts'
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
  let watchesOnly = false
  for await (const asked of channel.received()) {
    if (asked instanceof Uint8Array) continue
    switch (asked.say) {
      case 'prepare':
        commands = asked.commands.map((command) => new TracedCommand(command))
        watchesOnly = asked.commands.every(({ traced }) => 'pid' in traced)
        channel.send({ say: 'prepared', interfaces: [] })
        break
      case 'start':
        void runAll(commands).then(() => channel.send({ say: 'over' }))
        break
      case 'end':
        for (const command of commands) command.end(asked.signal)
        break
    }
  }
  if (watchesOnly) for (const command of commands) command.end('SIGTERM')
  else await endAll()
}

const runAll = async (commands: readonly TracedCommand[]): Promise<void> => {
  await Promise.all(
    commands.map(async (command, index) => {
      const code = await command.run([])
      channel.send({ say: 'ended', command: index, code })
    }),
  )
  // Where strace was killed, its programs went on.
  await endAll()
}

/** Kills all that is below this process, also what starts meanwhile. */
const endAll = async (): Promise<void> => {
  for (let look = 0; look < MAX_LOOKS; look += 1) {
    const left = descendantsOf(process.pid)
    if (left.length === 0) return
    // Stopped first: a process that forks without end could otherwise be ahead of every look.
    signalAll(left, 'SIGSTOP')
    signalAll(left, 'SIGKILL')
    await sleep(LOOK)
  }
}

output.once('error', () => void endAll().then(() => process.exit()))
try {
  await main()
} catch (error) {
  channel.send({ say: 'failed', why: error instanceof Error ? error.message : String(error) })
}
output.end(() => process.exit())
