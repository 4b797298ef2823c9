// Specs as text: what is read, what is printed, and the errors of wrong texts.
import { expect, test } from 'vitest'
import { parseFraming, printFraming } from '../src/index.ts'

test.each([
  ['none', { kind: 'none' }],
  ['struct:!I', { kind: 'struct', format: '!I' }],
  [
    'struct:<HBBI,field=0,unit=2,adjust=-8',
    { kind: 'struct', format: '<HBBI', field: 0, unit: 2, adjust: -8 },
  ],
  ['length:u32be', { kind: 'length', type: 'u32be' }],
  ['length:u32be,mask=7fffffff', { kind: 'length', type: 'u32be', mask: '7fffffff' }],
  ['varint,at=1,max-bytes=4', { kind: 'varint', at: 1, maxBytes: 4 }],
  ['delimiter:\\r\\n', { kind: 'delimiter', delimiters: ['\r\n'] }],
  ['delimiter:\\n|\\0|\\||\\,', { kind: 'delimiter', delimiters: ['\n', '\0', '|', ','] }],
  ['line,max=1024', { kind: 'line', max: 1024 }],
  ['fixed:16', { kind: 'fixed', size: 16 }],
  ['netstring,strip=2', { kind: 'netstring', strip: 2 }],
])('%s is read and printed back', (text, spec) => {
  expect(parseFraming(text)).toEqual({ ok: true, spec })
  const parsed = parseFraming(text)
  if (parsed.ok) expect(printFraming(parsed.spec)).toBe(text)
})

test.each([
  ['', 'KIND_UNKNOWN', ''],
  ['lenght:u8', 'KIND_UNKNOWN', 'lenght'],
  ['length', 'ARGUMENT_MISSING', ''],
  ['length:u33be', 'VALUE_WRONG', 'u33be'],
  ['length:u8,att=1', 'KEY_UNKNOWN', 'att'],
  ['length:u8,at=1,at=2', 'KEY_TWICE', 'at'],
  ['length:u8,at=-1', 'VALUE_WRONG', '-1'],
  ['length:u32be,header=2', 'VALUE_WRONG', 'header=2'],
  ['struct:!Z', 'VALUE_WRONG', '!Z'],
  ['struct:!4s', 'VALUE_WRONG', '!4s'],
  ['struct:!IH,field=2', 'VALUE_WRONG', 'field=2'],
  ['delimiter:\\q', 'VALUE_WRONG', '\\q'],
  ['delimiter:a||b', 'VALUE_WRONG', 'a||b'],
  ['delimiter:CRLF', 'VALUE_WRONG', 'CRLF'],
  ['delimiter:0d0a', 'VALUE_WRONG', '0d0a'],
  ['delimiter:;|0x0a', 'VALUE_WRONG', ';|0x0a'],
  ['line:x', 'ARGUMENT_UNEXPECTED', 'x'],
  ['fixed:0', 'VALUE_WRONG', '0'],
  ['line,max=0', 'VALUE_WRONG', '0'],
])('%s is refused at the word that is wrong', (text, code, word) => {
  const parsed = parseFraming(text)
  if (parsed.ok) throw new Error('accepted')
  expect(parsed.error.code).toBe(code)
  expect(text.slice(parsed.error.start, parsed.error.end)).toBe(word)
  expect(parsed.error.message).toMatch(/^.+[.?]$/)
})

test.each([
  ['delimiter:CRLF', '\\r\\n', '\\x43RLF'],
  ['delimiter:lf', '\\n', '\\x6cf'],
  ['delimiter:0d0a', '\\r\\n', '\\x30d0a'],
  ['delimiter:0x7E', '~', '\\x30x7E'],
])(
  'of %s it is asked whether the bytes or the characters are meant, and both can be written',
  (text, bytes, letters) => {
    const parsed = parseFraming(text)
    if (parsed.ok) throw new Error('accepted')
    expect(parsed.error.expected).toEqual([bytes, letters])
    expect(parsed.error.message).toContain(`For the bytes write ${bytes}, for the characters ${letters}.`)
    for (const written of [bytes, letters]) {
      const again = parseFraming(`delimiter:${written}`)
      if (!again.ok) throw new Error(again.error.message)
      expect(printFraming(again.spec)).toBe(`delimiter:${written}`)
    }
  },
)

test.each(['delimiter:aa', 'delimiter:face', 'delimiter:END', 'delimiter:0d0', 'smtp', 'delimiter:\\x0d0a'])(
  '%s is not in doubt',
  (text) => {
    expect(parseFraming(text).ok).toBe(true)
  },
)
