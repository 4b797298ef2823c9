// Where the shown stream stands among the session's connections, as the worker's summary tells it.
import type { Summary } from '../../model/session/summary.ts'
import type { ShownTrack } from './tracks.svelte.ts'

export const trackOf = (summary: Summary | undefined): ShownTrack | undefined =>
  summary?.shown && {
    count: summary.connections,
    connection: summary.shown.connection,
    direction: summary.shown.direction,
    directions: summary.shown.reverse === undefined ? 1 : 2,
  }
