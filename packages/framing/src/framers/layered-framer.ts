// The framer of `A over B`: the frames of the wire, and above them one layer after another.
import type { FramingError } from '../frames/errors.ts'
import { FrameColumns } from '../frames/frame-columns.ts'
import type { Framer, FramerPosition } from '../frames/framer.ts'
import type { StreamFramer, WholeFrame } from './stream-framer.ts'
import { Gone } from './gone.ts'
import type { Layer, Piece, Sink } from './piece.ts'

type OnBody = (body: Uint8Array) => void

/** See {@link Framer}. Unlike other framers it keeps the bytes of an unfinished frame, because the layers above read them. */
export class LayeredFramer implements Framer {
  readonly #wire: StreamFramer
  readonly #layers: readonly Layer[]
  /** For callers that ask for no rows of a layer. */
  readonly #unasked: readonly FrameColumns[]
  readonly #gone = new Gone()
  #ended = false

  /** `layers` lie above the frames of the wire, the uppermost last; at least one. */
  constructor(wire: StreamFramer, layers: readonly Layer[]) {
    this.#wire = wire
    this.#layers = layers
    this.#unasked = [...layers, wire].map(() => new FrameColumns())
  }

  /** The error of the lowest layer that has one above the wire, because the bytes of the layers below were taken before. */
  get error(): FramingError | undefined {
    return this.#layers.find(({ error }) => error !== undefined)?.error ?? this.#wire.error
  }

  get position(): FramerPosition {
    const { offset, frameStart: wireStart, needed } = this.#wire.position
    const { error } = this
    const opens = this.#layers.flatMap(({ open }) => open ?? [])
    const frameStart = error?.offset ?? Math.min(wireStart, ...opens)
    const isOfWire = error === undefined && frameStart === wireStart
    return { offset, frameStart, held: offset - frameStart, needed: isOfWire ? needed : undefined }
  }

  intervals(chunk: Uint8Array, out: FrameColumns, below: readonly FrameColumns[] = []): void {
    this.#push(chunk, out, below, undefined)
  }

  bodies(chunk: Uint8Array, onBody: OnBody): void {
    this.#push(chunk, undefined, [], onBody)
  }

  /** The layers above get zeros for what is gone. One that needs those bytes says so by `lostAt`. */
  skip(count: number, out: FrameColumns, below: readonly FrameColumns[] = []): boolean {
    if (!this.#wire.canSkip(count)) return false
    const { offset } = this.#wire.position
    this.#gone.add({ start: offset, end: offset + count })
    for (let left = count; left > 0; left -= ZEROS.length)
      this.#push(ZEROS.subarray(0, left), out, below, undefined)
    return true
  }

  get lostAt(): number | undefined {
    const lost = this.#layers.flatMap(({ lostAt }) => lostAt ?? [])
    return lost.length === 0 ? undefined : Math.min(...lost)
  }

  end(out?: FrameColumns | OnBody, below: readonly FrameColumns[] = []): void {
    if (this.#ended) return
    this.#ended = true
    const isBody = typeof out === 'function'
    const { rows, sinks } = this.#sinks(isBody ? undefined : out, below, isBody ? out : undefined)
    this.#wire.endFrames((frame) => this.#up(frame, rows, sinks))
    const { offset } = this.#wire.position
    const isWrong = this.#wire.error !== undefined && this.#wire.error.code !== 'END_INSIDE_FRAME'
    // What is unfinished above then is so because of that error.
    if (!isWrong) for (const [index, layer] of this.#layers.entries()) layer.end(offset, sinks[index] as Sink)
    this.#forget()
  }

  #push(
    chunk: Uint8Array,
    out: FrameColumns | undefined,
    below: readonly FrameColumns[],
    onBody: OnBody | undefined,
  ): void {
    const { rows, sinks } = this.#sinks(out, below, onBody)
    const onPiece = (piece: Piece) => this.#pass(piece, 0, sinks)
    const givesPieces = this.#layers[0]?.needsFrames === false
    this.#wire.frames(chunk, (frame) => this.#up(frame, rows, sinks), givesPieces ? onPiece : undefined)
    this.#forget()
  }

  #forget(): void {
    for (const columns of this.#unasked) columns.clear()
  }

  /** Puts a frame of the wire on its lane, and hands its body up. */
  #up(frame: WholeFrame, rows: FrameColumns, sinks: readonly Sink[]): void {
    if (this.lostAt !== undefined) return
    const { start, end, header, trailer, apart, body, bytes } = frame
    if (apart !== undefined) {
      rows.pushApart(start, end, apart)
      return
    }
    rows.push(start, end, header, trailer)
    if (frame.isGiven) {
      const at = end
      this.#pass({ bytes: NOTHING, at, start, end, isLast: true, frame: NOTHING, bodySize: NaN }, 0, sinks)
      return
    }
    const piece = {
      bytes: body,
      at: start + header,
      start,
      end,
      isLast: true,
      frame: bytes,
      bodySize: body.length,
    }
    this.#pass(piece, 0, sinks)
  }

  #pass(piece: Piece, index: number, sinks: readonly Sink[]): void {
    this.#layers[index]?.take(piece, sinks[index] as Sink, this.#gone)
  }

  #sinks(
    out: FrameColumns | undefined,
    below: readonly FrameColumns[],
    onBody: OnBody | undefined,
  ): { readonly rows: FrameColumns; readonly sinks: readonly Sink[] } {
    const unasked = this.#unasked
    const top = this.#layers.length - 1
    const sinks: Sink[] = this.#layers.map((_, index) => {
      const asked = index === top ? out : below[index + 1]
      return {
        rows: asked ?? (unasked[index + 1] as FrameColumns),
        onBody: index === top ? onBody : undefined,
        onPiece: index === top ? undefined : (piece) => this.#pass(piece, index + 1, sinks),
      }
    })
    return { rows: below[0] ?? (unasked[0] as FrameColumns), sinks }
  }
}

const NOTHING: Uint8Array = new Uint8Array(0)
const ZEROS: Uint8Array = new Uint8Array(65_536)
