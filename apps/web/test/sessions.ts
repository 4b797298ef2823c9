// Whole sessions as bytes, for tests: the calls of two programs, written as the bridge writes them.
import { type Call, callBlock, callInterfaceBlock, sessionHeaderBlock } from '@unstick/session'

const client = { address: '127.0.0.1', port: 51_076 }
const server = { address: '127.0.0.1', port: 8_080 }
const epoch = 1_795_339_928_000_000_000n
const utf8 = new TextEncoder()

type CallFields = Pick<Call, 'name' | 'args' | 'local' | 'remote' | 'payload'> &
  Partial<Pick<Call, 'result' | 'transport' | 'step'>>

const call = (at: number, rest: CallFields): Call => ({
  result: rest.payload.length,
  transport: 'tcp',
  ...rest,
  start: epoch + BigInt(Math.round(at * 1e6)),
  duration: 50_000n,
})

/** `step`: the step of a lab program that made it. */
export const send = (at: number, text: string, step?: string): Uint8Array => {
  const payload = utf8.encode(text)
  return callBlock(
    0,
    call(at, { name: 'send', args: [String(payload.length)], local: client, remote: server, payload, step }),
  )
}

export const recv = (at: number, limit: number, text: string, step?: string): Uint8Array =>
  callBlock(
    1,
    call(at, {
      name: 'recv',
      args: [String(limit)],
      local: server,
      remote: client,
      payload: utf8.encode(text),
      step,
    }),
  )

/** A call of the client as a tracer logs it: its flags are among the arguments, and it may take fewer bytes than it was given. */
export const traced = (
  at: number,
  name: Call['name'],
  args: readonly string[],
  result: Call['result'],
  text = '',
): Uint8Array =>
  callBlock(
    0,
    call(at, {
      name,
      args: [...args, 'fd=5'],
      local: client,
      remote: server,
      payload: utf8.encode(text),
      result,
    }),
  )

/** A client call that returned an error. */
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
export const sendto = (at: number, sent: string | Uint8Array): Uint8Array => {
  const payload = typeof sent === 'string' ? utf8.encode(sent) : sent
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

/** The blocks before all calls: two programs, client and server. */
export const opening = (title: string): Uint8Array[] => [
  sessionHeaderBlock({ title }),
  callInterfaceBlock('client'),
  callInterfaceBlock('server'),
]

/** The interface of captured packets, after the two programs': raw IP (101), with times in nanoseconds. */
export const captureInterface = (): Uint8Array =>
  block(1, Uint8Array.of(101, 0, 0, 0, 0, 0, 0, 0, 9, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0))

/**
 * A captured packet of the client: its SYN, or `text` at an offset of its stream. The IPv4 and TCP headers are made by
 * hand.
 */
export const captured = (at: number, offset: number | 'syn', text = ''): Uint8Array => {
  const payload = utf8.encode(text)
  const length = 40 + payload.length
  const body = new Uint8Array(20 + Math.ceil(length / 4) * 4)
  const view = new DataView(body.buffer)
  const time = epoch + BigInt(Math.round(at * 1e6))
  const fields = [2, Number(time >> 32n), Number(time & 0xffff_ffffn), length, length]
  fields.forEach((field, k) => view.setUint32(4 * k, field, true))
  view.setUint16(20, 0x4500)
  view.setUint16(22, length)
  view.setUint16(28, 0x4006)
  view.setUint32(32, 0x7f000001)
  view.setUint32(36, 0x7f000001)
  view.setUint16(40, client.port)
  view.setUint16(42, server.port)
  view.setUint32(44, offset === 'syn' ? 1_000 : 1_001 + offset)
  view.setUint16(52, offset === 'syn' ? 0x5002 : 0x5010)
  body.set(payload, 60)
  return block(6, body)
}

/** A pcapng block around its body, whose length must be a multiple of four. */
const block = (type: number, body: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(12 + body.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, type, true)
  view.setUint32(4, bytes.length, true)
  bytes.set(body, 8)
  view.setUint32(8 + body.length, bytes.length, true)
  return bytes
}
