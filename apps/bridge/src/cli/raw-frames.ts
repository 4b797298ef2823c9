// The frames in raw bytes of one stream, as lines. Takes constant memory, however long the stream is.
import {
  createFramer,
  FrameColumns,
  type Framer,
  type FramingError,
  type FramingSpec,
  layersOf,
  misfitHint,
} from '@unstick/framing'
import { BodyPreview } from './body-preview.ts'
import { FrameBeginning } from './frame-beginning.ts'
import { visible } from './visible.ts'

/** How many bytes are framed at a time. This bounds the number of lines if frames have only a few bytes. */
const SLICE = 128 * 1024

/** Yields many lines at a time, each with its line end. Returns why the bytes did not all become frames. */
export async function* rawFrameLines(
  pieces: AsyncIterable<Uint8Array>,
  name: string,
  spec: FramingSpec,
  json: boolean,
): AsyncGenerator<string, FramingError | undefined> {
  const framer = createFramer(spec)
  const layers = layersOf(spec).slice(1)
  const below = layers.map(() => new FrameColumns())
  // What layers take out of their frames is no stretch of the stream, so a second framer gives it.
  const reader = layers.length > 0 && !json ? createFramer(spec) : undefined
  const bodies: Uint8Array[] = []
  const columns = new FrameColumns()
  const lines = json ? new JsonLines(name) : new TextLines(name)
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
  const rest = pieces[Symbol.asyncIterator]()
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
        return yield* broken(
          framer,
          framer.error,
          lines,
          misfitHint(spec, framer.error, { bytes: begun.bytes, isAll, before: begun.before }),
        )
      }
      lines.keep(slice, base, framer.position.frameStart)
    }
  }
  framer.end(columns, below)
  reader?.end((body) => bodies.push(body))
  yield* taken(new Uint8Array(0), framer.position.offset)
  return (
    framer.error &&
    (yield* broken(
      framer,
      framer.error,
      lines,
      misfitHint(spec, framer.error, { bytes: begun.bytes, isAll: true, before: begun.before }),
    ))
  )
}

function* broken(
  { position }: Framer,
  error: FramingError,
  lines: Lines,
  hint: string,
): Generator<string, FramingError> {
  const said = error.code === 'END_INSIDE_FRAME' ? `${error.message}${missing(error)}` : error.message
  const reported = { ...error, message: `${said} ${hint}`.trimEnd() }
  yield lines.broken(reported, error.code === 'END_INSIDE_FRAME' ? position.offset : error.offset)
  return reported
}

const missing = ({ value, limit }: FramingError): string =>
  typeof value === 'number' && typeof limit === 'number' ? ` ${limit - value} bytes are missing.` : ''

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

  constructor(name: string) {
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
    let text = ''
    for (let row = 0; row < count; row += 1) {
      const is = apart.get(row)
      const odd = is === undefined ? '' : `,"apart":"${is}"`
      text += `${before}${index + row},"start":${start[row] ?? 0},"end":${end[row] ?? 0},"header":${header[row] ?? 0},"complete":true${odd}}\n`
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

  constructor(name: string) {
    this.#name = visible(name)
  }

  carrier({ count, start, end, header }: FrameColumns, place: number, layers: number): string {
    const noun = carrierName(place, layers)
    const first = this.#carried[place] ?? 0
    this.#carried[place] = first + count
    let text = ''
    for (let row = 0; row < count; row += 1)
      text += `${this.#name} ${noun} ${first + row} [${start[row] ?? 0}, ${end[row] ?? 0}) header ${header[row] ?? 0}\n`
    return text
  }

  frames(
    { count, start, end, header, trailer, apart }: FrameColumns,
    slice: Uint8Array,
    base: number,
    bodies?: readonly Uint8Array[],
  ): string {
    let text = ''
    let whole = 0
    for (let row = 0; row < count; row += 1) {
      const [from = 0, to = 0, front = 0, back = 0] = [start[row], end[row], header[row], trailer[row]]
      const is = apart.get(row)
      if (is !== undefined) {
        const what = is === 'skipped' ? 'skipped' : `message ${this.#index}`
        text += `${this.#name} ${what} [${from}, ${to})${is === 'part' ? ' goes on after the next message' : ''}\n`
        if (is === 'part') this.#index += 1
        continue
      }
      const own = bodies?.[whole]
      whole += 1
      const body =
        (own
          ? this.#preview.text(own, 0, 0, own.length)
          : this.#preview.text(slice, base, from + front, to - back)) ?? ''
      text += `${this.#name} message ${this.#index} [${from}, ${to}) header ${front} ${body}`.trimEnd() + '\n'
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
