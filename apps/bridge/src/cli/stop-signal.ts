// The signals that ask a process to end: Ctrl+C, `kill`, and a terminal that is closed.

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** npm forwards a Ctrl+C that the terminal has already sent to the process. Two within this many milliseconds count as one. */
const SAME = 300

/**
 * Calls `stop` at the first signal. A second one ends the process at once, as if there were no listener. The returned
 * function removes the listeners.
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
