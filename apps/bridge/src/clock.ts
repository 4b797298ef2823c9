// The clocks for what the bridge records, in nanoseconds since the epoch: one for a run, which never runs backwards, and
// one for everything that outlives a run.

/** Nanoseconds since the epoch. */
export type Clock = () => bigint

/**
 * The wall clock, read each time, in whole milliseconds. It may jump after a suspend (the monotonic clock rests during a
 * suspend) and when somebody sets it. So use it to name moments, and never to measure the time between two.
 */
export const wallClock: Clock = () => BigInt(Date.now()) * 1_000_000n

/** The start of a millisecond is known well enough if it lies between two readings this close, in nanoseconds. */
const CLOSE = 2_000n
/** How many millisecond starts are tried, if the machine is too busy to get two close readings. */
const MAX_LOOKS = 10

/**
 * The wall clock, read once and then continued with the machine's monotonic clock, so that later changes of the wall
 * clock have no effect. Each run makes its own when it begins.
 *
 * Node reads the wall clock in whole milliseconds, but a segment leaves only microseconds after its send. So this waits
 * for a millisecond to begin, about ten at most, which gives the time to a microsecond, as in a capture.
 */
export const systemClock = (): Clock => {
  let offset = 0n
  let width: bigint | undefined
  let before = process.hrtime.bigint()
  let last = Date.now()
  for (let looks = 0; looks < MAX_LOOKS && (width === undefined || width > CLOSE);) {
    const now = Date.now()
    const after = process.hrtime.bigint()
    if (now !== last) {
      looks += 1
      if (width === undefined || after - before < width) {
        width = after - before
        offset = BigInt(now) * 1_000_000n - (before + after) / 2n
      }
    }
    last = now
    before = after
  }
  return () => process.hrtime.bigint() + offset
}
