// The colours of a stream's bytes: each run of bytes has one of the palette's colours.
import { bisectRight } from 'd3-array'
import type { ColourRuns } from '@unstick/session'

export const paletteSize = 8

/** The first run that ends after `offset`. */
export const runAt = ({ ends, count }: ColourRuns, offset: number): number =>
  bisectRight(ends, offset, 0, count)

export const tintOf = (runs: ColourRuns, run: number): number => (runs.owners[run] ?? 0) % paletteSize
