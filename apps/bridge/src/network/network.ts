// A network that one run has to itself: a private one, or the machine's plain loopback.
import type { BlockSink, NetworkWords, RunBounds } from '../lab/perform.ts'
import type { PreparedRun } from '../lab/prepared-run.ts'

export interface Network {
  readonly words: NetworkWords
  /** The first blocks of the run's session: its header, one interface per program, and one for each host's packets. */
  readonly opening: readonly Uint8Array[]
  /**
   * Performs the run. It appends the calls, and the packets if they are captured; when it resolves, all of them are
   * written. Throws what `perform` throws; a private network also throws `NETWORK_LOST` and `CAPTURE_DROPPED`.
   */
  perform(sink: BlockSink, signal: AbortSignal, bounds?: RunBounds): Promise<void>
  /** Gives the network back, whether the run was performed or not. */
  leave(): Promise<void>
}

/** Gives runs their networks. */
export interface Networks {
  /** Prepares a network, because a run may come soon. */
  warm(): void
  /** Throws `NETWORK_MISSING` if someone asked for properties that no network here has. */
  take(run: PreparedRun): Promise<Network>
  /** Ends all of them. */
  close(): Promise<void>
}
