// Thousands of strangers' requests over raw sockets to all routes: none is let in, each gets a code or its connection is
// closed, and the bridge prints nothing about any of them.
import net from 'node:net'
import { ask, endBridge, fault, startBridge, temporaryHome } from './with/started-bridge.mjs'

const COUNT = 12_000
const AT_ONCE = 24

/** The same sequence each time (mulberry32). */
let state = 15
const random = () => {
  state = (state + 0x6d2b79f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}
const pick = (all) => all[Math.floor(random() * all.length)]

const bridge = await startBridge(temporaryHome())
const { port } = bridge
const token = bridge.authorization.slice('Bearer '.length)

const methods = [
  'GET',
  'HEAD',
  'POST',
  'PATCH',
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'get',
  '',
]
const targets = [
  '/',
  '//',
  '///x',
  '/%',
  '/%00',
  '/%zz',
  '/..',
  '*',
  'http://[',
  'http://evil.example/',
  `127.0.0.1:${port}`,
  '/api/status',
  '/api/sessions',
  '/api/sessions/x',
  '/api/sessions/x/follow',
  '/api/sessions/x/bytes?from=0&to=9&version=x',
  '/api/sessions/x/file',
  '/api/sessions/x/export/raw',
  '/api/sessions/%2e%2e/file',
  '/api/runs',
  '/api/runs/x',
  '/api/runs/x/lines',
  '/api/experiments',
  '/api/python',
  '/index.html',
  '/viewer.html',
  '/assets/../../package.json',
  `/?token=${token.slice(1)}`,
  `/?token=${token.toUpperCase()}x`,
  '/?token=',
  `/${'x'.repeat(9_000)}`,
]
const hosts = [
  `127.0.0.1:${port}`,
  `localhost:${port}`,
  'evil.example',
  `evil.example:${port}`,
  '127.0.0.1',
  `[::1]:${port}`,
  '',
  undefined,
]
const extras = [
  [],
  [],
  [],
  [`origin: http://evil.example`],
  [`origin: http://127.0.0.1:${port}`],
  ['origin: null'],
  ['sec-fetch-site: cross-site'],
  [`authorization: Bearer ${token.slice(1)}`],
  [`authorization: Basic ${token}`],
  ['authorization: Bearer'],
  [`cookie: unstick-${port}=9999999999999.x`],
  [`cookie: unstick-${port}=%`],
  ['expect: a-pony'],
  ['content-length: x'],
  ['transfer-encoding: gzip'],
  ['content-length: 4', 'transfer-encoding: chunked'],
  [`x: ${'y'.repeat(20_000)}`],
  [': x'],
  [
    'connection: upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
  ],
  ['connection: upgrade', 'upgrade: h2c'],
  ['connection: upgrade', 'upgrade: websocket'],
]

const forged = () => {
  const host = pick(hosts)
  const lines = [
    `${pick(methods)} ${pick(targets)} ${pick(['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/9'])}`,
    ...(host === undefined ? [] : [`host: ${host}`]),
    ...pick(extras),
    ...pick(extras),
    'connection: close',
  ]
  return `${lines.join('\r\n')}\r\n\r\n`
}

const answerTo = (request) =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(request))
    let answer = ''
    const late = setTimeout(() => {
      fault(`still open after 15 s: ${JSON.stringify(request.slice(0, 300))}`)
      socket.destroy()
    }, 15_000)
    socket.on('data', (piece) => (answer += piece))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(late)
      resolve(answer)
    })
  })

const counts = new Map()
const judge = (request, answer) => {
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0)
  const code = /"code":"([A-Z_]+)"/.exec(answer)?.[1]
  const isHead = request.startsWith('HEAD ')
  const outcome = answer === '' ? 'closed' : (code ?? (isHead ? `HEAD ${status}` : `uncoded ${status}`))
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  if (answer !== '' && (status < 400 || code === 'INTERNAL' || (code === undefined && !isHead)))
    fault(`${JSON.stringify(request.slice(0, 300))} gave ${answer.slice(0, 200)}`)
}

let left = COUNT
const begun = performance.now()
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    while (left > 0) {
      left -= 1
      const request = forged()
      judge(request, await answerTo(request))
    }
  }),
)
console.log(`${COUNT} forged requests in ${((performance.now() - begun) / 1_000).toFixed(1)} s`)
for (const [outcome, count] of [...counts].sort(([, a], [, b]) => b - a)) console.log(`  ${count} ${outcome}`)
if ((await ask(bridge, '/api/status')).status !== 200) fault('the page is not answered any more')
if (/^\s+at /m.test(bridge.said)) fault(`it printed a stack trace: ${bridge.said.slice(0, 2_000)}`)
await endBridge(bridge)
