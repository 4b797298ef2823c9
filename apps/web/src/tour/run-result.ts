// What a run of the tour's experiment came to: all that the tour's words are made of.

export interface RunResult {
  readonly sends: number
  readonly recvs: number
  /** Cut out of the bytes by the framing that is shown. */
  readonly messages: number
  /** The first merge on the recv lane, in the finding's own words. */
  readonly merge: string | undefined
  /** Whether the framing switch is on, and its spec. */
  readonly framed: boolean
  readonly spec: string
  /** Whether the programs of this run spoke the framing. */
  readonly spoken: boolean
  readonly framingError: string | undefined
  readonly running: boolean
}

/** The experiment that the tour is about. */
export const EXPERIMENT = 'hello-world'
