import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LiveBridge, token } from '../../test/live-bridge.ts'

let bridge: LiveBridge
beforeAll(async () => {
  bridge = await LiveBridge.start()
})
afterAll(() => bridge.close())

const bearer = { authorization: `Bearer ${token}` }
const code = (text: string): unknown => (JSON.parse(text) as { error: { code: string } }).error.code
const upgrade = (headers: Readonly<Record<string, string>>) =>
  bridge.raw(
    `GET /api/sessions/x/follow HTTP/1.1\r\n${Object.entries({
      host: `127.0.0.1:${bridge.port}`,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    })
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')}\r\n`,
  )

describe('without the token', () => {
  it.each(['/api/status', '/api/sessions', '/nowhere', '/api/nowhere', '/viewer.html'])(
    'GET %s is refused',
    async (path) => {
      const { status, text } = await bridge.ask(path)
      expect([status, code(text)]).toEqual([401, 'TOKEN_MISSING'])
    },
  )

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
    const { status, headers } = await bridge.ask('/api/runs', { method })
    expect(status).toBe(401)
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  it('a browser gets a page that says where the address is', async () => {
    const { status, headers, text } = await bridge.ask('/nowhere', { headers: { accept: 'text/html,*/*' } })
    expect(status).toBe(401)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(text).toContain('Open the address that <code>npm start</code> printed')
  })

  it.each([
    'Bearer wrong',
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    `Basic ${token}`,
    token,
    'Bearer',
  ])('Authorization "%s" is refused', async (authorization) => {
    expect((await bridge.ask('/api/status', { headers: { authorization } })).status).toBe(401)
  })

  it.each(['GET', 'POST'])('the token in the address of a %s is not accepted', async (method) => {
    expect((await bridge.ask(`/api/sessions?token=${token}`, { method })).status).toBe(401)
  })
})

describe('with the token', () => {
  it('a bearer may ask', async () => {
    expect((await bridge.ask('/api/status', { headers: bearer })).status).toBe(200)
  })

  it('every answer carries the security headers', async () => {
    for (const path of ['/api/status', '/nowhere']) {
      const { headers } = await bridge.ask(path, { headers: bearer })
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'") as string,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
    }
  })
})

describe('cookies', () => {
  it('are never set, and none that another server of this host has set changes anything', async () => {
    for (const path of ['/', '/?token=' + token, '/api/status']) {
      const { headers } = await bridge.ask(path, { headers: bearer })
      expect(headers['set-cookie']).toBeUndefined()
    }
    const cookie = `unstick-${bridge.port}=nonsense; unstick-${bridge.port}=more; ${token}=${token}`
    expect((await bridge.ask('/api/status', { headers: { ...bearer, cookie } })).status).toBe(200)
    expect((await bridge.ask('/api/status', { headers: { cookie } })).status).toBe(401)
  })

  it('of other servers, 39 kB of them, keep nobody out', async () => {
    const cookie = Array.from({ length: 10 }, (_, k) => `other-${k}=${'x'.repeat(3_900)}`).join('; ')
    expect((await bridge.ask('/api/status', { headers: { ...bearer, cookie } })).status).toBe(200)
    expect((await bridge.ask('/', { headers: { cookie } })).status).toBe(503)
  })
})

