// A moment of the session, as the transport says it.

/** Nanoseconds after the epoch as `+203.1 ms`, or `+12.35 s` from ten seconds on. */
export const clockText = (nanoseconds: number): string => {
  const milliseconds = nanoseconds / 1e6
  return Math.abs(milliseconds) < 10_000
    ? `${sign(milliseconds)}${milliseconds.toFixed(1)} ms`
    : `${sign(milliseconds)}${(milliseconds / 1e3).toFixed(2)} s`
}

const sign = (value: number): string => (value < 0 ? '' : '+')
