// Whole sessions as bytes, for tests: the calls of two programs, written as the bridge writes them.
import { type Call, callBlock, callInterfaceBlock, sessionHeaderBlock } from '@unstick/session'

const client = { address: '127.0.0.1', port: 51_076 }
const server = { address: '127.0.0.1', port: 8_080 }
const epoch = 1_795_339_928_000_000_000n
const utf8 = new TextEncoder()

const call = (at: number, rest: Pick<Call, 'name' | 'args' | 'local' | 'remote' | 'payload'>): Call => ({
  ...rest,
  result: rest.payload.length,
  transport: 'tcp',
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
