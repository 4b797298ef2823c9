import { type Call, callBlock, callInterfaceBlock, Session, sessionHeaderBlock } from '@unstick/session'
import { expect, test } from 'vitest'
import { KeptBytes } from '../session/kept-bytes.ts'
import { ConnectionTable } from './connection-table.ts'
import { CountingPass } from './counting-pass.ts'

const server = { address: '10.0.0.9', port: 80 }
const BYTES = 1_000

const callOf = (name: 'send' | 'recv', port: number, at: number): Uint8Array => {
  const client = { address: '10.0.0.1', port }
  const call: Call = {
    name,
    args: [String(BYTES)],
    result: BYTES,
    transport: 'tcp',
    local: name === 'send' ? client : server,
    remote: name === 'send' ? server : client,
    start: 1_795_339_928_000_000_000n + BigInt(at) * 1_000n,
    duration: 0n,
    payload: new Uint8Array(BYTES).fill(port),
  }
  return callBlock(name === 'send' ? 0 : 1, call)
}

test('many connections are counted in about one reading of the log, and each is counted completely', () => {
  let read = 0
  const kept = new KeptBytes((pieces) => {
    const all = Buffer.concat(pieces)
    return {
      size: all.length,
      read: (from, to) => {
        read += to - from
        return new Uint8Array(all.subarray(from, to))
      },
    }
  })
  const session = new Session({ window: 64 * 1024, readBack: kept.readBack })
  const push = (block: Uint8Array): void => {
    kept.append(block)
    session.push(block)
  }
  push(sessionHeaderBlock({ title: 'many' }))
  push(callInterfaceBlock('client'))
  push(callInterfaceBlock('server'))
  const CONNECTIONS = 60
  const CALLS = 50
  for (let k = 0; k < CALLS; k += 1)
    for (let port = 1; port <= CONNECTIONS; port += 1) {
      push(callOf('send', port, 100 * k + port))
      push(callOf('recv', port, 100 * k + port + 1))
    }
  const table = new ConnectionTable(session)
  expect(table.countSome('fixed:400', { kind: 'fixed', size: 400 }, Infinity)).toBe(true)
  const { rows } = table.page({ at: 0, count: CONNECTIONS, sort: undefined, filter: '' }, { kind: 'none' })
  // By hand: 50,000 bytes are 125 messages of 400. Two recvs (2,000 bytes) hold five of them: the third lies in both,
  // and each recv has parts of three. That makes 25 splits and 50 merges.
  expect(rows.map(({ counts }) => counts)).toEqual(
    Array.from({ length: CONNECTIONS }, () => ({ messages: 125, merges: 50, splits: 25 })),
  )
  expect(session.length).toBeGreaterThan(2 * CONNECTIONS * CALLS * BYTES)
  expect(read).toBeLessThan(1.5 * session.length)
})

test('a pass without time still does one step', () => {
  const session = new Session()
  for (const block of [
    sessionHeaderBlock({ title: 'steps' }),
    callInterfaceBlock('client'),
    callInterfaceBlock('server'),
    ...[1, 2, 3].flatMap((port) => [callOf('send', port, port), callOf('recv', port, port + 10)]),
  ])
    session.push(block)
  const table = new ConnectionTable(session)
  const listed = [0, 1, 2].map((k) => table.at(k)).filter((connection) => connection !== undefined)
  const pass = new CountingPass(listed, 'none', { kind: 'none' }, session.length)
  // One step through the log, which is short, and one for each connection.
  expect([1, 2, 3, 4].map(() => pass.advance(-Infinity))).toEqual([false, false, false, true])
  expect(listed.map((each) => each.row({ kind: 'none' }).counts?.messages)).toEqual([1, 1, 1])
})
