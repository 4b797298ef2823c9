// Pans and zooms in the built page over a million intervals on four lanes, over a million on 1,000 connections, and
// over ten thousand. Measures each frame's time with its software drawing, the first picture, hovering and memory. The
// same run measures an empty canvas moved by the same mouse, which shows what the machine itself costs, and the same
// intervals in plain d3 with SVG, a naive canvas and vis-timeline. `frames/meter.mjs` says what a frame's time is.
// Needs /proc for the renderer's memory. Run `npm run build` first.
//   BENCH_RUNS     passes over each session; the median counts (3)
//   BENCH_SECONDS  how long a rival may take for its first picture and some frames (20)
//   BENCH_SHAPES   which sessions, with commas between them: small, million, many (all)
import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { parseFraming } from '@unstick/framing'
import { frameStream, Session as Log } from '@unstick/session'
import { launchOptions } from '../../../scripts/browser.mjs'
import { trafficFile } from '../../../packages/session/bench/traffic.ts'
import { Session } from './frames/drive.mjs'
import { measureEmptyCanvas } from './frames/empty-canvas.mjs'
import { median, spread, formatted } from './frames/quantiles.mjs'
import { measureRival, rivals, serveRivals } from './frames/rivals.mjs'

const RUNS = Number(process.env.BENCH_RUNS ?? 3)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 20)
const FRAMING = 'struct:!I'
const limits = { p95: 8.3, worst: 33, ratio: 1.5, first: 100, frames: 1, memory: 500 }

const allShapes = [
  { id: 'small', name: 'mixed', connections: 1, intervals: 10_000, says: '10,000 intervals, 1 connection' },
  {
    id: 'million',
    name: 'mixed',
    connections: 1,
    intervals: 1_000_000,
    says: '1,000,000 intervals, 1 connection',
  },
  {
    id: 'many',
    name: 'mixed',
    connections: 1_000,
    intervals: 1_000_000,
    says: '1,000,000 intervals, 1,000 connections',
  },
]
const asked = process.env.BENCH_SHAPES?.split(',') ?? allShapes.map(({ id }) => id)
const unknown = asked.find((name) => !allShapes.some(({ id }) => id === name))
if (unknown !== undefined) throw new Error(`BENCH_SHAPES: there is no ${unknown}`)
const shapes = allShapes.filter(({ id }) => asked.includes(id))

const launch = () =>
  chromium.launch(
    launchOptions([
      // A frame begins when the previous one is finished, not sixty times a second.
      '--disable-gpu-vsync',
      '--disable-frame-rate-limit',
    ]),
  )

const home = mkdtempSync(join(tmpdir(), 'unstick-bench-frames-'))
const sessions = join(home, 'sessions')
mkdirSync(sessions)
for (const shape of shapes) copyFileSync(trafficFile(shape), join(sessions, `bench-${shape.id}.pcapng`))
const bridge = spawn(
  process.execPath,
  [
    fileURLToPath(new URL('../../bridge/bin/unstick.js', import.meta.url)),
    '--no-open',
    '--port',
    '0',
    '--sessions',
    sessions,
  ],
  { env: { ...process.env, UNSTICK_HOME: home }, stdio: ['ignore', 'pipe', 'ignore'] },
)
// Also if a measurement fails.
process.once('exit', () => bridge.kill())
const address = await new Promise((resolve) => {
  createInterface({ input: bridge.stdout }).once('line', resolve)
})

/** Opens one session in its own browser, moves over it on both axes, and hovers. */
const measureShape = async (shape) => {
  const browser = await launch()
  try {
    const session = await Session.open(
      browser,
      address,
      `bench-${shape.id}`,
      FRAMING,
      shape.intervals / shape.connections,
    )
    const first = await session.firstPicture()
    const turned = await session.setAxis('time')
    const runs = []
    for (let run = 0; run < RUNS; run += 1)
      for (const axis of ['bytes', 'time']) {
        const before = await session.process()
        const times = await session.drive(axis)
        const after = await session.process()
        runs.push({ axis, times, ran: (after.ran - before.ran) / times.length })
      }
    const hover = await session.hover()
    const replayed = await session.replay()
    const other = shape.connections > 1 ? await session.otherConnection() : undefined
    const { memory, most } = await session.process()
    return {
      ...shape,
      first,
      turned,
      other,
      runs,
      hover,
      replayed,
      memory,
      most,
      heap: await session.heap(),
      shown: session.intervals,
    }
  } finally {
    await browser.close()
  }
}

const of = (runs, axis) => {
  const spreads = runs.filter((run) => run.axis === axis).map(({ times }) => spread(times))
  return Object.fromEntries(
    ['p50', 'p95', 'worst'].map((key) => [key, median(spreads.map((each) => each[key]))]),
  )
}

