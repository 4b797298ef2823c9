// The private network that the command line asks for.
import { refusal } from '../errors.ts'
import { parseConditions } from '../lab/conditions.ts'
import { networkConditions, networkSettings } from '../lab/network-conditions.ts'
import { whyToolsMissing } from '../network/why-no-network.ts'
import { searchPath } from '../tools.ts'
import type { RunnerNetwork } from '../trace/messages.ts'

export interface NetworkOptions {
  readonly private?: boolean
  readonly hosts?: boolean
  readonly mtu?: string
  readonly rate?: string
  readonly delay?: string
  readonly loss?: string
}

const keys = ['mtu', 'rate', 'delay', 'loss'] as const

/**
 * `undefined` if the host's own network is wanted. Throws `NETWORK_NOT_ASKED`, `NETWORK_UNAVAILABLE`, and what
 * `parseConditions` throws.
 */
export const networkOf = async (options: NetworkOptions): Promise<RunnerNetwork | undefined> => {
  const given = Object.fromEntries(
    keys.flatMap((key): [string, string][] => (options[key] === undefined ? [] : [[key, options[key]]])),
  )
  if (!options.private && !options.hosts) {
    const [first] = Object.keys(given)
    if (first !== undefined) throw refusal('NETWORK_NOT_ASKED', `--${first}`)
    return undefined
  }
  const settings = networkSettings(parseConditions(networkConditions(), given))
  const missing = await whyToolsMissing(searchPath(process.env.PATH))
  if (missing !== undefined) throw refusal('NETWORK_UNAVAILABLE', missing)
  return { layout: options.hosts ? 'two-hosts' : 'one-host', settings }
}
