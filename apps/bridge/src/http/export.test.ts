import { existsSync } from 'node:fs'
import { appendFile, mkdtemp, readdir, readFile, readlink, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Session } from '@unstick/session'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sixteenGibibytes } from '../../../../packages/session/test/sparse-log.ts'
import { followToEnd } from '../../test/follow-to-end.ts'
import { LiveBridge, token } from '../../test/live-bridge.ts'

let page: string
let bridge: LiveBridge
let id: string
beforeAll(async () => {
  page = await mkdtemp(join(tmpdir(), 'unstick-page-'))
  await writeFile(join(page, 'index.html'), 'the page')
  await writeFile(join(page, 'viewer.html'), '<p>viewer</p><!--session--><p>end</p>')
  bridge = await LiveBridge.start({ page })
  id = await begin({ wait: 10 })
  await followToEnd(`http://127.0.0.1:${bridge.port}/api/sessions/${id}/follow`, token)
})
afterAll(async () => {
  await bridge.close()
  await rm(page, { recursive: true })
  expect(bridge.failures).toEqual([])
})

const begin = async (conditions: Record<string, number>): Promise<string> => {
  const body = { experiment: 'hello-world', conditions, framing: 'struct:!I' }
  const { value } = await bridge.call('/api/runs', 'POST', body)
  return (value as { session: string }).session
}

const get = (kind: string, query = '', session = id) =>
  bridge.ask(`/api/sessions/${encodeURIComponent(session)}/export/${kind}${query}`, {
    headers: { authorization: `Bearer ${token}` },
  })

const packedIn = (html: string): Buffer =>
  gunzipSync(
    Buffer.concat(
      [...html.matchAll(/class="piece">([^<]*)</g)].map(([, text = '']) => Buffer.from(text, 'base64')),
    ),
  )

it('pcapng is the file itself', async () => {
  const { status, headers, text } = await get('pcapng')
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('application/x-pcapng')
  expect(headers['content-disposition']).toBe(`attachment; filename="${id}.pcapng"`)
  expect(text).toBe((await readFile(bridge.folder.fileOf(id))).toString())
})

it("raw is one stream's bytes", async () => {
  const { headers, text } = await get('raw', '?stream=0')
  expect(headers['content-type']).toBe('application/octet-stream')
  expect(headers['content-disposition']).toBe(`attachment; filename="${id}.stream-1.bin"`)
  expect(headers['unstick-holes']).toBeUndefined()
  expect(text).toBe('\0\0\0\x05hello\0\0\0\x05world')
})

it('frames are the messages in the requested framing, one JSON object per line', async () => {
  const { headers, text } = await get('frames', `?framing=${encodeURIComponent('struct:!I')}`)
  expect(headers['content-type']).toBe('application/x-ndjson')
  expect(headers['content-disposition']).toBe(`attachment; filename="${id}.stream-1.jsonl"`)
  const lines = text.trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { lane: 'message', start: 0, end: 9, header: 4, complete: true },
    { lane: 'message', start: 9, end: 18, header: 4, complete: true },
  ])
  // Without a framing, what one recv returned counts as one message.
  expect((await get('frames')).text.trimEnd().split('\n')).toHaveLength(1)
})

it('html is the viewer with the session in it', async () => {
  const { headers, text } = await get('html')
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(headers['content-disposition']).toBe(`attachment; filename="${id}.html"`)
  expect(text).toMatch(/^<p>viewer<\/p><script type="application\/json"/)
  expect(text).toMatch(/<p>end<\/p>$/)
  expect(packedIn(text).equals(await readFile(bridge.folder.fileOf(id)))).toBe(true)
})

it('a recording in progress is exported up to its last whole block', async () => {
  const live = await begin({ wait: 10_000 })
  // As if a large block were being written at this moment. The run overwrites the beginning of it.
  await appendFile(bridge.folder.fileOf(live), new Uint8Array(1_000_000).fill(0xff))
  const { text } = await get('html', '', live)
  const session = new Session()
  session.push(packedIn(text))
  session.end()
  expect(session.problem).toBeUndefined()
  expect(session.header?.title).toBe('hello + world')
  expect((await bridge.call(`/api/runs/${live}`, 'DELETE')).status).toBe(204)
})

it('an empty file is exported unchanged, and has no stream', async () => {
  await writeFile(bridge.folder.fileOf('empty'), '')
  expect(await get('pcapng', '', 'empty')).toMatchObject({ status: 200, text: '' })
  expect(packedIn((await get('html', '', 'empty')).text)).toHaveLength(0)
  expect(await get('raw', '', 'empty')).toMatchObject({ status: 422 })
})

it.each([
  ['pcapng', '', 'nope', 404, 'SESSION_UNKNOWN'],
  ['pcapng', '', '../x', 400, 'SESSION_ID_MALFORMED'],
  ['raw', '?stream=7', undefined, 404, 'STREAM_UNKNOWN'],
  ['raw', '?stream=-1', undefined, 400, 'REQUEST_MALFORMED'],
  ['frames', '?framing=nonsense', undefined, 400, 'FRAMING_MALFORMED'],
  ['pdf', '', undefined, 400, 'REQUEST_MALFORMED'],
])('%s%s of %s is refused', async (kind, query, session, status, code) => {
  const answer = await get(kind, query, session)
  expect(answer.status).toBe(status)
  expect(JSON.parse(answer.text)).toMatchObject({ error: { code } })
})

it('nobody without the token exports anything', async () => {
  const { status } = await bridge.ask(`/api/sessions/${id}/export/pcapng`)
  expect(status).toBe(401)
})

it('a session too large for a page is refused before a byte is sent', async () => {
  const file = bridge.folder.fileOf('large')
  await writeFile(file, '')
  // Sparse: it takes no room.
  await truncate(file, 256 * 1024 * 1024 + 1)
  const { status, text } = await get('html', '', 'large')
  expect(status).toBe(413)
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'EXPORT_TOO_LARGE' } })
  await rm(file)
})

it('the bridge does not serve the viewer alone', async () => {
  const { status } = await bridge.ask('/viewer.html', { headers: { authorization: `Bearer ${token}` } })
  expect(status).toBe(404)
})

it.skipIf(!existsSync('/proc/self/fd'))(
  'leaves no file open, whether it was read to the end or abandoned',
  async () => {
    const held = async (): Promise<number> => {
      const links = await Promise.all(
        (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
      )
      return links.filter((link) => link === bridge.folder.fileOf(id)).length
    }
    await Promise.all(['pcapng', 'raw', 'frames', 'html'].map((kind) => get(kind)))
    await get('raw', '?stream=7')
    await expect.poll(held).toBe(0)
  },
)

it('raw leaves a hole of gigabytes out', async () => {
  await writeFile(bridge.folder.fileOf('sparse'), sixteenGibibytes)
  const { status, text, headers } = await get('raw', '?stream=0', 'sparse')
  // 16 bytes, each 1 GiB after the one before.
  expect(headers['unstick-holes']).toBe(`${15 * 2 ** 30 - 15} bytes, left out`)
  expect([status, text]).toEqual([200, 'abcdefghijklmnop'])
})
