// The built page, in a real browser, follows a program under `unstick run` that makes 5,000 calls a second: the time from the
// return of a recv, as strace saw it, to the frame that shows it. SECONDS=5 gives a quick run. Run `npm run build` first.
/* global window, requestAnimationFrame -- the page's, where `addInitScript` runs */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { Session } from '@unstick/session'
import { launchOptions } from '../../../scripts/browser.mjs'
import { quantile } from './frames/quantiles.mjs'

const SECONDS = Number(process.env.SECONDS ?? 20)
const RATE = 5_000
/** The limit: milliseconds, for 95 of 100 calls. */
const MOST_TO_PIXEL = 150

const home = mkdtempSync(join(tmpdir(), 'unstick-bench-traced-'))
const go = join(home, 'go')
/** Waits for the page, and then sends and receives 64 bytes at a steady rate. */
const program = `
import os, socket, time
while not os.path.exists(${JSON.stringify(go)}):
    time.sleep(0.05)
listener = socket.create_server(('127.0.0.1', 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
data = b'x' * 64
begun = time.monotonic()
for k in range(${(RATE / 2) * SECONDS}):
    client.send(data)
    server.recv(64)
    time.sleep(max(0, begun + (k + 1) / ${RATE / 2} - time.monotonic()))
`

/** Runs in the page before its own script. Records when each drawn layout was on the canvas, and how many recvs it has. */
const watch = () => {
  window.shown = []
  const Real = window.Worker
  window.Worker = class extends Real {
    set onmessage(listener) {
      super.onmessage = (event) => {
        listener(event)
        const recvs = event.data.layout?.lanes.find(({ kind }) => kind === 'recv')?.total
        if (recvs === undefined) return
        requestAnimationFrame(() => {
          // After the page's own drawing, which happens earlier in the same frame.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () =>
            window.shown.push({ time: performance.timeOrigin + performance.now(), recvs })
          port2.postMessage(0)
        })
      }
    }
  }
}

const unstick = fileURLToPath(new URL('../../bridge/bin/unstick.js', import.meta.url))
const run = spawn(
  process.execPath,
  [
    ...[unstick, 'run', '--no-open', '--port', '0', '--sessions', join(home, 'sessions')],
    ...['--', '/usr/bin/python3', '-c', program],
  ],
  { env: { ...process.env, UNSTICK_HOME: home }, stdio: ['ignore', 'inherit', 'pipe'] },
)
const said = createInterface({ input: run.stderr })[Symbol.asyncIterator]()
const hear = async (words) => {
  for (;;) {
    const { value, done } = await said.next()
    if (done) throw new Error(`unstick run ended before it said “${words}”`)
    if (value.includes(words)) return value
  }
}

const browser = await chromium.launch(launchOptions())
try {
  const address = /http:\S+/.exec(await hear('Unstick shows it at'))[0]
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript(watch)
  await page.goto(address)
  await page.locator('h1').first().waitFor()
  writeFileSync(go, '')
  await hear('All commands have ended')
  const recvs = recorded()
  await page.waitForFunction((count) => window.shown.at(-1)?.recvs >= count, recvs.length)
  const shown = await page.evaluate(() => window.shown)
  const delays = shown
    .flatMap(({ time, recvs: count }, k) =>
      recvs.slice(shown[k - 1]?.recvs ?? 0, count).map((returned) => time - returned),
    )
    .sort((a, b) => a - b)
  const [half, most, all] = [0.5, 0.95, 1].map((part) => quantile(delays, part).toFixed(0))
  const seconds = (recvs.at(-1) - recvs[0]) / 1_000
  console.log(
    `a program under unstick run: ${recvs.length * 2} calls in ${seconds.toFixed(1)} s (${((recvs.length * 2) / seconds).toFixed(0)} a second), load ${loadavg()[0].toFixed(1)}`,
  )
  console.log(
    `  recv to pixel: half within ${half} ms, 95 of 100 within ${most} ms (asked: ${MOST_TO_PIXEL}), all within ${all} ms`,
  )
} finally {
  await browser.close()
  run.kill('SIGINT')
  await once(run, 'exit')
  rmSync(home, { recursive: true, force: true })
}

/** When each recv returned: milliseconds since 1970. */
function recorded() {
  const folder = join(home, 'sessions')
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.pcapng'))
  const session = new Session()
  session.push(readFileSync(join(folder, file)))
  session.end()
  const { dones, count } = session.streams[0].lanes.find(({ kind }) => kind === 'recv')
  return [...dones.subarray(0, count)].map((after) => (Number(session.epoch) + after) / 1e6)
}
