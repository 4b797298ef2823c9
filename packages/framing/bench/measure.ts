// Times a contender: medians of several runs, taken in turns so that a noisy moment hits all alike.

/** One that is timed; it gives how many frames it found. */
export interface Contender {
  readonly name: string
  readonly run: () => number | Promise<number>
}

/** Each timing repeats its contender for at least as long, in seconds. */
const LEAST = 0.15

/**
 * Median seconds that one run of each contender takes, by name. No garbage is collected by force in between: that
 * would throw optimised code away, and time the engine's warming up instead of the contender.
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
      // The first round only warms the engine up.
      if (round > 0) times.get(contender.name)?.push(seconds)
    }
  }
  return new Map(
    [...times].map(([name, all]) => [name, [...all].sort((a, b) => a - b)[all.length >> 1] ?? NaN]),
  )
}

async function timeOf({ name, run }: Contender, frames: number): Promise<number> {
  const begun = process.hrtime.bigint()
  let seconds: number
  let runs = 0
  do {
    const found = await run()
    if (found !== frames) throw new Error(`${name} found ${found} of ${frames} frames`)
    runs++
    seconds = Number(process.hrtime.bigint() - begun) / 1e9
  } while (seconds < LEAST)
  return seconds / runs
}
