// Everything that the inspector shows of one interval.
import type { Interval, IntervalLink } from '../lanes/interval.ts'
import type { FindingSummary } from '../session/summary.ts'

export interface Inspection extends Interval {
  readonly program: string | undefined
  /** The step of a lab program that made the call. */
  readonly step: string | undefined
  /** When it happened, in nanoseconds after the epoch. */
  readonly time: number
  readonly title: string
  /** What happened, as a sentence: `recv(1024) returned 10 bytes`. */
  readonly happened: string
  readonly findings: readonly {
    readonly kind: FindingSummary['kind']
    readonly title: string
    readonly text: string
    /** Its first rows, and how many more exist. */
    readonly evidence: readonly Evidence[]
    readonly more: number
  }[]
  readonly facts: readonly Fact[]
  /** In order. If some are left out, `gap` says after which row and how many. */
  readonly framer: readonly FramerState[]
  readonly gap: { readonly after: number; readonly count: number } | undefined
  /** The messages with bytes in it if framing is on: the first one's index, how many, and which one begins in it. */
  readonly messages: { readonly first: number; readonly count: number; readonly chosen: number } | undefined
  /**
   * Stream offset of `bytes` (up to some thousand bytes of the interval), and how many of its bytes come before them.
   */
  readonly offset: number
  readonly before: number
  readonly size: number
  readonly bytes: Uint8Array
  readonly runs: readonly HexRun[]
  /** The parts of `bytes` that no lane has, as offsets into it; `bytes` is 0 there. */
  readonly holes: readonly { readonly start: number; readonly end: number }[]
  /** Where the bytes come from, if the record of its own call does not have all of them. */
  readonly note: string | undefined
  readonly framing: string
  readonly headers: readonly Fact[]
}

export interface Fact {
  readonly name: string
  /** If there are links: how many intervals exist, of which the links are the first and the last. */
  readonly value: string
  readonly links?: readonly IntervalLink[]
}

/** One of the intervals that support a finding. */
export interface Evidence extends IntervalLink {
  readonly tint: number
  /** `5 B`; `6 of 3,004 B` for a cut one; for a recv against its limit, `3 of 1,024 B, 2 here`. */
  readonly size: string
  readonly at: string
}

/** The framer's state after one interval of the lane whose bytes were framed. */
export interface FramerState extends IntervalLink {
  /** Whether it holds bytes of the inspected interval. */
  readonly inside: boolean
  readonly text: string
}

/** A run of bytes in one colour within an inspected interval, as offsets into its bytes. */
export interface HexRun {
  readonly start: number
  readonly end: number
  readonly tint: number
  readonly header: boolean
  /** Whether a message ends where it begins. */
  readonly seam: boolean
  /** Whether it is a search match. */
  readonly marked: boolean
}
