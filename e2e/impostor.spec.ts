// Another program takes the port after the bridge has ended. An open page asks it to show that it is the bridge, and
// gives it nothing that the real one would take.
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import net from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { Bridge, expect, test } from './bridge.ts'
import { drop, fixture } from './drop.ts'
import { LabPage } from './lab-page.ts'

interface Received {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What it answers: a status and a body. */
type Answers = (request: Received) => readonly [number, string]

/** A server that keeps every byte that it is sent. */
class Impostor {
  readonly bytes: Buffer[] = []
  readonly #sockets = new Set<net.Socket>()
  readonly #server: net.Server

  private constructor(answers: Answers) {
    this.#server = net.createServer((socket) => {
      this.#sockets.add(socket)
      let waiting = Buffer.alloc(0)
      socket.on('error', () => undefined)
      socket.on('data', (piece) => {
        this.bytes.push(piece)
        waiting = Buffer.concat([waiting, piece])
        for (let request = take(waiting); request; request = take(waiting)) {
          waiting = waiting.subarray(request.size)
          const [status, body] = answers(request.received)
          socket.write(
            `HTTP/1.1 ${status} X\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
          )
        }
      })
    })
  }

  static async on(port: number, answers: Answers): Promise<Impostor> {
    const impostor = new Impostor(answers)
    impostor.#server.listen(port, '127.0.0.1')
    await once(impostor.#server, 'listening')
    return impostor
  }

  get received(): Received[] {
    const all: Received[] = []
    let rest = Buffer.concat(this.bytes)
    for (let request = take(rest); request; request = take(rest)) {
      all.push(request.received)
      rest = rest.subarray(request.size)
    }
    return all
  }

  async end(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

/** The first whole request of these bytes. */
const take = (bytes: Buffer): { received: Received; size: number } | undefined => {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n')
  const [method = '', path = ''] = first.split(' ')
  const headers = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]
    }),
  )
  const size = end + 4 + Number(headers['content-length'] ?? 0)
  if (bytes.length < size) return undefined
  return { received: { method, path, headers, body: bytes.subarray(end + 4, size).toString() }, size }
}

const assets = fileURLToPath(new URL('../apps/web/dist/assets', import.meta.url))

/** The parts of pages that have no key, or no bridge. */
const elsewhere = /^(TokenNotice|FileLine)-/

/** Scripts and styles of the built page that this page has not asked for so far. */
const partsNotLoaded = async (page: Page): Promise<string[]> => {
  const loaded = new Set(
    await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)),
  )
  const built = (await readdir(assets)).filter((name) => /\.(js|css)$/.test(name))
  // The worker loads its parts by itself, as the page does.
  const inWorkers = await Promise.all(
    page
      .workers()
      .map((worker) =>
        worker.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name)),
      ),
  )
  for (const name of inWorkers.flat()) loaded.add(name)
  const names = new Set([...loaded].map((address) => address.split('/').at(-1)))
  return built.filter((name) => !names.has(name) && !elsewhere.test(name))
}

/** What others might answer: nothing they have, what pleases, a challenge that nobody can have signed. */
const manners: readonly (readonly [string, Answers])[] = [
  ['has nothing there', () => [404, '{}']],
  ['says yes to everything', () => [200, '{}']],
  [
    'pretends to have the key',
    () => [
      200,
      JSON.stringify({
        challenge: 'abc.def.ghi',
        process: 'A'.repeat(22),
        proof: 'A'.repeat(43),
        bearer: 'A'.repeat(43),
      }),
    ],
  ],
  // What the real bridge says of a page that it does not know: the page asks for the token then.
  [
    'says that it does not know the page',
    () => [401, JSON.stringify({ error: { code: 'TOKEN_MISSING', message: '' } })],
  ],
]

for (const [manner, answers] of manners)
  test(
    `a program on the bridge's port that ${manner} gets nothing that the bridge would take, and the page comes back`,
    { tag: ['@own-bridge', '@idle'] },
    async ({ page, bridge, expectedErrors }) => {
      expectedErrors.push('Failed to load resource', 'WebSocket connection', 'ERR_')
      const lab = new LabPage(page)
      await lab.run()
      const session = lab.session ?? ''
      const banner = page.getByRole('status', { name: 'Connection' })
      // Code of the page's own that came late would come from whoever answers.
      // They come one by one when the browser is idle, which takes its time on a busy machine.
      await expect.poll(() => partsNotLoaded(page), { timeout: 90_000 }).toEqual([])
      await bridge.kill()
      const impostor = await Impostor.on(bridge.port, answers)
      await expect(banner).toContainText(
        manner.includes('not know') ? 'does not know this page' : 'Another program answers on this port',
      )
      // What a person opens now is not sent to it either.
      const before = impostor.received.length
      await drop(page, 'plain.pcap', await readFile(fixture('plain.pcap')))
      await expect(page.getByText('plain.pcap is shown here, but it is not stored.')).toBeVisible()
      await expect.poll(() => impostor.received.length).toBeGreaterThan(before + 1)
      await impostor.end()
      const { received } = impostor
      const bytes = Buffer.concat(impostor.bytes).toString('latin1')
      // Neither the token, nor what was in the file.
      expect(bytes).not.toContain(bridge.headers.authorization)
      expect(bytes).not.toContain('octet-stream')
      // After it has failed to show that it is the bridge, it is asked to show that, and nothing else.
      expect(new Set(received.slice(before).map(({ path }) => path))).toEqual(
        new Set(['/api/access/challenge']),
      )

      // All that it was sent, sent to the real bridge: a challenge gives nothing but another, and a bearer is refused.
      await bridge.start()
      for (const { method, path, headers, body } of received) {
        const { authorization = '' } = headers
        const answer = await fetch(`${bridge.origin}${path}`, {
          method,
          headers: { 'content-type': headers['content-type'] ?? '', authorization },
          ...(method !== 'GET' && { body }),
        })
        const said = (await answer.json()) as Record<string, unknown>
        if (path === '/api/access/challenge')
          expect(Object.keys(said).sort()).toEqual(['challenge', 'process', 'proof'])
        else expect([path, answer.status]).toEqual([path, 401])
      }
      const list = await fetch(`${bridge.origin}/api/sessions`, { headers: bridge.headers })
      expect(((await list.json()) as { id: string }[]).map(({ id }) => id)).toEqual([session])

      // And the page goes on with the real one.
      await expect(banner).toHaveText('')
      await page.getByRole('button', { name: 'Lab' }).click()
      await lab.run()
    },
  )

test('the token of before is worth nothing to who sends them on', async () => {
  const bridge = await Bridge.start()
  try {
    const before = bridge.headers
    await bridge.kill()
    await bridge.start()
    const answer = await fetch(`${bridge.origin}/api/sessions`, { headers: before })
    expect(answer.status).toBe(401)
  } finally {
    await bridge.end()
  }
})
