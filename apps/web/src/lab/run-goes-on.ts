// Whether a run is still going, judged from what the panes that show it have read.

export interface ShownRun {
  readonly session: string | undefined
  /** What its log says; `undefined`: this pane has read nothing of it yet. */
  readonly live: boolean | undefined
}

/** A run is going unless some pane has read its end. A pane that has read nothing does not count. */
export const runGoesOn = (run: string | undefined, panes: readonly ShownRun[]): boolean => {
  const shown = panes.filter(({ session }) => run !== undefined && session === run)
  return shown.length > 0 && shown.every(({ live }) => live ?? true)
}
