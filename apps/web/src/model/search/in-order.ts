// Merges several rows of items in a stream, each row in stream order.

/** `at`: the next item. The caller that takes it advances `at`. */
export interface Row {
  at: number
  readonly count: number
  /** The stream offset at which item `index` begins. */
  readonly startOf: (index: number) => number
}

/** The row whose next item begins first (the earlier row on a tie); `undefined` when all are at their end. */
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
