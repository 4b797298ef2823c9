// Which stream's lanes are in which band of the stage.
import type { TrackHead } from '../../model/connections/connection-row.ts'
import type { Layout, StreamLayout, StripLayout, TrackLayout } from '../layout.ts'
import type { Band, Stage, TrackStage } from './stage.ts'
import { ROW } from './plan-tracks.ts'

export interface FilledBand {
  readonly band: Band
  readonly layout: StreamLayout
}

/** All bands whose lanes are known, the shown stream's first. */
export const filledBands = (layout: Layout, stage: Stage): FilledBand[] => [
  { band: stage, layout },
  ...pairs(layout, stage).flatMap(([track, { bands }]) =>
    track.directions.flatMap((direction, k) => {
      const band = bands[k]
      return direction.kind === 'lanes' && band ? [{ band, layout: direction }] : []
    }),
  ),
]

export interface FoldedTrack {
  readonly top: number
  readonly strips: readonly StripLayout[]
}

/** The folded tracks in sight whose strips are known. */
export const foldedTracks = (layout: Layout, stage: Stage): FoldedTrack[] =>
  pairs(layout, stage).flatMap(([{ directions }, { top, bands }]) =>
    bands.length > 0 ? [] : [{ top, strips: directions.filter((direction) => direction.kind === 'strip') }],
  )

/** The head of the folded track at `y`, in pixels of the canvas. */
export const foldedAt = (layout: Layout, stage: Stage, y: number): TrackHead | undefined => {
  if (y < stage.room.top || y > stage.room.bottom) return undefined
  return pairs(layout, stage).find(
    ([, { top, bands }]) => bands.length === 0 && y >= top && y < top + ROW,
  )?.[0].head
}

const pairs = ({ tracks }: Layout, stage: Stage): (readonly [TrackLayout, TrackStage])[] => {
  const known = new Map(tracks.map((track) => [track.head.connection, track]))
  return stage.tracks.flatMap((place) => {
    const track = known.get(place.connection)
    return track ? [[track, place] as const] : []
  })
}
