// What the bridge and the helper inside a private network say to each other. Both ends are this very program, so
// their messages are trusted.
import type { ErrorCode } from '../errors.ts'
import type { WireSettings } from '../wire/settings.ts'
import type { RunData } from '../lab/prepared-run.ts'

export type ToHelper =
  /** Makes the network as the run wants it. */
  | { readonly say: 'prepare'; readonly settings: WireSettings }
  /** Performs it; the packets get the two interfaces after those of its programs. */
  | {
      readonly say: 'run'
      readonly run: RunData
      readonly maxSeconds?: number
      /** The programs for which people type; absent where nobody does. */
      readonly typed?: readonly string[]
    }
  /** A line that somebody typed for one of them. */
  | { readonly say: 'line'; readonly program: string; readonly line: string }
  /** Ends it early. */
  | { readonly say: 'stop' }

export type FromHelper =
  /** The network is up. */
  | { readonly say: 'warm' }
  /** It is as the run wants it. */
  | { readonly say: 'prepared'; readonly corksBySelf: boolean }
  /** The run is over; `failure` is what ended it early, or what its capture lacks. */
  | { readonly say: 'over'; readonly failure?: Failure }
  /** The helper cannot go on. */
  | { readonly say: 'failed'; readonly why: string }

export interface Failure {
  readonly code: ErrorCode
  readonly message: string
}
