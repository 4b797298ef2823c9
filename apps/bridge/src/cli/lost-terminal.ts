// Node sets a terminal back to how it was when it ends, and aborts where that fails because the terminal is closed by
// then. It leaves alone what is no longer the file that it began with (`ResetStdio` in Node's `src/node.cc`).
import { closeSync, openSync } from 'node:fs'
import { devNull } from 'node:os'
import { isatty } from 'node:tty'

/** Makes the process end in its own way, even if its terminal is closed meanwhile. */
export const endWithoutTerminal = (): void => {
  const terminals = [0, 1, 2].filter((descriptor) => isatty(descriptor))
  process.on('exit', () => {
    for (const descriptor of terminals) {
      if (isatty(descriptor)) continue
      closeSync(descriptor)
      // The lowest number that is free, which is this one.
      openSync(devNull, 'r+')
    }
  })
}
