// Runs commands in private networks for tests, by a small runner of its own (programs/in-network.ts).
import type { makeProgramNetwork } from '../src/network/program-network.ts'
import type { WireReport } from '../src/wire/order.ts'
import type { WireSettings } from '../src/wire/settings.ts'

export interface NetworkOrder {
  readonly layout: Parameters<typeof makeProgramNetwork>[0]
  readonly settings: WireSettings
  readonly commands: readonly (readonly string[])[]
  readonly asPerson: readonly string[]
  /** What the wire recorded goes there. */
  readonly file: string
}

/** What came of it. */
export interface InNetwork {
  readonly printed: readonly string[]
  readonly report: WireReport
  readonly notes: readonly string[]
}
