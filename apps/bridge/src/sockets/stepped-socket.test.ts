import net from 'node:net'
import { once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import { Listener } from './listener.ts'
import { connect, type SteppedSocket } from './stepped-socket.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()))
})

const pair = async (): Promise<{ client: SteppedSocket; server: SteppedSocket }> => {
  const listener = await Listener.open({ host: '127.0.0.1' })
  const [client, server] = await Promise.all([connect(listener.local), listener.accept()])
  open.push(listener, client, server)
  return { client, server }
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const bytes = (value: string) => new TextEncoder().encode(value)

describe('recv', () => {
  it('returns at most its limit, and leaves the rest for the next recv', async () => {
    const { client, server } = await pair()
    await client.send(bytes('helloworld'))
    expect(text(await server.recv(3))).toBe('hel')
    expect(text(await server.recv(1024))).toBe('loworld')
  })

  it('gives bytes that the next recv does not change', async () => {
    const { client, server } = await pair()
    await client.send(bytes('onetwo'))
    const first = await server.recv(3)
    await server.recv(3)
    expect(text(first)).toBe('one')
  })

  it('reports a reset, even if it comes together with the last bytes', async () => {
    const { client, server } = await pair()
    await client.send(bytes('unread'))
    await server.send(bytes('answer'))
    await server.close()
    expect(text(await client.recv(1024))).toBe('answer')
    await expect(client.recv(1024)).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('returns nothing at the end of the stream, again and again, and the socket still sends', async () => {
    const listener = await Listener.open({ host: '127.0.0.1' })
    const peer = net.connect({ ...addressOf(listener), allowHalfOpen: true })
    const server = await listener.accept()
    open.push(listener, server)
    peer.end()
    expect(await server.recv(10)).toHaveLength(0)
    expect(await server.recv(20)).toHaveLength(0)
    await server.send(bytes('still here'))
    const [data] = (await once(peer, 'data')) as [Buffer]
    expect(data.toString()).toBe('still here')
    peer.destroy()
  })

  it('rejects with ECONNRESET if the peer resets', async () => {
    const listener = await Listener.open({ host: '127.0.0.1' })
    const peer = net.connect(addressOf(listener))
    const server = await listener.accept()
    open.push(listener, server)
    peer.resetAndDestroy()
    await expect(server.recv(10)).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('rejects with ECANCELED if its own socket is closed', async () => {
    const { server } = await pair()
    const waiting = expect(server.recv(10)).rejects.toMatchObject({ code: 'ECANCELED' })
    await server.close()
    await waiting
  })
})

describe('shutdown', () => {
  it('ends one direction only: the peer reads the end and still answers', async () => {
    const { client, server } = await pair()
    await client.send(bytes('last'))
    await client.shutdown()
    expect(text(await server.recv(10))).toBe('last')
    expect(await server.recv(10)).toHaveLength(0)
    await server.send(bytes('answer'))
    expect(text(await client.recv(10))).toBe('answer')
  })

  it('makes a later send fail with EPIPE, as the kernel does', async () => {
    const { client } = await pair()
    await client.shutdown()
    await expect(client.send(bytes('more'))).rejects.toMatchObject({ code: 'EPIPE' })
  })

  it('is allowed at both ends, before or after the stream’s end', async () => {
    const { client, server } = await pair()
    await client.shutdown()
    expect(await server.recv(10)).toHaveLength(0)
    await server.shutdown()
    expect(await client.recv(10)).toHaveLength(0)
    expect(await client.recv(10)).toHaveLength(0)
  })
})

describe('connect', () => {
  it('rejects with ECONNREFUSED if nobody listens', async () => {
    const listener = await Listener.open({ host: '127.0.0.1' })
    const nobody = listener.local
    await listener.close()
    await expect(connect(nobody)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('knows both ends', async () => {
    const { client, server } = await pair()
    expect(client.local).toEqual(server.remote)
    expect(client.remote).toEqual(server.local)
  })
})

it('a listener returns the connections that came before accept was called', async () => {
  const listener = await Listener.open({ host: '127.0.0.1' })
  const client = await connect(listener.local)
  const server = await listener.accept()
  open.push(listener, client, server)
  expect(server.remote).toEqual(client.local)
})

const addressOf = (listener: Listener) => ({ host: listener.local.address, port: listener.local.port })
