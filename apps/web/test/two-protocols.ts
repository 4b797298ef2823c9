// A session's blocks in which a client speaks PostgreSQL to port 5432 and Redis to port 6379. The bytes were recorded from real
// programs, and the lengths of their messages are tshark's (packages/framing/test/fixtures).
import { readFileSync } from 'node:fs'
import { type Call, callBlock, callInterfaceBlock, sessionHeaderBlock } from '@unstick/session'

interface Side {
  readonly hex: string
  readonly lengths: readonly number[]
}
type Connection = Readonly<Record<'client' | 'server', Side>>

const recorded = (name: string): readonly Connection[] => {
  const path = new URL(`../../../packages/framing/test/fixtures/${name}.json`, import.meta.url)
  return (JSON.parse(readFileSync(path, 'utf8')) as { readonly connections: readonly Connection[] })
    .connections
}

const [postgres] = recorded('postgres')
const redis = recorded('redis').slice(0, 6)

/**
 * How many messages they have, by tshark. It does not list the byte N with which the server refuses SSL, which is a message of
 * its own (PostgreSQL 17 manual, 53.2.11).
 */
export const postgresMessages =
  (postgres?.client.lengths.length ?? 0) + (postgres?.server.lengths.length ?? 0) + 1
export const redisMessages = redis.reduce(
  (sum, { client, server }) => sum + client.lengths.length + server.lengths.length,
  0,
)

/** A connection: each side sends all its bytes at once, and the other reads them at once. */
const connection = (
  client: number,
  server: number,
  { client: there, server: back }: Connection,
  at: number,
): Uint8Array[] => {
  const c = { address: '127.0.0.1', port: client }
  const s = { address: '127.0.0.1', port: server }
  const call = (program: number, name: Call['name'], hex: string, after: number): Uint8Array => {
    const payload = Buffer.from(hex, 'hex')
    return callBlock(program, {
      name,
      args: name === 'connect' ? [] : [String(Math.max(1, payload.length))],
      result: payload.length,
      transport: 'tcp',
      local: program === 0 ? c : s,
      remote: program === 0 ? s : c,
      start: 1_795_339_928_000_000_000n + BigInt(at + after) * 1_000_000n,
      duration: 0n,
      payload,
    })
  }
  return [
    call(0, 'connect', '', 0),
    call(0, 'send', there.hex, 0),
    call(1, 'recv', there.hex, 1),
    call(1, 'send', back.hex, 2),
    call(0, 'recv', back.hex, 3),
  ]
}

export const postgresBlocks = (): Uint8Array[] => (postgres ? connection(40_000, 5_432, postgres, 0) : [])
export const redisBlocks = (): Uint8Array[] =>
  redis.flatMap((each, k) => connection(50_000 + k, 6_379, each, 10 * (k + 1)))
/** Begins each of them. */
export const beginning = (): Uint8Array[] => [
  sessionHeaderBlock({ title: 'both' }),
  callInterfaceBlock('client'),
  callInterfaceBlock('server'),
]
/** A connection of one client to that port, in which only the client sends. */
export const sentTo = (port: number, bytes: Uint8Array): Uint8Array[] =>
  connection(
    60_000,
    port,
    { client: { hex: Buffer.from(bytes).toString('hex'), lengths: [] }, server: { hex: '', lengths: [] } },
    100,
  ).slice(0, 3)
