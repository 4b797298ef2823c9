// What the wire's process is told to do, and what it says at its end.
import type { WireSettings } from './settings.ts'

export interface WireOrder {
  readonly settings: WireSettings
  /** Where the packets of the wire's two ends are read and written, and the number of each end's interface in the log. */
  readonly ends: readonly [WireEnd, WireEnd]
  /** Which two ends these are; two hosts' if that is left out. */
  readonly joins?: 'two hosts' | 'a loopback'
}

interface WireEnd {
  /** The network interface. */
  readonly name: string
  readonly logInterface: number
}

export interface WireReport {
  /** Packets that came in faster than the wire could take them: the kernel dropped them. */
  readonly overrun: number
  /** Packets that travelled and are not in the log, because its reader was too slow. */
  readonly unrecorded: number
}
