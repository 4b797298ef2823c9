import { access, appendFile, readdir, readFile, readlink, rm, truncate, writeFile } from 'node:fs/promises'
import { interfaceBlock, packetBlock, sectionHeaderBlock } from '@unstick/pcapng'
import { Session, summarize } from '@unstick/session'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import { type Followed, followToEnd } from '../../test/follow-to-end.ts'
import { LiveBridge, token } from '../../test/live-bridge.ts'

let bridge: LiveBridge
beforeEach(async () => {
  bridge = await LiveBridge.start()
})
afterEach(async () => {
  await bridge.close()
  expect(bridge.failures).toEqual([])
})

const run = async (
  conditions: Record<string, string | number | boolean> = { wait: 10 },
  framing = 'none',
) => {
  const { value } = await bridge.call('/api/runs', 'POST', { experiment: 'hello-world', conditions, framing })
  return (value as { session: string }).session
}

const follow = (id: string, query = '', { port } = bridge): Promise<Followed> =>
  followToEnd(`http://127.0.0.1:${port}/api/sessions/${encodeURIComponent(id)}/follow${query}`, token)

const finished = async (conditions?: Record<string, string | number | boolean>, framing?: string) => {
  const id = await run(conditions, framing)
  await follow(id)
  return id
}

const sessionOf = (bytes: Uint8Array): Session => {
  const session = new Session()
  session.push(bytes)
  session.end()
  return session
}

/** The version that a follower receives. */
const versionOf = async (id: string) => (await follow(id, '?offset=0')).words[0]?.version

/** Paths of the files that this process, and so the bridge, has open, from Linux's /proc. */
const openFiles = async (): Promise<string[]> => {
  const links = (await readdir('/proc/self/fd')).map((name) => readlink(`/proc/self/fd/${name}`))
  return (await Promise.allSettled(links)).flatMap((link) => (link.status === 'fulfilled' ? link.value : []))
}

