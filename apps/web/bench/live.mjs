// The built page, in a real browser, follows a recording by a real bridge: 100,000 calls a second, then 20,000. Prints
// how far the page lags, how long a key waits, how much memory it uses, and the time from a call to the frame that
// shows it. SECONDS=5 gives a quick run. Run `npm run build` first.
/* global window, requestAnimationFrame -- the page's, where `evaluate` runs */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { launchOptions } from '../../../scripts/browser.mjs'

const SECONDS = Number(process.env.SECONDS ?? 30)
const RATES = (process.env.RATES ?? '100000,20000').split(',').map(Number)
/** The limits: milliseconds from recv to pixel at 20,000 calls a second, and of the longest task. */
const MOST_TO_PIXEL = 100
const MOST_STUCK = 100
const LOOKS = 10
/** Seconds. */
const COLD = 4

const source = spawn(
  process.execPath,
  [
    ...['--conditions=unstick-source', '--import', 'tsx'],
    fileURLToPath(new URL('../../bridge/bench/live-source.mjs', import.meta.url)),
  ],
  { stdio: ['pipe', 'pipe', 'inherit'] },
)
const answers = createInterface({ input: source.stdout })[Symbol.asyncIterator]()
const ask = async (command) => {
  source.stdin.write(`${JSON.stringify(command)}\n`)
  return JSON.parse((await answers.next()).value)
}
const browser = await chromium.launch(launchOptions())
const devTools = await browser.newBrowserCDPSession()

/** Runs in the page before its own script. Records what each drawn layout shows, long tasks and slow keys. */
const watch = () => {
  window.bench = { shown: [], stuck: [], keys: [] }
  const observe = (type, list, more = {}) =>
    new PerformanceObserver((seen) => list.push(...seen.getEntries())).observe({ type, ...more })
  observe('longtask', window.bench.stuck)
  observe('event', window.bench.keys, { durationThreshold: 16 })
  const Real = window.Worker
  window.Worker = class extends Real {
    set onmessage(listener) {
      window.bench.worker = this
      super.onmessage = (event) => {
        const { layout, opening, ticket, answer } = event.data
        window.bench.opening = opening
        if (ticket === -1) {
          window.bench.inspection = [...answer.bytes]
          return
        }
        listener(event)
        if (!layout) return
        // A lane that was not observed has no place in the layout.
        const counts = { send: 0, recv: 0, message: 0 }
        for (const { kind, total } of layout.lanes) counts[kind] = total
        requestAnimationFrame(() => {
          // After the page's own drawing, which happens earlier in the same frame.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () =>
            window.bench.shown.push({ time: performance.timeOrigin + performance.now(), ...counts })
          port2.postMessage(0)
        })
      }
    }
  }
}

/** Megabytes used by the largest process of a kind. */
const memoryOf = async (kind) => {
  const { processInfo } = await devTools.send('SystemInfo.getProcessInfo')
  const sizes = processInfo
    .filter(({ type }) => type === kind)
    .map(({ id }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) / 1_000)
  return Math.max(0, ...sizes)
}

/** Processor seconds of the page's thread and its worker's thread so far. They do not depend on other programs. */
const computed = async () => {
  const { processInfo } = await devTools.send('SystemInfo.getProcessInfo')
  const seconds = { page: 0, worker: 0 }
  for (const { id } of processInfo.filter(({ type }) => type === 'renderer'))
    for (const thread of readdirSync(`/proc/${id}/task`)) {
      const stat = readFileSync(`/proc/${id}/task/${thread}/stat`, 'utf8')
      const [, name] = /\((.*)\)/.exec(stat)
      const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      // In hundredths of a second (proc(5), utime and stime).
      const took = (Number(words[11]) + Number(words[12])) / 100
      if (name.startsWith('DedicatedWorker')) seconds.worker += took
      else if (thread === String(id)) seconds.page += took
    }
  return seconds
}

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const quantile = (sorted, part) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN

