// Bytes and failures as Python prints them, because these programs represent the tutorial's Python programs.
import { constants } from 'node:os'
import { getSystemErrorMap } from 'node:util'

const escapes = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
  [0x5c, '\\\\'],
])

/** `repr(bytes)`: `b'hello'`, with double quotes if the bytes contain only single quotes (CPython's `bytes_repr`). */
export const bytesRepr = (bytes: Uint8Array): string => {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'"
  let text = `b${quote}`
  for (const byte of bytes) {
    const escape = escapes.get(byte)
    if (escape !== undefined) text += escape
    else if (byte === quote.charCodeAt(0)) text += `\\${quote}`
    else if (byte < 0x20 || byte >= 0x7f) text += `\\x${byte.toString(16).padStart(2, '0')}`
    else text += String.fromCharCode(byte)
  }
  return text + quote
}

/** The class of Python's OSError for an errno (PEP 3151). */
const classes = new Map([
  ['EAGAIN', 'BlockingIOError'],
  ['EPIPE', 'BrokenPipeError'],
  ['ESHUTDOWN', 'BrokenPipeError'],
  ['ECONNABORTED', 'ConnectionAbortedError'],
  ['ECONNREFUSED', 'ConnectionRefusedError'],
  ['ECONNRESET', 'ConnectionResetError'],
  ['ETIMEDOUT', 'TimeoutError'],
  ['EACCES', 'PermissionError'],
  ['EPERM', 'PermissionError'],
])

/** `ConnectionResetError: [Errno 104] Connection reset by peer`: the last line of Python's traceback. */
export const exceptionText = (errno: string): string => {
  const numbers: Readonly<Record<string, number>> = constants.errno
  const number = numbers[errno] ?? 0
  const known = getSystemErrorMap().get(-number)?.[1] ?? errno
  const sentence = known.charAt(0).toUpperCase() + known.slice(1)
  return `${classes.get(errno) ?? 'OSError'}: [Errno ${number}] ${sentence}`
}
