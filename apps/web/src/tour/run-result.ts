// The result of a run of the tour's experiment. The tour's sentences use nothing else.

export interface RunResult {
  readonly sends: number
  readonly recvs: number
  /** Cut from the bytes by the shown framing. */
  readonly messages: number
  /** The first merge on the recv lane, in the finding's own words. */
  readonly merge: string | undefined
  /** Whether the framing switch is on, and its spec. */
  readonly framed: boolean
  readonly spec: string
  /** Whether the programs of this run used the framing. */
  readonly spoken: boolean
  readonly framingError: string | undefined
  readonly running: boolean
}

/** The experiment that the tour is about. */
export const EXPERIMENT = 'hello-world'
