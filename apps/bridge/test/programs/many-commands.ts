// Runs many command lines in one process, as fast as one after the other: a JSON array of arguments a line on standard
// input. Behind what each said stands a record separator on both outputs, and its exit code on standard error.
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