const partOf = async (id: string, { from, to, version }: { from: number; to: number; version: string }) => {
  const query = new URLSearchParams({ from: String(from), to: String(to), version })
  const answer = await fetch(`http://127.0.0.1:${bridge.port}/api/sessions/${id}/bytes?${query.toString()}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return {
    headers: Object.fromEntries(answer.headers),
    bytes: Buffer.from(await answer.arrayBuffer()),
  }
}

const upload = (title: string, body: Uint8Array) =>
  bridge.ask(`/api/sessions?title=${encodeURIComponent(title)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body,
  })

const foreign = (): Uint8Array =>
  Buffer.concat([
    sectionHeaderBlock({ comments: ['from the lab bench'], os: 'Linux', application: 'dumpcap' }),
    interfaceBlock({ linkType: 1, name: 'eth0' }),
    packetBlock({ interfaceId: 0, time: 1_000_000_000n, data: new Uint8Array(60) }),
  ])

describe('a run', () => {
  it('is followed live from its first byte to its end, and the bytes are those of the file', async () => {
    const id = await run({ wait: 1_000 })
    const { bytes, words } = await follow(id)
    expect(words.map(({ type }) => type)).toEqual(['start', 'end'])
    expect(words[0]).toMatchObject({ offset: 0, live: true })
    expect(Buffer.from(bytes)).toEqual(await readFile(bridge.folder.fileOf(id)))
    expect(sessionOf(bytes).printed.map(({ text }) => text)).toEqual([
      "data1: b'helloworld'\n",
      "data2: b''\n",
    ])
  })

  it('runs beside another, each in its own session', async () => {
    const ids = await Promise.all([run({ first: 'one', wait: 30 }), run({ first: 'two', wait: 30 })])
    const followed = await Promise.all(ids.map((id) => follow(id)))
    expect(followed.map(({ bytes }) => sessionOf(bytes).printed[0]?.text)).toEqual([
      "data1: b'oneworld'\n",
      "data1: b'twoworld'\n",
    ])
  })

  it('goes on if its page is closed in the middle', async () => {
    const id = await run({ wait: 60 })
    const page = new WebSocket(`ws://127.0.0.1:${bridge.port}/api/sessions/${id}/follow`, {
      headers: { authorization: `Bearer ${token}` },
    })
    await new Promise((resolve) => page.once('message', resolve))
    page.terminate()
    expect(sessionOf((await follow(id)).bytes).printed).toHaveLength(2)
  })

  it('is stopped by DELETE, and what it recorded stays', async () => {
    const id = await run({ wait: 10_000 })
    expect((await bridge.call(`/api/runs/${id}`, 'DELETE')).status).toBe(204)
    const { words } = await follow(id)
    expect(words[0]).toMatchObject({ live: false })
    expect((await bridge.call(`/api/runs/${id}`, 'DELETE')).value).toMatchObject({
      error: { code: 'RUN_UNKNOWN' },
    })
  })

  it('is refused if eight are running', async () => {
    await Promise.all(Array.from({ length: 8 }, () => run({ wait: 10_000 })))
    const body = { experiment: 'hello-world', conditions: {}, framing: 'none' }
    expect(await bridge.call('/api/runs', 'POST', body)).toMatchObject({
      status: 429,
      value: { error: { code: 'TOO_MANY_RUNS' } },
    })
  })

  it.each([
    [{ experiment: 'nope', conditions: {}, framing: 'none' }, 404, 'EXPERIMENT_UNKNOWN'],
    [{ experiment: 'hello-world', conditions: { limit: 0 }, framing: 'none' }, 400, 'CONDITION_OUT_OF_RANGE'],
    [{ experiment: 'hello-world', conditions: { gap: -1 }, framing: 'none' }, 400, 'CONDITION_OUT_OF_RANGE'],
    [{ experiment: 'hello-world', conditions: {}, framing: 'nonsense' }, 400, 'FRAMING_MALFORMED'],
    [{ experiment: 'hello-world', conditions: { gap: [] }, framing: 'none' }, 400, 'REQUEST_MALFORMED'],
  ])('%o is refused', async (body, status, code) => {
    expect(await bridge.call('/api/runs', 'POST', body)).toMatchObject({ status, value: { error: { code } } })
  })
})

describe('following', () => {
  it('goes on from an offset of the same version', async () => {
    const id = await finished()
    const { bytes, words } = await follow(id)
    const rest = await follow(id, `?offset=100&version=${words[0]?.version ?? ''}`)
    expect(rest.words[0]).toMatchObject({ offset: 100 })
    expect(Buffer.from(rest.bytes)).toEqual(Buffer.from(bytes.subarray(100)))
  })

  it('leaves far bytes for the page to fetch, sends nothing meanwhile, and goes on after them', async () => {
    const id = await run({ wait: 300 })
    const fetched: Buffer[] = []
    const { bytes, words } = await followToEnd(
      `http://127.0.0.1:${bridge.port}/api/sessions/${id}/follow?far=1`,
      token,
      async (from, to) => {
        const version = (await versionOf(id)) ?? ''
        const answer = await partOf(id, { from, to, version })
        expect(answer.headers['content-type']).toBe('application/octet-stream')
        fetched.push(answer.bytes)
      },
    )
    const file = await readFile(bridge.folder.fileOf(id))
    expect(bytes).toHaveLength(0)
    expect(Buffer.concat(fetched)).toEqual(file)
    const [start, ...others] = words
    const end = others.pop()
    expect([start?.type, end]).toEqual(['start', { type: 'end', size: file.length }])
    // Each begins at the end of the one before.
    expect(others.map(({ from }) => from)).toEqual([0, ...others.slice(0, -1).map(({ to }) => to)])
  })

  it('sends near bytes itself, and none after far bytes before the page asks it to go on', async () => {
    const id = await finished()
    const { length } = await readFile(bridge.folder.fileOf(id))
    expect((await follow(id, `?far=${length + 1}`)).words.map(({ type }) => type)).toEqual(['start', 'end'])
    const socket = new WebSocket(`ws://127.0.0.1:${bridge.port}/api/sessions/${id}/follow?far=${length}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const heard: string[] = []
    const far = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => {
        heard.push(data.toString())
        if (heard.length === 2) resolve()
      })
    })
    await far
    // Meanwhile the bridge answers others, and this one still gets nothing more.
    await bridge.call('/api/sessions')
    expect(heard.slice(1)).toEqual([JSON.stringify({ type: 'far', from: 0, to: length })])
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.send('on')
    await closed
    expect(heard.slice(2)).toEqual([JSON.stringify({ type: 'end', size: length })])
  })

  it('gives no bytes of a file that was replaced, or of an empty part', async () => {
    const id = await finished()
    const version = (await versionOf(id)) ?? ''
    await bridge.call(`/api/sessions/${id}`, 'PATCH', { title: 'another file since' })
    expect(await bridge.call(`/api/sessions/${id}/bytes?from=0&to=10&version=${version}`)).toMatchObject({
      status: 409,
      value: { error: { code: 'SESSION_REPLACED' } },
    })
    for (const query of ['from=-1&to=10', 'from=0', 'from=0&to=0', 'from=a&to=b', 'from=10&to=10'])
      expect(await bridge.call(`/api/sessions/${id}/bytes?${query}&version=${version}`)).toMatchObject({
        status: 400,
        value: { error: { code: 'REQUEST_MALFORMED' } },
      })
  })

  it('closes the file even if the client goes away', async () => {
    const id = await finished()
    const version = (await versionOf(id)) ?? ''
    const path = bridge.folder.fileOf(id)
    // More than the sockets can hold.
    await appendFile(path, new Uint8Array(32_000_000))
    const isOpen = async () => (await openFiles()).includes(path)
    const gone = new AbortController()
    const { body } = await fetch(
      `http://127.0.0.1:${bridge.port}/api/sessions/${id}/bytes?from=0&to=32000000&version=${version}`,
      { headers: { authorization: `Bearer ${token}` }, signal: gone.signal },
    )
    await body?.getReader().read()
    expect(await isOpen()).toBe(true)
    gone.abort()
    await expect.poll(isOpen).toBe(false)
  })

  it('is refused to the 65th at once', async () => {
    const id = await run({ wait: 10_000 })
    const connect = () =>
      new WebSocket(`ws://127.0.0.1:${bridge.port}/api/sessions/${id}/follow`, {
        headers: { authorization: `Bearer ${token}` },
      })
    const sockets = Array.from({ length: 64 }, connect)
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('message', resolve))))
    const one = connect()
    const status = await new Promise((resolve) => {
      one.once('unexpected-response', (_request, response) => resolve(response.statusCode))
    })
    expect(status).toBe(503)
    for (const socket of sockets) socket.terminate()
  })

  it('needs an upgrade', async () => {
    const id = await finished()
    expect((await bridge.call(`/api/sessions/${id}/follow`)).value).toMatchObject({
      error: { code: 'UPGRADE_NEEDED' },
    })
  })

  it.each(['..%2f..%2fetc%2fpasswd', '.trash', '%2e%2e', 'a%00b', 'x'.repeat(300)])(
    'of %s is refused',
    async (id) => {
      const { status } = await bridge.call(`/api/sessions/${id}/follow`)
      expect([400, 404]).toContain(status)
    },
  )
})

