import { expect, test } from 'vitest'
import { framed, stuck, subjectOf } from '../../../test/subject-of.ts'
import { layOutView } from '../view/lay-out-view.ts'
import type { ViewQuery } from '../view-query.ts'

const query: ViewQuery = { stream: 0, axis: 'bytes', domain: undefined, width: 600, until: undefined }
const cellsOf = (subject: typeof stuck, lane: number, width: number) =>
  layOutView(subject, { ...query, width }).lanes[lane]?.cells ?? []

test('with 20 pixels a byte, each byte has its character and its hex, and no other words', () => {
  // Ten bytes.
  const cells = cellsOf(stuck, 0, 200)
  expect(cells.map(({ text }) => text).join('')).toBe('helloworld')
  expect(cells[0]).toMatchObject({ x: 0, text: 'h', below: '68' })
  expect(cells[0]?.wide).toBeCloseTo(20)
  expect(layOutView(stuck, { ...query, width: 200 }).lanes[0]?.labels).toEqual([])
  expect(cellsOf(stuck, 0, 190)).toEqual([])
})

test('a message’s header is one cell that says what it means; in a send its bytes are as they are', () => {
  expect(cellsOf(framed, 3, 600)[0]).toMatchObject({ text: '00 00 00 05', below: '= 5' })
  expect(
    cellsOf(framed, 0, 600)
      .slice(0, 5)
      .map(({ text, below }) => text + below),
  ).toEqual(['·00', '·00', '·00', '·05', 'h68'])
})

/** 中文! in UTF-8, as CPython's encode() gives it. */
const chinese = Uint8Array.of(0xe4, 0xb8, 0xad, 0xe6, 0x96, 0x87, 0x21)
/** The same in GBK. */
const inGbk = Uint8Array.of(0xd6, 0xd0, 0xce, 0xc4, 0x21)

const cutAt = (bytes: Uint8Array, at: number, encoding?: string) => ({
  ...subjectOf({
    send: [[0, bytes.length, 0]],
    recv: [
      [0, at, 1],
      [at, bytes.length, 2],
    ],
    message: [
      [0, at, 1],
      [at, bytes.length, 2],
    ],
    marks: [2, 2],
    span: 10,
  }),
  encoding,
  read: (start: number, end: number) => bytes.slice(start, end),
})

test('a character of several bytes lies over their cells; of one that was cut, each recv has its part', () => {
  const { lanes } = layOutView(cutAt(chinese, 4), { ...query, width: 700 })
  expect(lanes[0]?.characters).toEqual([
    { text: '中', x: 0, wide: 300, x0: 0, x1: 300 },
    { text: '文', x: 300, wide: 300, x0: 300, x1: 600 },
  ])
  expect(lanes[0]?.cells.map(({ text, below }) => text + below)).toEqual([
    ...['e4', 'b8', 'ad', 'e6', '96', '87'],
    '!21',
  ])
  // The first recv ended after one byte of three.
  expect(lanes[2]?.characters.slice(1)).toEqual([
    { text: '文', x: 300, wide: 300, x0: 300, x1: 400 },
    { text: '文', x: 300, wide: 300, x0: 400, x1: 600 },
  ])
})

test('it is read in the encoding of the text, and bytes that are no text have no characters', () => {
  const textOf = (subject: ReturnType<typeof cutAt>) =>
    layOutView(subject, { ...query, width: 700 }).lanes[0]?.characters.map(({ text }) => text)
  expect(textOf(cutAt(inGbk, 1, 'gbk'))).toEqual(['中', '文'])
  expect(textOf(cutAt(inGbk, 1))).toEqual([])
})

test('a lane that is cut as the lane above has no cells, and says so', () => {
  const subject = subjectOf({ send: [[0, 5, 0]], segment: [[0, 5, 1]], text: 'hello', span: 10 })
  const [send, segment] = layOutView(subject, { ...query, width: 600 }).lanes
  expect(send).toMatchObject({ isSlim: false })
  expect(send?.cells).toHaveLength(5)
  expect(segment).toMatchObject({ isSlim: true, cells: [], notes: [] })
  expect(segment?.labels.map(({ text }) => text)).toEqual(['segment of 5 B, cut as above'])
  const narrow = layOutView(subject, { ...query, width: 100 }).lanes[1]
  expect(narrow?.labels.map(({ text }) => text)).toEqual(['5 B'])
})

test('a stream with room for each byte has bytes of one width; one without gives each piece room', () => {
  const subject = subjectOf({
    send: [
      [0, 1, 0],
      [1, 10, 1],
    ],
    text: 'helloworld',
    span: 10,
  })
  const widths = (width: number): number[] => {
    const { x0, x1 } = layOutView(subject, { ...query, width }).lanes[0]?.boxes ?? { x0: [], x1: [] }
    return Array.from(x0, (from, k) => (x1[k] ?? NaN) - from)
  }
  expect(widths(200)).toEqual([20, 180])
  expect((widths(190)[0] ?? 0) / 190).toBeGreaterThan(0.4)
})
