import { expect, test } from 'vitest'
import { laneOf } from '../../../test/subject-of.ts'
import { scaleOf } from '../axis/scale.ts'
import { timeLine } from '../../model/axis/axis-line.ts'
import { layOutStrip } from './strip.ts'

const none = laneOf('segment', [])
/** A pixel a millisecond. */
const scale = scaleOf(timeLine([0, 100e6]), [0, 100e6], 100)

test('two sends that one recv took, and a recv of one send alone: two pieces, the first one marked', () => {
  const send = laneOf('send', [
    [0, 5, 0],
    [5, 10, 1],
    [10, 12, 50],
  ])
  const recv = laneOf('recv', [
    [0, 10, 20.5],
    [10, 12, 60.5],
  ])
  const strip = layOutStrip({ stream: 3, lanes: [send, none, recv] }, scale, 100, undefined)
  expect(strip.stream).toBe(3)
  expect(Array.from(strip.x0)).toEqual([20, 60])
  expect(Array.from(strip.x1)).toEqual([21, 61])
  expect(Array.from(strip.marks)).toEqual([20])
})

test('a send that needed two recvs marks both, and more bytes make a stronger piece', () => {
  const send = laneOf('send', [[0, 60_000, 0]])
  const recv = laneOf('recv', [
    [0, 59_990, 20.5],
    [59_990, 60_000, 30.5],
  ])
  const strip = layOutStrip({ stream: 0, lanes: [send, none, recv] }, scale, 100, undefined)
  expect(Array.from(strip.marks)).toEqual([20, 30])
  expect(strip.strength[0]).toBeGreaterThan(strip.strength[1] ?? Infinity)
})

test('if only sends are known they are shown, and a replay shows those made by then', () => {
  const send = laneOf('send', [
    [0, 5, 10.5],
    [5, 10, 40.5],
  ])
  const lanes = [send, none, laneOf('recv', [])]
  expect(Array.from(layOutStrip({ stream: 0, lanes }, scale, 100, undefined).x0)).toEqual([10, 40])
  expect(Array.from(layOutStrip({ stream: 0, lanes }, scale, 100, 20e6).x0)).toEqual([10])
})

test('a lane that moved without gaining an interval is read again', () => {
  const send = laneOf('send', [
    [0, 5, 0],
    [5, 10, 1],
  ])
  const recv = { ...laneOf('recv', [[0, 10, 20.5]]) }
  const marks = () =>
    Array.from(layOutStrip({ stream: 0, lanes: [send, none, recv] }, scale, 100, undefined).marks)
  expect(marks()).toEqual([20])
  recv.ends[0] = 5
  recv.revision += 1
  expect(marks()).toEqual([])
})
