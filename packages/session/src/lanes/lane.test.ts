import { expect, test } from 'vitest'
import { LaneColumns } from './lane.ts'

/** A lane of recvs of one byte each; recv `k` began at `k`, took a nanosecond, asked for `2 k` bytes, and has its byte at `3 k`. */
const laneOf = (count: number): LaneColumns => {
  const lane = new LaneColumns('recv')
  for (let k = 0; k < count; k += 1) lane.append(k, k + 1, k, k + 1, 2 * k, 3 * k)
  return lane
}
const rowOf = ({ starts, ends, times, dones, limits, places }: LaneColumns, k: number) =>
  [starts, ends, times, dones, limits, places].map((column) => column[k])

test('a trimmed lane has no more room than intervals, and the same intervals', () => {
  const lane = laneOf(20_000)
  lane.cut(7, 0)
  lane.trim()
  expect(lane.starts).toHaveLength(20_000)
  expect(lane.limits.buffer.byteLength).toBe(20_000 * 6 * 8)
  expect(rowOf(lane, 19_999)).toEqual([19_999, 20_000, 19_999, 20_000, 39_998, 59_997])
  expect([lane.captured(7), lane.captured(8)]).toEqual([0, 1])
})

test('a trimmed lane takes more intervals', () => {
  const lane = laneOf(20_000)
  lane.trim()
  lane.append(20_000, 20_005, 20_000, 20_001, 40_000, 60_000)
  expect(lane.count).toBe(20_001)
  expect(rowOf(lane, 0)).toEqual([0, 1, 0, 1, 0, 0])
  expect(rowOf(lane, 20_000)).toEqual([20_000, 20_005, 20_000, 20_001, 40_000, 60_000])
})

test('a lane with little room keeps it, because making another one would cost more', () => {
  const lane = laneOf(20)
  const { starts } = lane
  lane.trim()
  expect(lane.starts).toBe(starts)
})
