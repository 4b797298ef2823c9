// Whole sessions as bytes, for tests: the calls of two programs, written as the bridge writes them.
import { type Call, callBlock, callInterfaceBlock, sessionHeaderBlock } from '@unstick/session'

const client = { address: '127.0.0.1', port: 51_076 }
const server = { address: '127.0.0.1', port: 8_080 }
const epoch = 1_795_339_928_000_000_000n
const utf8 = new TextEncoder()

type Told = Pick<Call, 'name' | 'args' | 'local' | 'remote' | 'payload'> &
  Partial<Pick<Call, 'result' | 'transport'>>

const call = (at: number, rest: Told): Call => ({
  result: rest.payload.length,
  transport: 'tcp',
  ...rest,
  start: epoch + BigInt(Math.round(at * 1e6)),
  duration: 50_000n,
})

export const send = (at: number, text: string): Uint8Array => {
  const payload = utf8.encode(text)
  return callBlock(
    0,
    call(at, { name: 'send', args: [String(payload.length)], local: client, remote: server, payload }),
  )
}

export const recv = (at: number, limit: number, text: string): Uint8Array =>
  callBlock(
    1,
    call(at, {
      name: 'recv',
      args: [String(limit)],
      local: server,
      remote: client,
      payload: utf8.encode(text),
    }),
  )

/** A call of the client that gave an error. */
export const failed = (
  at: number,
  name: 'connect' | 'send',
  args: readonly string[],
  errno: string,
): Uint8Array =>
  callBlock(
    0,
    call(at, { name, args, local: client, remote: server, payload: new Uint8Array(0), result: { errno } }),
  )

/** A datagram of the client, and one that the server got. */
export const sendto = (at: number, text: string): Uint8Array => {
  const payload = utf8.encode(text)
  const args = [String(payload.length)]
  return callBlock(
    0,
    call(at, { transport: 'udp', name: 'sendto', args, local: client, remote: server, payload }),
  )
}

export const recvfrom = (at: number, limit: number, text: string): Uint8Array => {
  const payload = utf8.encode(text)
  const args = [String(limit)]
  return callBlock(
    1,
    call(at, { transport: 'udp', name: 'recvfrom', args, local: server, remote: client, payload }),
  )
}

export const printed = (at: number, text: string): Uint8Array =>
  callBlock(
    1,
    call(at, { name: 'write', args: ['1'], local: server, remote: client, payload: utf8.encode(text) }),
  )

/** The blocks in front of all calls: two programs, client and server. */
export const opening = (title: string): Uint8Array[] => [
  sessionHeaderBlock({ title }),
  callInterfaceBlock('client'),
  callInterfaceBlock('server'),
]
