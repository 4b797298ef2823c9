// `resync=`: what is skipped is a row of its own and no message. Expected rows by hand; however the stream is cut, they are
// the same.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFramer, FrameColumns, parseFraming } from '../src/index.ts'
import { accountOf, cutAt, everyCut, hex, latin1 } from './every-cut.ts'

const specOf = (text: string) => {
  const parsed = parseFraming(text)
  if (!parsed.ok) throw new Error(parsed.error.message)
  return parsed.spec
}

interface Case {
  readonly name: string
  readonly spec: string
  readonly bytes: Uint8Array
  /** `[start, end)`, and `skipped`. */
  readonly rows: readonly (readonly [number, number, string?])[]
  readonly bodies: readonly string[]
  readonly error?: string
}

const CASES: readonly Case[] = [
  {
    name: 'noise before, between and after',
    spec: 'length:u8,at=1,resync=68',
    bytes: hex('0001 6802 6162 ff 6801 63 6800 02'),
    rows: [
      [0, 2, 'skipped'],
      [2, 6],
      [6, 7, 'skipped'],
      [7, 10],
      [10, 12],
      [12, 13, 'skipped'],
    ],
    bodies: ['ab', 'c', ''],
  },
  {
    name: 'a mark of two bytes whose first one is noise',
    spec: 'length:u8,at=2,resync=0564',
    bytes: hex('0505 6401 61 05 056400'),
    rows: [
      [0, 1, 'skipped'],
      [1, 5],
      [5, 6, 'skipped'],
      [6, 9],
    ],
    bodies: ['a', ''],
  },
  {
    name: 'a mark that leads to no frame, with a true one inside',
    spec: 'length:u8,at=1,adjust=1,ends=0d,resync=68',
    bytes: hex('6803 68000d 680161 0d'),
    rows: [
      [0, 2, 'skipped'],
      [2, 5],
      [5, 9],
    ],
    bodies: ['', 'a'],
  },
  {
    name: 'a mark right before a true one',
    spec: 'length:u8,at=1,adjust=1,ends=0d,resync=68,max=40',
    bytes: hex('68 68000d'),
    rows: [
      [0, 1, 'skipped'],
      [1, 4],
    ],
    bodies: [''],
  },
  {
    name: 'a frame that ends with the stream',
    spec: 'length:u8,at=1,resync=68',
    bytes: hex('00 6805 61'),
    rows: [[0, 1, 'skipped']],
    bodies: [],
    error: 'END_INSIDE_FRAME at 1',
  },
  {
    // NMEA 0183 after a receiver's binary noise.
    name: 'sentences of a receiver',
    spec: 'line,resync=24(01000111)',
    bytes: latin1('\xb5b\x01$GPGGA,1*00\r\n$$GPRMC*01\r\n'),
    rows: [
      [0, 3, 'skipped'],
      [3, 16],
      [16, 17, 'skipped'],
      [17, 28],
    ],
    bodies: ['$GPGGA,1*00', '$GPRMC*01'],
  },
  {
    name: 'a length beyond max is noise',
    spec: 'length:u16be,at=1,resync=7e,max=10',
    bytes: hex('7effff 7e0001 61'),
    rows: [
      [0, 3, 'skipped'],
      [3, 7],
    ],
    bodies: ['a'],
  },
]

describe.each(CASES)('$spec, $name', ({ spec, bytes, rows, bodies, error }) => {
  const parsed = specOf(spec)
  const whole = accountOf(parsed, [bytes])

  test('skips what was counted by hand', () => {
    expect(whole.frames.map(([start, , , end]) => [start, end])).toEqual(
      rows.map(([start, end]) => [start, end]),
    )
    expect(whole.apart).toEqual(rows.flatMap(([, , is], row) => (is === undefined ? [] : [[row, is]])))
    expect(whole.bodies).toEqual(bodies)
    const found =
      whole.error === undefined ? undefined : (JSON.parse(whole.error) as { code: string; offset: number })
    expect(found && `${found.code} at ${found.offset}`).toBe(error)
  })

  test('gives the same however the stream is cut', () => {
    for (const pieces of everyCut(bytes)) expect(accountOf(parsed, pieces)).toEqual(whole)
  })
})

test('in any bytes every byte belongs to one row, in order, however they are cut', () => {
  const spec = specOf('length:u8,at=1,resync=68,ends=16,max=40')
  const byte = fc.constantFrom(0x68, 0x16, 0, 1, 2, 3, 5, 0x20)
  fc.assert(
    fc.property(
      fc.array(byte, { maxLength: 120 }),
      fc.array(fc.nat(120), { maxLength: 6 }),
      (values, cuts) => {
        const bytes = Uint8Array.from(values)
        const whole = accountOf(spec, [bytes])
        expect(
          accountOf(
            spec,
            cutAt(
              bytes,
              cuts.map((cut) => Math.min(cut, bytes.length)),
            ),
          ),
        ).toEqual(whole)
        let at = 0
        for (const [start, , , end] of whole.frames) {
          expect(start).toBe(at)
          at = end
        }
        // What is not whole at the end is an error's frame, not skipped.
        const { offset } = JSON.parse(whole.error ?? `{"offset":${bytes.length}}`) as { offset: number }
        expect(at).toBe(offset)
      },
    ),
    { seed: 20_261_129, numRuns: 2_000 },
  )
})

test('noise that never ends is given in rows of 64 KiB, so it takes no memory', () => {
  const framer = createFramer(specOf('length:u8,resync=68'))
  const columns = new FrameColumns()
  for (let k = 0; k < 200; k++) framer.intervals(new Uint8Array(1_000), columns)
  expect([columns.count, columns.apart.size, framer.position.frameStart]).toEqual([3, 3, 200_000])
})

test.each([
  ['none,resync=68', 'resync= means nothing for none'],
  ['line,if=61,again=always then fixed:3,resync=68', 'cannot come after a preface'],
  ['line,resync=68 then fixed:3', 'cannot be part of a preface'],
])('%s is refused', (text, message) => {
  const parsed = parseFraming(text)
  expect(parsed.ok ? '' : parsed.error.message).toContain(message)
})
