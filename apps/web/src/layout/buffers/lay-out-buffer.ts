// A buffer at rest: bytes over time. A band is as wide as its bytes lay and as high as they are many; the first that came
// is lowest. The stepped line is the level.
import { durationText } from '@unstick/session'
import { bisectLeft, bisectRight } from 'd3-array'
import type { BufferLayout } from '../layout.ts'
import { BandList } from './band-list.ts'
import { bytesBy, momentOfByte } from '../../model/buffers/in-order.ts'
import { type Lying, placeOf } from '../../model/buffers/lying.ts'
import { peakOf } from '../../model/buffers/peak.ts'
import { printableText } from '../../model/bytes/text-of-bytes.ts'
import { runAt, tintOf } from '../../model/colours/colour-runs.ts'
import { mainTintOf } from '../../model/stream/main-tint.ts'
import { bodyOf, type Subject } from '../../model/stream/subject.ts'
import type { Scale } from '../axis/scale.ts'

/** With more moments than this in view, the level is read once every few pixels. */
const MOST_MOMENTS = 400
const STEP = 2
/** More colours than this in one moment are drawn as their main colour. */
const MOST_COLOURS = 40
/** A narrower band has no words. */
const LEAST_WORDS = 60
const MOST_TEXT = 24

export const layOutBuffer = (
  subject: Subject,
  place: Lying,
  scale: Scale,
  width: number,
  until: number | undefined,
): BufferLayout => {
  const end = Math.min(until ?? Infinity, subject.extent[1])
  const moments = momentsOf(place, scale, width, end)
  const bands = new BandList()
  const levels: { x: number[]; bytes: number[] } = { x: [], bytes: [] }
  const mainTint = mainTintOf(subject)
  for (let k = 0; k + 1 < moments.length; k += 1) {
    const time = moments[k] as number
    const [from, to] = [bytesBy(place.taken, time), bytesBy(place.came, time)]
    const [x0, x1] = [scale.px(time), scale.px(moments[k + 1] as number)]
    levels.x.push(x0)
    levels.bytes.push(Math.max(0, to - from))
    bands.begin(x0, x1)
    if (to > from) addAll(subject, place, bands, from, to, mainTint)
  }
  levels.x.push(scale.px(moments.at(-1) ?? end))
  levels.bytes.push(levels.bytes.at(-1) ?? 0)
  bands.end()
  return {
    kind: place.kind,
    above: place.above,
    below: place.below,
    most: peakOf(subject, place),
    bands: bands.columns(),
    level: { x: Float32Array.from(levels.x), bytes: Float64Array.from(levels.bytes) },
    words: wordsOf(subject, place, bands, end),
  }
}

/** The moments in view at which the content changes, and the view's edges. */
const momentsOf = ({ came, taken }: Lying, scale: Scale, width: number, end: number): number[] => {
  const low = scale.invert(-width / 2)
  const high = Math.min(end, scale.invert(1.5 * width))
  if (!(high > low)) return []
  const inside = [came, taken].map(({ at, count }) => {
    const first = bisectRight(at, low, 0, count)
    return at.subarray(first, bisectLeft(at, high, first, count))
  })
  const count = inside.reduce((sum, { length }) => sum + length, 0)
  const moments =
    count > MOST_MOMENTS
      ? Array.from({ length: Math.ceil((2 * width) / STEP) }, (_, k) =>
          scale.invert(-width / 2 + k * STEP),
        ).filter((time) => time > low && time < high)
      : inside.flatMap((each) => [...each]).sort((a, b) => a - b)
  return [low, ...moments, high].filter((time, k, all) => k === 0 || time > (all[k - 1] as number))
}

/** Bytes `[from, to)` of the place, the first lowest. */
const addAll = (
  subject: Subject,
  { datagrams }: Lying,
  bands: BandList,
  from: number,
  to: number,
  mainTint: ReturnType<typeof mainTintOf>,
): void => {
  if (!datagrams) {
    addContent(subject, bands, from, to, 0, mainTint)
    return
  }
  const { starts, ends, streamStarts, count } = datagrams
  const first = bisectRight(ends, from, 0, count)
  const last = bisectLeft(starts, to, first, count)
  if (last - first > MOST_COLOURS) {
    const start = streamStarts[first] as number
    bands.add(-1, 0, to - from, mainTint(start, start + 1) ?? 0, false)
    return
  }
  for (let k = first; k < last; k += 1) {
    const start = streamStarts[k] as number
    const above = (starts[k] as number) - from
    addContent(subject, bands, start, start + (ends[k] as number) - (starts[k] as number), above, mainTint)
  }
}

/** Stream bytes `[from, to)`, above so many others. */
const addContent = (
  subject: Subject,
  bands: BandList,
  from: number,
  to: number,
  above: number,
  mainTint: ReturnType<typeof mainTintOf>,
): void => {
  const { runs } = subject
  const first = runAt(runs, from)
  const last = runAt(runs, to - 1)
  if (last - first > MOST_COLOURS) {
    bands.add(-1, above, above + to - from, mainTint(from, to) ?? 0, false)
    return
  }
  const low = from - above
  for (let run = first; run <= last && run < runs.count; run += 1) {
    const start = Math.max(from, runs.starts[run] as number)
    const end = Math.min(to, runs.ends[run] as number)
    const body = Math.min(end, Math.max(start, bodyOf(subject, run).start))
    const tint = tintOf(runs, run)
    if (body > start) bands.add(2 * run, start - low, body - low, tint, true)
    if (end > body) bands.add(2 * run + 1, body - low, end - low, tint, false)
  }
}

const wordsOf = (subject: Subject, place: Lying, bands: BandList, end: number): BufferLayout['words'] =>
  bands.widest(LEAST_WORDS).map(({ key, x0, x1, from, to, isHeader }) => {
    const run = Math.floor(key / 2)
    const body = bodyOf(subject, run)
    const start = isHeader ? (subject.runs.starts[run] as number) : body.start
    const size = to - from
    const bytes = size <= 2 * MOST_TEXT ? subject.read(start, start + size) : undefined
    const text = isHeader
      ? bytes &&
        `${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')} = ${body.end - body.start}`
      : bytes && printableText(bytes, subject.encoding)
    const at = placeOf(place, start)
    const since = momentOfByte(place.came, at)
    const left = momentOfByte(place.taken, at)
    const lay = durationText(Math.min(left, end) - since)
    const verb =
      place.kind === 'receive' ? 'lay here unread' : place.kind === 'send' ? 'held' : 'sent, not yet read'
    return {
      x0,
      x1,
      from,
      to,
      name: text ?? '',
      size: isHeader ? '' : `${size} B`,
      lay:
        isHeader || Number.isNaN(since)
          ? ''
          : left > end
            ? `${verb} for ${lay} so far`
            : `${verb} for ${lay}`,
    }
  })
