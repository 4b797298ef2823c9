// When Node ends, it resets the terminal, and aborts if that fails because the terminal was closed. It leaves a
// descriptor alone if that is no longer the file it began with (`ResetStdio` in Node's `src/node.cc`).
import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'
import { isatty } from 'node:tty'

/** Makes the process end normally even if its terminal is closed meanwhile. */
export const endWithoutTerminal = (): void => {
  const terminals = [0, 1, 2].filter((descriptor) => isatty(descriptor))
  process.on('exit', () => {
    for (const descriptor of terminals) {
      if (isatty(descriptor)) continue
      closeSync(descriptor)
      // Opening takes the lowest free number, which is this one.
      openSync(devNull, 'r+')
    }
  })
}
