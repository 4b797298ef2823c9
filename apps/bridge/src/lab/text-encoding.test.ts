import { describe, expect, it } from 'vitest'
import { decodeText, encodeText } from './text-encoding.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))

describe('encodeText(text, encoding)', () => {
  // Expected: CPython 3.11, `text.encode(encoding, 'replace').hex()`.
  it.each([
    ['你好，世界', 'gbk', 'c4e3bac3a3accac0bde7'],
    ['你好，世界', 'utf-8', 'e4bda0e5a5bdefbc8ce4b896e7958c'],
    ['a€é😀b', 'gbk', '613fa8a63f62'],
    ['〇龥丂', 'gbk', 'a996fd9b8140'],
  ])('of %s in %s is %s', (text, encoding, expected) => {
    expect(hex(encodeText(text, encoding))).toBe(expected)
  })
})

describe('decodeText(bytes, encoding)', () => {
  // Expected: CPython 3.11, `bytes.decode(encoding, 'replace')`.
  it.each([
    ['c4e3ba', 'gbk', '你�'],
    ['c3a3accac0', 'gbk', '茫�世'],
    ['ff41c4', 'gbk', '�A�'],
    ['8080c420', 'gbk', '��� '],
    ['e4bda0e5a5', 'utf-8', '你�'],
    ['bde5a5bd', 'utf-8', '�好'],
    ['f09f98', 'utf-8', '�'],
    ['efbbbf41', 'utf-8', '\ufeffA'],
  ])('of %s in %s is %s', (given, encoding, expected) => {
    expect(decodeText(bytes(given), encoding)).toBe(expected)
  })
})
