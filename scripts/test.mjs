// `npm test`: installs what is missing, builds, and runs the unit and socket tests with lint, types and imports beside
// them, and then e2e. Every step runs even if earlier ones failed. The last line counts.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from './install.mjs'
import { nodeProgram, withNode } from './node-versions.mjs'
import { bringTools, which } from './tools.mjs'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
process.env.TURBO_TELEMETRY_DISABLED = '1'
process.env.DO_NOT_TRACK = '1'

const total = { passed: 0, failed: 0, skipped: 0 }

/** Runs it, and says how it ended. With `output` it is printed at the end, because other steps print meanwhile. */
const run = async (title, command, { environment = {}, output, nice } = {}) => {
  if (!output) console.log(`\n── ${title}: ${command.join(' ')}`)
  const started = Date.now()
  const child = spawn('npx', ['--no-install', ...command], {
    stdio: output ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, ...environment },
  })
  if (child.pid !== undefined && nice !== undefined) setPriority(child.pid, nice)
  if (output)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => output.push(piece))
  const [status] = await once(child, 'close')
  if (output) {
    console.log(`\n── ${title}: ${command.join(' ')}`)
    process.stdout.write(Buffer.concat(output))
  }
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`── ${title}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`)
  return status === 0
}

/** A step that counts as one test. */
const check = async (title, command, how) => {
  if (await run(title, command, how)) total.passed += 1
  else total.failed += 1
}

/** Steps that count as one test each and are independent, two at a time, with the lowest priority. */
const checkBeside = async (steps) => {
  const waiting = [...steps]
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift())
      await check(...step, { output: [], nice: constants.priority.PRIORITY_LOW })
  }
  await Promise.all([worker(), worker()])
}

/** A test runner: its own report says how many passed. One that fails without a failed test counts as one. */
const suite = async (title, command, report, count, environment) => {
  rmSync(report, { force: true })
  const passed = await run(title, command, { environment })
  const counts = existsSync(report)
    ? count(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 }
  total.passed += counts.passed
  total.skipped += counts.skipped
  total.failed += passed ? counts.failed : Math.max(1, counts.failed)
}

/**
 * `python3` may be a version manager's script, which takes a third of a second at each start. Then the tests get a folder
 * with Python itself first in their PATH. It contains only a link, because Python's own folder may contain other programs.
 */
const preferPythonItself = () => {
  const found = which('python3')
  if (!found || readFileSync(found).toString('latin1', 0, 2) !== '#!') return
  const { stdout } = spawnSync(found, ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' })
  if (!stdout?.trim()) return
  const folder = resolve('test-results/programs')
  mkdirSync(folder, { recursive: true })
  rmSync(join(folder, 'python3'), { force: true })
  symlinkSync(stdout.trim(), join(folder, 'python3'))
  process.env.PATH = [folder, process.env.PATH].join(delimiter)
}

install()
const missing = bringTools()
preferPythonItself()
mkdirSync('test-results', { recursive: true })

await check('build', ['turbo', 'run', 'build', '--output-logs=errors-only'])
await check('budget', ['node', 'scripts/budget.mjs'])

// They take what time of the processors the unit tests leave, because many of those wait for programs.
const checked = checkBeside([
  ['lint', ['eslint', '.', '--max-warnings=0']],
  ['types', ['turbo', 'run', 'check', '--output-logs=errors-only']],
  ['types of e2e', ['node', 'scripts/types.mjs', 'tsc', '-p', 'tsconfig.json']],
  ['format', ['prettier', '--check', '--log-level=warn', '.']],
  ['imports', ['depcruise', '--config', '.dependency-cruiser.mjs', 'packages', 'apps']],
  ['dead code', ['knip', '--no-progress']],
])

const vitest = (title, folders, report, environment) =>
  suite(
    title,
    ['vitest', 'run', ...folders, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    report,
    ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests + numTodoTests,
    }),
    environment,
  )

await vitest('unit and sockets', [], 'test-results/unit.json')

// The bridge is the part that depends on Node. In CI the tests of what touches sockets, disk and HTTP run on Node 24 too,
// and the browser's tests run on it alone. `npm run nodes` runs all unit and socket tests on Node 22 and 24.
const newer = process.env.CI ? nodeProgram(24) : undefined
if (newer) {
  const rooms = ['sockets', 'wire', 'log', 'disk', 'sessions', 'sharing', 'input', 'http', 'access']
  await vitest(
    'bridge on Node 24',
    rooms.map((room) => `apps/bridge/src/${room}/`),
    'test-results/node-24.json',
    withNode(newer),
  )
} else if (process.env.CI) missing.push('Node 24')
await checked
await suite(
  'e2e',
  ['playwright', 'test', '--reporter=list,json'],
  'test-results/e2e.json',
  ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }),
  { ...(newer && withNode(newer)), PLAYWRIGHT_JSON_OUTPUT_NAME: 'test-results/e2e.json' },
)

for (const tool of missing) console.log(`missing: ${tool}; the tests that need it were skipped`)
if (missing.length > 0 && process.env.CI) {
  console.error('in CI no tool may be missing')
  total.failed += 1
}
console.log(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
)
process.exitCode = total.failed === 0 ? 0 : 1
