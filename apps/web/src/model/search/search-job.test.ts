import { frameStream, Session } from '@unstick/session'
import { expect, test } from 'vitest'
import { failed, opening, recv, send } from '../../../test/sessions.ts'
import { MOST_HITS } from './most-hits.ts'
import { type Found, SearchJob } from './search-job.ts'
import type { Sought } from './query.ts'
import type { Scene } from './scan.ts'

const sceneOf = (...blocks: readonly Uint8Array[]): Scene => {
  const session = new Session()
  for (const block of [...opening('sought'), ...blocks]) session.push(block)
  return { session, live: false, framed: (stream) => frameStream(stream, { kind: 'none' }) }
}
const reportsOf = (scene: Scene, sought: Sought, stream?: number): Promise<Found[]> =>
  new Promise((resolve) => {
    const all: Found[] = []
    new SearchJob(scene, sought, stream, (found) => {
      all.push(found)
      if (found.over) resolve(all)
    })
  })

test('a search reports its hits slice by slice, and ends with all of them', async () => {
  const all = await reportsOf(sceneOf(send(0, 'one'), send(1, 'two'), recv(2, 9, 'onetwo')), {
    by: 'length',
    lane: undefined,
    least: 3,
    most: 3,
  })
  expect(all.flatMap(({ hits }) => hits.map(({ where }) => where))).toEqual(['send #1', 'send #2'])
  expect(all.at(-1)).toMatchObject({ over: true, part: 1, codes: [] })
})

test('a search ends with ten thousand hits', async () => {
  const sends = Array.from({ length: MOST_HITS + 5 }, (_, k) => send(k / 100, 'x'))
  const all = await reportsOf(sceneOf(...sends), { by: 'length', lane: undefined, least: 1, most: 1 })
  expect(all.flatMap(({ hits }) => hits)).toHaveLength(10_000)
  expect(all.at(-1)?.over).toBe(true)
})

test('hits that belong to no stream are found in a search of all streams, and not in a search of one', async () => {
  const scene = sceneOf(failed(0, 'connect', [], 'ECONNREFUSED'))
  const sought: Sought = { by: 'code', part: 'refused' }
  expect((await reportsOf(scene, sought)).flatMap(({ hits }) => hits)).toHaveLength(1)
  expect((await reportsOf(scene, sought, 0)).flatMap(({ hits }) => hits)).toEqual([])
})

test('the codes are reported with their counts, the most frequent first', async () => {
  const calls = [
    failed(9, 'send', ['1'], 'EPIPE'),
    failed(8, 'send', ['1'], 'EPIPE'),
    failed(7, 'send', ['1'], 'ECONNRESET'),
  ]
  const all = await reportsOf(sceneOf(send(0, 'one'), ...calls), { by: 'codes' })
  expect(all.at(-1)?.codes).toEqual([
    { code: 'EPIPE', count: 2 },
    { code: 'ECONNRESET', count: 1 },
  ])
})
