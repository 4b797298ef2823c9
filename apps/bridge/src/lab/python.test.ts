import { describe, expect, it } from 'vitest'
import { bytesRepr, exceptionText } from './python.ts'

describe('bytesRepr(bytes)', () => {
  // Expected: CPython 3.12, `repr(bytes)`.
  it.each([
    ['hello', "b'hello'"],
    ['', "b''"],
    ["it's", 'b"it\'s"'],
    [`'"`, `b'\\'"'`],
    ['\t\n\r\\\0\x7f', "b'\\t\\n\\r\\\\\\x00\\x7f'"],
    ['é', "b'\\xc3\\xa9'"],
  ])('of %o is %s', (text, repr) => {
    expect(bytesRepr(new TextEncoder().encode(text))).toBe(repr)
  })
})

describe('exceptionText(errno)', () => {
  // Expected: CPython 3.12 on Linux, the last line of the traceback.
  it.each([
    ['ECONNRESET', 'ConnectionResetError: [Errno 104] Connection reset by peer'],
    ['ECONNREFUSED', 'ConnectionRefusedError: [Errno 111] Connection refused'],
    ['EPIPE', 'BrokenPipeError: [Errno 32] Broken pipe'],
  ])('of %s is %s', (errno, text) => {
    expect(exceptionText(errno)).toBe(text)
  })
})
