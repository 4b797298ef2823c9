// A network that one run has to itself: a private one, or the machine's plain loopback.
import type { BlockSink, NetworkWords, RunBounds } from '../lab/perform.ts'
import type { PreparedRun } from '../lab/prepared-run.ts'

export interface Network {
  readonly words: NetworkWords
  /** The blocks that begin the run's session: its header, an interface a program, and one for the packets of each host. */
  readonly opening: readonly Uint8Array[]
  /**
   * Performs the run and appends its calls, and the packets where they are captured; when it resolves all of them are
   * there. Throws what `perform` throws, and of a private network `NETWORK_LOST` and
   * `CAPTURE_DROPPED`.
   */
  perform(sink: BlockSink, signal: AbortSignal, bounds?: RunBounds): Promise<void>
  /** Leaves it, performed or not. */
  leave(): Promise<void>
}

/** Where runs get their networks. */
export interface Networks {
  /** Makes one ready, where a run may be near. */
  warm(): void
  /** Throws `NETWORK_MISSING` where someone asked for properties that no network here has. */
  take(run: PreparedRun): Promise<Network>
  /** Ends all of them. */
  close(): Promise<void>
}
