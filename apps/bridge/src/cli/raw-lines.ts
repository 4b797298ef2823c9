// The rows of a framing over raw bytes as lines: for a person, or as JSON. Both number a row by its place on its lane, as
// the lines of a capture do.
import type { FrameColumns, FramingError } from '@unstick/framing'
import { BodyPreview, SHOWN } from './body-preview.ts'
import { LineBytes } from './line-bytes.ts'
import { visible } from './visible.ts'

export interface Lines {
  /**
   * The lines of all rows. `slice`, at the offset `base`, completed them. `bodies` are those of the messages, if they are no
   * stretches of the stream.
   */
  frames(
    columns: FrameColumns,
    slice: Uint8Array,
    base: number,
    bodies?: readonly Uint8Array[],
  ): string | Uint8Array
  /** The lines of the frames of one of several layers below the messages. */
  carrier(columns: FrameColumns, place: number, layers: number): string
  keep(slice: Uint8Array, base: number, frameStart: number): void
  /** The line of a frame that is not cut. `end` is the offset after the known part of it. */
  broken(error: FramingError, end: number): string
}

const MESSAGE = Buffer.from('message ')
const OPENS = Buffer.from(' [')
const COMMA = Buffer.from(', ')
const HEADER = Buffer.from(') header ')
const CLOSES = Buffer.from(')\n')
const CLOSES_PART = Buffer.from(') goes on after the next message\n')
const LINE_END = 0x0a
/** The most bytes of a line after the name: four numbers, the words, and a body of escaped bytes. */
const MOST_LINE = 4 * 16 + 64 + 4 * SHOWN

/** The lane of the frames of one of several layers, named as a session's lanes are. */
const carrierName = (place: number, layers: number): string => (layers > 1 ? `frame@${place + 1}` : 'frame')

export class JsonLines implements Lines {
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
      const what = is === undefined ? `"header":${header[row] ?? 0},"complete":true` : `"apart":"${is}"`
      text += `${before}${index + row},"start":${(start[row] ?? 0) + moved},"end":${(end[row] ?? 0) + moved},${what}}\n`
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

export class TextLines implements Lines {
  /** Escaped here once, because nothing else in a line comes unescaped from outside. */
  readonly #name: string
  /** The name and a space. */
  readonly #before: Uint8Array
  readonly #out = new LineBytes()
  readonly #preview = new BodyPreview()
  #index = 0
  readonly #carried: number[] = []

  /** `moved` is added to all offsets. */
  constructor(
    name: string,
    readonly moved: number,
  ) {
    this.#name = visible(name)
    this.#before = Buffer.from(`${this.#name} `)
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
  ): Uint8Array {
    const { moved } = this
    const out = this.#out
    const most = this.#before.length + MOST_LINE
    let whole = 0
    for (let row = 0; row < count; row += 1) {
      const [from = 0, to = 0, front = 0, back = 0] = [start[row], end[row], header[row], trailer[row]]
      const is = apart.get(row)
      out.reserve(most)
      out.bytes(this.#before)
      if (is === undefined || is === 'part') {
        out.bytes(MESSAGE)
        out.number(this.#index)
      } else out.bytes(Buffer.from(is))
      out.bytes(OPENS)
      out.number(from + moved)
      out.bytes(COMMA)
      out.number(to + moved)
      if (is === undefined) {
        out.bytes(HEADER)
        out.number(front)
        const own = bodies?.[whole]
        whole += 1
        if (own) this.#preview.write(out, own, 0, 0, own.length)
        else this.#preview.write(out, slice, base, from + front, to - back)
        out.raw(LINE_END)
      } else out.bytes(is === 'part' ? CLOSES_PART : CLOSES)
      this.#index += 1
    }
    return out.take()
  }

  keep(slice: Uint8Array, base: number, frameStart: number): void {
    this.#preview.keep(slice, base, frameStart)
  }

  broken({ offset, code }: FramingError, end: number): string {
    return `${this.#name} message ${this.#index} [${offset}, ${end}) ${code}\n`
  }
}
