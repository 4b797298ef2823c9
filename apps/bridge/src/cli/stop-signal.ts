// The signals that ask a process to end: Ctrl+C, `kill`, and a terminal that is closed.

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * npm passes on a Ctrl+C that the terminal has sent to the process already. Two within so many milliseconds are one.
 */
const SAME = 300

/**
 * Calls `stop` at the first signal. A second one ends the process at once, as if nobody listened. Returns what leaves
 * the signals alone again.
 */
export const onStopSignal = (stop: () => void): (() => void) => {
  let first: number | undefined
  const leave = () => {
    for (const signal of signals) process.off(signal, hear)
  }
  const hear = (signal: NodeJS.Signals) => {
    const now = performance.now()
    if (first === undefined) {
      first = now
      stop()
    } else if (now - first > SAME) {
      leave()
      process.kill(process.pid, signal)
    }
  }
  for (const signal of signals) process.on(signal, hear)
  return leave
}
