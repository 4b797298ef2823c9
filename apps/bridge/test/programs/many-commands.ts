// Runs many command lines in one process, one after another: standard input has one JSON array of arguments per line. After
// the output of each, both outputs get a record separator, and standard error also its exit code.
import { createInterface } from 'node:readline'
import { run } from '../../src/cli/program.ts'

const SEPARATOR = '\x1e'

for await (const line of createInterface({ input: process.stdin })) {
  const args: unknown = JSON.parse(line)
  if (!Array.isArray(args)) throw new Error('a line is no array')
  const code = await run(args.map(String))
  process.stdout.write(SEPARATOR)
  process.stderr.write(`${SEPARATOR}${code}${SEPARATOR}`)
}
