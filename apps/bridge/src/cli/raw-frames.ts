// The frames in raw bytes of one stream, as lines. Takes constant memory, however long the stream is.
import {
  createFramer,
  type Direction,
  FrameColumns,
  type Framer,
  type FramingError,
  type FramingSpec,
  layersOf,
  midStreamSpecs,
  misfitHint,
} from '@unstick/framing'
import { counted } from '@unstick/session'
import { refusal } from '../errors.ts'
import { FrameBeginning } from './frame-beginning.ts'
import { JsonLines, type Lines, TextLines } from './raw-lines.ts'

/** How many bytes are framed at a time. This bounds the number of lines if frames have only a few bytes. */
const SLICE = 128 * 1024

/** Yields many lines at a time, each with its line end. Returns why the bytes did not all become frames. */
export async function* rawFrameLines(
  pieces: AsyncIterable<Uint8Array>,
  name: string,
  { spec, json, side, start }: RawFraming,
): AsyncGenerator<string | Uint8Array, FramingError | undefined> {
  const rule = start === 0 ? spec : midStreamSpecs(spec)[0]
  const framer = createFramer(rule, side)
  const layers = layersOf(spec).slice(1)
  const below = layers.map(() => new FrameColumns())
  // What layers take out of their frames is no stretch of the stream, so a second framer gives it.
  const reader = layers.length > 0 && !json ? createFramer(rule, side) : undefined
  const bodies: Uint8Array[] = []
  const columns = new FrameColumns()
  const lines = json ? new JsonLines(name, start) : new TextLines(name, start)
  const begun = new FrameBeginning()
  function* taken(slice: Uint8Array, base: number): Generator<string | Uint8Array> {
    for (const [place, carrier] of below.entries()) {
      if (carrier.count > 0) yield lines.carrier(carrier, place, below.length)
      carrier.clear()
    }
    if (columns.count > 0) yield lines.frames(columns, slice, base, reader && bodies)
    columns.clear()
    bodies.length = 0
  }
  const hint = (error: FramingError, isAll: boolean): FramingError => {
    const moved = { ...error, offset: error.offset + start, at: error.at + start }
    const words = misfitHint(spec, moved, { bytes: begun.bytes, isAll, side, before: begun.before })
    return { ...moved, message: `${error.message}${missing(error)} ${words}`.trimEnd() }
  }
  const rest = after(pieces, start, name)[Symbol.asyncIterator]()
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    const piece = next.value
    for (let at = 0; at < piece.length; at += SLICE) {
      const slice = piece.subarray(at, at + SLICE)
      const base = framer.position.offset
      framer.intervals(slice, columns, below)
      reader?.bodies(slice, (body) => bodies.push(body))
      begun.after(columns, slice, base)
      yield* taken(slice, base)
      begun.keep(slice, base, framer.error?.offset ?? framer.position.frameStart)
      if (framer.error) {
        const isAll = await begun.fill(piece.subarray(at + SLICE), rest)
        return yield* broken(framer, hint(framer.error, isAll), lines)
      }
      lines.keep(slice, base, framer.position.frameStart)
    }
  }
  framer.end(columns, below)
  reader?.end((body) => bodies.push(body))
  yield* taken(new Uint8Array(0), framer.position.offset)
  return framer.error && (yield* broken(framer, hint(framer.error, true), lines))
}

/** How raw bytes are framed: who sent them, and the offset of the first frame's first byte. */
interface RawFraming {
  readonly spec: FramingSpec
  readonly json: boolean
  readonly side: Direction
  readonly start: number
}

/** The bytes from `start` on. Throws `START_BEYOND_END` if there are fewer. */
async function* after(
  pieces: AsyncIterable<Uint8Array>,
  start: number,
  name: string,
): AsyncGenerator<Uint8Array> {
  let passed = 0
  for await (const piece of pieces) {
    const from = Math.min(piece.length, Math.max(0, start - passed))
    passed += piece.length
    if (from < piece.length) yield piece.subarray(from)
  }
  if (passed < start) throw refusal('START_BEYOND_END', name, start, passed)
}

function* broken(
  { position, error: own }: Framer,
  error: FramingError,
  lines: Lines,
): Generator<string, FramingError> {
  const moved = error.offset - (own?.offset ?? 0)
  yield lines.broken(error, error.code === 'END_INSIDE_FRAME' ? position.offset + moved : error.offset)
  return error
}

const missing = ({ code, value, limit }: FramingError): string =>
  code === 'END_INSIDE_FRAME' && typeof value === 'number' && typeof limit === 'number'
    ? ` ${counted(limit - value, 'byte')} ${limit - value === 1 ? 'is' : 'are'} missing.`
    : ''
