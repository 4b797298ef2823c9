import { expect, test } from 'vitest'
import { hexRows } from './hex-rows.ts'

const run = (start: number, end: number, tint: number, seam: boolean, header = false) => ({
  start,
  end,
  tint,
  header,
  seam,
  marked: false,
})

test('helloworld takes two rows, with its seam before the w', () => {
  const rows = hexRows(new TextEncoder().encode('helloworld'), [run(0, 5, 0, false), run(5, 10, 1, true)], 0)
  expect(rows).toEqual([
    {
      offset: '0000',
      text: 'hellowor',
      lacks: 0,
      pieces: [
        { hex: '68 65 6c 6c 6f', tint: 0, header: false, seam: false, marked: false },
        { hex: '77 6f 72', tint: 1, header: false, seam: true, marked: false },
      ],
    },
    {
      offset: '0008',
      text: 'ld',
      lacks: 6,
      pieces: [{ hex: '6c 64', tint: 1, header: false, seam: false, marked: false }],
    },
  ])
})

test('bytes that cannot be printed are dots, and offsets are those of the stream', () => {
  expect(hexRows(Uint8Array.of(0, 0x7f, 0x41), [run(0, 3, 2, false, true)], 258)).toEqual([
    {
      offset: '0102',
      text: '··A',
      lacks: 5,
      pieces: [{ hex: '00 7f 41', tint: 2, header: true, seam: false, marked: false }],
    },
  ])
})

test('no bytes are no rows', () => expect(hexRows(new Uint8Array(0), [], 0)).toEqual([]))

test('bytes that no lane has are dots, in hex and as text, and never zeros', () => {
  const [row] = hexRows(Uint8Array.of(0x68, 0, 0, 0), [run(0, 4, 0, false)], 0, [{ start: 2, end: 4 }])
  expect(row?.pieces.map(({ hex }) => hex)).toEqual(['68 00 ·· ··'])
  expect(row?.text).toBe('h·  ')
})
