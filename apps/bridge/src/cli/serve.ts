// `unstick`: serves the page until a signal asks it to stop.
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
    .option('--port <port>', 'serve on this port or the next free one', parsePort, DEFAULT_PORT)
    .option('--sessions <folder>', 'keep sessions in this folder (default: ~/.unstick/sessions)')
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

/** Prints and opens the address of a bridge that another process runs. */
const show = async ({ pid, address, sessions }: RunningBridge, open: boolean): Promise<void> => {
  await printLines([address])
  say(
    `Unstick already runs (process ${pid}), with the sessions in ${sessions}. Use --port to start another one.`,
  )
  if (open) await openBrowser(address)
}

/** The server's libraries take a third of a second to load, so commands that do not serve do not load them. */
export const loadBridge = () => import('./bridge.ts')

/** Prints the address, opens it, and serves until a signal asks it to stop. */
export const serve = async (bridge: Bridge, address: string, open: boolean): Promise<void> => {
  const stopped = new Promise<void>((resolve) => onStopSignal(resolve))
  await printLines([address])
  say(`Sessions are in ${bridge.folder.path}. Press Ctrl+C to end Unstick.`)
  for (const { present, name, adds, install } of await findTools(searchPath(process.env.PATH))) {
    if (!present) say(`${name} is missing, so there is no ${adds}. To install it: ${install}`)
  }
  await openPage(address, open)
  await stopped
  endAnyway()
  await bridge.close()
}

/** Opens the page in a browser, if it is to be opened. */
export const openPage = async (address: string, open: boolean): Promise<void> => {
  if (open) await openBrowser(address)
  sweepOpened()
}

/** How long ending may take, in milliseconds: the capture of a run's last packets may take some seconds. */
const PATIENCE = 10_000

/** Ends the process even if something that it waits for never happens. What was recorded is on the disk by then. */
export const endAnyway = (): void => {
  setTimeout(() => {
    say(`Not everything ended within ${PATIENCE / 1_000} seconds; what was recorded is kept.`)
    process.exit(1)
  }, PATIENCE).unref()
}
