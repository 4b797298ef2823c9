// One clock for everything the bridge records: nanoseconds since the epoch that never run backwards.

/** Nanoseconds since the epoch. */
export type Clock = () => bigint

/** The wall clock, read once, carried on by the machine's monotonic one: later changes of the wall clock are not seen. */
export const systemClock = (): Clock => {
  const offset = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint()
  return () => process.hrtime.bigint() + offset
}
