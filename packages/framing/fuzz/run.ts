// Fuzzes every kind of framing: `npm run fuzz -- SECONDS [SEED]`. It reads the corpus first, file by file, then streams
// from the seed. A stream that breaks the invariant is written to the corpus and ends the run.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { checkStream } from './check-stream.ts'
import { hostileBytes, randomFrom, specOf, TARGETS } from './hostile-bytes.ts'

const CORPUS = new URL('corpus/', import.meta.url)
const seconds = Number(process.argv[2] ?? 10)
const seed = Number(process.argv[3] ?? 1)

const next = randomFrom(seed)
let streams = 0
for (const file of readdirSync(CORPUS)) {
  const bytes = readFileSync(new URL(file, CORPUS))
  for (const target of TARGETS) run(target, bytes)
}
console.log(`fuzz: ${readdirSync(CORPUS).length} corpus files held; ${seconds} s from seed ${seed}`)
const end = Date.now() + seconds * 1000
while (Date.now() < end) {
  for (const target of TARGETS) run(target, hostileBytes(specOf(target), next))
}
console.log(`fuzz: ${streams} streams, nothing broke`)

function run(target: string, bytes: Uint8Array): void {
  streams++
  try {
    checkStream(specOf(target), bytes, next(2) === 0 ? 'client' : 'server', next)
  } catch (error) {
    const name = `broke-${seed}-${streams}`
    writeFileSync(new URL(name, CORPUS), bytes)
    console.error(`fuzz: ${target} broke on ${bytes.length} bytes, kept as corpus/${name}`)
    throw error
  }
}
