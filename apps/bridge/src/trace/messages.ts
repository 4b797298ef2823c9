// What the bridge and the runner of the person's commands say to each other. Both ends are this very program, so their
// messages are trusted.
import type { WireSettings } from '../wire/settings.ts'
import type { ErrorCode } from '../errors.ts'
import type { LogInterface } from '../network/wire-interfaces.ts'
import type { Traced } from './strace-command.ts'

/** A command's standard streams: the runner's own descriptor, or the path of a file or FIFO. */
export interface Streams {
  readonly in: number | string
  readonly out: number | string
  readonly err: number | string
}

export interface RunnerCommand {
  readonly traced: Traced
  readonly streams: Streams
  /** The FIFO into which strace writes. */
  readonly trace: string
  /** The words before strace's own. */
  readonly prefix: readonly string[]
}

export interface RunnerNetwork {
  readonly layout: 'one-host' | 'two-hosts'
  readonly settings: WireSettings
}

/** Of this machine's own network; none, or all but those of Unstick's page, which would come in with each call that it shows. */
export type WantedPackets = false | { readonly exceptPort?: number }

export type ToRunner =
  /** Opens the streams and makes the network, if one is wanted. */
  | {
      readonly say: 'prepare'
      readonly commands: readonly RunnerCommand[]
      /** Without one it is this machine's own, whose packets are captured if `packets` are wanted and that is allowed. */
      readonly network?: RunnerNetwork
      readonly packets: WantedPackets
    }
  /** Starts all commands. Packets get the interfaces from `firstInterface` on. */
  | { readonly say: 'start'; readonly firstInterface: number }
  /** Asks all programs to end. A process that strace only watches is left alone. */
  | { readonly say: 'end'; readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL' }

export type FromRunner =
  | {
      readonly say: 'prepared'
      readonly interfaces: readonly LogInterface[]
      /** What is not there as it should be, a sentence each. */
      readonly notes: readonly string[]
    }
  /** A command and all processes that it started have ended: as its shell would see it. */
  | { readonly say: 'ended'; readonly command: number; readonly code: number }
  /** All commands have ended, and all packets are recorded. `failure` and `note` say what they lack. */
  | {
      readonly say: 'over'
      readonly failure?: { readonly code: ErrorCode; readonly message: string }
      readonly note?: string
    }
  /** The runner cannot go on. */
  | { readonly say: 'failed'; readonly why: string }