describe('a Host that is not ours', () => {
  it.each([
    'evil.example',
    'localhost',
    '127.0.0.1',
    'localhost:1',
    '127.0.0.1.evil.example:PORT',
    'evil.example:PORT',
    'localhost.:PORT',
    '127.1:PORT',
    '[::1]:PORT',
    'user@127.0.0.1:PORT',
    '0.0.0.0:PORT',
  ])('%s is refused', async (host) => {
    const headers = { ...bearer, host: host.replace('PORT', String(bridge.port)) }
    const { status, text } = await bridge.ask('/api/status', { headers })
    expect([status, code(text)]).toEqual([403, 'HOST_REFUSED'])
  })

  it('is refused on an upgrade', async () => {
    expect(await upgrade({ ...bearer, host: 'evil.example' })).toMatch(/^HTTP\/1.1 403 [^]*HOST_REFUSED/)
  })

  it('twice is refused', async () => {
    const host = `127.0.0.1:${bridge.port}`
    const answer = await bridge.raw(
      `GET /api/status HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1.1 40[03]/)
  })

  it('is not localhost with our port, because that is ours', async () => {
    const headers = { ...bearer, host: `localhost:${bridge.port}` }
    expect((await bridge.ask('/api/status', { headers })).status).toBe(200)
  })
})

describe('an Origin that is not ours', () => {
  it.each([
    'null',
    'http://evil.example',
    'https://127.0.0.1:PORT',
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    'http://127.0.0.1:PORT.evil.example',
    'http://127.0.0.1:PORT/',
    'http://localhost:PORT',
    '',
  ])('"%s" is refused, on an upgrade too', async (text) => {
    const origin = text.replace('PORT', String(bridge.port))
    const { status, text: answer } = await bridge.ask('/api/runs', {
      method: 'POST',
      headers: { ...bearer, origin },
    })
    expect([status, code(answer)]).toEqual([403, 'ORIGIN_REFUSED'])
    expect(await upgrade({ ...bearer, origin })).toMatch(/^HTTP\/1.1 403 [^]*ORIGIN_REFUSED/)
  })

  it('is not the page’s own', async () => {
    const origin = `http://127.0.0.1:${bridge.port}`
    expect((await bridge.ask('/api/status', { headers: { ...bearer, origin } })).status).toBe(200)
    expect(await upgrade({ ...bearer, origin })).toMatch(/^HTTP\/1.1 404 [^]*SESSION_UNKNOWN/)
  })
})

describe('another site’s page', () => {
  it.each(['cross-site', 'same-site'])('(%s) may not post, fetch or upgrade', async (site) => {
    const headers = { ...bearer, 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' }
    for (const method of ['GET', 'POST', 'DELETE']) {
      const { status, text } = await bridge.ask('/api/status', { method, headers })
      expect([status, code(text)]).toEqual([403, 'CROSS_SITE_REFUSED'])
    }
    expect(await upgrade({ ...headers, 'sec-fetch-mode': 'websocket' })).toMatch(
      /^HTTP\/1.1 403 [^]*CROSS_SITE_REFUSED/,
    )
  })

  it('may link here: a navigation to the page works, and to nothing else', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    // The page of this bridge is not built.
    expect((await bridge.ask(`/?token=${token}`, { headers })).status).toBe(503)
    expect((await bridge.ask('/api/sessions', { headers })).status).toBe(401)
  })
})

describe('bounds', () => {
  it('refuses an address that cannot be parsed', async () => {
    const { status, text } = await bridge.ask('/api/sessions/%zz/follow')
    expect([status, code(text)]).toEqual([400, 'REQUEST_MALFORMED'])
  })

  it('refuses headers that are too large', async () => {
    expect((await bridge.ask('/', { headers: { 'x-long': 'x'.repeat(140_000) } })).status).toBe(431)
  })

  it('refuses a body that is too large', async () => {
    const { status, text } = await bridge.ask('/api/runs', {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'application/json' },
      body: `"${'x'.repeat(70_000)}"`,
    })
    expect([status, code(text)]).toEqual([413, 'REQUEST_TOO_LARGE'])
  })

  it.each([
    ['no JSON', 'application/json', '{', 'REQUEST_MALFORMED', 400],
    ['a wrong shape', 'application/json', '{}', 'REQUEST_MALFORMED', 400],
    ['another type', 'text/plain', '{}', 'MEDIA_TYPE_REFUSED', 415],
  ])('refuses %s', async (_, type, body, expected, expectedStatus) => {
    const { status, text } = await bridge.ask('/api/runs', {
      method: 'POST',
      headers: { ...bearer, 'content-type': type },
      body,
    })
    expect([status, code(text)]).toEqual([expectedStatus, expected])
  })
})
