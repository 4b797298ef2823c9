// Fuzzes the reader and the follower: `npm run fuzz --workspace=@unstick/strace -- SECONDS [SEED]`. It begins with texts that
// would take a bad reader long, and goes on with texts from the seed. One that breaks the invariant is printed.
import { readdirSync, readFileSync } from 'node:fs'
import { checkLinear, checkText } from './check-text.ts'
import { hostileText, randomFrom } from './hostile-text.ts'

const fixtures = new URL('../test/fixtures/', import.meta.url)
const seconds = Number(process.argv[2] ?? 10)
const seed = Number(process.argv[3] ?? 1)
const next = randomFrom(seed)
const real = readdirSync(fixtures)
  .filter((name) => name.endsWith('.strace'))
  .map((name) => Uint8Array.from(readFileSync(new URL(name, fixtures))))

/** Repeated without a line's end, or as lines of their own. */
const long = [
  '"',
  '\\"',
  'read(3, "',
  '<',
  '<A',
  '<A"',
  '/*',
  '{',
  '[{',
  '{a=',
  ', ',
  '(',
  '3<',
  '1 read(3, <unfinished ...>\n',
  '1 <... read resumed> <unfinished ...>\n',
  'read(3, "\n',
  'x\n',
]
for (const text of long) checkLinear(Uint8Array.from(Buffer.from(text, 'latin1')))
for (const text of long) checkLinear(Uint8Array.from(Buffer.from(`read(3<TCP:[${text}`, 'latin1')))
console.log(
  `fuzz: ${long.length * 2} texts are read in time that grows with their length; ${seconds} s from seed ${seed}`,
)

let texts = 0
for (const end = Date.now() + seconds * 1000; Date.now() < end; texts++) {
  const text = hostileText(real, next)
  try {
    checkText(text, next)
  } catch (error) {
    console.error(`fuzz: text ${texts} broke: ${JSON.stringify(Buffer.from(text).toString('latin1'))}`)
    throw error
  }
}
console.log(`fuzz: ${texts} texts, nothing broke`)
