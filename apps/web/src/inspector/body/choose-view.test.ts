import { expect, test } from 'vitest'
import { chooseView } from './choose-view.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

test.each([
  [utf8('{"a":[1]}'), 'json'],
  [utf8(' [1] \n'), 'json'],
  [utf8('{"a":[1]'), 'text'],
  [utf8('12'), 'text'],
  [utf8('hello'), 'text'],
  [utf8('你好，世界\r\n'), 'text'],
  // {"compact":true,"schema":0} on msgpack.org.
  [Uint8Array.of(0x82, 0xa7, ...utf8('compact'), 0xc3, 0xa6, ...utf8('schema'), 0), 'msgpack'],
  [Uint8Array.of(0x82, 0xa7, ...utf8('compact'), 0xc3, 0xa6, ...utf8('schema')), 'hex'],
  [Uint8Array.of(0xdc, 0, 1, 0xc0), 'msgpack'],
  [Uint8Array.of(0xc0), 'hex'],
  [Uint8Array.of(0, 0, 0, 5), 'hex'],
  [new Uint8Array(0), 'hex'],
])('a body is first shown as what it is (%#)', async (bytes, view) =>
  expect(await chooseView(bytes)).toBe(view),
)
