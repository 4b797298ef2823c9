import { expect, test } from 'vitest'
import { framed, stuck, subjectOf } from '../../../test/subject-of.ts'
import type { TrackHead } from '../../model/connections/connection-row.ts'
import { layOutView } from './lay-out-view.ts'
import { layoutBuffers } from '../layout-buffers.ts'
import type { ViewQuery } from '../view-query.ts'
import type { TrackDirection } from '../../model/stream/track.ts'

const all: ViewQuery = { stream: 0, axis: 'bytes', domain: undefined, width: 600, until: undefined }
const laneAt = (layout: ReturnType<typeof layOutView>, lane: number) => {
  const found = layout.lanes[lane]
  if (!found) throw new Error(`no lane ${lane}`)
  return found
}
const xs = (spans: { readonly x0: Float32Array; readonly x1: Float32Array }) =>
  Array.from(spans.x0, (x0, k) => [x0, spans.x1[k]])

test('hello + world: two boxes, one box of two colours with a seam between', () => {
  const layout = layOutView(stuck, all)
  expect(xs(laneAt(layout, 0).boxes)).toEqual([
    [0, 300],
    [300, 600],
  ])
  const recv = laneAt(layout, 2)
  expect(xs(recv.boxes)).toEqual([[0, 600]])
  expect(Array.from(recv.slices.tint)).toEqual([0, 1])
  expect(xs(recv.seams)).toEqual([[300, 300]])
  expect(laneAt(layout, 0).seams.key).toHaveLength(0)
})

test('framing off: words say what stuck, on the recv and on the recv taken for one message', () => {
  const layout = layOutView(stuck, all)
  expect(laneAt(layout, 2).notes.map(({ text }) => text)).toEqual(['stuck: 2 sends in one recv of 10 bytes'])
  expect(laneAt(layout, 3).notes.map(({ text }) => text)).toEqual(['stuck: 2 sends taken for one message'])
  // Where bytes have no room of their own, words say what they are.
  const narrow = layOutView(stuck, { ...all, width: 190 })
  expect(laneAt(narrow, 2).labels.map(({ text }) => text)).toEqual(['hello · 5 B', 'world · 5 B'])
})

test('framing on: headers are shaded on sends and messages, bodies are named, all are whole', () => {
  const layout = layOutView(framed, all)
  // Nine bytes in 300 px: the header of four bytes takes 133.3 of them.
  expect(laneAt(layout, 0).headers.x1[0]).toBeCloseTo(400 / 3, 3)
  expect(laneAt(layout, 2).headers.key).toHaveLength(0)
  const narrow = layOutView(framed, { ...all, width: 350 })
  expect(laneAt(narrow, 3).labels.map(({ text }) => text)).toEqual(['hello · 5 B', 'world · 5 B'])
  expect(laneAt(layout, 3).notes.map(({ text, tone }) => [text, tone])).toEqual([['✓ 2 whole', 'good']])
  expect(laneAt(layout, 2).notes[0]?.text).toBe('stuck: 2 messages in one recv of 18 bytes')
})

test('ribbons carry the shared bytes; without segments they go from sends to recvs', () => {
  const [ribbon] = layOutView(stuck, all).ribbons
  expect([ribbon?.upper, ribbon?.lower]).toEqual([0, 2])
  expect(Array.from(ribbon?.a0 ?? [])).toEqual([0, 300])
  expect(Array.from(ribbon?.b1 ?? [])).toEqual([300, 600])
  expect(Array.from(ribbon?.tint ?? [])).toEqual([0, 1])
})

test('on the time axis strands go from left of the call to the right of the return', () => {
  const layout = layOutView(stuck, { ...all, axis: 'time', domain: [0, 200e6] })
  const [ribbon] = layout.ribbons
  expect([ribbon?.a0[0], ribbon?.a1[0]]).toEqual([-6, 0])
  expect(ribbon?.b0[0]).toBe(600)
})

test('a replay that has not reached the recv shows only sends, and its line', () => {
  const layout = layOutView(stuck, { ...all, axis: 'time', domain: [0, 200e6], until: 100e6 })
  expect(layout.lanes.map(({ happened }) => happened)).toEqual([2, 0, 0, 0])
  expect(layout.lanes.map(({ total }) => total)).toEqual([2, 0, 1, 1])
  expect(layout.ribbons.every(({ key }) => key.length === 0)).toBe(true)
  expect(layout.playhead).toBe(300)
})

test('a replay at its end shows the same as no replay', () => {
  expect(layOutView(stuck, { ...all, until: 200e6 }).lanes).toEqual(layOutView(stuck, all).lanes)
})

