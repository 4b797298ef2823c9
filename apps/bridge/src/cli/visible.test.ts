import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { unseenRanges } from '../../test/unseen-ranges.ts'
import { visible, visibleLines } from './visible.ts'

test.each([
  ['\u001b[31mred', String.raw`\x1b[31mred`],
  ['\u0007', String.raw`\x07`],
  ['\0', String.raw`\x00`],
  ['\u009b2J', String.raw`\x9b2J`],
  ['\u007f', String.raw`\x7f`],
  ['a\tb\r\nc', String.raw`a\tb\r\nc`],
  ['invoice\u202efdp.exe', String.raw`invoice\u202efdp.exe`],
  ['\u2066\u2069\u200b\ufeff', String.raw`\u2066\u2069\u200b\ufeff`],
  ['\u2028\u2029', String.raw`\u2028\u2029`],
  ['\u{e0041}', String.raw`\u{e0041}`],
  ['é 中 🧵 ünïcödé', 'é 中 🧵 ünïcödé'],
])('%j is shown as %s', (text, shown) => {
  expect(visible(text)).toBe(shown)
})

test('a line end between lines stays', () => {
  expect(visibleLines('a\u0007\nb')).toBe('a\\x07\nb')
})

test('every invisible code point is escaped, and no other', () => {
  const unseen = new Set(
    unseenRanges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, k) => first + k)),
  )
  const wrong: string[] = []
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const text = String.fromCodePoint(code)
    if ((visible(text) !== text) !== unseen.has(code)) wrong.push(code.toString(16))
  }
  expect(wrong).toEqual([])
})

const python = spawnSync('python3', [
  '-c',
  `import unicodedata
print([c for c in range(0x110000) if unicodedata.category(chr(c)) in ('Cc', 'Cf', 'Zl', 'Zp')])`,
])
if (python.status !== 0) console.log('python3 is missing: the unseen code points were not compared with its')
test.skipIf(python.status !== 0)('what CPython counts as invisible is escaped', () => {
  const codes = JSON.parse(python.stdout.toString()) as number[]
  expect(codes.filter((code) => visible(String.fromCodePoint(code)) === String.fromCodePoint(code))).toEqual(
    [],
  )
})
