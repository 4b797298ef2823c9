// The colours of a stream's bytes: each run of bytes has one, and there are as many as the palette has.
import type { ColourRuns } from '@unstick/session'

export const paletteSize = 8

/** The first run that ends behind `offset`. */
export const runAt = (runs: ColourRuns, offset: number): number => {
  let low = 0
  let high = runs.count
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((runs.ends[middle] as number) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

export const tintOf = (runs: ColourRuns, run: number): number => (runs.owners[run] ?? 0) % paletteSize
