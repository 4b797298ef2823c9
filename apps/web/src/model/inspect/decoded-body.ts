// A message's body as its framing decodes it, if the wire encodes it differently: escaped, masked, in chunks, or over frames.
import { createFramer, FrameColumns, midStreamSpecs } from '@unstick/framing'
import { type Framed, type Lane, laneIndexAt } from '@unstick/session'
import type { ShownStream } from '../stream/shown-stream.ts'

/** Of more bytes than these nothing is decoded, and they are used as they are on the wire. */
const MOST_DECODED = 16 * 1024 * 1024

/** A part of the stream that can be framed by itself, and how many messages end in it before the wanted one. */
interface Part {
  readonly start: number
  readonly end: number
  readonly before: number
}

/** `undefined` if the bytes on the wire are the same, or if they alone cannot be decoded. */
export const decodedBody = (shown: ShownStream, message: number | undefined): Uint8Array | undefined => {
  const { framed, stream } = shown
  if (!framed || message === undefined) return undefined
  const start = framed.lane.starts[message] as number
  const end = framed.lane.ends[message] as number
  const body = bodyIn(shown, framed, message)
  if (!body) return undefined
  const raw = stream.bytes(start + (framed.headers[message] ?? 0), end - (framed.trailers[message] ?? 0))
  return body.length === raw.length && body.every((byte, k) => byte === raw[k]) ? undefined : body
}

const bodyIn = ({ spec, stream }: ShownStream, framed: Framed, message: number): Uint8Array | undefined => {
  const part = partOf(framed, message)
  if (!part || part.end - part.start > MOST_DECODED) return undefined
  const bytes = stream.bytes(part.start, part.end)
  const start = (framed.lane.starts[message] as number) - part.start
  const end = (framed.lane.ends[message] as number) - part.start
  // What comes once at the beginning of a connection is not expected within it.
  const specs = part.start === 0 || framed.carriers.length === 0 ? [spec] : midStreamSpecs(spec)
  for (const each of specs) {
    const rows = new FrameColumns()
    const cutter = createFramer(each, stream.role)
    cutter.intervals(bytes, rows)
    cutter.end(rows)
    if (rows.start[part.before] !== start || rows.end[part.before] !== end) continue
    const bodies: Uint8Array[] = []
    const framer = createFramer(each, stream.role)
    // A body is a view that is good only until the next one.
    const take = (body: Uint8Array): void => void bodies.push(body.slice())
    framer.bodies(bytes, take)
    framer.end(take)
    if (rows.apart.size === 0) return bodies[part.before]
  }
  return undefined
}

/** A frame is one by itself. A message over frames may begin inside one, and its bytes have the frames' headers among them. */
const partOf = ({ lane, carriers }: Framed, message: number): Part | undefined => {
  const start = lane.starts[message] as number
  const end = lane.ends[message] as number
  const [wire] = carriers
  if (!wire) return { start, end, before: 0 }
  for (let k = carrierOf(wire, start); k >= 0; k -= 1) {
    const from = beginningOf(wire, k)
    if (start - from > MOST_DECODED) return undefined
    if (carriers.every((each) => isCut(each, from)) && isCut(lane, from))
      return { start: from, end: endOf(wire, end), before: message - laneIndexAt(lane, from) }
  }
  return undefined
}

/** The last frame that begins at or before `offset`; one more than there are: the one that is not whole yet. */
const carrierOf = (wire: Lane, offset: number): number => {
  const at = laneIndexAt(wire, offset)
  return at === wire.count || (wire.starts[at] as number) <= offset ? at : at - 1
}

/** Where a frame begins. One that is not whole yet follows the last. */
const beginningOf = (wire: Lane, index: number): number =>
  index < wire.count ? (wire.starts[index] as number) : index === 0 ? 0 : (wire.ends[index - 1] as number)

/** Whether no interval lies on both sides of `offset`. */
const isCut = (lane: Lane, offset: number): boolean => {
  const at = laneIndexAt(lane, offset)
  return at >= lane.count || (lane.starts[at] as number) >= offset
}

/** The end of the frame with the byte before `end`, or `end` if that frame is not whole. */
const endOf = (wire: Lane, end: number): number => {
  const at = laneIndexAt(wire, end - 1)
  return at < wire.count && (wire.starts[at] as number) < end ? (wire.ends[at] as number) : end
}
