// The clocks of what the bridge records, in nanoseconds since the epoch: one for a run, which never runs backwards, and
// one for all that outlives a run.

/** Nanoseconds since the epoch. */
export type Clock = () => bigint

/**
 * The wall clock, read anew each time and in whole milliseconds. It may jump: after a suspend, during which the monotonic
 * clock rests, and whenever somebody sets it. So it names moments, and measures no time between two.
 */
export const wallClock: Clock = () => BigInt(Date.now()) * 1_000_000n

/** A millisecond's beginning is known well enough when it lies between two readings this close, in nanoseconds. */
const CLOSE = 2_000n
/** How many beginnings are looked at, a millisecond each, where the machine is too busy for a close one. */
const MAX_LOOKS = 10

/**
 * The wall clock, read once, carried on by the machine's monotonic one: later changes of the wall clock are not seen. Each
 * run has one of its own, made when it begins.
 *
 * Node tells the wall clock in whole milliseconds, but a segment leaves some microseconds after its send: so this waits
 * for a millisecond to begin, at most about ten, which tells the time to a microsecond, as a capture's clock has it.
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
