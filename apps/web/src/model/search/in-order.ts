// Several rows of things in a stream, each row in stream order, taken as one.

/** `at`: the thing that comes next; whoever took it moves on. */
export interface Row {
  at: number
  readonly count: number
  /** The stream offset at which thing `index` begins. */
  readonly startOf: (index: number) => number
}

/** The row whose next thing begins first, the earlier row where two begin together; `undefined` at their end. */
export const earliest = <Each extends Row>(rows: readonly Each[]): Each | undefined => {
  let found: Each | undefined
  let first = Infinity
  for (const row of rows) {
    if (row.at >= row.count) continue
    const start = row.startOf(row.at)
    if (found && start >= first) continue
    found = row
    first = start
  }
  return found
}