describe('sessions', () => {
  it('are listed newest first, with their header and counts', async () => {
    const first = await finished({ wait: 10 })
    const second = await finished({ wait: 10 }, 'struct:!I')
    // The list comes first, and the counts when they are ready.
    const list = async () => (await bridge.call('/api/sessions')).value
    await vi.waitFor(async () => expect(await list()).not.toMatchObject([{ counting: true }, {}]), 20_000)
    await vi.waitFor(async () => expect(await list()).not.toMatchObject([{}, { counting: true }]), 20_000)
    expect(await list()).toMatchObject([
      {
        id: second,
        title: 'hello + world',
        framing: 'struct:!I',
        live: false,
        counts: { sends: 2, messages: 2 },
      },
      { id: first, framing: 'none', counts: { sends: 2, recvs: 1, messages: 1, merges: 1 } },
    ])
  })

  it('are listed even if they are damaged', async () => {
    await writeFile(bridge.folder.fileOf('empty'), '')
    await writeFile(bridge.folder.fileOf('nonsense'), 'nonsense')
    const id = await finished()
    await truncate(bridge.folder.fileOf(id), 900)
    const { value } = await bridge.call('/api/sessions')
    expect((value as { id: string }[]).map((row) => row.id).sort()).toEqual([id, 'empty', 'nonsense'].sort())
  })

  it('are renamed, and keep everything else', async () => {
    const id = await finished()
    const before = sessionOf(await readFile(bridge.folder.fileOf(id)))
    const { value } = await bridge.call(`/api/sessions/${id}`, 'PATCH', { title: 'Grüße, "world" 🙂' })
    expect(value).toMatchObject({
      id,
      title: 'Grüße, "world" 🙂',
      experiment: 'hello-world',
      counts: { sends: 2 },
    })
    const after = sessionOf(await readFile(bridge.folder.fileOf(id)))
    expect(after.header).toEqual({ ...before.header, title: 'Grüße, "world" 🙂' })
    expect(after.printed).toEqual(before.printed)
  })

  it('are not renamed or deleted while they are recorded', async () => {
    const id = await run({ wait: 10_000 })
    const refused = { status: 409, value: { error: { code: 'SESSION_LIVE' } } }
    expect(await bridge.call(`/api/sessions/${id}`, 'PATCH', { title: 'x' })).toMatchObject(refused)
    expect(await bridge.call(`/api/sessions/${id}`, 'DELETE')).toMatchObject(refused)
  })

  it('are deleted, and come back', async () => {
    const id = await finished()
    expect((await bridge.call(`/api/sessions/${id}`, 'DELETE')).status).toBe(200)
    expect((await bridge.call('/api/sessions')).value).toEqual([])
    await expect(access(bridge.folder.fileOf(id))).rejects.toMatchObject({ code: 'ENOENT' })
    expect((await bridge.call(`/api/sessions/${id}/restore`, 'POST')).value).toMatchObject({ id })
    expect(await bridge.call(`/api/sessions/${id}/restore`, 'POST')).toMatchObject({
      value: { error: { code: 'SESSION_EXISTS' } },
    })
  })

  it('are downloaded as they are', async () => {
    const id = await finished()
    const { headers, text } = await bridge.ask(`/api/sessions/${id}/file`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(headers['content-disposition']).toBe(`attachment; filename="${id}.pcapng"`)
    expect(text).toBe((await readFile(bridge.folder.fileOf(id))).toString())
  })

  it.each([
    ['PATCH', '', { title: 'x' }],
    ['DELETE', '', undefined],
    ['POST', '/restore', undefined],
    ['GET', '/file', undefined],
  ])('that do not exist: %s%s is refused', async (method, path, body) => {
    expect(await bridge.call(`/api/sessions/nope${path}`, method, body)).toMatchObject({
      status: 404,
      value: { error: { code: 'SESSION_UNKNOWN' } },
    })
    expect(await bridge.call(`/api/sessions/..%2fx${path}`, method, body)).toMatchObject({
      status: 400,
      value: { error: { code: 'SESSION_ID_MALFORMED' } },
    })
  })
})

describe('an import', () => {
  it('of another tool’s capture takes the file name as title and keeps everything else', async () => {
    const { status, text } = await upload('Capture 7', foreign())
    expect(status).toBe(201)
    const { id, title } = JSON.parse(text) as { id: string; title: string }
    expect(title).toBe('Capture 7')
    expect(id).toMatch(/Z-capture-7$/)
    const file = await readFile(bridge.folder.fileOf(id))
    for (const kept of ['from the lab bench', 'Linux', 'dumpcap', 'eth0'])
      expect(file.includes(kept)).toBe(true)
    expect(file.subarray(-foreign().length / 2)).toEqual(
      Buffer.from(foreign()).subarray(-foreign().length / 2),
    )
  })

  it('of a session keeps its own title', async () => {
    const id = await finished()
    const { text } = await upload('another', await readFile(bridge.folder.fileOf(id)))
    expect(JSON.parse(text)).toMatchObject({ title: 'hello + world' })
  })

  it('of a capture that is cut anywhere after its header is accepted', async () => {
    const whole = foreign()
    const { status } = await upload('cut', whole.subarray(0, whole.length - 10))
    expect(status).toBe(201)
  })

  it.each([
    ['nothing', ''],
    ['a text', 'this is no capture'],
    ['three bytes', 'abc'],
  ])('of %s is refused and leaves nothing behind', async (_, text) => {
    const answer = await upload('x', Buffer.from(text))
    expect(answer.status).toBe(422)
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'NOT_A_CAPTURE' } })
    expect((await bridge.call('/api/sessions')).value).toEqual([])
  })

  it('of more than its bound is refused', async () => {
    const answer = await upload('big', Buffer.concat([foreign(), new Uint8Array(1_000_000)]))
    expect(answer.status).toBe(413)
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'IMPORT_TOO_LARGE' } })
  })

  it('without a body is refused', async () => {
    const { status } = await bridge.ask('/api/sessions', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(status).toBe(415)
  })
})

