import dgram from 'node:dgram'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { UdpSocket } from './udp-socket.ts'

const open: UdpSocket[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((socket) => socket.close()))
})

const socket = async (): Promise<UdpSocket> => {
  const made = await UdpSocket.open()
  open.push(made)
  return made
}

const bound = async (): Promise<UdpSocket> => {
  const made = await socket()
  made.bind({ address: '127.0.0.1', port: 0 })
  return made
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const bytes = (value: string) => new TextEncoder().encode(value)

describe.skipIf(process.platform !== 'linux')('receiveFrom', () => {
  it('gives one datagram each time, and its sender', async () => {
    const [reader, one, other] = [await bound(), await bound(), await bound()]
    await one.sendTo(bytes('hello'), reader.local)
    await other.sendTo(bytes('world'), reader.local)
    const [first, second] = [await reader.receiveFrom(1024), await reader.receiveFrom(1024)]
    expect([text(first.bytes), first.from]).toEqual(['hello', one.local])
    expect([text(second.bytes), second.from]).toEqual(['world', other.local])
  })

  it('gives as much of a datagram as its limit, and never the rest', async () => {
    const [reader, writer] = [await bound(), await bound()]
    await writer.sendTo(bytes('a'.repeat(2000)), reader.local)
    await writer.sendTo(bytes('next'), reader.local)
    expect((await reader.receiveFrom(1024)).bytes).toHaveLength(1024)
    expect(text((await reader.receiveFrom(1024)).bytes)).toBe('next')
  })

  it('gives an empty datagram as one of 0 bytes', async () => {
    const [reader, writer] = [await bound(), await bound()]
    await writer.sendTo(bytes(''), reader.local)
    await writer.sendTo(bytes('x'), reader.local)
    expect((await reader.receiveFrom(10)).bytes).toHaveLength(0)
    expect(text((await reader.receiveFrom(10)).bytes)).toBe('x')
  })

  it('waits for what comes later from another program', async () => {
    const reader = await bound()
    const waiting = reader.receiveFrom(10)
    const writer = dgram.createSocket('udp4')
    writer.send('late', reader.local.port, '127.0.0.1')
    expect(text((await waiting).bytes)).toBe('late')
    writer.close()
    await once(writer, 'close')
  })

  it('rejects with ECANCELED if its own socket is closed while it waits or before', async () => {
    const reader = await bound()
    const waiting = expect(reader.receiveFrom(10)).rejects.toMatchObject({ code: 'ECANCELED' })
    await reader.close()
    await waiting
    await expect(reader.receiveFrom(10)).rejects.toMatchObject({ code: 'ECANCELED' })
  })
})

describe.skipIf(process.platform !== 'linux')('if nobody listens', () => {
  const nobody = async () => {
    const gone = await bound()
    const where = gone.local
    await gone.close()
    return where
  }

  it('an unconnected socket gets no error', async () => {
    const [writer, where] = [await socket(), await nobody()]
    expect(await writer.sendTo(bytes('hello'), where)).toBe(5)
    expect(await writer.sendTo(bytes('hello'), where)).toBe(5)
  })

  it('a connected socket sends once, and its next call rejects with ECONNREFUSED', async () => {
    const [writer, where] = [await socket(), await nobody()]
    writer.connect(where)
    expect(await writer.send(bytes('hello'))).toBe(5)
    await expect(writer.receive(10)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(await writer.send(bytes('again'))).toBe(5)
    await expect(writer.send(bytes('again'))).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

describe.skipIf(process.platform !== 'linux')('drops', () => {
  it('is 0 while every datagram fits, and then all those that did not', async () => {
    const [reader, writer] = [await bound(), await bound()]
    reader.setReceiveBuffer(4096)
    expect(reader.receiveBuffer).toBe(8192)
    expect(reader.drops).toBe(0)
    for (let sent = 0; sent < 50; sent += 1) await writer.sendTo(new Uint8Array(512), reader.local)
    const { drops } = reader
    expect(drops).toBeGreaterThan(0)
    for (let read = 0; read < 50 - drops; read += 1) await reader.receiveFrom(512)
    // What was read was all there was, so the next datagram to come is the next to be read.
    await writer.sendTo(bytes('last'), reader.local)
    expect(text((await reader.receiveFrom(512)).bytes)).toBe('last')
  })
})

describe.skipIf(process.platform !== 'linux')('a datagram too long for UDP', () => {
  it('of 65,507 bytes is sent, of one more rejects with EMSGSIZE', async () => {
    const [reader, writer] = [await bound(), await bound()]
    await writer.sendTo(new Uint8Array(65_507), reader.local)
    expect((await reader.receiveFrom(65_535)).bytes).toHaveLength(65_507)
    await expect(writer.sendTo(new Uint8Array(65_508), reader.local)).rejects.toMatchObject({
      code: 'EMSGSIZE',
    })
  })
})

describe.skipIf(process.platform !== 'linux')('bind', () => {
  it('rejects with EADDRINUSE if another socket has the port', async () => {
    const [one, other] = [await bound(), await socket()]
    expect(() => other.bind(one.local)).toThrow(expect.objectContaining({ code: 'EADDRINUSE' }) as Error)
  })
})
