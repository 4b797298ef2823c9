// A moment of the session, as the transport controls show it.

/** Nanoseconds after the epoch as `+203.1 ms`, or from one second on as `+12.352 s`. */
export const clockText = (nanoseconds: number): string => {
  const milliseconds = nanoseconds / 1e6
  return Math.abs(milliseconds) < 1_000
    ? `${sign(milliseconds)}${milliseconds.toFixed(1)} ms`
    : `${sign(milliseconds)}${(milliseconds / 1e3).toFixed(3)} s`
}

const sign = (value: number): string => (value < 0 ? '' : '+')
