// The colours of a stream's bytes: each run of bytes has one, and there are as many as the palette has.
import { bisectRight } from 'd3-array'
import type { ColourRuns } from '@unstick/session'

export const paletteSize = 8

/** The first run that ends behind `offset`. */
export const runAt = ({ ends, count }: ColourRuns, offset: number): number =>
  bisectRight(ends, offset, 0, count)

export const tintOf = (runs: ColourRuns, run: number): number => (runs.owners[run] ?? 0) % paletteSize
