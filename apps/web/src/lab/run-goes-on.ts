// Whether a run is still going, judged from what the panes that show it have read.

export interface ShownRun {
  readonly session: string | undefined
  /** Whether this pane has read it to its end. */
  readonly ended: boolean
}

/** A run is going unless some pane has read its end. */
export const runGoesOn = (run: string | undefined, panes: readonly ShownRun[]): boolean => {
  const shown = panes.filter(({ session }) => run !== undefined && session === run)
  return shown.length > 0 && !shown.some(({ ended }) => ended)
}