const follow = async (rate) => {
  const { address } = await ask({ type: 'begin' })
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript(watch)
  await page.goto(address)
  await page.locator('canvas').first().waitFor()
  await wait(1_000)
  const before = await memoryOf('renderer')
  let peak = before
  const idle = await computed()
  // The page's start is not measured here.
  await page.evaluate(() => (window.bench.stuck.length = 0))
  let recorded
  void ask({ type: 'record', rate, seconds: SECONDS }).then((answer) => (recorded = answer))
  for (let k = 0; !recorded; k += 1) {
    await wait(500)
    peak = Math.max(peak, await memoryOf('renderer'))
    // On the other axis everything is laid out and drawn differently.
    if (k % 4 === 3) await page.keyboard.press('a')
  }
  const { made, recvs, calls, bytes, late } = recorded
  const shownOf = ({ send, recv }) => send + recv
  const newest = () => page.evaluate(() => window.bench.shown.at(-1) ?? { send: 0, recv: 0 })
  for (let k = 0; k < 300 && shownOf(await newest()) < calls; k += 1) await wait(100)
  peak = Math.max(peak, await memoryOf('renderer'))
  const busy = await computed()
  const seconds = { page: busy.page - idle.page, worker: busy.worker - idle.worker }
  const old = await page.evaluate(async () => {
    const { worker, opening } = window.bench
    worker.postMessage({
      opening,
      question: 'inspect',
      ticket: -1,
      given: [{ lane: 'recv', index: 1 }, {}],
    })
    while (!window.bench.inspection) await new Promise(requestAnimationFrame)
    return window.bench.inspection
  })
  const { shown, stuck, keys } = await page.evaluate(() => ({
    shown: window.bench.shown,
    stuck: window.bench.stuck.map(({ duration }) => duration),
    keys: window.bench.keys.filter(({ name }) => name === 'keydown').map(({ duration }) => duration),
  }))
  const last = await newest()
  await page.close()
  return { rate, made, recvs, calls, bytes, late, shown, stuck, keys, last, before, peak, old, seconds }
}

const report = async ({
  rate,
  made,
  recvs,
  calls,
  bytes,
  late,
  shown,
  stuck,
  keys,
  last,
  before,
  peak,
  old,
  seconds,
}) => {
  const complain = (wrong, words) => wrong && console.log(`  SHORT: ${words}`)
  console.log(
    `\nthe page follows ${rate} calls a second for ${SECONDS} s: ${calls} calls, ${(bytes / 1e6).toFixed(0)} MB`,
  )
  console.log(`  the recorder itself was at most ${late.toFixed(0)} ms late`)
  const began = made[0][0]
  const behind = Array.from({ length: LOOKS }, (_, k) => {
    const at = began + ((k + 1) * SECONDS * 1_000) / LOOKS
    const { send, recv } = shown.findLast(({ time }) => time <= at) ?? { send: 0, recv: 0 }
    const seen = send + recv
    const there = made.findLast(([time]) => time <= at)?.[1] ?? 0
    const since = made.find(([, count]) => count > seen)?.[0] ?? at
    return `${there - seen} calls, ${Math.max(0, at - since).toFixed(0)} ms`
  })
  console.log(`  behind it, ten times on the way: ${behind.join('; ')}`)
  const { time, send: sends, recv: received, message: messages } = last
  console.log(
    `  all is shown ${(time - made.at(-1)[0]).toFixed(0)} ms after the end: ${sends} sends, ${received} recvs, ${messages} messages; ${shown.length} pictures`,
  )
  complain(sends + received !== calls || messages * 2 !== calls, 'not all that was recorded is shown')
  console.log(
    `  the longest task of the page's thread took ${Math.max(0, ...stuck).toFixed(0)} ms, a key at most ${Math.max(0, ...keys).toFixed(0)} ms to its frame`,
  )
  complain(Math.max(0, ...stuck, ...keys) > MOST_STUCK, `asked for at most ${MOST_STUCK} ms`)
  console.log(
    `  memory of the page's process ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most; the browser's ${(await memoryOf('browser')).toFixed(0)} MB`,
  )
  console.log(
    `  the page's thread computed for ${seconds.page.toFixed(1)} s, the worker's for ${seconds.worker.toFixed(1)} s`,
  )
  // The number of the second message, which its recv returned first.
  const right = old.join(' ') === '0 0 0 12 0 0 0 0 0 0 0 2 0 0 0 0'
  console.log(`  the bytes of the second recv are ${right ? 'still there' : `wrong: ${old.join(' ')}`}`)
  if (rate > 20_000) return
  for (const [when, from] of [
    ['', 0],
    [`, without the first ${COLD} s, in which the browser compiles`, COLD * 1_000],
  ]) {
    const delays = shown
      .flatMap(({ time: drawn, recv: count }, k) =>
        recvs
          .slice(shown[k - 1]?.recv ?? 0, count)
          .filter((called) => called - began >= from)
          .map((called) => drawn - called),
      )
      .sort((a, b) => a - b)
    const p95 = quantile(delays, 0.95)
    console.log(
      `  recv to pixel${when}: half within ${quantile(delays, 0.5).toFixed(0)} ms, 95 of 100 within ${p95.toFixed(0)} ms, all within ${delays.at(-1)?.toFixed(0)} ms`,
    )
    complain(!(p95 <= MOST_TO_PIXEL), `asked for 95 of 100 within ${MOST_TO_PIXEL} ms`)
  }
}

await answers.next()
for (const rate of RATES) await report(await follow(rate))
await browser.close()
source.stdin.end()
