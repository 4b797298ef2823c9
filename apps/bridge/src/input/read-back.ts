// How much of a capture stays in memory while it is read: of a plain file a window, for the rest can be read again.
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { LogBytesOptions } from '@unstick/session'

const WINDOW = 32 * 1024 * 1024

/** Runs `use` with what reading `file` may forget; of standard input and packed files nothing. */
export const withReadBack = async <Result>(
  file: string,
  use: (options: LogBytesOptions) => Promise<Result>,
): Promise<Result> => {
  if (file === '-' || !statSync(file, { throwIfNoEntry: false })?.isFile()) return use({})
  const descriptor = openSync(file, 'r')
  try {
    return await use(
      isPacked(descriptor)
        ? {}
        : { window: WINDOW, readBack: (target, place) => readAll(descriptor, target, place) },
    )
  } finally {
    closeSync(descriptor)
  }
}

/** gzip (RFC 1952) or zstd (RFC 8878), by their first bytes. */
const isPacked = (descriptor: number): boolean => {
  const head = Buffer.alloc(4)
  readSync(descriptor, head, 0, 4, 0)
  return head.readUInt16BE() === 0x1f8b || head.readUInt32LE() === 0xfd2fb528
}

const readAll = (descriptor: number, target: Uint8Array, place: number): void => {
  let done = 0
  while (done < target.length) {
    const count = readSync(descriptor, target, done, target.length - done, place + done)
    if (count === 0) throw new RangeError(`the file lost its bytes from ${place + done} on while it was read`)
    done += count
  }
}
