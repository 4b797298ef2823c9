// The frames in raw bytes of one stream, as lines. Takes constant memory, however long the stream is.
import {
  createFramer,
  FrameColumns,
  type Framer,
  type FramingError,
  type FramingSpec,
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
  const columns = new FrameColumns()
  const lines = json ? new JsonLines(name) : new TextLines(name)
  const begun = new FrameBeginning()
  const rest = pieces[Symbol.asyncIterator]()
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    const piece = next.value
    for (let at = 0; at < piece.length; at += SLICE) {
      const slice = piece.subarray(at, at + SLICE)
      const base = framer.position.offset
      framer.intervals(slice, columns)
      if (columns.count > 0) yield lines.frames(columns, slice, base)
      columns.clear()
      begun.keep(slice, base, framer.error?.offset ?? framer.position.frameStart)
      if (framer.error) {
        const isAll = await begun.fill(piece.subarray(at + SLICE), rest)
        return yield* broken(
          framer,
          framer.error,
          lines,
          misfitHint(spec, framer.error, { bytes: begun.bytes, isAll }),
        )
      }
      lines.keep(slice, base, framer.position.frameStart)
    }
  }
  framer.end(columns)
  if (columns.count > 0) yield lines.frames(columns, new Uint8Array(0), framer.position.offset)
  return (
    framer.error &&
    (yield* broken(
      framer,
      framer.error,
      lines,
      misfitHint(spec, framer.error, { bytes: begun.bytes, isAll: true }),
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
  /** The lines of all rows. `slice`, at the offset `base`, completed them. */
  frames(columns: FrameColumns, slice: Uint8Array, base: number): string
  keep(slice: Uint8Array, base: number, frameStart: number): void
  /** The line of a frame that is not cut. `end` is the offset after the known part of it. */
  broken(error: FramingError, end: number): string
}

class JsonLines implements Lines {
  #index = 0
  readonly #before: string

  constructor(name: string) {
    this.#before = `{"lane":"message","stream":${JSON.stringify(name)},"index":`
  }

  frames({ count, start, end, header }: FrameColumns): string {
    const before = this.#before
    let text = ''
    for (let row = 0; row < count; row += 1) {
      text += `${before}${this.#index},"start":${start[row] ?? 0},"end":${end[row] ?? 0},"header":${header[row] ?? 0},"complete":true}\n`
      this.#index += 1
    }
    return text
  }

  keep(): void {
    // JSON lines contain no bytes of the body.
  }

  broken({ offset, code, message }: FramingError, end: number): string {
    return `${this.#before}${this.#index},"start":${offset},"end":${end},"complete":false,"error":"${code}","message":${JSON.stringify(message)}}\n`
  }
}

class TextLines implements Lines {
  /** Escaped here once, because nothing else in a line comes unescaped from outside. */
  readonly #name: string
  readonly #preview = new BodyPreview()
  #index = 0

  constructor(name: string) {
    this.#name = visible(name)
  }

  frames({ count, start, end, header, trailer }: FrameColumns, slice: Uint8Array, base: number): string {
    let text = ''
    for (let row = 0; row < count; row += 1) {
      const [from = 0, to = 0, front = 0, back = 0] = [start[row], end[row], header[row], trailer[row]]
      const body = this.#preview.text(slice, base, from + front, to - back) ?? ''
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
