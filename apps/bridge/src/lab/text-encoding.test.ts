import { createHash } from 'node:crypto'
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

it('has the pairs of GBK and no others, on every Node', () => {
  const lines: string[] = []
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = decodeText(Uint8Array.of(lead, trail), 'gbk')
      if (trail === 0x7f || text.includes('\ufffd') || text.length !== 1) continue
      lines.push(`${(lead * 256 + trail).toString(16)} ${text.charCodeAt(0).toString(16)}\n`)
    }
  // Expected: CPython 3.11, the same lines of every pair that `bytes.decode('gbk')` takes.
  expect(lines).toHaveLength(21_791)
  expect(createHash('sha256').update(lines.join('')).digest('hex')).toBe(
    '05ac8a52071d697d2349260f73f834e7cc1d8121299f0531b81832946374842b',
  )
})
