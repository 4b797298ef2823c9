// How long a guess takes on 64 KiB, beside a handwritten walk over the same bytes. CPU time, in turns, medians.
import { guessFraming, rawBytes } from '../src/index.ts'
import { walkByHand } from './by-hand.ts'
import { measure } from './measure.ts'
import { makeStream } from './streams.ts'

const SIZE = 64 * 1024

/** Bytes without messages, which every candidate must be tried on: xorshift32, so that runs are alike. */
const noise = (): Uint8Array => {
  let state = 0x9e3779b9
  return Uint8Array.from({ length: SIZE }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state & 0xff
  })
}

const lines = (): Uint8Array =>
  new TextEncoder().encode('GET /item/1234 price=42 ok\n'.repeat(SIZE / 26)).subarray(0, SIZE)

/** Prints milliseconds for each kind of bytes, and how many times as long as one walk by hand that is. */
export const benchGuess = async (rounds: number): Promise<void> => {
  const framed = makeStream('u32be', 100, SIZE / 104).bytes
  const rows = {
    start: new Float64Array(65_536),
    header: new Uint32Array(65_536),
    end: new Float64Array(65_536),
  }
  const inputs = { 'lengths in front': framed, lines: lines(), random: noise() }
  const contenders = [
    { name: 'walk by hand', run: () => (walkByHand([framed], rows), 0) },
    ...Object.entries(inputs).map(([name, bytes]) => ({
      name,
      run: () => (guessFraming([rawBytes(bytes, true)]), 0),
    })),
  ]
  const times = await measure(contenders, 0, rounds)
  const walk = times.get('walk by hand') ?? NaN
  console.log(`\nguess, 64 KiB (at most 50 ms)`)
  for (const [name, seconds] of times)
    console.log(
      `  ${name.padEnd(28)} ${(seconds * 1e3).toFixed(2).padStart(8)} ms   ${(seconds / walk).toFixed(0)}× walk by hand`,
    )
}
