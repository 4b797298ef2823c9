// Logs of UDP sockets for tests: a few calls and captured datagrams with their times in milliseconds.
import { interfaceBlock, LINK_RAW, packetBlock } from '@unstick/pcapng'
import {
  type Call,
  callBlock,
  callInterfaceBlock,
  type CallName,
  type Endpoint,
  Session,
  sessionHeaderBlock,
} from '../src/index.ts'
import { began } from './log-of.ts'

export const ends = {
  client: { address: '127.0.0.1', port: 40_000 },
  server: { address: '127.0.0.1', port: 9_000 },
  other: { address: '127.0.0.1', port: 40_001 },
} as const satisfies Record<string, Endpoint>

export const nowhere: Endpoint = { address: '0.0.0.0', port: 0 }

interface UdpCall {
  readonly name: CallName
  readonly at: number
  readonly took?: number
  readonly args?: readonly string[]
  readonly result: Call['result']
  readonly local: Endpoint
  readonly remote: Endpoint
  readonly payload?: string
}

const program = (local: Endpoint): number => (local.port === ends.server.port ? 0 : 1)

export const udpCall = ({ name, at, took = 0, args = [], result, local, remote, payload = '' }: UdpCall) =>
  callBlock(program(local), {
    name,
    args,
    result,
    transport: 'udp',
    local,
    remote,
    start: began + BigInt(Math.round(at * 1e6)),
    duration: BigInt(Math.round(took * 1e6)),
    payload: new TextEncoder().encode(payload),
  })

/** `client` sends `payload` to `server`. */
export const sendto = (
  at: number,
  payload: string,
  local: Endpoint = ends.client,
  remote: Endpoint = ends.server,
) =>
  udpCall({
    name: 'sendto',
    at,
    args: [String(payload.length)],
    result: payload.length,
    local,
    remote,
    payload,
  })

/** `server` gets `payload` from `client`. */
export const recvfrom = (
  at: number,
  limit: number,
  payload: string,
  local: Endpoint = ends.server,
  remote: Endpoint = ends.client,
) => udpCall({ name: 'recvfrom', at, args: [String(limit)], result: payload.length, local, remote, payload })

/** A recv of `server` that ended with an errno. */
export const recvFailed = (
  at: number,
  errno: string,
  local: Endpoint = ends.server,
  remote: Endpoint = nowhere,
) => udpCall({ name: 'recvfrom', at, args: ['1024'], result: { errno }, local, remote })

export const onSocket = (
  at: number,
  name: CallName,
  args: readonly string[],
  result: number,
  local: Endpoint = ends.server,
) => udpCall({ name, at, args, result, local, remote: nowhere })

/** A captured datagram from `client` to `server`: IPv4 and UDP by hand, without their checksums. */
export const captured = (at: number, payload: string, kept = payload.length): Uint8Array => {
  const data = Buffer.alloc(28 + payload.length)
  data.writeUInt16BE(0x4500, 0)
  data.writeUInt16BE(data.length, 2)
  data.writeUInt16BE(0x4011, 8)
  data.writeUInt32BE(0x7f000001, 12)
  data.writeUInt32BE(0x7f000001, 16)
  data.writeUInt16BE(ends.client.port, 20)
  data.writeUInt16BE(ends.server.port, 22)
  data.writeUInt16BE(8 + payload.length, 24)
  data.write(payload, 28, 'latin1')
  return packetBlock({
    interfaceId: 2,
    time: began + BigInt(Math.round(at * 1e6)),
    data: data.subarray(0, 28 + kept),
    originalLength: data.length,
  })
}

export const udpSession = (blocks: readonly Uint8Array[]): Session => {
  const session = new Session()
  session.push(sessionHeaderBlock({ title: 'udp' }))
  session.push(callInterfaceBlock('server'))
  session.push(callInterfaceBlock('client'))
  session.push(interfaceBlock({ linkType: LINK_RAW, name: 'lo' }))
  for (const block of blocks) session.push(block)
  session.end()
  return session
}