test('an error is where the bytes stop fitting, with its own message and the bytes there', () => {
  const error = { code: 'FRAME_TOO_LONG', offset: 5, at: 5, message: 'Too long.' } as const
  const log = new TextEncoder().encode('hello, world')
  const subject = {
    ...subjectOf({
      send: [[0, 10, 0]],
      recv: [[0, 10, 1]],
      message: [[0, 5, 1]],
      header: 1,
      error,
      span: 1,
    }),
    read: (start: number, end: number) => log.subarray(start, end),
  }
  const { unframed } = layOutView(subject, all)
  expect(unframed).toEqual({
    kind: 'error',
    x0: 300,
    x1: 600,
    text: 'Too long.',
    code: 'FRAME_TOO_LONG',
    offset: 5,
    head: new TextEncoder().encode(', wor'),
    isAll: true,
  })
  // A view would transfer the whole log to the page.
  expect(unframed?.kind === 'error' && unframed.head.buffer.byteLength).toBe(5)
})

test('bytes that no recv returned are outlined after the last recv, on the bytes axis', () => {
  const sent = { ...stuck, unread: { start: 5, end: 10 } }
  expect(layOutView(sent, all).unread).toEqual({ x0: 300, x1: 600, text: '5 B not read' })
  expect(layOutView(sent, { ...all, axis: 'time' }).unread).toBeUndefined()
  expect(layOutView(sent, { ...all, until: 100e6 }).unread).toBeUndefined()
  expect(layOutView(stuck, all).unread).toBeUndefined()
})

test('ten thousand intervals in 600 px are about six hundred boxes and a ribbon per pixel', () => {
  const intervals = Array.from({ length: 10_000 }, (_, i) => [i, i + 1, i / 100] as const)
  const layout = layOutView(subjectOf({ send: intervals, recv: intervals, span: 100 }), all)
  const { boxes } = laneAt(layout, 0)
  expect(boxes.key.length).toBeLessThanOrEqual(1_200)
  expect(boxes.merged.reduce((sum, count) => sum + count, 0)).toBe(10_000)
  expect(layout.ribbons[0]?.key.length).toBeLessThanOrEqual(1_300)
})

test('a closer view draws what lies in it and one width around it', () => {
  const intervals = Array.from({ length: 1_000 }, (_, i) => [i, i + 1, i] as const)
  const subject = subjectOf({ send: intervals, recv: intervals, span: 1_000 })
  const { boxes } = laneAt(layOutView(subject, { ...all, domain: [500, 510] }), 0)
  expect([boxes.key[0], boxes.key.at(-1)]).toEqual([489, 520])
})

test('a session without bytes has a layout too', () => {
  const layout = layOutView(subjectOf({ span: 0 }), { ...all, axis: 'time' })
  expect(layout.lanes.map(({ total }) => total)).toEqual([0, 0, 0, 0])
})

test('every column is transferred to the page', () => {
  const layout = layOutView(framed, all)
  structuredClone(layout, { transfer: layoutBuffers(layout) })
  expect(laneAt(layout, 0).boxes.x0.length).toBe(0)
  expect(layout.knots.values.length).toBe(0)
})

test('a folded track is transferred in one buffer', () => {
  const end = { address: '127.0.0.1', port: 1, program: undefined }
  const head: TrackHead = {
    connection: 0,
    transport: 'tcp',
    from: end,
    to: end,
    streams: [1, undefined],
    bytes: [18, 0],
  }
  const { lanes } = framed
  const directions: TrackDirection[] = [{ kind: 'strip', stream: 1, lanes }]
  const layout = layOutView(framed, { ...all, axis: 'time' }, [{ head, directions }])
  const [strip] = layout.tracks[0]?.directions ?? []
  if (strip?.kind !== 'strip') throw new Error('no strip')
  expect(strip.x0.length).toBeGreaterThan(0)
  const there = structuredClone(strip)
  const [gone] = structuredClone(layout, { transfer: layoutBuffers(layout) }).tracks[0]?.directions ?? []
  expect(gone).toEqual(there)
  expect([strip.x0, strip.x1, strip.strength, strip.marks].map(({ length }) => length)).toEqual([0, 0, 0, 0])
})

test('a datagram that came late has its box, though a crowd of later ones comes before it', () => {
  const sizes = Array.from({ length: 12 }, (_, k) => [10 * k, 10 * k + 10] as const)
  const subject = subjectOf({
    send: sizes.map(([start, end]) => [start, end, 0]),
    // The first was cut: a recv took half of it, long after the others.
    recv: sizes.map(([start, end], k) => (k === 0 ? [0, 5, 80] : [start, end, 10])),
    lost: [],
    span: 100,
  })
  const recv = laneAt(layOutView(subject, { ...all, axis: 'time' }), 2)
  expect(Array.from(recv.boxes.key)).toContain(0)
})
