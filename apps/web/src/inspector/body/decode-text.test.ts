import { expect, test } from 'vitest'
import { decodeText, isReadable, textPieces } from './decode-text.ts'
import { encodingGroups, isEncoding } from './encodings.ts'

const hex = (text: string): Uint8Array => Uint8Array.from(text.split(' '), (digits) => parseInt(digits, 16))

// Every encoding's name (Encoding Standard, 4.2, “Names and labels”), except “replacement”, which decodes nothing.
const standard = `UTF-8 IBM866 ISO-8859-2 ISO-8859-3 ISO-8859-4 ISO-8859-5 ISO-8859-6 ISO-8859-7 ISO-8859-8 ISO-8859-8-I
  ISO-8859-10 ISO-8859-13 ISO-8859-14 ISO-8859-15 ISO-8859-16 KOI8-R KOI8-U macintosh windows-874 windows-1250
  windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258
  x-mac-cyrillic GBK gb18030 Big5 EUC-JP ISO-2022-JP Shift_JIS EUC-KR UTF-16BE UTF-16LE x-user-defined`

test('every encoding of the Encoding Standard can be chosen, each once', () => {
  const names = standard.toLowerCase().split(/\s+/)
  expect(encodingGroups.flatMap(({ labels }) => labels).sort()).toEqual(names.sort())
})

test('a value stored in the browser is an encoding or ignored', () => {
  expect([isEncoding('gbk'), isEncoding('latin1'), isEncoding(null)]).toEqual([true, false, false])
})

// CPython: '…'.encode(…).hex(' ').
test.each([
  ['utf-8', '68 69 20 f0 9f 99 82', 'hi 🙂'],
  ['gbk', 'c4 e3 ba c3 a3 ac ca c0 bd e7', '你好，世界'],
  ['shift_jis', '93 fa 96 7b 8c ea', '日本語'],
  ['koi8-r', 'f0 d2 c9 d7 c5 d4', 'Привет'],
  ['windows-1251', 'cf f0 e8 e2 e5 f2', 'Привет'],
  ['euc-kr', 'c7 d1 b1 db', '한글'],
  ['utf-16le', '3d d8 42 de', '🙂'],
  ['utf-8', 'ef bb bf 61', '\ufeffa'],
])('%s %s is %s', (label, bytes, text) => {
  expect(decodeText(hex(bytes), label)).toEqual({ text, bad: 0, cutBefore: false, cutAfter: 0 })
})

test('bytes that are not text are counted, but a replacement character that was sent is not', () => {
  // U+FFFD is ef bf bd in UTF-8 (The Unicode Standard, 3.9); ff is in no UTF-8 at all.
  expect(decodeText(hex('61 ff 62 ef bf bd fe'), 'utf-8')).toMatchObject({
    text: 'a\ufffdb\ufffd\ufffd',
    bad: 2,
  })
  expect(decodeText(hex('fd ff 00 dc'), 'utf-16le')).toMatchObject({ text: '\ufffd\ufffd', bad: 1 })
})

test.each([
  // 你 is e4 bd a0, 好 is e5 a5 bd (CPython).
  ['utf-8', 'e4 bd a0 e5 a5', 2],
  ['utf-8', 'f0 9f 99', 3],
  ['utf-8', 'e4 bd a0', 0],
  ['gbk', 'c4 e3 ba c3 a3', 1],
  ['utf-16le', '3d d8 42', 3],
  ['utf-16le', '3d d8', 2],
  ['windows-1252', 'e4 bd', 0],
])('in %s, %s ends with %i bytes of a character that goes on', (label, bytes, size) => {
  expect(decodeText(hex(bytes), label)).toMatchObject({ cutAfter: size, bad: 0 })
})

test('a character that began earlier is decoded with the bytes before it', () => {
  // The second recv(5) of 你好，世界 in GBK.
  expect(decodeText(hex('ac ca c0 bd e7'), 'gbk', hex('c4 e3 ba c3 a3')).cutBefore).toBe(true)
  expect(decodeText(hex('a3 ac ca c0'), 'gbk', hex('c4 e3 ba c3')).cutBefore).toBe(false)
  expect(decodeText(hex('bd e4 bd a0'), 'utf-8').cutBefore).toBe(true)
  expect(decodeText(hex('ac ca'), 'gbk').cutBefore).toBe(false)
})

test('invisible characters are shown, and no text changes its direction', () => {
  expect(textPieces('a\r\nb\tc\u0000\u202ed\ufffd')).toEqual([
    { text: 'a', kind: 'plain' },
    { text: '␍⏎\n', kind: 'sign' },
    { text: 'b', kind: 'plain' },
    { text: '⇥\t', kind: 'sign' },
    { text: 'c', kind: 'plain' },
    { text: '␀', kind: 'sign' },
    { text: '⟨202e⟩', kind: 'sign' },
    { text: 'd', kind: 'plain' },
    { text: '\ufffd', kind: 'bad' },
  ])
})

test('text is readable if it is UTF-8 without invisible characters other than line ends and tabs', () => {
  const utf8 = new TextEncoder()
  expect(isReadable(utf8.encode('GET / HTTP/1.1\r\n\t你好'))).toBe(true)
  expect(isReadable(utf8.encode('a\0'))).toBe(false)
  expect(isReadable(hex('c4 e3'))).toBe(false)
})
