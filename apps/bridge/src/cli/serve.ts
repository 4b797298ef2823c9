// `unstick`: serves the page until it is told to stop.
import { join } from 'node:path'
import type { Command } from 'commander'
import type { Bridge, ServeOptions } from './bridge.ts'
import { unstickHome } from '../sessions/sessions-folder.ts'
import { findTools, searchPath } from '../tools.ts'
import { openBrowser, sweepOpened } from './browser.ts'
import { printLines, say } from './output.ts'
import { parsePort } from './parse-port.ts'
import { findOrStart, type RunningBridge } from './running-bridge.ts'
import { onStopSignal } from './stop-signal.ts'

const DEFAULT_PORT = 4747

/** The options of every command that serves. */
export const withServeOptions = (command: Command): Command =>
  command
    .option('--port <port>', 'serve on this port, or the next free one', parsePort, DEFAULT_PORT)
    .option('--sessions <folder>', 'keep sessions here (default: ~/.unstick/sessions)')
    .option('--no-open', 'do not open a browser')

export const addServe = (program: Command): void => {
  withServeOptions(program).action(async (options: ServeOptions, command: Command) => {
    const { startBridge } = await loadBridge()
    const home = unstickHome()
    const { sessions = join(home, 'sessions'), port: wanted, open } = options
    const port = command.getOptionValueSource('port') === 'cli' ? wanted : undefined
    const bridge = await findOrStart({ home, sessions, port }, () => startBridge(options))
    if ('pid' in bridge) await show(bridge, open)
    else await serve(bridge, bridge.address(), open)
  })
}

/** Prints the address of a bridge that another process serves, and opens it. */
const show = async ({ pid, address, sessions }: RunningBridge, open: boolean): Promise<void> => {
  await printLines([address])
  say(`Unstick runs already (process ${pid}), with the sessions in ${sessions}; --port starts another one.`)
  if (open) await openBrowser(address)
}

/** The server's libraries take a third of a second to load: commands that do not serve go without. */
export const loadBridge = () => import('./bridge.ts')

/** Prints the address, opens it, and serves until a signal asks it to stop. */
export const serve = async (bridge: Bridge, address: string, open: boolean): Promise<void> => {
  const stopped = new Promise<void>((resolve) => onStopSignal(resolve))
  await printLines([address])
  say(`Sessions are kept in ${bridge.folder.path}. Ctrl+C ends Unstick.`)
  for (const { present, name, adds, install } of await findTools(searchPath(process.env.PATH))) {
    if (!present) say(`Without ${name} there is no ${adds}: ${install}`)
  }
  if (open) await openBrowser(address)
  sweepOpened()
  await stopped
  endAnyway()
  await bridge.close()
}

/** For all that must end first, in milliseconds: a run's last packets may take some seconds to be captured. */
const PATIENCE = 10_000

/** Ends the process even if something that it waits for never comes. What is recorded is on the disk by then. */
const endAnyway = (): void => {
  setTimeout(() => {
    say(`Not everything ended within ${PATIENCE / 1_000} seconds; what was recorded is kept.`)
    process.exit(1)
  }, PATIENCE).unref()
}
