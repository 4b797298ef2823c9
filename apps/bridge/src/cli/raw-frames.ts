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
import { refusal } from '../errors.ts'
import { BodyPreview } from './body-preview.ts'
import { FrameBeginning } from './frame-beginning.ts'
import { visible } from './visible.ts'

/** How many bytes are framed at a time. This bounds the number of lines if frames have only a few bytes. */
const SLICE = 128 * 1024

/** Yields many lines at a time, each with its line end. Returns why the bytes did not all become frames. */
export async function* rawFrameLines(
  pieces: AsyncIterable<Uint8Array>,
  name: string,
  { spec, json, side, start }: RawFraming,
): AsyncGenerator<string, FramingError | undefined> {
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
  function* taken(slice: Uint8Array, base: number): Generator<string> {
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
    ? ` ${limit - value} bytes are missing.`
    : ''

interface Lines {
  /**
   * The lines of all rows. `slice`, at the offset `base`, completed them. `bodies` are those of the messages, if they are no
   * stretches of the stream.
   */
  frames(columns: FrameColumns, slice: Uint8Array, base: number, bodies?: readonly Uint8Array[]): string
  /** The lines of the frames of one of several layers below the messages. */
  carrier(columns: FrameColumns, place: number, layers: number): string
  keep(slice: Uint8Array, base: number, frameStart: number): void
  /** The line of a frame that is not cut. `end` is the offset after the known part of it. */
  broken(error: FramingError, end: number): string
}

/** The lane of the frames of one of several layers, named as a session's lanes are. */
const carrierName = (place: number, layers: number): string => (layers > 1 ? `frame@${place + 1}` : 'frame')

class JsonLines implements Lines {
  #index = 0
  readonly #carried: number[] = []
  readonly #stream: string
  readonly #before: string

  /** `moved` is added to all offsets. */
  constructor(
    name: string,
    readonly moved: number,
  ) {
    this.#stream = `"stream":${JSON.stringify(name)},"index":`
    this.#before = `{"lane":"message",${this.#stream}`
  }

  frames(columns: FrameColumns): string {
    const text = this.#rows(columns, this.#before, this.#index)
    this.#index += columns.count
    return text
  }

  carrier(columns: FrameColumns, place: number, layers: number): string {
    const lane = carrierName(place, layers)
    const index = this.#carried[place] ?? 0
    this.#carried[place] = index + columns.count
    return this.#rows(columns, `{"lane":"${lane}",${this.#stream}`, index)
  }

  #rows({ count, start, end, header, apart }: FrameColumns, before: string, index: number): string {
    const { moved } = this
    let text = ''
    for (let row = 0; row < count; row += 1) {
      const is = apart.get(row)
      const odd = is === undefined ? '' : `,"apart":"${is}"`
      text += `${before}${index + row},"start":${(start[row] ?? 0) + moved},"end":${(end[row] ?? 0) + moved},"header":${header[row] ?? 0},"complete":true${odd}}\n`
    }
    return text
  }

  keep(): void {
    // JSON lines contain no bytes of the body.
  }

  broken({ offset, at, code, message }: FramingError, end: number): string {
    return `${this.#before}${this.#index},"start":${offset},"end":${end},"complete":false,"error":"${code}","at":${at},"message":${JSON.stringify(message)}}\n`
  }
}

class TextLines implements Lines {
  /** Escaped here once, because nothing else in a line comes unescaped from outside. */
  readonly #name: string
  readonly #preview = new BodyPreview()
  #index = 0
  readonly #carried: number[] = []

  /** `moved` is added to all offsets. */
  constructor(
    name: string,
    readonly moved: number,
  ) {
    this.#name = visible(name)
  }

  carrier({ count, start, end, header }: FrameColumns, place: number, layers: number): string {
    const noun = carrierName(place, layers)
    const first = this.#carried[place] ?? 0
    this.#carried[place] = first + count
    let text = ''
    for (let row = 0; row < count; row += 1)
      text += `${this.#name} ${noun} ${first + row} [${(start[row] ?? 0) + this.moved}, ${(end[row] ?? 0) + this.moved}) header ${header[row] ?? 0}\n`
    return text
  }

  frames(
    { count, start, end, header, trailer, apart }: FrameColumns,
    slice: Uint8Array,
    base: number,
    bodies?: readonly Uint8Array[],
  ): string {
    const { moved } = this
    let text = ''
    let whole = 0
    for (let row = 0; row < count; row += 1) {
      const [from = 0, to = 0, front = 0, back = 0] = [start[row], end[row], header[row], trailer[row]]
      const is = apart.get(row)
      if (is !== undefined) {
        const what = is === 'skipped' ? 'skipped' : `message ${this.#index}`
        text += `${this.#name} ${what} [${from + moved}, ${to + moved})${is === 'part' ? ' goes on after the next message' : ''}\n`
        if (is === 'part') this.#index += 1
        continue
      }
      const own = bodies?.[whole]
      whole += 1
      const body = own
        ? this.#preview.text(own, 0, 0, own.length)
        : this.#preview.text(slice, base, from + front, to - back)
      text += `${this.#name} message ${this.#index} [${from + moved}, ${to + moved}) header ${front}${body === undefined ? '' : ` ${body}`}\n`
      this.#index += 1
    }
    return text
  }

  keep(slice: Uint8Array, base: number, frameStart: number): void {
    this.#preview.keep(slice, base, frameStart)
  }

  broken({ offset, code }: FramingError, end: number): string {
    return `${this.#name} message ${this.#index} [${offset}, ${end}) ${code}\n`
  }
}
