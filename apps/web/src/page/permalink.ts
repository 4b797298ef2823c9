// The address as a permalink: which session, stream, selection, axis and framing are on screen.
import { laneKinds } from '../timeline/layout.ts'
import type { Interval } from '../timeline/hit.ts'
import type { AxisKind } from '../timeline/layout.ts'

export interface Place {
  readonly view: 'lab' | 'sessions'
  readonly experiment: string | undefined
  readonly session: string | undefined
  readonly stream: number
  readonly selected: Interval | undefined
  readonly axis: AxisKind
  /** A spec's text; `undefined` where the link leaves it to the session. */
  readonly framing: string | undefined
}

/** `?session=…&stream=0&select=recv:0&axis=bytes&framing=…`; whatever cannot be read is left out. */
export const readPlace = (search: string): Place => {
  const query = new URLSearchParams(search)
  const stream = Number(query.get('stream') ?? 0)
  return {
    view: query.get('view') === 'sessions' ? 'sessions' : 'lab',
    experiment: query.get('experiment') ?? undefined,
    session: query.get('session') ?? undefined,
    stream: Number.isSafeInteger(stream) && stream >= 0 ? stream : 0,
    selected: readInterval(query.get('select') ?? ''),
    axis: query.get('axis') === 'time' ? 'time' : 'bytes',
    framing: query.get('framing') ?? undefined,
  }
}

export const printPlace = (place: Place): string => {
  const query = new URLSearchParams({ view: place.view })
  if (place.experiment !== undefined) query.set('experiment', place.experiment)
  if (place.session !== undefined) {
    query.set('session', place.session)
    query.set('stream', String(place.stream))
    if (place.selected) query.set('select', `${place.selected.lane}:${place.selected.index}`)
  }
  query.set('axis', place.axis)
  if (place.framing !== undefined) query.set('framing', place.framing)
  // A colon, a slash and an exclamation mark may stand in a query as they are, and read better so.
  return `?${query.toString().replaceAll('%3A', ':').replaceAll('%21', '!').replaceAll('%2F', '/')}`
}

const readInterval = (text: string): Interval | undefined => {
  const [, name, digits] = /^([a-z]+):(\d{1,15})$/.exec(text) ?? []
  const lane = laneKinds.find((kind) => kind === name)
  return lane && { lane, index: Number(digits) }
}
