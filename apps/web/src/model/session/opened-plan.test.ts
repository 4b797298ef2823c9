// A session that is shown through a framing for each connection.
import { expect, test } from 'vitest'
import {
  beginning,
  postgresBlocks,
  postgresMessages,
  redisBlocks,
  redisMessages,
} from '../../../test/two-protocols.ts'
import { inspect } from '../inspect/inspect.ts'
import { exportBlob } from './export-blob.ts'
import { OpenedSession } from './opened-session.ts'

const opened = (framing: string): OpenedSession => {
  const session = new OpenedSession('id', framing, 0)
  for (const block of [...beginning(), ...postgresBlocks(), ...redisBlocks()]) session.push(block)
  session.end()
  return session
}
const rows = (session: OpenedSession) => {
  while (!session.countConnections(1_000));
  return session.connectionPage({ at: 0, count: 10, sort: undefined, filter: '' }).rows
}

test('each connection is cut by its own framing, and the list says which', () => {
  const list = rows(opened('5432=postgres,6379=redis'))
  expect(list.map(({ framing }) => framing)).toEqual(['postgres', ...Array<string>(6).fill('redis')])
  const counts = list.map(({ counts }) => counts?.messages ?? 0)
  expect([counts[0], counts.slice(1).reduce((sum, count) => sum + count, 0)]).toEqual([
    postgresMessages,
    redisMessages,
  ])
})

test('the rest has the framing that the plan gives it, or none', () => {
  expect(rows(opened('5432=postgres')).map(({ framing }) => framing)[1]).toBe('none')
  expect(rows(opened('5432=postgres,*=redis')).map(({ framing }) => framing)[1]).toBe('redis')
  // One framing for all needs no words in each row.
  expect(rows(opened('redis')).map(({ framing }) => framing)[0]).toBeUndefined()
})

test('the list is sorted by framing', () => {
  const session = opened('5432=postgres,6379=redis')
  const sort = { column: 'framing', descending: true } as const
  const { rows: sorted } = session.connectionPage({ at: 0, count: 10, sort, filter: '' })
  expect(sorted.map(({ framing }) => framing)).toEqual([...Array<string>(6).fill('redis'), 'postgres'])
})

test('lanes, details, exports and the summary of a stream follow its own framing', async () => {
  const session = opened('5432=postgres,6379=redis')
  const { ports, framing, shown, counts } = session.summary()
  // The client's five messages, by tshark.
  expect({ ports, framing, own: shown?.framing, port: shown?.port, messages: counts.messages }).toEqual({
    ports: 2,
    framing: '5432=postgres,6379=redis',
    own: 'postgres',
    port: 5_432,
    messages: 5,
  })
  const stream = session.look()
  expect(
    stream && inspect(stream, session.framingOf(stream.stream), { lane: 'message', index: 1 })?.framing,
  ).toBe('postgres')
  const lines = (await (await exportBlob(session, 'frames')).text()).trim().split('\n')
  expect(lines).toHaveLength(5)
  session.show('5432=postgres,6379=redis', 2)
  expect(session.summary().shown).toMatchObject({ framing: 'redis', port: 6_379, sharedBy: 6 })
  expect(session.summary().counts.messages).toBe(1)
})

test('a stream beside the shown one, as search looks at it, has its own framing', () => {
  const session = opened('5432=postgres,6379=redis')
  const kinds = session.session.streams.map((stream) => session.framed(stream)?.lane.count)
  // PostgreSQL's client and server, then one message in each direction of each connection to the Redis.
  expect(kinds).toEqual([5, postgresMessages - 5, ...Array<number>(12).fill(1)])
})
