// Whether a run still goes on, from what the panes that show it have read.

export interface ShownRun {
  readonly session: string | undefined
  /** As its log says; `undefined`: this pane has read nothing of it yet. */
  readonly live: boolean | undefined
}

/** As long as no pane knows better: one that has read its end is right, and one that has read nothing says nothing. */
export const runGoesOn = (run: string | undefined, panes: readonly ShownRun[]): boolean => {
  const shown = panes.filter(({ session }) => run !== undefined && session === run)
  return shown.length > 0 && shown.every(({ live }) => live ?? true)
}
