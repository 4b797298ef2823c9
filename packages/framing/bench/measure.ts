// Times contenders: medians of several runs, taken in turns so that a noisy moment affects all alike. It measures this
// process's CPU time, so that other programs do not count.

/** A function to time; it returns how many frames it found. */
export interface Contender {
  readonly name: string
  readonly run: () => number | Promise<number>
  /** How many frames it should find, if that differs from the others. */
  readonly frames?: number
}

/** Each timing repeats its contender for at least this long, in seconds. */
const LEAST = 0.1

/**
 * Median seconds that each contender takes for `frames` frames, by name. Garbage collection is not forced in between,
 * because that would discard optimised code and time the engine's warm-up instead of the contender.
 */
export async function measure(
  contenders: readonly Contender[],
  frames: number,
  rounds: number,
): Promise<Map<string, number>> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const seconds = await timeOf(contender, frames)
      // The first round only warms up the engine.
      if (round > 0) times.get(contender.name)?.push(seconds)
    }
  }
  return new Map(
    [...times].map(([name, all]) => [name, [...all].sort((a, b) => a - b)[all.length >> 1] ?? NaN]),
  )
}

async function timeOf({ name, run, frames: own }: Contender, all: number): Promise<number> {
  const frames = own ?? all
  const begun = process.cpuUsage()
  let seconds: number
  let runs = 0
  do {
    const found = await run()
    if (found !== frames) throw new Error(`${name} found ${found} of ${frames} frames`)
    runs++
    const { user, system } = process.cpuUsage(begun)
    seconds = (user + system) / 1e6
  } while (seconds < LEAST)
  return frames === 0 ? seconds / runs : ((seconds / runs) * all) / frames
}
