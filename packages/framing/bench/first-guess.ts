// Prints how many milliseconds the first guess in a process takes: node first-guess.js NAME. On Linux this is the time of the
// thread that guesses, so that other programs do not count; elsewhere the time that passes.
import { existsSync, readFileSync } from 'node:fs'
import { guessFraming } from '../src/index.ts'
import { guessInputs } from './guess-inputs.ts'

const SCHEDULED = '/proc/self/schedstat'
const isLinux = existsSync(SCHEDULED)
const now = () =>
  isLinux ? Number(readFileSync(SCHEDULED, 'latin1').split(' ')[0]) / 1e6 : performance.now()

const heards = guessInputs()[process.argv[2] ?? ''] ?? []
now()
const begun = now()
guessFraming(heards)
console.log((now() - begun).toFixed(2))
