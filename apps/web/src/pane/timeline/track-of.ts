// The shown stream's place among the session's connections, according to the worker's summary.
import type { Summary } from '../../model/session/summary.ts'
import type { ShownTrack } from './tracks.svelte.ts'

export const trackOf = (summary: Summary | undefined): ShownTrack | undefined =>
  summary?.shown && {
    count: summary.connections,
    connection: summary.shown.connection,
    direction: summary.shown.direction,
    directions: summary.shown.reverse === undefined ? 1 : 2,
  }
