// The address as a permalink: which session, stream, selection, axis and framing are on screen.
import type { Interval } from '../model/lanes/interval.ts'
import type { StructPlace } from './struct-place.ts'
import type { AxisKind, ByteScale, Domain } from '../model/axis/axis.ts'
import { kindOfLane, laneKinds, type LaneName } from '@unstick/session'

export const views = ['lab', 'sessions', 'struct', 'course'] as const
const axes = ['time', 'bytes'] as const
export type View = (typeof views)[number]

/** What one pane shows. */
export interface PanePlace {
  readonly session: string | undefined
  readonly stream: number
  readonly selected: Interval | undefined
  /** A spec's text; `undefined` if the link leaves it to the session. */
  readonly framing: string | undefined
}

/** The lower pane, if two are compared. */
export interface BeneathPlace extends PanePlace {
  readonly session: string
  /** Its own axis and the visible part of it; `undefined` while the panes are linked. */
  readonly axis: AxisKind | undefined
  readonly shown: Domain | undefined
  readonly range: Domain | undefined
  /** Whether the rest of the page follows it. */
  readonly active: boolean
}

export interface Place extends PanePlace {
  readonly view: View
  /** The struct workbench's content, while it is on screen. */
  readonly struct: StructPlace | undefined
  readonly experiment: string | undefined
  /** Whether the experiment is shown as a step of the course. */
  readonly inCourse: boolean
  /** The experiment's conditions that are not at their defaults, as texts. */
  readonly conditions: Readonly<Record<string, string>>
  readonly axis: AxisKind
  readonly scale: ByteScale
  /** The visible part of the axis; `undefined`: all of it. */
  readonly shown: Domain | undefined
  /** The measured range, on the current axis. */
  readonly range: Domain | undefined
  /** `undefined`: there is one pane. */
  readonly beneath: BeneathPlace | undefined
}

/** `?session=…&stream=0&select=recv:0&axis=bytes&framing=…`; parts that cannot be read are left out. */
export const readPlace = (search: string): Place => {
  const query = new URLSearchParams(search)
  return {
    view: views.find((view) => view === query.get('view')) ?? 'lab',
    struct: readStruct(query),
    experiment: query.get('experiment') ?? undefined,
    inCourse: query.get('course') === 'on',
    conditions: readConditions(query),
    session: query.get('session') ?? undefined,
    stream: readStream(query.get('stream')),
    selected: readInterval(query.get('select') ?? ''),
    axis: axes.find((axis) => axis === query.get('axis')) ?? 'time',
    scale: query.get('scale') === 'linear' ? 'linear' : 'even',
    shown: readRange(query.get('shown') ?? ''),
    range: readRange(query.get('range') ?? ''),
    framing: query.get('framing') ?? undefined,
    beneath: readBeneath(query),
  }
}

const readBeneath = (query: URLSearchParams): BeneathPlace | undefined => {
  const session = query.get('with')
  if (session === null || !query.has('session')) return undefined
  return {
    session,
    stream: readStream(query.get('withStream')),
    selected: readInterval(query.get('withSelect') ?? ''),
    framing: query.get('withFraming') ?? undefined,
    axis: axes.find((axis) => axis === query.get('withAxis')),
    shown: readRange(query.get('withShown') ?? ''),
    range: readRange(query.get('withRange') ?? ''),
    active: query.get('active') === 'with',
  }
}

export const printPlace = (place: Place): string => {
  const query = new URLSearchParams({ view: place.view })
  if (place.struct) {
    query.set('format', place.struct.format)
    query.set('values', place.struct.values.map(quoted).join(','))
  }
  if (place.experiment !== undefined) query.set('experiment', place.experiment)
  if (place.inCourse) query.set('course', 'on')
  for (const [key, value] of Object.entries(place.conditions)) query.set(`${CONDITION}${key}`, value)
  if (place.session !== undefined) {
    query.set('session', place.session)
    query.set('stream', String(place.stream))
    if (place.selected) query.set('select', `${place.selected.lane}:${place.selected.index}`)
  }
  query.set('axis', place.axis)
  if (place.scale === 'linear') query.set('scale', place.scale)
  if (place.session !== undefined) {
    if (place.shown) query.set('shown', printRange(place.shown))
    if (place.range) query.set('range', printRange(place.range))
  }
  if (place.framing !== undefined) query.set('framing', place.framing)
  const { beneath } = place
  if (beneath) {
    query.set('with', beneath.session)
    query.set('withStream', String(beneath.stream))
    if (beneath.selected) query.set('withSelect', `${beneath.selected.lane}:${beneath.selected.index}`)
    if (beneath.framing !== undefined) query.set('withFraming', beneath.framing)
    if (beneath.axis) query.set('withAxis', beneath.axis)
    if (beneath.axis && beneath.shown) query.set('withShown', printRange(beneath.shown))
    if (beneath.range) query.set('withRange', printRange(beneath.range))
    if (beneath.active) query.set('active', 'with')
  }
  // These are allowed unescaped in a query, and are easier to read that way.
  return `?${query.toString().replace(/%(?:3A|21|2F|2C|40)/g, decodeURIComponent)}`
}

/** Whether the link says which view is open; one that only names a session does not. */
export const namesView = (search: string): boolean => new URLSearchParams(search).has('view')

/** The prefix of a condition's key: `set.limit=3`. */
const CONDITION = 'set.'

const readConditions = (query: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...query]
      .filter(([name]) => name.startsWith(CONDITION))
      .map(([name, value]) => [name.slice(CONDITION.length), value]),
  )

const readStruct = (query: URLSearchParams): StructPlace | undefined => {
  const format = query.get('format')
  if (query.get('view') !== 'struct' || format === null) return undefined
  const values = query.get('values') ?? ''
  return { format, values: values === '' ? [] : values.split(',').map(unquoted) }
}

/** Commas separate the values, so a comma inside a value is quoted. */
const quoted = (value: string): string => value.replace(/[%,]/g, encodeURIComponent)
const unquoted = (value: string): string =>
  value.replaceAll(/%(2C|25)/g, (escape) => (escape === '%25' ? '%' : ','))

/** Rounds outwards to whole bytes or nanoseconds. */
const printRange = ([from, to]: Domain): string => `${Math.floor(from)}-${Math.ceil(to)}`

/** `0-18`, in bytes, or in nanoseconds, which may be negative. */
const readRange = (text: string): Domain | undefined => {
  const [from = NaN, to = NaN] = /^(-?\d{1,16})-(-?\d{1,16})$/.exec(text)?.slice(1).map(Number) ?? []
  return Number.isSafeInteger(from) && Number.isSafeInteger(to) && from <= to ? [from, to] : undefined
}

const readStream = (text: string | null): number => {
  const stream = Number(text ?? 0)
  return Number.isSafeInteger(stream) && stream >= 0 ? stream : 0
}

const readInterval = (text: string): Interval | undefined => {
  const [, name = '', digits] = /^([a-z]+(?:@[\w.-]{1,64})?):(\d{1,15})$/.exec(text) ?? []
  return isLaneName(name) ? { lane: name, index: Number(digits) } : undefined
}

const isLaneName = (name: string): name is LaneName => laneKinds.includes(kindOfLane(name as LaneName))
