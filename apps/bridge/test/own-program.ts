// The programs of `own-programs`, which tests run as a person runs theirs.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const ownProgram = (name: string): string =>
  fileURLToPath(new URL(`own-programs/${name}`, import.meta.url))

/** Without a wrapper that a version manager puts before it, which takes a second of system calls. */
export const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3'
