// What `unstick info` does with a big capture (read, put together, lanes, findings, a framing on), beside a bare scan
// of the same file in Node, tshark and tcpflow. Each in a process of its own, medians of several runs.
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseFraming } from '@unstick/framing'
import { SummaryReader } from '@unstick/session'
import { bareScan } from './bare-scan.ts'
import { captureFile, type CaptureShape, largePackets, smallPackets } from './captures.ts'

const RUNS = Number(process.env.BENCH_RUNS ?? 5)
const PIECE = 1024 * 1024

/** The file in pieces, each its own memory, as a stream would give them. */
function* pieces(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  for (;;) {
    const piece = Buffer.allocUnsafeSlow(PIECE)
    const count = readSync(file, piece)
    if (count === 0) break
    yield piece.subarray(0, count)
  }
  closeSync(file)
}

const info = (path: string): string => {
  const framing = parseFraming('struct:!I')
  if (!framing.ok) throw new Error(framing.error.message)
  const file = openSync(path, 'r')
  const readBack = (target: Uint8Array, place: number): void => {
    readSync(file, target, 0, target.length, place)
  }
  const reader = new SummaryReader({ window: 8 * PIECE, readBack }, framing.spec)
  for (const piece of pieces(path)) reader.push(piece)
  return JSON.stringify(reader.end())
}

const jobs: Record<string, (path: string) => string> = {
  info,
  bare: (path) => {
    const scan = bareScan()
    for (const piece of pieces(path)) scan.push(piece)
    return JSON.stringify(scan.counts())
  },
}

/** Runs one job in this very process: how long, how much memory at its most, and what it found. */
const [, , job, file] = process.argv
if (job !== undefined && file !== undefined) {
  const started = performance.now()
  const found = jobs[job]?.(file)
  const milliseconds = performance.now() - started
  console.log(JSON.stringify({ milliseconds, rss: process.resourceUsage().maxRSS / 1024, found }))
} else for (const shape of [smallPackets, largePackets]) compare(shape)

interface Result {
  readonly milliseconds: number
  /** MiB, where it was measured. */
  readonly rss?: number
  readonly found?: string
}

function compare(shape: CaptureShape): void {
  const path = captureFile(shape)
  console.log(
    `\n${shape.name}: ${shape.packets} packets of ${shape.payload} B over ${shape.connections} connections`,
  )
  const bare = median(() => own('bare', path))
  const ours = median(() => own('info', path))
  report('bare scan in Node', bare, bare)
  report('unstick info', ours, bare)
  // Half as many packets, to see that time grows with the file.
  const half = median(() => own('info', captureFile({ ...shape, packets: shape.packets / 4 })))
  report('unstick info, a quarter of the file', half, bare)
  console.log(`  4 × the file takes ${(ours.milliseconds / half.milliseconds).toFixed(2)} × the time`)
  const folder = mkdtempSync(join(tmpdir(), 'unstick-tcpflow-'))
  for (const [name, command] of [
    ['tshark -q -z conv,tcp', ['tshark', '-r', path, '-q', '-z', 'conv,tcp']],
    ['tcpflow -r', ['tcpflow', '-r', path, '-o', folder]],
  ] as const) {
    const result = foreign(command)
    if (result) report(name, result, bare)
    else console.log(`  ${name}: not installed`)
  }
  rmSync(folder, { recursive: true, force: true })
  console.log(`  ${ours.found ?? ''}`)
}

function own(name: string, path: string): Result {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [...process.execArgv, import.meta.filename, name, path],
    {
      encoding: 'utf8',
    },
  )
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Result
}

function foreign([program, ...given]: readonly string[]): Result | undefined {
  if (program === undefined) return undefined
  const started = performance.now()
  const { error } = spawnSync(program, given, { stdio: 'ignore' })
  return error ? undefined : { milliseconds: performance.now() - started }
}

function median(measure: () => Result): Result {
  const results = Array.from({ length: RUNS }, measure).sort((a, b) => a.milliseconds - b.milliseconds)
  const middle = results[RUNS >> 1]
  if (!middle) throw new Error('no runs')
  return middle
}

function report(name: string, { milliseconds, rss }: Result, bare: Result): void {
  const ratio = (milliseconds / bare.milliseconds).toFixed(2)
  const memory = rss === undefined ? '' : `, ${Math.round(rss)} MiB`
  console.log(
    `  ${name.padEnd(36)} ${milliseconds.toFixed(0).padStart(7)} ms  ${ratio.padStart(7)} × bare${memory}`,
  )
}
