// The messages between the bridge and the helper inside a private network. Both are the same program, so they trust
// each other's messages.
import type { ErrorCode } from '../errors.ts'
import type { WireSettings } from '../wire/settings.ts'
import type { RunData } from '../lab/prepared-run.ts'

export type ToHelper =
  /** Set the network up for the run. */
  | { readonly say: 'prepare'; readonly settings: WireSettings }
  /** Perform the run. The packets get the two interfaces after those of the programs. */
  | {
      readonly say: 'run'
      readonly run: RunData
      readonly maxSeconds?: number
      /** The programs for which people type; absent if there are none. */
      readonly typed?: readonly string[]
    }
  /** A line that somebody typed for one of these programs. */
  | { readonly say: 'line'; readonly program: string; readonly line: string }
  /** End the run early. */
  | { readonly say: 'stop' }

export type FromHelper =
  /** The network is up. */
  | { readonly say: 'warm' }
  /** The network is set up for the run. */
  | { readonly say: 'prepared'; readonly corksBySelf: boolean }
  /** The run is over; `failure` is what ended it early, or what its capture lacks. */
  | { readonly say: 'over'; readonly failure?: Failure }
  /** The helper cannot go on. */
  | { readonly say: 'failed'; readonly why: string }

export interface Failure {
  readonly code: ErrorCode
  readonly message: string
}