const hold = (what, value, limit, unit = '') => {
  const verdict = value <= limit ? 'within' : 'MORE than'
  console.log(`    ${what} ${formatted(value, 0)}${unit}: ${verdict} ${limit}${unit}`)
}

console.log(
  `\npanning and zooming, 1440 x 900, software drawing, ${RUNS} passes a session, milliseconds a frame`,
)
console.log(`  ${''.padEnd(40)} axis     p50     p95   worst   main thread's own`)
const results = []
for (const shape of shapes) {
  const runs = []
  for (let run = 0; run < RUNS; run += 1) runs.push({ axis: 'none', times: await measureEmptyCanvas(launch) })
  const empty = of(runs, 'none')
  console.log(
    `  ${'an empty canvas'.padEnd(40)}      ${formatted(empty.p50)}${formatted(empty.p95)}${formatted(empty.worst)}`,
  )
  const result = await measureShape(shape)
  results.push(result)
  for (const axis of ['bytes', 'time']) {
    const { p50, p95, worst } = of(result.runs, axis)
    const ran = median(result.runs.filter((run) => run.axis === axis).map((run) => run.ran))
    console.log(
      `  ${shape.says.padEnd(40)} ${axis.padEnd(5)}${formatted(p50)}${formatted(p95)}${formatted(worst)}${formatted(ran)}`,
    )
    console.log(`    p95 over that of the empty canvas: ${formatted(p95 / empty.p95, 0)}`)
    if (shape.id === 'small') continue
    hold('p95', p95, limits.p95, ' ms')
    hold('worst', worst, limits.worst, ' ms')
    const small = results.find(({ id }) => id === 'small')
    if (shape.id === 'million' && small)
      hold('p95 over that of 10,000:', p95 / of(small.runs, axis).p95, limits.ratio)
  }
  const { first, turned, other, hover, memory, most, heap, replayed } = result
  console.log(
    `    last byte to layout ${formatted(first.laidOut, 0)} ms, to picture ${formatted(first.drawn, 0)} ms; hover ${formatted(hover.milliseconds, 0)} ms, ${hover.frames} frames (${hover.count} seen); memory ${formatted(memory, 0)} MB, at most ${formatted(most, 0)} MB, page's heap ${formatted(heap, 0)} MB`,
  )
  console.log(
    `    turned to the axis of time for the first time: drawn after ${formatted(turned, 0)} ms${other === undefined ? '' : `; another connection after ${formatted(other, 0)} ms`}`,
  )
  const replay = spread(replayed)
  console.log(
    `    replay by time, ${replayed.length} frames: p50 ${formatted(replay.p50, 0)} ms, p95 ${formatted(replay.p95, 0)} ms, worst ${formatted(replay.worst, 0)} ms`,
  )
  hold('first picture', first.drawn, limits.first, ' ms')
  hold('hover', hover.frames, limits.frames, ' frames')
  hold('memory', memory, limits.memory, ' MB')
}
bridge.kill()
rmSync(home, { recursive: true, force: true })

/** A session's intervals as the rivals need them: lanes, starts and ends in milliseconds, each of them visible. */
const intervalsOf = (shape) => {
  const log = new Log()
  log.push(readFileSync(trafficFile(shape)))
  log.end()
  const [stream] = log.streams
  const framing = parseFraming(FRAMING)
  if (!framing.ok) throw new Error(framing.error.message)
  const lanes = [stream.send, stream.segment, stream.recv, frameStream(stream, framing.spec).lane]
  const count = lanes.reduce((sum, lane) => sum + lane.count, 0)
  const all = new Float64Array(1 + 3 * count)
  all[0] = count
  let at = 1
  lanes.forEach((lane, number) => {
    for (let k = 0; k < lane.count; k += 1, at += 1) {
      all[at] = number
      all[at + count] = lane.times[k] / 1e6
      all[at + 2 * count] = Math.max(lane.dones[k], lane.times[k] + 500) / 1e6
    }
  })
  return all
}

console.log(`\nthe same intervals drawn otherwise, each in at most ${SECONDS} s`)
console.log(`  ${''.padEnd(40)}   first     p50     p95   worst   p95 over ours`)
const served = await serveRivals()
for (const shape of shapes.filter(({ connections }) => connections === 1)) {
  served.give(intervalsOf(shape))
  const ours = of(results.find(({ id }) => id === shape.id).runs, 'time').p95
  for (const { name, says } of rivals) {
    const result = await measureRival(launch, served.address, name, 120, SECONDS)
    const what = `${says}, ${shape.intervals.toLocaleString('en')}`.padEnd(40)
    if (!result) console.log(`  ${what} never within ${SECONDS} s`)
    else {
      const { p50, p95, worst } = spread(result.times)
      console.log(
        `  ${what}${formatted(result.first)}${formatted(p50)}${formatted(p95)}${formatted(worst)}${formatted(p95 / ours, 12)}`,
      )
    }
  }
}
served.close()
