// Compares the reader with a bare scan of the same file, in the same run: medians of rounds in which each pass starts
// in its own process.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { captureOf } from './make-capture.mjs'

const ROUNDS = 7
const PASSES = ['scan', 'read', 'dissected']

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]

for (const [title, payloadLength] of [
  ['a million packets, about 100 MB', 16],
  ['a million packets, about 500 MB', 414],
]) {
  const file = captureOf(1_000_000, payloadLength)
  const runs = Object.fromEntries(PASSES.map((pass) => [pass, []]))
  for (let round = 0; round < ROUNDS; round++)
    for (const pass of PASSES)
      runs[pass].push(
        JSON.parse(
          execFileSync(process.execPath, [join(import.meta.dirname, 'passes.mjs'), pass, file], {
            encoding: 'utf8',
          }),
        ),
      )
  console.log(title)
  const bare = median(runs.scan.map((run) => run.milliseconds))
  for (const pass of PASSES) {
    const milliseconds = median(runs[pass].map((run) => run.milliseconds))
    const { blocks, connections } = runs[pass][0]
    const mebibytes = median(runs[pass].map((run) => run.mebibytes))
    console.log(
      `  ${pass.padEnd(10)} ${milliseconds.toFixed(0).padStart(5)} ms  ${(milliseconds / bare).toFixed(2)}× the bare scan  ` +
        `${(blocks / milliseconds / 1000).toFixed(2)} million blocks/s  ${mebibytes.toFixed(0)} MiB  ${connections} connections`,
    )
  }
}
