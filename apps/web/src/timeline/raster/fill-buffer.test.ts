import { expect, test } from 'vitest'
import { fillBuffer } from './fill-buffer.ts'

/** Two tints and a line, as pixels without their opacity: red, green and blue lie in the lower bytes. */
const paint = { tints: [0x11, 0x22], line: 0x99, band: 0.4, pale: 0.5 }
const place = { from: 0, ratio: 1 }

/** A buffer of 4 bytes on 8 rows of 6 pixels: two pixels a byte. */
const filled = (
  bands: readonly (readonly [
    x0: number,
    x1: number,
    from: number,
    to: number,
    tint: number,
    pale?: number,
  ])[],
  level: readonly (readonly [x: number, bytes: number])[],
): string[] => {
  const pixels = new Uint32Array(48)
  const column = (k: number): number[] => bands.map((band) => band[k] ?? 0)
  fillBuffer(
    pixels,
    6,
    8,
    {
      bands: {
        x0: Float32Array.from(column(0)),
        x1: Float32Array.from(column(1)),
        from: Float64Array.from(column(2)),
        to: Float64Array.from(column(3)),
        tint: Uint8Array.from(column(4)),
        pale: Uint8Array.from(column(5)),
      },
      level: {
        x: Float32Array.from(level, ([x]) => x),
        bytes: Float64Array.from(level, ([, bytes]) => bytes),
      },
    },
    (bytes) => 8 - 2 * bytes,
    (x) => x,
    place,
    paint,
  )
  const letters = new Map([
    [0, '.'],
    // 0.4 and 0.2 of 255.
    [((102 << 24) | 0x11) >>> 0, 'a'],
    [((102 << 24) | 0x22) >>> 0, 'b'],
    [((51 << 24) | 0x22) >>> 0, 'p'],
    [((255 << 24) | 0x99) >>> 0, '#'],
  ])
  return Array.from({ length: 8 }, (_, y) =>
    Array.from(pixels.subarray(6 * y, 6 * y + 6), (pixel) => letters.get(pixel) ?? '?').join(''),
  )
}

test('bands lie above each other at their bytes, and header bytes are paler', () => {
  expect(
    filled(
      [
        [1, 4, 0, 2, 0],
        [2, 4, 2, 3, 1, 1],
        [4, 6, 0, 1, 1],
      ],
      [],
    ),
  ).toEqual(['......', '......', '..pp..', '..pp..', '.aaa..', '.aaa..', '.aaabb', '.aaabb'])
})

test('the level is a stepped line over the bands, and ends with the last moment', () => {
  expect(
    filled(
      [[1, 4, 0, 2, 0]],
      [
        [0, 0],
        [1, 2],
        [4, 0],
        [5, 0],
      ],
    ),
  ).toEqual(['......', '......', '......', '.####.', '.#aa#.', '.#aa#.', '.#aa#.', '##aa#.'])
})

test('what lies outside the picture is cut at its edges', () => {
  expect(filled([[-5, 20, 0, 9, 0]], [])).toEqual(Array.from({ length: 8 }, () => 'aaaaaa'))
})
