// How long a guess takes on 64 KiB: the first call in a process (its thread), and later ones (CPU time). Medians.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { guessFraming } from '../src/index.ts'
import { guessInputs } from './guess-inputs.ts'
import { measure } from './measure.ts'

const FIRST = fileURLToPath(new URL('first-guess.js', import.meta.url))

/** Milliseconds of the first call in a process of its own, the median of several. */
const firstCall = (name: string, rounds: number): number => {
  const times = Array.from({ length: Math.max(3, rounds) }, () =>
    Number(execFileSync(process.execPath, [FIRST, name], { encoding: 'utf8' })),
  ).sort((a, b) => a - b)
  return times[times.length >> 1] ?? NaN
}

/** Prints milliseconds for each kind of bytes. */
export const benchGuess = async (rounds: number): Promise<void> => {
  const inputs = Object.entries(guessInputs())
  const later = await measure(
    inputs.map(([name, heards]) => ({ name, run: () => (guessFraming(heards), 0) })),
    0,
    rounds,
  )
  console.log('\nguess, 64 KiB (at most 50 ms): the first call in a process, and later calls')
  for (const [name] of inputs)
    console.log(
      `  ${name.padEnd(28)} ${firstCall(name, rounds).toFixed(1).padStart(8)} ms ${((later.get(name) ?? NaN) * 1e3).toFixed(1).padStart(8)} ms`,
    )
}