describe('a bridge', () => {
  it('that fails says INTERNAL, and the reason only in its terminal', async () => {
    const broken = await LiveBridge.start()
    await rm(broken.folder.path, { recursive: true })
    expect(await broken.call('/api/sessions')).toMatchObject({
      status: 500,
      value: { error: { code: 'INTERNAL', message: expect.not.stringContaining('ENOENT') as string } },
    })
    expect(broken.failures).toMatchObject([{ code: 'ENOENT' }])
    await broken.close()
  })

  it('stops a run that takes too long, says RUN_TOO_LONG to its followers and keeps what was recorded', async () => {
    const impatient = await LiveBridge.start({ maxSeconds: 0.2 })
    const { value } = await impatient.call('/api/runs', 'POST', {
      experiment: 'hello-world',
      conditions: { wait: 10_000 },
      framing: 'none',
    })
    const { bytes, words } = await follow((value as { session: string }).session, '', impatient)
    expect(words).toMatchObject([
      { type: 'start' },
      { type: 'trouble', code: 'RUN_TOO_LONG', message: expect.stringContaining('0.2 seconds') as string },
      { type: 'end', size: bytes.length },
    ])
    expect(summarize(sessionOf(bytes))).toMatchObject({ sends: 2, recvs: 0 })
    await impatient.close()
  })
})

it('without a built page says so', async () => {
  expect((await bridge.call('/')).value).toMatchObject({ error: { code: 'PAGE_NOT_BUILT' } })
})
