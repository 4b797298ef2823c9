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
  ...pairs(layout, stage).flatMap(([track, { parts }]) =>
    track.directions.flatMap((direction, k) => {
      const part = parts[k]
      return direction.kind === 'lanes' && part?.kind === 'lanes'
        ? [{ band: part.band, layout: direction }]
        : []
    }),
  ),
]

export interface FoldedTrack {
  readonly top: number
  readonly strips: readonly StripLayout[]
}

/** The folded tracks and directions in sight whose strips are known. */
export const foldedTracks = (layout: Layout, stage: Stage): FoldedTrack[] =>
  pairs(layout, stage).flatMap(([{ directions }, { top, parts }]) =>
    parts.length === 0
      ? [{ top, strips: directions.filter((direction) => direction.kind === 'strip') }]
      : parts.flatMap((part, k) => {
          const direction = directions[k]
          return part.kind === 'strip' && direction?.kind === 'strip'
            ? [{ top: part.top, strips: [direction] }]
            : []
        }),
  )

/** What is folded at `y`, in pixels of the canvas: a connection, or the other direction of the shown one. */
export const foldedAt = (
  layout: Layout,
  stage: Stage,
  y: number,
): { readonly head: TrackHead; readonly isDirection: boolean } | undefined => {
  if (y < stage.room.top || y > stage.room.bottom) return undefined
  const isAt = (top: number): boolean => y >= top && y < top + ROW
  for (const [{ head }, { top, parts }] of pairs(layout, stage)) {
    if (parts.length === 0 && isAt(top)) return { head, isDirection: false }
    if (parts.some((part) => part.kind === 'strip' && isAt(part.top))) return { head, isDirection: true }
  }
  return undefined
}

const pairs = ({ tracks }: Layout, stage: Stage): (readonly [TrackLayout, TrackStage])[] => {
  const known = new Map(tracks.map((track) => [track.head.connection, track]))
  return stage.tracks.flatMap((place) => {
    const track = known.get(place.connection)
    return track ? [[track, place] as const] : []
  })
}
