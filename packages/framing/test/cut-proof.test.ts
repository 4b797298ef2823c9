// Any way of cutting the same bytes gives the same frames at the same offsets, the same state, the same error.
import { describe, expect, test } from 'vitest'
import { parseFraming } from '../src/index.ts'
import { accountOf, everyCut, hex, latin1 } from './every-cut.ts'

interface Case {
  readonly spec: string
  readonly bytes: Uint8Array
  /** By hand: [start, header, trailer, end]. */
  readonly frames: readonly (readonly [number, number, number, number])[]
  readonly error?: string
}

const CASES: readonly Case[] = [
  {
    spec: 'struct:!I',
    bytes: hex('00000005 68656c6c6f 00000000 00000001 21'),
    frames: [
      [0, 4, 0, 9],
      [9, 4, 0, 13],
      [13, 4, 0, 18],
    ],
  },
  {
    spec: 'struct:!BHI,field=1',
    bytes: hex('01 0002 00000009 6869 01 0000 00000009'),
    frames: [
      [0, 7, 0, 9],
      [9, 7, 0, 16],
    ],
  },
  { spec: 'struct:@bi', bytes: hex('01 000000 02000000 6869'), frames: [[0, 8, 0, 10]] },
  {
    spec: 'length:u16le,at=1,header=4,adjust=1',
    bytes: hex('aa 0200 bb 6869 aa 0000 bb'),
    frames: [
      [0, 4, 0, 6],
      [6, 4, 0, 10],
    ],
  },
  {
    spec: 'length:u8',
    bytes: hex('02 6869 00 03 61'),
    frames: [
      [0, 1, 0, 3],
      [3, 1, 0, 4],
    ],
    error: 'END_INSIDE_FRAME',
  },
  { spec: 'length:i8', bytes: hex('01 61 ff 61'), frames: [[0, 1, 0, 2]], error: 'LENGTH_NEGATIVE' },
  {
    spec: 'length:u64be',
    bytes: hex('0000000000000001 61 ffffffffffffffff 00'),
    frames: [[0, 8, 0, 9]],
    error: 'FRAME_TOO_LONG',
  },
  {
    spec: 'length:u16be,adjust=-4',
    bytes: hex('0005 61 0001 00'),
    frames: [[0, 2, 0, 3]],
    error: 'FRAME_TOO_SHORT',
  },
  {
    spec: 'length:u32be,at=3,adjust=1,ends=ce',
    bytes: hex('010000 00000002 6869 ce 010000 00000000 cf'),
    frames: [[0, 7, 1, 10]],
    error: 'DELIMITER_MISSING',
  },
  {
    spec: 'length:u8,at=1,starts=68',
    bytes: hex('68 01 61 69 01 61'),
    frames: [[0, 2, 0, 3]],
    error: 'START_WRONG',
  },
  {
    spec: 'length:hex4,adjust=-4,bare=2',
    bytes: latin1('0006hi000000000xyz'),
    frames: [
      [0, 4, 0, 6],
      [6, 4, 0, 10],
      [10, 4, 0, 14],
    ],
    error: 'LENGTH_INVALID',
  },
  {
    spec: 'length:u16be,at=4,header=8,adjust=2,padding=6',
    bytes: hex('01 06 0001 0002 03 00 6869 000000'),
    frames: [[0, 8, 3, 13]],
  },
  { spec: 'length:u32be,mask=7fffffff', bytes: hex('80000002 6869'), frames: [[0, 4, 0, 6]] },
  { spec: 'length:u16be,unit=4', bytes: hex('0001 61626364'), frames: [[0, 2, 0, 6]] },
  { spec: 'length:u8,strip=1', bytes: hex('02 6869 00'), frames: [[0, 2, 0, 3]], error: 'BODY_TOO_SHORT' },
  {
    spec: 'fixed:3',
    bytes: latin1('abcdefg'),
    frames: [
      [0, 0, 0, 3],
      [3, 0, 0, 6],
    ],
    error: 'END_INSIDE_FRAME',
  },
  {
    spec: 'fixed:3,starts=61,ends=63',
    bytes: latin1('abcaxd'),
    frames: [[0, 1, 1, 3]],
    error: 'DELIMITER_MISSING',
  },
  {
    spec: 'line',
    bytes: latin1('a\r\n\nb\n\r\rc'),
    frames: [
      [0, 0, 2, 3],
      [3, 0, 1, 4],
      [4, 0, 1, 6],
    ],
    error: 'END_INSIDE_FRAME',
  },
  {
    spec: 'delimiter:\\r\\n',
    bytes: latin1('a\r\n\r\r\n\nb\r\n'),
    frames: [
      [0, 0, 2, 3],
      [3, 0, 2, 6],
      [6, 0, 2, 10],
    ],
  },
  {
    spec: 'delimiter:aab|b',
    bytes: latin1('aaabxb'),
    frames: [
      [0, 0, 3, 4],
      [4, 0, 1, 6],
    ],
  },
  {
    spec: 'delimiter:\\n|\\0',
    bytes: latin1('a\0b\n'),
    frames: [
      [0, 0, 1, 2],
      [2, 0, 1, 4],
    ],
  },
  {
    spec: 'delimiter:\\n,max=3',
    bytes: latin1('ab\nabc\n'),
    frames: [[0, 0, 1, 3]],
    error: 'FRAME_TOO_LONG',
  },
  {
    spec: 'netstring',
    bytes: latin1('5:hello,0:,12:abc'),
    frames: [
      [0, 2, 1, 8],
      [8, 2, 1, 11],
    ],
    error: 'END_INSIDE_FRAME',
  },
  { spec: 'netstring', bytes: latin1('1:a,01:b,'), frames: [[0, 2, 1, 4]], error: 'LENGTH_INVALID' },
  { spec: 'netstring', bytes: latin1('1:a;'), frames: [], error: 'DELIMITER_MISSING' },
  {
    spec: 'varint',
    bytes: hex('02 6869 8200 6869'),
    frames: [
      [0, 1, 0, 3],
      [3, 2, 0, 7],
    ],
  },
  {
    spec: 'varint,at=1,max-bytes=4',
    bytes: hex('c0 00 30 ffffffff 01'),
    frames: [[0, 2, 0, 2]],
    error: 'VARINT_TOO_LONG',
  },
]

describe.each(CASES)('$spec', ({ spec, bytes, frames, error }) => {
  const parsed = parseFraming(spec)
  if (!parsed.ok) throw new Error(parsed.error.message)
  const whole = accountOf(parsed.spec, [bytes])

  test('cuts the frames counted by hand', () => {
    expect(whole.frames).toEqual(frames)
    expect(whole.error === undefined ? undefined : (JSON.parse(whole.error) as { code: string }).code).toBe(
      error,
    )
    expect(whole.bodies).toEqual(
      frames.map(([start, header, trailer, end]) =>
        Buffer.from(bytes.subarray(start + header, end - trailer)).toString('latin1'),
      ),
    )
  })

  test('gives the same account however the stream is cut', () => {
    for (const pieces of everyCut(bytes)) expect(accountOf(parsed.spec, pieces)).toEqual(whole)
  })
})

test('none takes every push for a message', () => {
  expect(accountOf({ kind: 'none' }, [latin1('hello'), latin1('world')]).bodies).toEqual(['hello', 'world'])
})
