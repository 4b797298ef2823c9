import { type Call, callBlock, callInterfaceBlock, Session, sessionHeaderBlock } from '@unstick/session'
import { expect, test } from 'vitest'
import type { ConnectionQuery } from './connection-row.ts'
import { ConnectionTable } from './connection-table.ts'

const utf8 = new TextEncoder()
const server = { address: '10.0.0.9', port: 80 }
const clients = [
  { address: '10.0.0.10', port: 1_000 },
  { address: '10.0.0.2', port: 30_000 },
  { address: '10.0.0.2', port: 4_000 },
]

/** A recv that returns nothing asks for a byte: one that asks for none would not learn of the end. */
const callOf = (
  name: Call['name'],
  text: string,
  local: Call['local'],
  remote: Call['remote'],
  milliseconds: number,
): Call => ({
  name,
  args: [String(Math.max(1, text.length))],
  result: text.length,
  transport: 'tcp',
  local,
  remote,
  start: 1_795_339_928_000_000_000n + BigInt(milliseconds) * 1_000_000n,
  duration: 0n,
  payload: utf8.encode(text),
})

/** Client `who` sends `texts` (one call each), and the server takes them all with one recv. */
const talk = (who: number, at: number, texts: readonly string[], answer = ''): Uint8Array[] => {
  const client = clients[who] ?? server
  const call = (name: Call['name'], text: string, from: Call['local'], after: number): Call =>
    callOf(name, text, from, from === client ? server : client, at + after)
  return [
    ...texts.map((text, k) => callBlock(0, call('send', text, client, k))),
    callBlock(1, call('recv', texts.join(''), server, 10)),
    ...(answer === '' ? [] : [callBlock(1, call('send', answer, server, 20))]),
  ]
}

const tableOf = (...blocks: readonly Uint8Array[][]): { session: Session; table: ConnectionTable } => {
  const session = new Session()
  for (const block of [
    sessionHeaderBlock({ title: 'three' }),
    callInterfaceBlock('curl'),
    callInterfaceBlock('nginx'),
    ...blocks.flat(),
  ])
    session.push(block)
  return { session, table: new ConnectionTable(session) }
}
const onIpv6 = () =>
  tableOf([
    callBlock(0, callOf('send', 'a', { address: '::2', port: 1_000 }, { address: '::1', port: 80 }, 0)),
  ])
const three = () => tableOf(talk(0, 0, ['a', 'b']), talk(1, 1, ['cc']), talk(2, 2, ['ddd'], 'four'))
const NONE = { kind: 'none' } as const
const all: ConnectionQuery = { at: 0, count: 10, sort: undefined, filter: '' }
const ports = (table: ConnectionTable, query: Partial<ConnectionQuery>) =>
  table.page({ ...all, ...query }, NONE).rows.map(({ from }) => from.port)

test('a connection is one row with both ends, their programs and the bytes of both ways', () => {
  const { rows } = three().table.page(all, NONE)
  expect(rows).toHaveLength(3)
  expect(rows[2]).toEqual({
    connection: 2,
    transport: 'tcp',
    from: { address: '10.0.0.2', port: 4_000, program: 'curl' },
    to: { address: '10.0.0.9', port: 80, program: 'nginx' },
    streams: [2, 3],
    bytes: [3, 4],
    sends: 2,
    segments: 0,
    recvs: 1,
    duration: 20e6,
    counts: undefined,
  })
})

test('rows are in the order in which the connections began, or sorted by any column either way', () => {
  const { table } = three()
  expect(ports(table, {})).toEqual([1_000, 30_000, 4_000])
  expect(ports(table, { sort: { column: 'there', descending: true } })).toEqual([4_000, 1_000, 30_000])
  expect(ports(table, { sort: { column: 'back', descending: true } })).toEqual([4_000, 1_000, 30_000])
})

test('addresses and ports are sorted as numbers, not as text', () => {
  const { table } = three()
  expect(ports(table, { sort: { column: 'from', descending: false } })).toEqual([4_000, 30_000, 1_000])
})

test.each([
  ['10.0.0.2', [30_000, 4_000]],
  [':4000', [4_000]],
  ['CURL nginx', [1_000, 30_000, 4_000]],
  ['10.0.0.2:30000 nginx', [30_000]],
  ['udp', []],
])('the filter %j finds the connections from ports %j', (filter, found) => {
  const { table } = three()
  expect(ports(table, { filter })).toEqual(found)
})

test('an IPv6 end is found by the text that the list shows', () => {
  const { table } = onIpv6()
  expect(ports(table, { filter: '[::1]:80' })).toEqual([1_000])
  expect(ports(table, { filter: '::2' })).toEqual([1_000])
})

test('one page of many is returned, and the page that holds a stream', () => {
  const { table } = three()
  expect(table.page({ ...all, at: 1, count: 1 }, NONE)).toMatchObject({ from: 1, found: 3, all: 3 })
  expect(table.page({ ...all, at: { stream: 3 }, count: 1 }, NONE)).toMatchObject({ from: 2, place: 2 })
  expect(table.page({ ...all, at: { stream: 3 }, filter: ':1000' }, NONE).place).toBeUndefined()
})

test('messages and findings are counted through a framing, and rows that are not counted yet come last', () => {
  const { table } = three()
  const sort = { column: 'merges', descending: false } as const
  expect(table.countSome('none', { kind: 'none' }, 0)).toBe(false)
  expect(table.countSome('none', { kind: 'none' }, Infinity)).toBe(true)
  // By hand: the first reader took two sends at once, and each recv is taken for one message.
  expect(table.page({ ...all, sort }, NONE).rows.map(({ counts }) => counts)).toEqual([
    { messages: 1, merges: 0, splits: 0 },
    { messages: 1, merges: 0, splits: 0 },
    { messages: 1, merges: 1, splits: 0 },
  ])
})

test('counts made through one framing are not shown for another', () => {
  const { table } = three()
  table.countSome('none', { kind: 'none' }, Infinity)
  table.countSome('fixed:1', { kind: 'fixed', size: 1 }, 0)
  expect(table.page(all, NONE).rows.map(({ counts }) => counts)).toEqual([undefined, undefined, undefined])
  table.countSome('fixed:1', { kind: 'fixed', size: 1 }, Infinity)
  // By hand: 2, 2 and 3 + 4 bytes. The reader got 2, 2 and 3; the 4 were sent and never received.
  expect(table.page(all, NONE).rows.map(({ counts }) => counts?.messages)).toEqual([2, 2, 7])
})

test('a connection that grows later is listed, and counted again', () => {
  const { session, table } = three()
  table.countSome('none', { kind: 'none' }, Infinity)
  for (const block of talk(1, 100, ['e', 'f'])) session.push(block)
  expect(table.countSome('none', { kind: 'none' }, 0)).toBe(false)
  table.countSome('none', { kind: 'none' }, Infinity)
  expect(table.page(all, NONE).rows[1]).toMatchObject({
    bytes: [4, 0],
    counts: { messages: 2, merges: 1, splits: 0 },
  })
})

test('a body that ends with its connection is counted when the reader learns that the connection ended', () => {
  const { session, table } = tableOf(talk(0, 0, ['HTTP/1.0 200 OK\r\n\r\nhello']))
  const messages = (): (number | undefined)[] => {
    table.countSome('http1', { kind: 'http1' }, Infinity)
    return table.page(all, NONE).rows.map(({ counts }) => counts?.messages)
  }
  expect(messages()).toEqual([0])
  for (const block of talk(0, 100, [])) session.push(block)
  expect(messages()).toEqual([1])
})
