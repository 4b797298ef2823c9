// Requests that no browser makes, over raw sockets: each is answered by a coded refusal, or its connection is closed.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LiveBridge, token } from '../../test/live-bridge.ts'

let bridge: LiveBridge
beforeAll(async () => {
  bridge = await LiveBridge.start()
})
afterAll(async () => {
  // A stack trace in the bridge's terminal is a failure.
  expect(bridge.failures).toEqual([])
  await bridge.close()
})

interface Raw {
  readonly method?: string
  readonly target?: string
  readonly version?: string
  readonly headers?: readonly string[]
  readonly body?: string
}

const requestOf = ({
  method = 'GET',
  target = '/',
  version = 'HTTP/1.1',
  headers = [],
  body = '',
}: Raw): string =>
  [
    `${method} ${target} ${version}`,
    ...headers.map((header) => header.replaceAll('PORT', String(bridge.port))),
    'connection: close',
    '',
    body,
  ].join('\r\n')

const own = 'host: 127.0.0.1:PORT'
const bearer = `authorization: Bearer ${token}`
const upgrade = [
  'connection: Upgrade',
  'upgrade: websocket',
  'sec-websocket-version: 13',
  'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
]

/** The answer's code; `closed` if the connection was closed without one. Anything else is a fault. */
const outcome = async (raw: Raw): Promise<string> => {
  const answer = await bridge.raw(requestOf(raw))
  if (answer === '') return 'closed'
  const [head = '', ...bodies] = answer.split('\r\n\r\n')
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]
  const body = bodies.join('\r\n\r\n')
  if (status === undefined) throw new Error(`no HTTP: ${answer.slice(0, 200)}`)
  if (Number(status) < 400) return status
  if (raw.method === 'HEAD') return `HEAD ${status}`
  const code = /^\{"error":\{"code":"([A-Z_]+)","message":"/.exec(body)?.[1]
  if (code === undefined) throw new Error(`no code: ${answer.slice(0, 400)}`)
  return code
}

describe.each([
  ['a stranger', [own]],
  ['the page', [own, bearer]],
])('%s', (_, headers) => {
  it.each([
    '//',
    '///',
    '//evil.example/',
    '//[',
    '/\\',
    '/%',
    '/%zz',
    '/%00',
    '/%ff',
    '/?%',
    '/?token=%',
    '/#',
    '*',
    'x',
    'http://[',
    'http://evil.example/',
    'http://127.0.0.1/',
    'http:/x',
    '?token=',
    `/${'x'.repeat(10_000)}`,
    `/${'../'.repeat(2_000)}`,
    `/${'x'.repeat(20_000)}`,
    '/api/sessions/%00/follow',
    '/api/sessions/%2e%2e/file',
    '/api/sessions/%/bytes?from=0&to=1&version=x',
    '/api/sessions/x/export/__proto__',
    '/api/sessions/x/bytes?from=1e400&to=2&version=',
    '/api/sessions/x/bytes?from=0&to=1&version=a&version=b',
    '/__proto__',
    '/constructor',
    '/.',
    '/..',
    '/assets/..%2f..%2fpackage.json',
  ])('a request for %s gets a code', async (target) => {
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS'])
      expect(await outcome({ method, target, headers })).toMatch(/^(closed|[A-Z_]+)$/)
    expect(await outcome({ method: 'HEAD', target, headers })).toMatch(/^(closed|HEAD (4..|503)|[A-Z_]+)$/)
    // A stranger's upgrade that follows is taken, and then waits for its first word (first-words.test.ts).
    if (headers.includes(bearer) || !target.endsWith('/follow'))
      expect(await outcome({ target, headers: [...headers, ...upgrade] })).toMatch(/^(closed|[A-Z_]+)$/)
  })

  it.each(['CONNECT', 'TRACE', 'PROPFIND', 'M-SEARCH', 'QUERY', 'BREW', 'get', '', 'PRI'])(
    'a request with the method "%s" gets a code',
    async (method) => {
      for (const target of ['/', '*', '/api/runs', '127.0.0.1:PORT'])
        expect(await outcome({ method, target, headers })).toMatch(/^(closed|[A-Z_]+)$/)
    },
  )

  it.each([
    ['no Host', []],
    ['two Hosts', [own, own]],
    ['an unknown expectation', [own, bearer, 'expect: a-pony']],
    ['a length that is not a number', [own, bearer, 'content-length: x']],
    ['two lengths', [own, bearer, 'content-length: 1', 'content-length: 2']],
    ['a length and chunks', [own, bearer, 'content-length: 1', 'transfer-encoding: chunked']],
    ['an unknown coding', [own, bearer, 'transfer-encoding: gzip']],
    ['a header without a name', [own, bearer, ': x']],
    ['a header without a colon', [own, bearer, 'nonsense']],
    ['a header with a NUL', [own, bearer, 'x: \0']],
    ['too many headers', [own, bearer, ...Array.from({ length: 3_000 }, (_, index) => `x${index}: x`)]],
    ['headers that are too long', [own, bearer, `x: ${'x'.repeat(140_000)}`]],
    ['an upgrade to nothing', [own, bearer, 'connection: upgrade', 'upgrade: ']],
    ['an upgrade to another protocol', [own, bearer, 'connection: upgrade', 'upgrade: h2c']],
    [
      'a WebSocket of another version',
      [own, bearer, ...upgrade.slice(0, 2), 'sec-websocket-version: 7', 'sec-websocket-key: x'],
    ],
    ['a WebSocket without a key', [own, bearer, ...upgrade.slice(0, 3)]],
    ['a WebSocket with a bad key', [own, bearer, ...upgrade.slice(0, 3), 'sec-websocket-key: x']],
    ['a malformed cookie', [own, 'cookie: %%%=;;;===;unstick-PORT=%']],
  ])('a request with %s gets a code', async (_, bad) => {
    for (const target of ['/api/nothing', '/api/sessions/nothing/follow'])
      expect(await outcome({ target, headers: bad })).toMatch(/^(closed|[A-Z_]+)$/)
  })

  it.each(['HTTP/0.9', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9.9', 'HTTP/x', '', 'ICY'])(
    'a request in "%s" gets a code',
    async (version) => {
      expect(await outcome({ target: '/api/nothing', version, headers })).toMatch(/^(closed|[A-Z_]+)$/)
    },
  )
})

it.each([
  '\r\n\r\n',
  '\0',
  'GET',
  'GET /',
  '\x16\x03\x01\x02\x00\x01\x00',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
])('bytes that are not a request get a code, or the connection is closed', async (bytes) => {
  expect(await bridge.raw(bytes, { end: true })).toMatch(/^$|"code":"[A-Z_]+"/)
})

it('the answer has a code for any target', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '/',
      '//',
      '%',
      '%00',
      '%2f',
      '..',
      '?',
      '#',
      '[',
      ']',
      ':',
      '@',
      '\\',
      'api',
      'sessions',
      'follow',
      '&',
      '=',
      'token',
      '*',
    ),
    fc.string({ unit: 'grapheme-ascii', maxLength: 4 }).map((text) => text.replaceAll(/[\s\x7f]/g, '')),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS'),
      fc.array(piece, { maxLength: 12 }).map((pieces) => `/${pieces.join('')}`),
      fc.subarray([bearer, ...upgrade]),
      async (method, target, headers) => {
        expect(await outcome({ method, target, headers: [own, ...headers] })).not.toBe('INTERNAL')
      },
    ),
    { seed: 15, numRuns: 500 },
  )
}, 60_000)
