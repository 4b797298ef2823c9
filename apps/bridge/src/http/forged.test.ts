// Every route against everybody who may not use it. The routes come from Fastify itself, so that none is forgotten.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LiveBridge, token } from '../../test/live-bridge.ts'
import { enter, post, tokenKey } from '../../test/visitor.ts'
import { renewSecret } from '../access/secret-file.ts'

/** What anybody may ask for: the page's files and the way in. */
const open = [
  'GET /',
  'GET /assets/*',
  'GET /index.html',
  'HEAD /',
  'HEAD /assets/*',
  'HEAD /index.html',
  'POST /api/access/admission',
  'POST /api/access/challenge',
]

let page = ''
let bridge: LiveBridge
let other: LiveBridge
/** Of a page that was logged out. */
let oldBearer = ''
/** Of a page that another bridge let in. */
let othersBearer = ''
beforeAll(async () => {
  page = await mkdtemp(join(tmpdir(), 'unstick-page-'))
  await mkdir(join(page, 'assets'))
  await writeFile(join(page, 'index.html'), 'the page')
  await writeFile(join(page, 'viewer.html'), 'the viewer')
  await writeFile(join(page, 'assets', 'x.js'), 'an asset')
  bridge = await LiveBridge.start({ page })
  other = await LiveBridge.start()
  oldBearer = (await enter(bridge, originOf(bridge), tokenKey(token))).bearer
  await renewSecret(bridge.home)
  othersBearer = (await enter(other, originOf(other), tokenKey(token))).bearer
})
afterAll(async () => {
  await bridge.close()
  await other.close()
  await rm(page, { recursive: true })
})

const originOf = ({ port }: LiveBridge): string => `http://127.0.0.1:${port}`
const bearer = (value: string) => ({ authorization: `Bearer ${value}` })

interface Route {
  readonly method: string
  /** As Fastify names it. */
  readonly url: string
  /** One address of it. */
  readonly path: string
}

const routes = (): Route[] =>
  bridge.routes.flatMap(({ method, url }) =>
    [method].flat().map((each) => ({
      method: each,
      url,
      path: url.replace(':id', 'x').replace(':kind', 'pcapng').replace('*', 'x.js'),
    })),
  )

const ticket = async (path: string): Promise<string> => {
  const { text } = await post(bridge, '/api/tickets', { path }, bearer(token))
  return (JSON.parse(text) as { path: string }).path
}

const status = async ({ method }: Route, path: string, headers: Record<string, string> = {}) =>
  (await bridge.ask(path, { method, headers })).status

describe('every route', () => {
  it('is either open to anybody, and then known to this test, or asks for a bearer', async () => {
    expect(routes().length).toBeGreaterThan(25)
    const answered: string[] = []
    for (const route of routes()) {
      const isRefused = (await status(route, route.path)) === 401
      // An empty challenge or proof is refused for its form.
      if (!isRefused) answered.push(`${route.method} ${route.url}`)
    }
    expect(answered.sort()).toEqual(open)
  })

  it.each<[string, number, () => Record<string, string>]>([
    ['with another Host', 403, () => ({ host: `evil.example:${bridge.port}`, ...bearer(token) })],
    ['with another port’s Host', 403, () => ({ host: '127.0.0.1:1', ...bearer(token) })],
    ['from another Origin', 403, () => ({ origin: 'http://evil.example', ...bearer(token) })],
    ['from another port', 403, () => ({ origin: 'http://127.0.0.1:1', ...bearer(token) })],
    ['from a page of no origin', 403, () => ({ origin: 'null', ...bearer(token) })],
    ['from another site', 403, () => ({ 'sec-fetch-site': 'cross-site', ...bearer(token) })],
    ['from another port’s page', 403, () => ({ 'sec-fetch-site': 'same-site', ...bearer(token) })],
    ['with a bearer from before a logout', 401, () => bearer(oldBearer)],
    ['with another bridge’s bearer', 401, () => bearer(othersBearer)],
    ['with a bearer in another case', 401, () => bearer(token.toUpperCase())],
    ['with an empty bearer', 401, () => bearer('')],
    ['with a cookie', 401, () => ({ cookie: `unstick-${bridge.port}=${token}` })],
  ])('%s is refused with %i', async (_, wanted, headers) => {
    for (const route of routes()) {
      if (wanted === 401 && open.includes(`${route.method} ${route.url}`)) continue
      expect([route, await status(route, route.path, headers())]).toEqual([route, wanted])
    }
  })

  it('with a ticket for another address is refused, and with a used one', async () => {
    for (const route of routes()) {
      if (open.includes(`${route.method} ${route.url}`)) continue
      const [, name = ''] = (await ticket('/api/sessions/other/file')).split('?')
      expect([route, await status(route, `${route.path}?${name}`)]).toEqual([route, 401])
      const used = await ticket(route.path)
      await status(route, used)
      expect([route, await status(route, used)]).toEqual([route, 401])
    }
  })

  it('with its ticket is open where it is a download, and nowhere else', async () => {
    const taken: string[] = []
    for (const route of routes()) {
      if (open.includes(`${route.method} ${route.url}`)) continue
      // There is no session: 404.
      if ((await status(route, await ticket(route.path))) !== 401) taken.push(`${route.method} ${route.url}`)
    }
    expect(taken.sort()).toEqual([
      'GET /api/sessions/:id/export/:kind',
      'GET /api/sessions/:id/file',
      'HEAD /api/sessions/:id/export/:kind',
      'HEAD /api/sessions/:id/file',
    ])
  })
})

describe('the page’s files', () => {
  it.each([
    ['/', 'the page', 'no-cache'],
    [`/?token=${token}&session=x`, 'the page', 'no-cache'],
    ['/index.html', 'the page', 'no-cache'],
    ['/assets/x.js', 'an asset', 'public, max-age=31536000, immutable'],
  ])('%s is given to anybody', async (path, wanted, cache) => {
    const { status, text, headers } = await bridge.ask(path)
    expect([status, text, headers['cache-control']]).toEqual([200, wanted, cache])
  })

  it.each([
    '/viewer.html',
    '/assets/../viewer.html',
    '/assets/%2e%2e/viewer.html',
    '/assets/..%2fviewer.html',
  ])('%s is not among them', async (path) => {
    const { status, text } = await bridge.ask(path)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(text).not.toContain('the viewer')
  })
})

describe('a ticket', () => {
  it('is for its very address, with its query', async () => {
    const path = await ticket('/api/sessions/x/export/raw?stream=1')
    expect(path).toMatch(/^\/api\/sessions\/x\/export\/raw\?stream=1&ticket=[\w-]{43}$/)
    const refused = await bridge.ask(path.replace('stream=1', 'stream=2'))
    expect([refused.status, refused.text]).toEqual([401, expect.stringContaining('TICKET_REFUSED')])
    // Tried at a wrong address it is used up.
    expect((await bridge.ask(path)).status).toBe(401)
  })

  it('ends a minute after it was made', async () => {
    let now = 1_800_000_000_000
    const later = await LiveBridge.start({ now: () => now })
    try {
      const made = async (): Promise<string> => {
        const { text } = await post(later, '/api/tickets', { path: '/api/sessions/x/file' }, bearer(token))
        return (JSON.parse(text) as { path: string }).path
      }
      const [first, second] = [await made(), await made()]
      now += 59_999
      expect((await later.ask(first)).status).toBe(404)
      now += 1
      expect((await later.ask(second)).status).toBe(401)
    } finally {
      await later.close()
    }
  })
})
