// Compares the built `unstick info` on a big capture (reading, reassembly, lanes, findings, framing) with a bare scan of
// the same file in Node, tshark and tcpflow. Each is its own process, timed from start to end.
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bareScan } from './bare-scan.ts'
import { captureFile, type CaptureShape, largePackets, smallPackets } from './captures.ts'

const RUNS = Number(process.env.BENCH_RUNS ?? 5)
/** How often the slower ones run. */
const FOREIGN_RUNS = Number(process.env.BENCH_FOREIGN_RUNS ?? 1)
const PIECE = 1024 * 1024

const limits = { bare: 4, tshark: 0.1, tcpflow: 1, megabytes: 250, growth: 4.4 }

const unstick = fileURLToPath(new URL('../../../apps/bridge/bin/unstick.js', import.meta.url))
/** Makes a Node process print its peak memory at its end, in KiB. */
const tellMemory =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("maxRSS "+process.resourceUsage().maxRSS))'

const bare = (path: string): void => {
  const scan = bareScan()
  const file = openSync(path, 'r')
  for (;;) {
    const piece = Buffer.allocUnsafeSlow(PIECE)
    const count = readSync(file, piece)
    if (count === 0) break
    scan.push(piece.subarray(0, count))
  }
  closeSync(file)
  console.log(JSON.stringify(scan.counts()))
}

const [, , file] = process.argv
if (file !== undefined) bare(file)
else for (const shape of [smallPackets, largePackets]) compare(shape)

interface Result {
  readonly milliseconds: number
  /** Megabytes, if measured. */
  readonly memory: number | undefined
}

function compare(shape: CaptureShape): void {
  const path = captureFile(shape)
  const quarter = captureFile({ ...shape, packets: shape.packets / 4 })
  const info = (of: string) => node(unstick, 'info', '--framing', 'struct:!I', '--json', of)
  // In turns, so that other work on the machine affects all alike.
  const rounds = Array.from({ length: RUNS }, () => ({
    bare: node(...process.execArgv, import.meta.filename, path),
    ours: info(path),
    quarter: info(quarter),
  }))
  const scan = median(rounds.map((round) => round.bare))
  const ours = median(rounds.map((round) => round.ours))
  const small = median(rounds.map((round) => round.quarter))
  console.log(
    `\n${shape.name}: ${shape.packets} packets of ${shape.payload} B over ${shape.connections} connections, medians of ${RUNS}`,
  )
  report('bare scan in Node', scan)
  report('unstick info', ours)
  report('unstick info, a quarter of the file', small)
  hold('× the bare scan', ours.milliseconds / scan.milliseconds, limits.bare)
  hold('× the time for 4 × the file', ours.milliseconds / small.milliseconds, limits.growth)
  hold('MB of memory', ours.memory ?? NaN, limits.megabytes)
  const folder = mkdtempSync(join(tmpdir(), 'unstick-tcpflow-'))
  for (const [name, args, limit] of [
    ['tshark', ['-r', path, '-q', '-z', 'conv,tcp'], limits.tshark],
    ['tcpflow', ['-r', path, '-o', folder], limits.tcpflow],
  ] as const) {
    if (spawnSync(name, ['--version'], { stdio: 'ignore' }).error) {
      console.log(`  ${name} is not installed: not compared`)
      continue
    }
    const theirs = median(Array.from({ length: FOREIGN_RUNS }, () => run(name, args)))
    report(`${name} ${args[0]}`, theirs)
    hold(`× ${name}`, ours.milliseconds / theirs.milliseconds, limit)
  }
  rmSync(folder, { recursive: true, force: true })
}

function node(...args: readonly string[]): Result {
  return run(process.execPath, ['--import', tellMemory, ...args])
}

function run(program: string, args: readonly string[]): Result {
  // If it is set, reading these certificates, which nothing here needs, takes four fifths of Node's start.
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: '' }
  const started = performance.now()
  const { status, stderr } = spawnSync(program, args, {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const milliseconds = performance.now() - started
  if (status !== 0) throw new Error(`${program} ended with ${String(status)}: ${stderr}`)
  const kibibytes = /maxRSS (\d+)$/.exec(stderr)?.[1]
  return { milliseconds, memory: kibibytes === undefined ? undefined : (Number(kibibytes) * 1024) / 1e6 }
}

function median(results: readonly Result[]): Result {
  const middle = results.toSorted((a, b) => a.milliseconds - b.milliseconds)[results.length >> 1]
  if (!middle) throw new Error('no runs')
  return middle
}

function report(name: string, { milliseconds, memory }: Result): void {
  const megabytes = memory === undefined ? '' : `, ${memory.toFixed(0)} MB`
  console.log(`  ${name.padEnd(36)} ${milliseconds.toFixed(0).padStart(7)} ms${megabytes}`)
}

function hold(what: string, value: number, limit: number): void {
  const verdict = value <= limit ? 'within' : 'MORE than'
  console.log(`    ${value.toFixed(2)} ${what}: ${verdict} ${limit}`)
}
