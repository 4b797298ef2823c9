// Runs commands in private networks for tests, by a small runner of its own (programs/in-network.ts).
import { BuiltCommand } from './built-command.ts'
import type { makeProgramNetwork } from '../src/network/program-network.ts'
import type { WireReport } from '../src/wire/order.ts'
import type { WireSettings } from '../src/wire/settings.ts'

export interface NetworkOrder {
  readonly layout: Parameters<typeof makeProgramNetwork>[0]
  readonly settings: WireSettings
  readonly commands: readonly (readonly string[])[]
  /** What the wire records goes there. */
  readonly file: string
}

export interface CameOf {
  /** By each command. */
  readonly printed: readonly string[]
  readonly report: WireReport
  readonly notes: readonly string[]
}

export const plainWire: WireSettings = {
  mtu: 1500,
  rate: 0,
  delay: 0,
  jitter: 0,
  loss: 0,
  reorder: 0,
  duplicate: 0,
  seed: 1,
}

export const buildInNetwork = (): Promise<BuiltCommand> => BuiltCommand.make('test/programs/in-network.ts')

/** Runs the commands to their end. `before` comes before node on the command line. */
export const cameOf = async (
  built: BuiltCommand,
  order: NetworkOrder,
  before: readonly string[] = [],
): Promise<CameOf> => {
  const { stdout, stderr } = await built.run([JSON.stringify(order)], '', before)
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as CameOf
}
