// Asks programs to end, more and more firmly: as Ctrl+C does, as `kill` does, and without asking.

/** Milliseconds that a program gets after each signal. */
const PATIENCE = 3_000

/** Sends SIGINT now, SIGTERM after that, and SIGKILL after that, again and again, until the returned function is called. */
export const stopFirmly = (send: (signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL') => void): (() => void) => {
  send('SIGINT')
  const asks = setTimeout(() => send('SIGTERM'), PATIENCE)
  const kills = setInterval(() => send('SIGKILL'), 2 * PATIENCE)
  return () => {
    clearTimeout(asks)
    clearInterval(kills)
  }
}
