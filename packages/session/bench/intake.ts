// What reading and counting a log costs in any order of its records: the same bytes forwards, backwards and shuffled,
// and a quarter of them, in this process's CPU time.
import { SummaryReader } from '../src/index.ts'
import { hostileLogs, joined, orders } from './hostile-logs.ts'

const RECORDS = Number(process.env.BENCH_RECORDS ?? 200_000)
const RUNS = Number(process.env.BENCH_RUNS ?? 3)
/** How many bytes are pushed at once, as a pipe gives them. */
const PIECE = 64 * 1024
/** Without a bound that a file of the same size could reach: another order, and four times the records. */
const limits = { order: 2, growth: 5.2 }

const only = process.argv[2]

for (const [name, make] of Object.entries(hostileLogs)) {
  if (only !== undefined && !name.includes(only)) continue
  const whole = make(RECORDS)
  const quarter = make(RECORDS / 4)
  const logs = {
    forwards: joined([...whole.opening, ...orders.forwards(whole.records)]),
    backwards: joined([...whole.opening, ...orders.backwards(whole.records)]),
    shuffled: joined([...whole.opening, ...orders.shuffled(whole.records)]),
    quarter: joined([...quarter.opening, ...orders.shuffled(quarter.records)]),
  }
  const times = measure(logs)
  const { forwards, backwards, shuffled } = times
  console.log(
    `\n${name}: ${RECORDS} records, ${(logs.forwards.length / 1e6).toFixed(1)} MB, medians of ${RUNS}`,
  )
  console.log(
    `  forwards ${show(forwards)}, backwards ${show(backwards)}, shuffled ${show(shuffled)}; a quarter, shuffled ${show(times.quarter)}`,
  )
  hold('× the time backwards', backwards / forwards, limits.order)
  hold('× the time shuffled', shuffled / forwards, limits.order)
  hold('× the time for 4 × the records', shuffled / times.quarter, limits.growth)
}

/** Measures in turns, so that other work on the machine affects all alike. Milliseconds. */
function measure<Name extends string>(logs: Readonly<Record<Name, Uint8Array>>): Record<Name, number> {
  const names = Object.keys(logs) as Name[]
  // One run to compile the code before it is measured.
  for (const name of names.slice(-1)) readingTime(logs[name])
  const rounds = Array.from({ length: RUNS }, () =>
    Object.fromEntries(names.map((name) => [name, readingTime(logs[name])])),
  )
  const middle = (name: Name) =>
    rounds.map((round) => round[name] ?? NaN).toSorted((a, b) => a - b)[RUNS >> 1]
  return Object.fromEntries(names.map((name) => [name, middle(name)])) as Record<Name, number>
}

function readingTime(log: Uint8Array): number {
  const begun = process.cpuUsage()
  const reader = new SummaryReader({})
  for (let at = 0; at < log.length; at += PIECE) reader.push(log.subarray(at, at + PIECE))
  reader.end()
  return process.cpuUsage(begun).user / 1_000
}

function show(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`
}

function hold(what: string, value: number, limit: number): void {
  console.log(`    ${value.toFixed(2)} ${what}: ${value <= limit ? 'within' : 'MORE than'} ${limit}`)
}
